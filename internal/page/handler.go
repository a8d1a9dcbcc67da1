package page

import (
	"bytes"
	"embed"
	"encoding/json"
	"fmt"
	"html/template"
	"net/http"
	"time"

	"paiban/internal/lang"
)

//go:embed ui
var ui embed.FS

// Handler answers the requests of the pages.
func (s *Server) Handler() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("GET /{$}", s.start)
	m.HandleFunc("POST /new", s.create)
	m.HandleFunc("GET /roster", s.roster)
	m.HandleFunc("POST /judge", s.with(s.judge))
	m.HandleFunc("POST /figures", s.with(s.figures))
	m.HandleFunc("POST /who", s.with(s.who))
	m.HandleFunc("POST /why", s.with(s.why))
	m.HandleFunc("POST /cell", s.with(s.cell))
	m.HandleFunc("POST /repair", s.with(s.repair))
	m.HandleFunc("POST /repaired", s.repaired)
	m.HandleFunc("POST /save", s.with(s.save))
	m.HandleFunc("GET /seen", s.seen)
	m.HandleFunc("GET /export", s.export)
	m.HandleFunc("GET /month", s.month)
	m.HandleFunc("POST /month", s.settle)
	m.HandleFunc("GET /workbook", s.workbook)
	m.HandleFunc("POST /publish", s.publish)
	m.HandleFunc("POST /plan", s.plan)
	m.HandleFunc("POST /stop", s.stop)
	m.HandleFunc("GET /progress", s.progress)
	m.HandleFunc("GET /alive", s.alive)
	for _, name := range []string{"page.css", "page.js", "grid.js", "box.js", "icon.svg"} {
		m.HandleFunc("GET /"+name, func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, ui, "ui/"+name) })
	}
	return s.guard(m)
}

// alive is a stream that lasts as long as its page.
func (s *Server) alive(w http.ResponseWriter, r *http.Request) {
	defer s.opened()()
	w.Header().Set("Content-Type", "text/event-stream")
	beat := time.NewTicker(2 * time.Second)
	defer beat.Stop()
	for {
		if _, err := fmt.Fprint(w, ": here\n\n"); err != nil {
			return
		}
		if err := http.NewResponseController(w).Flush(); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-s.quit:
			return
		case <-beat.C:
		}
	}
}

// show answers with a template of ui/pages.tmpl in language l.
func (s *Server) show(w http.ResponseWriter, code int, l lang.Lang, name string, data any) {
	t, err := template.New("pages").Funcs(template.FuncMap{
		"say": func(zh, en string) string { return lang.T(zh, en).In(l) },
		"in":  func(t lang.Text) string { return t.In(l) },
		"json": func(v any) (string, error) {
			data, err := json.Marshal(v)
			return string(data), err
		},
		"lang": func() string { return map[lang.Lang]string{lang.ZH: "zh-CN", lang.EN: "en"}[l] },
	}).ParseFS(ui, "ui/*.tmpl")
	var out bytes.Buffer
	if err == nil {
		err = t.ExecuteTemplate(&out, name, data)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.WriteHeader(code)
	_, _ = out.WriteTo(w) // whoever asked may have gone
}

// refuse answers with what is wrong, as one sentence of the page.
func (s *Server) refuse(w http.ResponseWriter, l lang.Lang, err error) {
	s.show(w, http.StatusUnprocessableEntity, l, "refused", lang.Tell(err, l))
}

// fail answers with a page that says what is wrong.
func (s *Server) fail(w http.ResponseWriter, l lang.Lang, err error) {
	s.show(w, http.StatusUnprocessableEntity, l, "failed", lang.Tell(err, l))
}
