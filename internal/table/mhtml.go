package table

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"paiban/internal/lang"
)

// mail reports whether data is a web page kept as a mail is, "single file web page",
// in which old programs write a workbook under the name .xls.
func mail(data []byte) bool {
	head := strings.ToLower(string(data[:min(len(data), 2048)]))
	head = strings.TrimLeft(head, "\ufeff\r\n\t ")
	for _, first := range []string{"mime-version:", "from:", "content-type:", "subject:", "date:", "x-document-type:"} {
		if strings.HasPrefix(head, first) && strings.Contains(head, "mime-version:") && strings.Contains(head, "content-type:") {
			return true
		}
	}
	return false
}

// mostParts bounds the parts of a page; each sheet is one, each picture another.
const mostParts = 5000

// openMail reads the pages in a mail that have a table. Names of sheets are in the page
// around them, in the order of its list of sheets.
func openMail(data []byte, limits Limits) (book, error) {
	data = bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xef\xbb\xbf")), "\r\n\t ")
	w := &web{limits: limits}
	var called []string
	add := func(h textproto.MIMEHeader, body []byte) {
		kind, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
		if kind != "text/html" && kind != "application/xhtml+xml" && kind != "" {
			return
		}
		page := decodeWeb(body)
		if names := sheetNames(page); len(names) > len(called) {
			called = names
		}
		if cellTag.MatchString(page) {
			w.names = append(w.names, strings.TrimSuffix(path.Base(h.Get("Content-Location")), path.Ext(h.Get("Content-Location"))))
			w.pages = append(w.pages, page)
		}
	}
	in := bufio.NewReader(bytes.NewReader(data))
	head, err := textproto.NewReader(in).ReadMIMEHeader()
	if err != nil {
		return nil, err
	}
	kind, with, _ := mime.ParseMediaType(head.Get("Content-Type"))
	if !strings.HasPrefix(kind, "multipart/") {
		body, err := plainBody(head, in)
		if err != nil {
			return nil, err
		}
		add(head, body)
	} else {
		parts := multipart.NewReader(in, with["boundary"])
		for n := 0; ; n++ {
			part, err := parts.NextRawPart()
			if err == io.EOF {
				break
			}
			if err == nil && n >= mostParts {
				err = tooMuch(Pos{}, lang.F("网页文件里有超过 %d 个部分", "more than %d parts in the web page", mostParts))
			}
			if err != nil {
				return nil, err
			}
			body, err := plainBody(part.Header, part)
			if err != nil {
				return nil, err
			}
			add(part.Header, body)
		}
	}
	if len(called) == len(w.names) {
		w.names = called
	}
	if len(w.names) == 1 && len(called) != 1 {
		w.names = []string{""}
	}
	return w, w.check()
}

// plainBody undoes the encoding of a part.
func plainBody(h textproto.MIMEHeader, body io.Reader) ([]byte, error) {
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		code, err := io.ReadAll(body)
		if err != nil {
			return nil, noEOF(err)
		}
		if uneven(code) {
			return nil, errUneven
		}
		body = base64.NewDecoder(base64.StdEncoding, bytes.NewReader(code))
	}
	out, err := io.ReadAll(body)
	return out, noEOF(err)
}

var errUneven = errors.New("lines of its code are missing or cut")

// uneven reports whether lines of base64 differ in length, the last one left out: a piece
// is missing, and what is left may still be code.
func uneven(code []byte) bool {
	wide, last := 0, 0
	for line := range bytes.Lines(bytes.TrimSpace(code)) {
		if last > 0 && last != wide {
			return true
		}
		if last = len(bytes.TrimSpace(line)); wide == 0 {
			wide = last
		}
	}
	return last > wide
}

var sheetName = regexp.MustCompile(`(?s)<x:ExcelWorksheet>\s*<x:Name>([^<]*)</x:Name>`)

// sheetNames lists the names of sheets that Excel writes into a page.
func sheetNames(page string) (names []string) {
	for _, g := range sheetName.FindAllStringSubmatch(page, -1) {
		names = append(names, html.UnescapeString(g[1]))
	}
	return names
}
