package table

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"paiban/internal/lang"
)

// Open reads the file at path into memory, within limits, and finds out what it
// is by its content. Every error is a *Problem; errors.Is finds fs.ErrNotExist.
func Open(path string, limits Limits) (*Book, error) {
	pos := Pos{File: filepath.Base(path)}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, &Problem{pos, lang.F("找不到文件 %s", "there is no file %s", path), lang.T("检查路径和文件名", "check the path and the name"), err}
	case err != nil:
		return nil, unreadable(pos, err)
	case info.IsDir():
		return nil, &Problem{pos, lang.T("这是一个文件夹，不是文件", "this is a folder, not a file"), lang.T("指明文件夹里的一个文件", "name a file inside it"), nil}
	case !info.Mode().IsRegular():
		return nil, &Problem{pos, lang.T("这不是普通文件", "this is not a regular file"), lang.Text{}, nil}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, unreadable(pos, err)
	}
	defer f.Close()
	most := limits.orDefault().FileBytes + 1
	var data bytes.Buffer
	data.Grow(int(min(info.Size(), most)) + bytes.MinRead) // once, not by doubling
	if _, err := data.ReadFrom(io.LimitReader(f, most)); err != nil {
		return nil, unreadable(pos, err)
	}
	return Read(pos.File, data.Bytes(), limits)
}

func unreadable(pos Pos, err error) *Problem {
	return &Problem{pos, lang.F("打不开文件（%v）", "cannot open the file (%v)", lang.Cause(err)),
		lang.T("如果它正在 Excel 或 WPS 里打开，先关掉", "if it is open in Excel or WPS, close it there"), err}
}

// Read opens a file that is in memory already. name is for messages only.
func Read(name string, data []byte, limits Limits) (*Book, error) {
	limits = limits.orDefault()
	b := &Book{Name: name, limits: limits}
	var err error
	if int64(len(data)) > limits.FileBytes {
		err = tooMuch(Pos{}, lang.F("文件大于 %d MB", "the file is larger than %d MB", limits.FileBytes>>20))
	} else {
		b.Format, b.impl, err = sniff(data, limits)
	}
	if p, ok := err.(*Problem); ok {
		p.Pos.File = name
	} else if err != nil {
		err = damaged(Pos{File: name}, err)
	}
	if err != nil {
		return nil, err
	}
	if t, ok := b.impl.(*text); ok {
		b.Lost = t.lost
	}
	if n := len(b.Sheets()); n > limits.Sheets {
		b.Close()
		return nil, tooMuch(Pos{File: name}, lang.F("有 %d 张工作表，超过 %d 张", "%d sheets, more than %d", n, limits.Sheets))
	}
	return b, nil
}

// First bytes of files that users mistake for tables.
var foreign = []struct {
	magic string
	what  lang.Text
}{
	{"\xac\xed\x00\x05", lang.T("Java 程序的序列化数据", "serialised data of a Java program")},
	{"%PDF", lang.T("PDF 文档", "a PDF document")},
	{"{\\rtf", lang.T("RTF 文档", "an RTF document")},
	{"\x89PNG", lang.T("图片", "a picture")},
	{"\xff\xd8\xff", lang.T("图片", "a picture")},
	{"GIF8", lang.T("图片", "a picture")},
	{"Rar!", lang.T("压缩包", "an archive")},
	{"7z\xbc\xaf", lang.T("压缩包", "an archive")},
	{"\x1f\x8b", lang.T("压缩包", "an archive")},
	{"MZ", lang.T("程序", "a program")},
	{"\x7fELF", lang.T("程序", "a program")},
	{"SQLite format 3", lang.T("数据库", "a database")},
}

// sniff tells the format by content and opens it.
func sniff(data []byte, limits Limits) (Format, book, error) {
	if len(data) == 0 {
		return "", nil, &Problem{What: lang.T("文件是空的（0 字节）", "the file is empty (0 bytes)"),
			Hint: lang.T("重新导出或重新保存一次", "export it or save it again")}
	}
	has := func(magic string) bool { return bytes.HasPrefix(data, []byte(magic)) }
	switch {
	case has("PK\x03\x04"), has("PK\x05\x06"):
		b, err := openXLSX(data, limits)
		return XLSX, b, err
	case has("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		b, err := openOLE(data, limits)
		return XLS, b, err
	case len(data) >= 8 && data[0] == 0x09 && (data[1] == 0x08 || data[1] == 0x04 || data[1] == 0x02):
		b, err := openBIFF(data, limits)
		return XLS, b, err
	}
	for _, f := range foreign {
		// Two letters mean a program only if the rest is not text.
		if has(f.magic) && (len(f.magic) > 2 || bytes.IndexByte(data[:min(len(data), 512)], 0) >= 0) {
			return "", nil, notTable(f.what)
		}
	}
	if mail(data) {
		b, err := openMail(data, limits)
		return HTML, b, err
	}
	switch kind := markup(data); {
	case kind == HTML:
		b, err := openWeb(data, limits)
		return HTML, b, err
	case kind == XML:
		if !xml2003.Match(data[:min(len(data), 4096)]) && !utf16Mark(data) {
			return "", nil, notTable(lang.T("XML 文本，不是 Excel 的 XML 表格", "XML text, but no XML spreadsheet of Excel"))
		}
		b, err := openXML2003(data, limits)
		return XML, b, err
	}
	return openText(data, limits)
}

func notTable(what lang.Text) *Problem {
	return &Problem{
		What: lang.F("这不是表格，而是%s", "this is not a table but %s", what),
		Hint: lang.T("用 Excel 或 WPS 打开，另存为 .xlsx 再试", "open it in Excel or WPS, save it as .xlsx and try again"),
	}
}

// markup recognises HTML and XML, which some systems export under the name .xls; HTML
// also without its opening tags.
func markup(data []byte) Format {
	s, _ := decode(data[:min(len(data), 4096)])
	s = strings.ToLower(strings.TrimSpace(strings.TrimPrefix(s, "\ufeff")))
	switch {
	case !strings.HasPrefix(s, "<"):
	case strings.HasPrefix(s, "<!doctype"), strings.HasPrefix(s, "<!--"), strings.Contains(s, "<html"), strings.Contains(s, "<table"),
		strings.Contains(s, "<meta"), strings.Contains(s, "<head"), strings.Contains(s, "<style"), strings.Contains(s, "<div"),
		strings.Contains(s, "<tr"), strings.Contains(s, "<td"), strings.Contains(s, "<th"):
		if !strings.Contains(s, "<workbook") {
			return HTML
		}
		return XML
	case strings.HasPrefix(s, "<?xml"), strings.HasPrefix(s, "<workbook"), strings.HasPrefix(s, "<?mso"):
		return XML
	}
	return ""
}

func utf16Mark(data []byte) bool {
	return bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff})
}
