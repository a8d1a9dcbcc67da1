package report

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/google/go-cmp/cmp"

	"paiban/internal/lang"
	"paiban/schedule"
	"paiban/schedule/simulate"
)

// simulated is a result in which 90% of the messages of every hour with a
// requirement are answered in time.
func simulated(w *Week) *simulate.Result {
	sim := &simulate.Result{Days: w.Problem.Days, Step: w.Problem.Interval}
	for q := range w.Problem.Queues {
		var r simulate.QueueResult
		for _, need := range w.Required[q] {
			r.Steps = append(r.Steps, simulate.Interval{Judged: float64(need), OnTime: 0.9})
		}
		r.Total = simulate.Figures{Judged: 1, Reply: simulate.Estimate{Mean: 0.9, Half: 0.01}}
		for range w.Problem.Days {
			r.Days = append(r.Days, simulate.Figures{Judged: 1, Reply: simulate.Estimate{Mean: 0.9}})
		}
		sim.Queues = append(sim.Queues, r)
	}
	return sim
}

func TestHTMLEscapesWhatPeopleType(t *testing.T) {
	w := sample(lang.ZH)
	const evil = `<script>alert("x")</script>`
	w.Shop = evil
	w.Problem.People[0].Name = evil
	w.Problem.Shifts[0].Name = lang.Same(`"><img src=x onerror=alert(1)>`)
	w.Notes = append(w.Notes, lang.Same(evil))
	page, err := HTML(w)
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"<script", "<img"} {
		if strings.Contains(string(page), bad) {
			t.Errorf("the page contains %s", bad)
		}
	}
	if !strings.Contains(string(page), "&lt;script&gt;") {
		t.Error("the name is not on the page at all")
	}
}

func TestHTMLNeedsNothingElse(t *testing.T) {
	page, err := HTML(sample(lang.EN))
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{"http:", "https:", "<script", "@import", "url("} {
		if strings.Contains(string(page), bad) {
			t.Errorf("the page refers to something outside: %s", bad)
		}
	}
}

// seen is what the browser makes of the page.
type seen struct {
	Shifts   [][]string `json:"shifts"`   // [row][day], "" off
	People   []string   `json:"people"`   // ids
	Hours    []string   `json:"hours"`    // by row
	Charts   [][]int    `json:"charts"`   // rostered heads, bar by bar
	Needs    [][]int    `json:"needs"`    // required
	Tall     [][]int    `json:"tall"`     // heights of the bars in tenths of a pixel
	Sums     [][]string `json:"sums"`     // required, rostered, short by day
	Overflow int        `json:"overflow"` // pixels that the page is wider than the window
	Sideways int        `json:"sideways"` // pixels that the week is wider than its frame
	Columns  []int      `json:"columns"`  // how wide the days are
}

const readPage = `(() => {
const all = (e, q) => Array.from(e.querySelectorAll(q));
const rows = all(document, '#roster tr[data-person]');
return {
  people: rows.map(r => r.dataset.person),
  shifts: rows.map(r => all(r, 'td:not(.num)').map(c => c.dataset.shift || '')),
  hours: rows.map(r => r.querySelector('td.num').textContent),
  charts: all(document, '#cover svg').map(s => all(s, 'g').map(g => +g.dataset.n)),
  needs: all(document, '#cover svg').map(s => all(s, 'g').map(g => +g.dataset.need)),
  tall: all(document, '#cover svg').map(s => all(s, 'g rect.bar').map(g => Math.round(10 * g.getBBox().height))),
  sums: all(document, '#days tbody tr').map(r => all(r, '[data-required],[data-rostered],[data-short]').map(c => c.textContent)),
  overflow: document.documentElement.scrollWidth - window.innerWidth,
  sideways: (e => e ? e.scrollWidth - e.clientWidth : 0)(document.querySelector('#roster .scroll')),
  columns: all(document, '#roster thead th').slice(1, -1).map(e => Math.round(e.getBoundingClientRect().width)),
};
})()`

// browser is a headless Chromium with what it hears of a page.
type browser struct {
	ctx   context.Context
	mu    sync.Mutex
	heard []string
}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	exe := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if path, err := exec.LookPath(name); err == nil && exe == "" {
			exe = path
		}
	}
	if exe == "" {
		t.Skip("no Chromium here")
	}
	ctx, stop := chromedp.NewExecAllocator(context.Background(),
		append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(exe), chromedp.NoSandbox)...)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	b := &browser{ctx: ctx}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	return b
}

// hear notes every complaint, and every request except that for the page itself.
func (b *browser) hear(event any) {
	said := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if e.Request.URL != e.DocumentURL && !strings.HasPrefix(e.Request.URL, "data:") {
			said = "asked for " + e.Request.URL
		}
	case *runtime.EventConsoleAPICalled:
		said = "console: " + string(e.Type)
	case *runtime.EventExceptionThrown:
		said = "exception: " + e.ExceptionDetails.Text
	case *log.EventEntryAdded:
		said = "log: " + e.Entry.Text
	}
	if said != "" {
		b.mu.Lock()
		b.heard = append(b.heard, said)
		b.mu.Unlock()
	}
}

// look opens a file in a window of some size, reads the figures of the page and
// takes a picture of it.
func (b *browser) look(t *testing.T, path string, wide, tall int64) (got seen, shot []byte) {
	t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, time.Minute)
	defer stop()
	if err := chromedp.Do(ctx, chromedp.EmulateViewport(wide, tall), chromedp.Navigate("file://"+path)); err != nil {
		t.Fatal(err)
	}
	got, err := chromedp.Run(ctx, chromedp.Evaluate[seen](readPage))
	if err == nil {
		shot, err = chromedp.Run(ctx, chromedp.FullScreenshot(100))
	}
	if err != nil {
		t.Fatal(err)
	}
	return got, shot
}

