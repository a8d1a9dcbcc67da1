package report

import (
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

func TestWriteForecast(t *testing.T) {
	path := filepath.Join(t.TempDir(), "f.xlsx")
	hours := make([]float64, 24)
	hours[9] = 12.5
	out := &forecast.Output{
		From: workcal.DateOf(2026, 11, 23), Days: 1,
		Queues: []forecast.Forecast{
			{Queue: "q", Step: 60, Point: hours, Low: make([]float64, 24), High: hours, Model: slices.Repeat([]float64{12}, 24)},
			{Queue: "r", Step: 60, Point: hours, Low: hours, High: hours},
		},
		Explanation: []lang.Text{lang.T("=有事", "=event")},
	}
	if err := WriteForecast(path, &ForecastBook{Lang: lang.EN, Names: []string{"sales", "returns"}, Forecast: out}); err != nil {
		t.Fatal(err)
	}
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if got := b.Sheets(); strings.Join(got, ",") != "Overview,sales,returns,Forecast,Story,Cleaned,Read" {
		t.Fatalf("sheets %v", got)
	}
	seen := false
	for row, err := range b.Rows(3) {
		if err != nil {
			t.Fatal(err)
		}
		if row.Number == 3+9 { // two rows of headings
			date, _ := table.ParseDate(row.At(1), 0)
			seen = date == out.From && row.At(2) == "09:00" && row.At(3) == "12.5" && row.At(4) == "0" && row.At(5) == "12.5" && row.At(6) == "12" && row.At(9) == "12.5" && row.At(14) == "25"
		}
	}
	if !seen {
		t.Error("the row of 09:00 is not as given")
	}
	for row, err := range b.Rows(4) {
		if err != nil || row.At(1) != "=event" {
			t.Errorf("story %v, %v; a sentence is text whatever it begins with", row, err)
		}
	}
}

// Eight days of one queue, 10 at 09:00 and 20 at 21:00 each, 8–13 and 15–26: a day is 30
// (23–39), seven are 210 (161–273), the eighth stands alone. History is the fortnight
// before with 25 a day, and one day a year ago. An event of the second day, a Tuesday.
func TestForecastPage(t *testing.T) {
	from := workcal.DateOf(2026, 11, 23)
	f := forecast.Forecast{Queue: "q", Step: 60}
	history := forecast.Series{Queue: "q", Start: from - 365, Step: 60, Values: make([]float64, 365*24)}
	for i := range history.Values {
		history.Values[i] = math.NaN()
		if i/24 >= 351 && i%24 == 9 {
			history.Values[i] = 25
		}
	}
	history.Values[24+9] = 77 // 2025-11-24
	for range 8 {
		for h := range 24 {
			v := map[int][3]float64{9: {10, 8, 13}, 21: {20, 15, 26}}[h]
			f.Point, f.Low, f.High = append(f.Point, v[0]), append(f.Low, v[1]), append(f.High, v[2])
		}
	}
	path := filepath.Join(t.TempDir(), "f.xlsx")
	err := WriteForecast(path, &ForecastBook{
		Lang: lang.ZH, Shop: "小店", Names: []string{"售前"}, History: []forecast.Series{history, {Queue: "other", Start: from, Step: 60}},
		Forecast: &forecast.Output{From: from, Days: 8, Queues: []forecast.Forecast{f}, Explanation: []lang.Text{lang.T("有事", "event")}},
		Calendar: workcal.New(nil), Events: []forecast.Event{{Name: "直播", From: forecast.Stamp{Date: from + 1}, To: forecast.Stamp{Date: from + 2}}},
		Notes: []lang.Text{lang.T("读取：咨询量", "read: count")},
	})
	if err != nil {
		t.Fatal(err)
	}
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	if got := strings.Join(b.Sheets(), ","); got != "总览,预测,与平时不同,历史清理,历史怎么读的" {
		t.Errorf("sheets %s", got)
	}
	// The hours shown are 9 to 21, so that the total is in column 15.
	var got []string
	for row, err := range b.Rows(0) {
		if err != nil {
			t.Fatal(err)
		}
		var cells []string
		for _, c := range []int{1, 2, 14, 15, 16, 17, 18, 19, 20, 21} {
			cells = append(cells, row.At(c))
		}
		if line := strings.TrimRight(strings.Join(cells, "|"), "|"); line != "" {
			got = append(got, line)
		}
	}
	day := "|10|20|30|23|39|25|0.2|–"
	want := []string{
		"日期|9|21|合计|低|高|上周|比上周|去年|说明",
		"11-23 周一|10|20|30|23|39|25|0.2|77", "11-24 周二" + day + "|直播、去年 11-24 为 77", "11-25 周三" + day, "11-26 周四" + day, "11-27 周五" + day,
		"11-28 周六" + day, "11-29 周日" + day, "7 天合计|||210|161|273|175|0.2|–",
		"11-30 周一" + day, "1 天合计|||30|23|39|25|0.2|–",
		"与平时不同", "有事", "历史怎么读的", "读取：咨询量",
	}
	if len(got) < 2 || strings.Join(got[2:], "\n") != strings.Join(want, "\n") {
		t.Errorf("the page is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}
