package samples

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
)

// settle rewrites the workbook at path with its parts, and the list of their
// types, in order of name: the library that writes them goes through maps.
func settle(path string) error {
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return err
	}
	slices.SortFunc(r.File, func(a, b *zip.File) int { return strings.Compare(a.Name, b.Name) })
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	for _, f := range r.File {
		if err := copyPart(w, f); err != nil {
			return err
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	return os.WriteFile(path, out.Bytes(), 0o600)
}

var partType = regexp.MustCompile(`<(Default|Override) [^>]*>(</(Default|Override)>)?`)

func copyPart(w *zip.Writer, f *zip.File) error {
	if f.Name != "[Content_Types].xml" {
		return w.Copy(f)
	}
	part, err := f.Open()
	if err != nil {
		return err
	}
	defer part.Close()
	text, err := io.ReadAll(part)
	if err != nil {
		return err
	}
	types := partType.FindAllString(string(text), -1)
	slices.Sort(types)
	next := 0
	sorted := partType.ReplaceAllStringFunc(string(text), func(string) string { next++; return types[next-1] })
	to, err := w.Create(f.Name)
	if err != nil {
		return err
	}
	_, err = io.WriteString(to, sorted)
	return err
}
