package page

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"paiban/internal/lang"
	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/samples"
)

// friday is in the week before the next one of the samples.
var friday = time.Date(2026, time.November, 20, 16, 0, 0, 0, time.UTC)

// plannerIn is what the command gives the server.
func plannerIn(dir string) (*planner.Planner, error) {
	ws, err := workspace.LoadOn(dir, workcal.DateFrom(friday))
	if err != nil {
		return nil, err
	}
	began := time.Now()
	return &planner.Planner{Workspace: ws, Clock: func() time.Time { return friday.Add(time.Since(began)) }, User: "test"}, nil
}

// sampleShop is a shop of the samples, made once.
var sampleShop = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "page-test")
	if err != nil {
		return "", err
	}
	return dir, samples.Write(dir, samples.Options{Preset: "taobao", Lang: lang.ZH, Sample: true})
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := sampleShop(); err == nil {
		_ = os.RemoveAll(dir)
	}
	os.Exit(code)
}

// sampleFolder is a folder with one shop, whose roster of past is there.
func sampleFolder(t testing.TB) string {
	t.Helper()
	from, err := sampleShop()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "shop"), os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// past is a week of which the samples hold the roster.
const past = "2026-W46"

func serve(t testing.TB, dir string) *Server {
	t.Helper()
	s, err := Listen(Options{Dir: dir, Lang: lang.ZH, Now: func() time.Time { return friday }, Planner: plannerIn, Font: func() ([]byte, error) { return report.SystemFont(os.Getenv) }}, 0)
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.Serve(context.Background()) }()
	t.Cleanup(func() {
		s.End()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	return s
}

// visitor is a browser that has opened the first address.
func visitor(t testing.TB, s *Server) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &http.Client{Jar: jar}
	get(t, c, s.Address())
	return c
}

func get(t testing.TB, c *http.Client, address string) string {
	t.Helper()
	r, err := c.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	body, _ := io.ReadAll(r.Body)
	if r.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s\n%s", address, r.Status, body)
	}
	return string(body)
}

func post(t testing.TB, c *http.Client, s *Server, path string, form url.Values) (code int, body string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, "http://"+s.host+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Origin", "http://"+s.host)
	answer, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, _ := io.ReadAll(answer.Body)
	return answer.StatusCode, string(text)
}

// Nobody gets anything without the token, by another name of this computer or from a page
// of another site.
func TestGuard(t *testing.T) {
	s := &Server{o: Options{Dir: t.TempDir(), Now: func() time.Time { return friday }, Planner: plannerIn}, token: "secret", host: "127.0.0.1:5000", jobs: map[string]*job{}}
	h := s.Handler()
	good := func() *http.Request {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:5000/", nil)
		r.AddCookie(&http.Cookie{Name: "paiban-5000", Value: "secret"})
		return r
	}
	for name, c := range map[string]struct {
		change func(*http.Request) *http.Request
		code   int
	}{
		"as it should be":       {func(r *http.Request) *http.Request { return r }, http.StatusOK},
		"own origin":            {func(r *http.Request) *http.Request { r.Header.Set("Origin", "http://127.0.0.1:5000"); return r }, http.StatusOK},
		"no cookie":             {func(r *http.Request) *http.Request { r.Header.Del("Cookie"); return r }, http.StatusForbidden},
		"wrong cookie":          {func(r *http.Request) *http.Request { r.Header.Set("Cookie", "paiban-5000=guess"); return r }, http.StatusForbidden},
		"cookie of a neighbour": {func(r *http.Request) *http.Request { r.Header.Set("Cookie", "paiban-5001=secret"); return r }, http.StatusForbidden},
		"another host":          {func(r *http.Request) *http.Request { r.Host = "evil.example:5000"; return r }, http.StatusForbidden},
		"localhost":             {func(r *http.Request) *http.Request { r.Host = "localhost:5000"; return r }, http.StatusForbidden},
		"another port":          {func(r *http.Request) *http.Request { r.Host = "127.0.0.1:5001"; return r }, http.StatusForbidden},
		"another origin":        {func(r *http.Request) *http.Request { r.Header.Set("Origin", "http://evil.example"); return r }, http.StatusForbidden},
		"a sandbox":             {func(r *http.Request) *http.Request { r.Header.Set("Origin", "null"); return r }, http.StatusForbidden},
		"from another site":     {func(r *http.Request) *http.Request { r.Header.Set("Sec-Fetch-Site", "cross-site"); return r }, http.StatusForbidden},
		"from another port":     {func(r *http.Request) *http.Request { r.Header.Set("Sec-Fetch-Site", "same-site"); return r }, http.StatusForbidden},
		"posted without origin": {func(r *http.Request) *http.Request { r.Method = http.MethodPost; r.URL.Path = "/save"; return r }, http.StatusForbidden},
		"wrong token":           {func(r *http.Request) *http.Request { r.URL.RawQuery = "token=guess"; return r }, http.StatusForbidden},
		"stylesheet, no cookie": {func(r *http.Request) *http.Request { r.Header.Del("Cookie"); r.URL.Path = "/page.css"; return r }, http.StatusForbidden},
	} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, c.change(good()))
		if w.Code != c.code {
			t.Errorf("%s: %d, want %d", name, w.Code, c.code)
		}
		if got := w.Header().Get("Content-Security-Policy"); got != policy {
			t.Errorf("%s: policy %q", name, got)
		}
	}
}

