package page

import (
	"mime"
	"net/http"
	"os"
	"path/filepath"

	"paiban/internal/lang"
	"paiban/internal/report"
)

// export sends the roster of a week as a file: a picture, a web report, a calendar table or
// a workbook to be posted.
func (s *Server) export(w http.ResponseWriter, r *http.Request) {
	o, err := s.there(r)
	l := s.langOf(o.pl)
	if err != nil {
		s.fail(w, l, err)
		return
	}
	data, err := s.exported(r, o)
	if err != nil {
		s.fail(w, l, err)
		return
	}
	name := o.pl.Workspace.ShopName().In(l) + " " + o.week.String() + "." + r.FormValue("format")
	s.send(w, name, data)
}

// send sends a file to be saved under a name.
func (s *Server) send(w http.ResponseWriter, name string, data []byte) {
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	_, _ = w.Write(data) // whoever asked may have gone
}

func (s *Server) exported(r *http.Request, o openedRoster) ([]byte, error) {
	j, err := o.pl.Read(r.Context(), o.file)
	if err != nil {
		return nil, err
	}
	switch r.FormValue("format") {
	case "png":
		font, err := s.o.Font()
		if err != nil {
			return nil, err
		}
		return report.Picture(o.pl.Document(j), font)
	case "html":
		if err := j.Simulate(r.Context()); err != nil {
			return nil, err
		}
		return report.HTML(o.pl.Document(j))
	case "xlsx", "csv":
		dir, err := os.MkdirTemp("", "paiban")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		path := filepath.Join(dir, "roster."+r.FormValue("format"))
		write := report.WriteRoster
		if r.FormValue("format") == "csv" {
			write = report.WriteCSV
		}
		if err := write(path, o.pl.Document(j)); err != nil {
			return nil, err
		}
		return os.ReadFile(path)
	}
	return nil, lang.Errorf("没有 %q 这种文件", "there is no file of the kind %q", r.FormValue("format")).WithHint("用页面上的按钮下载", "use the buttons of the page")
}
