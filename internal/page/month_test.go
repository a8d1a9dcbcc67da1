package page

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// The page of a month asks what paiban month asks, writes nothing until it is told to, and
// hands out the workbook.
func TestMonth(t *testing.T) {
	dir := sampleFolder(t)
	s := serve(t, dir)
	c := visitor(t, s)
	page := get(t, c, "http://"+s.host+"/month?shop=shop")
	for _, want := range []string{"还要问", "缺卡", "写考勤表"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %q", want)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "shop", "attendance", "2026-10.xlsx")); err == nil {
		t.Fatal("written before it was asked for")
	}
	if start := get(t, c, "http://"+s.host+"/"); !strings.Contains(start, "的打卡还没结算") {
		t.Error("the start page does not say that the month is not settled")
	}
	code, body := post(t, c, s, "/month", url.Values{"shop": {"shop"}, "month": {"2026-10"}})
	if code != http.StatusOK || !strings.Contains(body, "下载考勤表") {
		t.Fatal(code, body)
	}
	if book := get(t, c, "http://"+s.host+"/workbook?shop=shop&month=2026-10"); !strings.HasPrefix(book, "PK") {
		t.Errorf("the workbook begins with %.10q", book)
	}
	if start := get(t, c, "http://"+s.host+"/"); !strings.Contains(start, "的考勤表写好了") {
		t.Error("the start page does not say that the month is settled")
	}
}

// Neither the start page nor the month is wider than the screen, and both are quiet.
func TestMonthInABrowser(t *testing.T) {
	b := newBrowser(t)
	s := serve(t, sampleFolder(t))
	b.do(t, "start", chromedp.EmulateViewport(1280, 800), chromedp.Navigate(s.Address()))
	b.until(t, `document.querySelector(".presets")`)
	b.shot(t, "start-1280")
	for _, width := range []int64{1280, 390} {
		b.do(t, "month", chromedp.EmulateViewport(width, 800), chromedp.Navigate("http://"+s.host+"/month?shop=shop"))
		b.until(t, `document.querySelector(".people") && document.documentElement.scrollWidth <= innerWidth`)
		b.shot(t, map[int64]string{1280: "month-1280", 390: "month-390"}[width])
	}
	b.quiet(t)
}