// TestHTMLInABrowser opens the page in Chromium: it asks the network for nothing
// and has nothing to complain of, its figures are the roster's, and it fits a
// phone. Screenshots go to the folder that PAIBAN_SCREENSHOTS names.
func TestHTMLInABrowser(t *testing.T) {
	b := newBrowser(t)
	w := sample(lang.ZH)
	w.Simulated = simulated(w)
	path := filepath.Join(t.TempDir(), "week.html")
	if err := WriteHTML(path, w); err != nil {
		t.Fatal(err)
	}
	for _, view := range []struct {
		name       string
		wide, tall int64
	}{{"desktop", 1280, 900}, {"phone", 390, 844}} {
		got, shot := b.look(t, path, view.wide, view.tall)
		if got.Overflow > 0 {
			t.Errorf("%s: the page is %d pixels wider than the window", view.name, got.Overflow)
		}
		if got.Sideways > 0 || slices.Max(got.Columns)-slices.Min(got.Columns) > 1 {
			t.Errorf("%s: seven days are %d pixels too wide, columns %v", view.name, got.Sideways, got.Columns)
		}
		comparePage(t, w, got)
		if dir := os.Getenv("PAIBAN_SCREENSHOTS"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, view.name+".png"), shot, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.heard != nil {
		t.Errorf("the page was not quiet:\n%s", strings.Join(b.heard, "\n"))
	}
}

// The browser does hear a page that is not quiet, or the test above would prove
// nothing.
func TestBrowserHears(t *testing.T) {
	b := newBrowser(t)
	path := filepath.Join(t.TempDir(), "noisy.html")
	if err := os.WriteFile(path, []byte(`<img src="http://127.0.0.1:9/x.png"><script>console.log(1); nothing()</script>`), 0o600); err != nil {
		t.Fatal(err)
	}
	b.look(t, path, 800, 600)
	b.mu.Lock()
	defer b.mu.Unlock()
	heard := strings.Join(b.heard, "\n")
	for _, want := range []string{"asked for http://127.0.0.1:9/x.png", "console: log", "exception: "} {
		if !strings.Contains(heard, want) {
			t.Errorf("did not hear %q, but\n%s", want, heard)
		}
	}
}

// comparePage compares what the browser read with the roster, computed here from
// the roster alone.
func comparePage(t *testing.T, w *Week, got seen) {
	t.Helper()
	p := w.Problem
	if len(got.People) != len(p.People) {
		t.Fatalf("%d people on the page, %d in the roster", len(got.People), len(p.People))
	}
	rows := map[string]int{}
	for r, id := range got.People {
		rows[id] = r
	}
	for i := range p.People {
		r, paid := rows[p.People[i].ID], 0
		want := make([]string, p.Days)
		for d, s := range w.Roster.Cells[i] {
			if s != schedule.Off {
				want[d], paid = p.Shifts[s].ID, paid+p.Shifts[s].Paid
			}
		}
		if diff := cmp.Diff(want, got.Shifts[r]); diff != "" {
			t.Errorf("%s: %s", p.People[i].ID, diff)
		}
		if h := hoursText(paid); got.Hours[r] != h {
			t.Errorf("%s: %s hours on the page, %s in the roster", p.People[i].ID, got.Hours[r], h)
		}
	}

	// One chart for each queue and day, from the first interval that matters to
	// the last: 08:00, when a requirement begins, until midnight for the night
	// shift, which works from 22:00 and until 06:00: so the whole day is drawn.
	have := schedule.CoverageOf(p, w.Roster, w.Minimum, w.Required)
	if want := len(p.Queues) * p.Days; len(got.Charts) != want {
		t.Fatalf("%d charts, want %d", len(got.Charts), want)
	}
	for q := range p.Queues {
		most := 0
		for x := range have.Queues[q] {
			most = max(most, have.Queues[q][x], w.Required[q][x], w.Minimum[q][x])
		}
		for d := range p.Days {
			k := q*p.Days + d
			if diff := cmp.Diff(have.Queues[q][d*24:d*24+24], got.Charts[k]); diff != "" {
				t.Errorf("rostered, queue %d day %d: %s", q, d, diff)
			}
			if diff := cmp.Diff(w.Required[q][d*24:d*24+24], got.Needs[k]); diff != "" {
				t.Errorf("required, queue %d day %d: %s", q, d, diff)
			}
			for i, n := range got.Charts[k] {
				// The plot is 122 pixels high; drawing rounds to a tenth.
				if want := 1220 * n / most; got.Tall[k][i] < want-1 || got.Tall[k][i] > want+2 {
					t.Errorf("queue %d day %d hour %d: %d heads drawn %d tenths of a pixel high, want %d", q, d, i, n, got.Tall[k][i], want)
				}
			}
		}
	}
	for d := range p.Days {
		required, rostered, short := 0, 0, 0
		for x := d * 24; x < d*24+24; x++ {
			for q := range p.Queues {
				required += w.Required[q][x]
				short += max(0, w.Required[q][x]-have.Queues[q][x])
			}
			rostered += have.Total[x]
		}
		want := []string{hoursText(60 * required), hoursText(60 * rostered), hoursText(60 * short)}
		if diff := cmp.Diff(want, got.Sums[d]); diff != "" {
			t.Errorf("day %d: %s", d, diff)
		}
	}
}
