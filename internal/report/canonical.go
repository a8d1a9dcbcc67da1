package report

import (
	"archive/zip"
	"io"
	"regexp"
	"slices"
	"strings"
)

// canonical writes a workbook of so many bytes to out with its parts, and the list of
// their types, in order of name. The library that writes workbooks goes through maps;
// the same content must give the same bytes.
func canonical(out io.Writer, book io.ReaderAt, size int64) error {
	r, err := zip.NewReader(book, size)
	if err != nil {
		return err
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	w := zip.NewWriter(out)
	for _, part := range r.File {
		if part.Name == "[Content_Types].xml" {
			err = sortTypes(w, part)
		} else {
			err = w.Copy(part)
		}
		if err != nil {
			return err
		}
	}
	return w.Close()
}

var partType = regexp.MustCompile(`<(?:Default|Override) [^>]*>(?:</(?:Default|Override)>)?`)

// sortTypes copies the list of types in order of name.
func sortTypes(w *zip.Writer, part *zip.File) error {
	in, err := part.Open()
	if err != nil {
		return err
	}
	defer in.Close()
	text, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	types := partType.FindAllString(string(text), -1)
	slices.Sort(types)
	next := 0
	out, err := w.Create(part.Name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(out, partType.ReplaceAllStringFunc(string(text), func(string) string { next++; return types[next-1] }))
	return err
}
