package page

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"paiban/internal/report"
)

// What the page asks about a roster is answered by the planner: who could come, why, what
// can be done with a cell, and the figures of the customers.
func TestAsks(t *testing.T) {
	s := serve(t, sampleFolder(t))
	c := visitor(t, s)
	page := get(t, c, "http://"+s.host+"/roster?shop=shop&week="+past)
	cell := firstCell(t, page, "休")
	with := func(more url.Values) url.Values {
		form := asked(t, page, cell)
		for k := range more {
			form.Set(k, more.Get(k))
		}
		return form
	}
	at := url.Values{"person": {cell.ID}, "date": {cell.Date.String()}}
	for path, a := range map[string]struct {
		form url.Values
		want string
	}{
		"/figures": {with(nil), "stats"},
		"/who":     {with(url.Values{"date": {cell.Date.String()}, "from": {"480"}, "to": {"510"}}), "谁可以来"},
		"/cell":    {with(at), "病了，修补班表"},
		"/why":     {with(at), "为什么这样排"},
	} {
		if code, body := post(t, c, s, path, a.form); code != http.StatusOK || !strings.Contains(body, a.want) {
			t.Errorf("%s: %d %s", path, code, body)
		}
	}
	if code, body := post(t, c, s, "/repair", with(at)); code != http.StatusUnprocessableEntity || !strings.Contains(body, "先保存") {
		t.Errorf("repair of a roster that is not saved: %d %s", code, body)
	}
}

// A repair is shown first; the file stays until it is asked for.
func TestRepairIsShownBeforeItIsWritten(t *testing.T) {
	dir := sampleFolder(t)
	s := serve(t, dir)
	c := visitor(t, s)
	page := get(t, c, "http://"+s.host+"/roster?shop=shop&week="+past)
	form := asked(t, page)
	cell := firstCell(t, page, "")
	form.Set("person", cell.ID)
	form.Set("date", cell.Date.String())
	form.Set("kind", "病假")
	files, _ := filepath.Glob(filepath.Join(dir, "shop", "rosters", past+"*"))
	before, _ := os.ReadFile(files[0])
	code, body := post(t, c, s, "/repair", form)
	if code != http.StatusOK || !strings.Contains(body, "就这样改") {
		t.Fatal(code, body)
	}
	if now, _ := os.ReadFile(files[0]); string(now) != string(before) {
		t.Fatal("written before it was asked for")
	}
	id := regexp.MustCompile(`data-id="([^"]+)"`).FindStringSubmatch(body)[1]
	if code, body := post(t, c, s, "/repaired", url.Values{"id": {id}}); code != http.StatusNoContent {
		t.Fatal(code, body)
	}
	if page := get(t, c, "http://"+s.host+"/roster?shop=shop&week="+past); !strings.Contains(page, "病假</button>") {
		t.Error("the roster has no leave")
	}
}

// The roster goes home as a picture, a workbook, a table and a web page.
func TestExport(t *testing.T) {
	s := serve(t, sampleFolder(t))
	c := visitor(t, s)
	for format, begin := range map[string]string{"png": "\x89PNG", "xlsx": "PK", "html": "<!DOCTYPE html>", "csv": ""} {
		if format == "png" {
			if _, err := report.SystemFont(os.Getenv); err != nil {
				continue
			}
		}
		if body := get(t, c, "http://"+s.host+"/export?shop=shop&week="+past+"&format="+format); !strings.HasPrefix(body, begin) || len(body) < 100 {
			t.Errorf("%s: %.20q", format, body)
		}
	}
}