// The token goes into a cookie that no script and no other site sees, and out of the
// address.
func TestTokenBecomesACookie(t *testing.T) {
	s := &Server{token: "secret", host: "127.0.0.1:5000"}
	w := httptest.NewRecorder()
	s.Handler().ServeHTTP(w, httptest.NewRequest(http.MethodGet, s.Address(), nil))
	c := w.Result().Cookies()
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/" || len(c) != 1 || !c[0].HttpOnly || c[0].SameSite != http.SameSiteStrictMode || c[0].Value != "secret" {
		t.Errorf("%d to %q with %v", w.Code, w.Header().Get("Location"), c)
	}
}

// No byte that is served names an address elsewhere.
func TestNoForeignAddress(t *testing.T) {
	foreign := regexp.MustCompile(`(?i)(https?:)?//[a-z0-9-]+\.[a-z]`)
	entries, err := ui.ReadDir("ui")
	if err != nil || len(entries) < 4 {
		t.Fatal(err, entries)
	}
	for _, e := range entries {
		data, _ := ui.ReadFile("ui/" + e.Name())
		text := strings.ReplaceAll(string(data), `xmlns="http://www.w3.org/2000/svg"`, "")
		if at := foreign.FindString(text); at != "" {
			t.Errorf("%s names %s", e.Name(), at)
		}
	}
}

func TestStartNamesTheShopsAndWhatIsNext(t *testing.T) {
	s := serve(t, sampleFolder(t))
	body := get(t, visitor(t, s), "http://"+s.host+"/")
	for _, want := range []string{"下周还没排", samples.Week, "/roster?shop=shop&amp;week=" + past, "wangdian"} {
		if !strings.Contains(body, want) {
			t.Errorf("the start page has no %q", want)
		}
	}
}

func TestNewShop(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir)
	c := visitor(t, s)
	if code, body := post(t, c, s, "/new", url.Values{"preset": {"taobao"}, "name": {"我的店"}}); code != http.StatusOK && code != http.StatusUnprocessableEntity {
		t.Fatal(code, body)
	}
	if !isShop(filepath.Join(dir, "我的店")) {
		t.Error("there is no shop")
	}
	for _, name := range []string{"", "../away", "a/b", ".hidden", "我的店"} {
		if code, _ := post(t, c, s, "/new", url.Values{"preset": {"taobao"}, "name": {name}}); code != http.StatusUnprocessableEntity {
			t.Errorf("%q: %d", name, code)
		}
	}
}

var (
	stateOf = regexp.MustCompile(` data-loose="[^"]*"`)
	seenOf  = regexp.MustCompile(`data-seen="([0-9a-f]+)"`)
	keyOf   = regexp.MustCompile(`data-key="([^"|]+)\|([^"]+)"`)
)

// asked is a request that speaks of the roster of past.
func asked(t testing.TB, page string, cells ...report.Typed) url.Values {
	t.Helper()
	edits, err := json.Marshal(cells)
	if err != nil {
		t.Fatal(err)
	}
	return url.Values{"shop": {"shop"}, "week": {past}, "seen": {seenOf.FindStringSubmatch(page)[1]}, "edits": {string(edits)}}
}

