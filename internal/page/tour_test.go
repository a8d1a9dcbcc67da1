package page

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"paiban/internal/planner"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/samples"
)

// quiet fails where the browser complained.
func (b *browser) quiet(t *testing.T) {
	t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.heard != nil {
		t.Errorf("the page was not quiet:\n%s", strings.Join(b.heard, "\n"))
	}
}

// first names the cells of the page for statements: cell(key), and the first that holds.
const first = `window.all = () => [...document.querySelectorAll(".c")]; window.cell = key => all().find(c => c.dataset.key === key); window.works = () => all().filter(c => !c.classList.contains("k-off") && !c.classList.contains("k-leave"))`

// planned is a folder with the week of the samples planned, quickly.
func planned(t *testing.T) string {
	t.Helper()
	dir := sampleFolder(t)
	pl, err := plannerIn(filepath.Join(dir, "shop"))
	if err != nil {
		t.Fatal(err)
	}
	week, err := workspace.WeekByWords(samples.Week, workcal.DateFrom(friday), pl.Workspace.Config.FirstDay())
	if err != nil {
		t.Fatal(err)
	}
	p, err := pl.Plan(t.Context(), &week)
	if err == nil {
		_, err = pl.Roster(t.Context(), p, planner.Search{Iterations: 40, Seed: 1}, planner.Output{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// A stranger opens a planned week with the keyboard alone, makes three edits, one of which
// is refused, sees who could come, repairs the roster after a sick call, publishes it and
// takes the picture.
func TestStrangersTour(t *testing.T) {
	b := newBrowser(t)
	dir := planned(t)
	s := serve(t, dir)
	b.do(t, "open", chromedp.EmulateViewport(1280, 800), chromedp.Navigate(s.Address()))
	b.until(t, `document.querySelector(".start .b")`)
	b.do(t, "roster", chromedp.Navigate("http://"+s.host+"/roster?shop=shop&week="+samples.Week))
	b.until(t, `document.querySelectorAll(".c").length > 20 && document.getElementById("stats").dataset.full`)
	b.run(t, first+`; window.one = works()[0].dataset.key; cell(one).focus()`)
	b.keys(t, kb.Delete)
	b.until(t, `cell(one).classList.contains("changed") && document.activeElement === cell(one)`)
	// Lifted, carried to the right and dropped.
	b.run(t, `window.row = [...works()[8].closest("tr").querySelectorAll(".c")]; window.k = row.findIndex((c, i) => i && c.textContent !== row[i - 1].textContent); window.two = [row[k - 1].dataset.key, row[k].dataset.key]; window.was = two.map(key => cell(key).textContent); cell(two[0]).focus()`)
	b.keys(t, " ")
	b.until(t, `cell(two[0]).classList.contains("drag")`)
	b.keys(t, kb.ArrowRight)
	b.keys(t, kb.Enter)
	b.until(t, `cell(two[0]).textContent === was[1] && cell(two[1]).textContent === was[0]`)
	b.keys(t, "x")
	b.until(t, `document.activeElement.matches(".type")`)
	b.keys(t, "yz"+kb.Enter)
	b.until(t, `!document.getElementById("told").hidden && cell(two[1]).textContent === was[0]`)
	b.until(t, `!document.getElementById("stats").classList.contains("dim")`)
	b.shot(t, "tour-edited")

	b.run(t, `document.querySelector(".wide .hit, [data-who]").scrollIntoView(); const h = document.querySelector(".wide .hit"); if (h) h.focus(); else document.querySelector("[data-who]").click()`)
	b.keys(t, kb.Enter)
	b.until(t, `document.querySelector("#box[open] .cands")`)
	b.shot(t, "tour-who")
	b.keys(t, kb.Escape)
	b.until(t, `!document.querySelector("#box[open]")`)
	b.run(t, `document.getElementById("eat").click()`)
	b.shot(t, "tour-meals")
	b.run(t, `cell(two[0]).focus()`)
	b.keys(t, "W", chromedp.KeyModifiers(chromedp.ModifierShift))
	b.until(t, `document.querySelector("#box[open] .whys")`)
	b.shot(t, "tour-why")
	b.keys(t, kb.Escape)
	b.keys(t, "s", chromedp.KeyModifiers(chromedp.ModifierCtrl))
	b.until(t, `typeof window.cell === "undefined" && document.getElementById("stats")?.dataset.full && document.querySelectorAll(".c.changed").length >= 3`)

	b.run(t, first+`; window.ill = works().at(-1).dataset.key; cell(ill).focus()`)
	b.keys(t, kb.F10, chromedp.KeyModifiers(chromedp.ModifierShift))
	b.until(t, `document.querySelector('#box[open] [data-do="repair"]')`)
	b.shot(t, "tour-menu")
	b.run(t, `document.querySelector('#box [data-do="repair"]').focus()`)
	b.keys(t, kb.Enter)
	b.until(t, `document.querySelector('#box[open] [data-do="repaired"]')`)
	b.shot(t, "tour-repair")
	b.run(t, `document.querySelector('#box [data-do="repaired"]').focus()`)
	b.keys(t, kb.Enter)
	b.until(t, `typeof window.cell === "undefined" && document.getElementById("stats")?.dataset.full && [...document.querySelectorAll(".c.k-leave.changed")].length`)

	b.run(t, `document.getElementById("publish").focus()`)
	b.keys(t, kb.Enter)
	b.until(t, `document.querySelector('#box[open] [data-do="publish"]')`)
	b.shot(t, "tour-publish")
	b.keys(t, kb.Enter)
	b.until(t, `!document.querySelector("#box[open]") && document.querySelector(".verdict").textContent.includes("已发布")`)
	b.shot(t, "tour-published")
	if _, err := report.SystemFont(os.Getenv); err == nil {
		got, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`fetch(document.querySelector('.menu a').href).then(r => r.blob()).then(b => b.slice(1, 4).text())`, chromedp.EvalAwaitPromise))
		if err != nil || got != "PNG" {
			t.Errorf("the picture: %q %v", got, err)
		}
	}
	b.quiet(t)
}

// On a phone the seven days fit; a cell is tapped, then the one that it changes places with;
// shifts are chosen in the box; the buttons lie at the bottom. The file changes meanwhile:
// the page says so by itself and keeps both.
func TestPhone(t *testing.T) {
	b := newBrowser(t)
	dir := sampleFolder(t)
	s := serve(t, dir)
	b.do(t, "open", chromedp.EmulateViewport(390, 844, chromedp.EmulateMobile, chromedp.EmulateTouch), chromedp.Navigate(s.Address()))
	b.until(t, `document.querySelector(".presets")`)
	b.shot(t, "phone-start")
	b.do(t, "roster", chromedp.Navigate("http://"+s.host+"/roster?shop=shop&week="+past))
	b.until(t, `document.getElementById("stats")?.dataset.full && document.documentElement.scrollWidth <= 390`)
	b.run(t, first+`; window.tap = el => { el.scrollIntoView({ block: "center" }); el.focus(); el.click(); }`)
	b.until(t, `all().slice(0, 7).every(c => c.getBoundingClientRect().right <= 390 && c.getBoundingClientRect().height >= 32)`)
	b.until(t, `document.querySelector(".acts").getBoundingClientRect().bottom <= innerHeight + 1`)
	b.run(t, `window.row = [...works()[8].closest("tr").querySelectorAll(".c")]; window.k = row.findIndex((c, i) => i && c.textContent !== row[i - 1].textContent); window.two = [row[k - 1].dataset.key, row[k].dataset.key]; window.was = two.map(key => cell(key).textContent); tap(cell(two[0])); document.getElementById("swap").click(); tap(cell(two[1]))`)
	b.until(t, `cell(two[0]).textContent === was[1] && cell(two[1]).textContent === was[0]`)
	b.run(t, `tap(works()[0]); window.one = works()[0].dataset.key; document.getElementById("more").click()`)
	b.until(t, `document.querySelector('#box[open] [data-word="年假"]')`)
	b.shot(t, "phone-menu")
	b.run(t, `document.querySelector('#box [data-word="年假"]').click()`)
	b.until(t, `cell(one).textContent === "年假" && !document.querySelector("#box[open]")`)

	files, _ := filepath.Glob(filepath.Join(dir, "shop", "rosters", past+"*"))
	file, err := workspace.ReadRoster(files[0])
	if err != nil {
		t.Fatal(err)
	}
	elsewhere := report.Typed{ID: file.People[3].ID, Date: file.Start + 2, Text: "病假"}
	if err := file.Type(files[0], []report.Typed{elsewhere}); err != nil {
		t.Fatal(err)
	}
	b.run(t, `window.dispatchEvent(new Event("focus"))`)
	b.until(t, `document.querySelector(".diffs") && document.querySelector(".diffs").textContent.includes("病假")`)
	b.shot(t, "phone-changed")
	b.run(t, `document.getElementById("both").click()`)
	b.until(t, `cell(one).textContent === "年假" && cell("`+elsewhere.ID+"|"+elsewhere.Date.String()+`").textContent === "病假" && !document.querySelector(".diffs")`)
	b.run(t, `document.getElementById("save").click()`)
	b.until(t, `typeof window.cell === "undefined" && document.getElementById("stats")?.dataset.full && document.getElementById("save").disabled && document.querySelectorAll(".c").length > 20`)
	after, err := workspace.ReadRoster(files[0])
	if err != nil {
		t.Fatal(err)
	}
	if got := after.People[3].Cells[2]; got != "病假" {
		t.Errorf("what was changed elsewhere is %q", got)
	}
	leave := 0
	for _, r := range after.People {
		for _, c := range r.Cells {
			if c == "年假" {
				leave++
			}
		}
	}
	if leave == 0 {
		t.Error("what was typed here is lost")
	}
	b.shot(t, "phone-saved")
	b.quiet(t)
}
