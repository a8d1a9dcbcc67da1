package page

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"paiban/samples"
)

// browser is a headless Chromium with what it complains of.
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
	ctx, stop = context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(stop)
	ctx, stop = chromedp.NewContext(ctx)
	t.Cleanup(stop)
	b := &browser{ctx: ctx}
	if err := chromedp.Listen(ctx, b.hear); err != nil {
		t.Fatal(err)
	}
	return b
}

// hear notes every complaint, and every request that leaves this computer. The answer 422
// to a word that is no shift is no complaint.
func (b *browser) hear(event any) {
	said := ""
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if !strings.HasPrefix(e.Request.URL, "http://127.0.0.1:") {
			said = "asked for " + e.Request.URL
		}
	case *runtime.EventConsoleAPICalled:
		said = "console: " + string(e.Type)
	case *runtime.EventExceptionThrown:
		said = "exception: " + e.ExceptionDetails.Text
	case *log.EventEntryAdded:
		if !strings.Contains(e.Entry.Text, "422") {
			said = "log: " + e.Entry.Text
		}
	}
	if said != "" {
		b.mu.Lock()
		b.heard = append(b.heard, said)
		b.mu.Unlock()
	}
}

func (b *browser) do(t *testing.T, what string, actions ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		t.Fatalf("%s: %v", what, err)
	}
}

// until waits until an expression of the page holds.
func (b *browser) until(t *testing.T, holds string) {
	t.Helper()
	for range 600 { // half a minute: a busy machine is slow
		got, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("!!("+holds+")"))
		if err == nil && got {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	text, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string]("document.body.innerText.slice(0, 800)"))
	t.Fatalf("never: %s\n%s", holds, text)
}

// shot writes a picture into the folder that PAIBAN_SCREENSHOTS names.
func (b *browser) shot(t *testing.T, name string) {
	t.Helper()
	dir := os.Getenv("PAIBAN_SCREENSHOTS")
	if dir == "" {
		return
	}
	data, err := chromedp.Run(b.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name+".png"), data, 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// run evaluates a statement of the page.
func (b *browser) run(t *testing.T, statement string) {
	t.Helper()
	if _, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("(() => { "+statement+"; return true; })()")); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

func (b *browser) keys(t *testing.T, keys string, opts ...chromedp.KeyOption) {
	t.Helper()
	b.do(t, keys, chromedp.KeyEvent(keys, opts...))
}

// A supervisor opens the page, edits the roster with the keyboard alone, takes it back,
// is refused a word, drags a cell onto another one, saves, and sees it all on a phone.
func TestTour(t *testing.T) {
	b := newBrowser(t)
	s := serve(t, sampleFolder(t))
	b.do(t, "start", chromedp.EmulateViewport(1280, 800), chromedp.Navigate(s.Address()))
	b.until(t, `location.search === "" && document.querySelector(".presets")`)
	b.shot(t, "start")
	b.do(t, "roster", chromedp.Navigate("http://"+s.host+"/roster?shop=shop&week="+past))
	b.until(t, `document.querySelectorAll(".c").length > 20`)
	b.shot(t, "roster")

	b.run(t, `const c = [...document.querySelectorAll(".c")].find(c => c.textContent !== "休"); window.key = c.dataset.key; window.was = c.textContent; window.at = () => [...document.querySelectorAll(".c")].find(c => c.dataset.key === window.key); c.focus()`)
	b.keys(t, kb.Delete)
	b.until(t, `at().classList.contains("changed") && at().textContent === "休" && document.activeElement === at()`)
	b.shot(t, "edited")
	b.keys(t, "z", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	b.until(t, `at().textContent === was && !at().classList.contains("changed")`)
	b.keys(t, "y", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	b.until(t, `at().textContent === "休"`)
	b.keys(t, kb.Enter)
	b.until(t, `document.activeElement.matches(".type")`)
	b.run(t, `document.activeElement.value = "胡说"`)
	b.keys(t, kb.Enter)
	b.until(t, `document.getElementById("told").textContent.includes("胡说") && at().textContent === "休"`)

	// The first two cells of a row that differ change places.
	b.run(t, `for (const r of document.querySelectorAll(".grid tbody tr")) { const c = [...r.querySelectorAll(".c")], k = c.findIndex(x => x.textContent !== c[0].textContent); if (k > 0 && c[0].dataset.key !== key) { window.pair = [c[0].dataset.key, c[k].dataset.key]; window.text = [c[0].textContent, c[k].textContent]; window.box = [c[0], c[k]].map(x => x.getBoundingClientRect()).map(r => [r.x + r.width / 2, r.y + r.height / 2]); break; } }`)
	box, err := chromedp.Run(b.ctx, chromedp.Evaluate[[][]float64]("window.box"))
	if err != nil {
		t.Fatal(err)
	}
	left := chromedp.Button("left")
	b.do(t, "drag", chromedp.MouseEvent(chromedp.MousePressed, box[0][0], box[0][1], left, chromedp.ClickCount(1)),
		chromedp.MouseEvent(chromedp.MouseMoved, box[0][0]+12, box[0][1], left), chromedp.MouseEvent(chromedp.MouseMoved, box[1][0], box[1][1], left))
	b.shot(t, "drag")
	b.do(t, "drop", chromedp.MouseEvent(chromedp.MouseReleased, box[1][0], box[1][1], left, chromedp.ClickCount(1)))
	b.until(t, `pair.every((key, i) => [...document.querySelectorAll(".c")].find(c => c.dataset.key === key).textContent === text[1 - i])`)

	b.keys(t, "s", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	b.until(t, `typeof window.key === "undefined" && document.querySelectorAll(".c.changed").length >= 3 && document.getElementById("save").disabled`)
	b.shot(t, "saved")
	b.do(t, "next week", chromedp.Navigate("http://"+s.host+"/roster?shop=shop&week="+samples.Week))
	b.until(t, `document.getElementById("sheet").textContent.includes("还没有排这一周")`)
	b.run(t, `document.getElementById("plan").click()`)
	// A small shop may be planned before anybody can stop it.
	b.until(t, `week.dataset.busy && document.getElementById("step").textContent.includes("代价") || document.querySelectorAll(".c").length > 20`)
	b.shot(t, "planning")
	b.run(t, `if (week.dataset.busy) document.getElementById("stop").click()`)
	b.until(t, `document.querySelectorAll(".c").length > 20`)
	b.shot(t, "planned")
	b.do(t, "back", chromedp.Navigate("http://"+s.host+"/roster?shop=shop&week="+past))
	b.do(t, "phone", chromedp.EmulateViewport(390, 844))
	b.until(t, `document.documentElement.scrollWidth <= 390`)
	b.shot(t, "phone")
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.heard != nil {
		t.Errorf("the page was not quiet:\n%s", strings.Join(b.heard, "\n"))
	}
}