// firstCell is the first cell of the grid.
func firstCell(t testing.TB, page, text string) report.Typed {
	t.Helper()
	k := keyOf.FindStringSubmatch(page)
	date, err := workcal.ParseDate(k[2])
	if err != nil {
		t.Fatal(err)
	}
	return report.Typed{ID: k[1], Date: date, Text: text}
}

// A cell that is typed is judged as schedule check judges the file once it is saved, and
// the version before is kept.
func TestTypedCellIsJudgedAndSaved(t *testing.T) {
	dir := sampleFolder(t)
	s := serve(t, dir)
	c := visitor(t, s)
	page := get(t, c, "http://"+s.host+"/roster?shop=shop&week="+past)
	cell := firstCell(t, page, "晚班")
	code, judged := post(t, c, s, "/judge", asked(t, page, cell))
	if code != http.StatusOK || !strings.Contains(judged, "changed") {
		t.Fatal(code, judged)
	}
	if code, body := post(t, c, s, "/judge", asked(t, page, report.Typed{ID: cell.ID, Date: cell.Date, Text: "胡说"})); code != http.StatusUnprocessableEntity || !strings.Contains(body, "胡说") {
		t.Error(code, body)
	}
	if code, body := post(t, c, s, "/save", asked(t, page, cell)); code != http.StatusNoContent {
		t.Fatal(code, body)
	}
	after := get(t, c, "http://"+s.host+"/roster?shop=shop&week="+past)
	_, sheet, _ := strings.Cut(after, `<div id="sheet">`)
	sheet, _, _ = strings.Cut(sheet, "</div>\n<datalist")
	sheet, judged = stateOf.ReplaceAllString(sheet, ""), stateOf.ReplaceAllString(judged, "")
	if sheet != judged {
		t.Errorf("typed:\n%s\nsaved:\n%s", judged, sheet)
	}
	kept, _ := filepath.Glob(filepath.Join(dir, "shop", "rosters", "history", past+"_*"))
	if len(kept) != 1 {
		t.Errorf("kept: %v", kept)
	}
}

// A file that somebody saved meanwhile is left as it is.
func TestChangedElsewhereIsNotOverwritten(t *testing.T) {
	dir := sampleFolder(t)
	s := serve(t, dir)
	c := visitor(t, s)
	page := get(t, c, "http://"+s.host+"/roster?shop=shop&week="+past)
	form := asked(t, page, firstCell(t, page, "晚班"))
	files, _ := filepath.Glob(filepath.Join(dir, "shop", "rosters", past+"*"))
	if len(files) != 1 {
		t.Fatal(files)
	}
	other := asked(t, page, firstCell(t, page, "休"))
	if code, body := post(t, c, s, "/save", other); code != http.StatusNoContent {
		t.Fatal(code, body)
	}
	before, _ := os.ReadFile(files[0])
	for _, path := range []string{"/judge", "/save"} {
		if code, body := post(t, c, s, path, form); code != http.StatusOK || !strings.Contains(body, "在别处改过") || !strings.Contains(body, "晚班") {
			t.Error(path, code, body)
		}
	}
	if after, _ := os.ReadFile(files[0]); string(after) != string(before) {
		t.Error("the file was overwritten")
	}
}

// Serve ends a while after the last page has closed, and not when another one opens
// meanwhile.
func TestEndsWithTheLastPage(t *testing.T) {
	s := &Server{quit: make(chan struct{}), leave: 100 * time.Millisecond}
	first := s.opened()
	second := s.opened()
	first()
	second()
	third := s.opened() // a page that is loaded again
	select {
	case <-s.quit:
		t.Fatal("ended with a page open")
	case <-time.After(3 * s.leave):
	}
	third()
	select {
	case <-s.quit:
	case <-time.After(time.Minute):
		t.Error("goes on without a page")
	}
}

// From the drop of a cell to its verdict, as the page waits for it.
func BenchmarkVerdict(b *testing.B) {
	s := serve(b, sampleFolder(b))
	c := visitor(b, s)
	page := get(b, c, "http://"+s.host+"/roster?shop=shop&week="+past)
	form := asked(b, page, firstCell(b, page, "休"))
	for b.Loop() {
		if code, body := post(b, c, s, "/judge", form); code != http.StatusOK {
			b.Fatal(code, body)
		}
	}
}
