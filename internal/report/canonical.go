package report

import (
	"archive/zip"
	"bytes"
	"io"
	"regexp"
	"slices"
	"strings"
)

// canonical returns a workbook with its parts, and the list of their types, in order
// of name. The library that writes workbooks goes through maps; the same content must
// give the same bytes.
func canonical(book []byte) ([]byte, error) {
	r, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, part := range r.File {
		if part.Name == "[Content_Types].xml" {
			err = sortTypes(w, part)
		} else {
			err = w.Copy(part)
		}
		if err != nil {
			return nil, err
		}
	}
	err = w.Close()
	return out.Bytes(), err
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
