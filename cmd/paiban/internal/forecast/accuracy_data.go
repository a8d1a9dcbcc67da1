package forecast

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"strconv"

	"paiban/cmd/paiban/internal/cli"
	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// tallyJSON is a [forecast.Tally]. What has nothing to be a share of is null.
type tallyJSON struct {
	Hours     int      `json:"hours"`
	Said      float64  `json:"said"`
	Came      float64  `json:"came"`
	Missed    float64  `json:"missed"`
	Bias      *float64 `json:"bias"`
	Error     *float64 `json:"error"`
	LastWeek  *float64 `json:"last_week"`
	MeanWeeks *float64 `json:"mean_4_weeks"`
	Model     *float64 `json:"model"`
	Within    *float64 `json:"within90"`
	Changed   int      `json:"changed_hours"`
}

func tallyToJSON(t forecast.Tally) tallyJSON {
	share := func(v float64) *float64 {
		if math.IsNaN(v) || math.IsInf(v, 0) {
			return nil
		}
		return &v
	}
	return tallyJSON{t.Hours, t.Said, t.Came, t.Missed, share(t.Bias()), share(t.Error()), share(t.LastWeek()), share(t.MeanWeeks()), share(t.Own()), share(t.Within()), t.Changed}
}

// accuracyJSON is a [forecast.Accuracy].
type accuracyJSON struct {
	Schema  string            `json:"schema"`
	From    workcal.Date      `json:"from"`
	Through workcal.Date      `json:"through"`
	Rows    []accuracyRowJSON `json:"rows"`
	Hours   []tallyJSON       `json:"hours"` // of the day
	Days    []accuracyDayJSON `json:"days"`  // worst first
	Unsaid  int               `json:"days_without_forecast"`
	Unknown int               `json:"days_without_counts"`
	Verdict []lang.Text       `json:"verdict"`
	Notes   []lang.Text       `json:"notes"`
}

type accuracyRowJSON struct {
	By   string `json:"by"`
	Part string `json:"part"`
	tallyJSON
}

type accuracyDayJSON struct {
	Date  workcal.Date `json:"date"`
	Queue string       `json:"queue"`
	Kind  string       `json:"kind"`
	Made  string       `json:"made"`
	tallyJSON
	Cause forecast.Cause `json:"cause"`
	Why   lang.Text      `json:"why"`
}

func accuracyToJSON(acc *forecast.Accuracy, notes []lang.Text) accuracyJSON {
	out := accuracyJSON{
		Schema: "paiban/accuracy/1", From: acc.From, Through: acc.Through, Unsaid: acc.Unsaid, Unknown: acc.Unknown, Verdict: acc.Verdict(), Notes: notes,
	}
	for _, r := range acc.Rows() {
		out.Rows = append(out.Rows, accuracyRowJSON{r.By, r.Key, tallyToJSON(r.Tally)})
	}
	for _, t := range acc.Hours {
		out.Hours = append(out.Hours, tallyToJSON(t))
	}
	for _, d := range acc.Days {
		out.Days = append(out.Days, accuracyDayJSON{d.Date, d.Queue, forecast.DayKindKeys[d.Kind], madeAt(d.Made), tallyToJSON(d.Tally), d.Cause, d.Why})
	}
	return out
}

func madeAt(s forecast.Stamp) string { return fmt.Sprintf("%v %s", s.Date, schedule.Clock(s.Minute)) }

// accuracyCSV has a line for each row of the tables and for each day.
func accuracyCSV(a *cli.App, acc *forecast.Accuracy) []byte {
	var b bytes.Buffer
	b.WriteString("\ufeff")
	out := csv.NewWriter(&b)
	out.UseCRLF = true
	write := func(cells ...string) { _ = out.Write(cells) } // into memory
	write("by", "part", "queue", "made", "hours", "said", "came", "missed", "bias", "error", "last_week", "mean_4_weeks", "model", "within90", "cause", "why")
	line := func(by, part, queue, made string, t forecast.Tally, cause, why string) {
		cells := []string{by, part, report.Inert(queue), made, strconv.Itoa(t.Hours), fmt.Sprintf("%.1f", t.Said), fmt.Sprintf("%.1f", t.Came), fmt.Sprintf("%.1f", t.Missed)}
		for _, v := range []float64{t.Bias(), t.Error(), t.LastWeek(), t.MeanWeeks(), t.Own(), t.Within()} {
			cell := ""
			if !math.IsNaN(v) && !math.IsInf(v, 0) {
				cell = fmt.Sprintf("%.4f", v)
			}
			cells = append(cells, cell)
		}
		write(append(cells, cause, report.Inert(why))...)
	}
	for _, r := range acc.Rows() {
		line(r.By, r.Key, "", "", r.Tally, "", "")
	}
	for _, d := range acc.Days {
		line("date", d.Date.String(), d.Queue, madeAt(d.Made), d.Tally, string(d.Cause), a.Say(d.Why))
	}
	out.Flush()
	return b.Bytes()
}
