package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
	"paiban/schedule/solve"
)

// solveProblem solves the problem file that o names and prints the result.
func (a *app) solveProblem(ctx context.Context, o *solveOptions) error {
	path := a.path(o.problem)
	src, err := readAtMost(path, maxProblemBytes)
	if err != nil {
		return err
	}
	name, p, err := parseProblem(src)
	if err != nil {
		return lang.Errorf("%s", "%s", filepath.Base(path)).Because(err)
	}
	res, err := a.search(ctx, o.weekOptions, func(so solve.Options) (*solve.Result, error) { return solve.Solve(ctx, p, so) })
	if err != nil {
		return err
	}
	analysis := schedule.Check(p, res.Roster)
	if analysis.Score != res.Score {
		return fmt.Errorf("%s: the search scored %v, the checker %v", name, res.Score, analysis.Score)
	}
	plan := &workspace.Plan{Problem: p, Days: make([]workcal.Day, p.Days)}
	s := &solved{&rostered{planning: &planning{plan: plan}, result: res, analysis: analysis}, name, nil}
	if err := a.printSolved(s); err != nil {
		return err
	}
	return s.outcome(ctx)
}

// Limits of a problem file. A team of 500 over 28 days takes 3 MB.
const (
	maxProblemBytes = 64 << 20
	maxPersonDays   = 1_000_000
)

func readAtMost(path string, most int64) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	src, err := io.ReadAll(io.LimitReader(f, most+1))
	if err == nil && int64(len(src)) > most {
		err = lang.Errorf("%s 超过 %d MB", "%s is larger than %d MB", filepath.Base(path), most>>20)
	}
	return src, err
}

// problemFile is format paiban-problem-1, see bench.Dump for what it means.
type problemFile struct {
	Format   string            `json:"format"`
	Name     string            `json:"name"`
	Start    string            `json:"start"`
	Days     int               `json:"days"`
	Interval int               `json:"interval"`
	Queues   []schedule.Queue  `json:"queues"`
	Shifts   []schedule.Shift  `json:"shifts"`
	People   []schedule.Person `json:"people"`
	Cover    []problemCover    `json:"cover"`
	Rules    []problemRule     `json:"rules"`
	Holiday  schedule.DaySet   `json:"holiday"`
}

type problemCover struct {
	Why   coverWord      `json:"why"`
	Day   int            `json:"day"`
	Span  schedule.Span  `json:"span"`
	Queue int            `json:"queue"`
	Shift int            `json:"shift"`
	Bound schedule.Bound `json:"bound"`
}

// coverWord is a schedule.CoverKind by its key.
type coverWord schedule.CoverKind

func (w *coverWord) UnmarshalText(b []byte) error {
	for k := range schedule.CoverKinds {
		if schedule.CoverKinds[k].Key == string(b) {
			*w = coverWord(k)
			return nil
		}
	}
	return lang.Errorf("没有覆盖要求 %q", "there is no kind of cover %q", string(b))
}

// problemRule is a rule by its key and fields.
type problemRule struct{ schedule.Rule }

func (r *problemRule) UnmarshalJSON(b []byte) error {
	var raw struct {
		Rule   string          `json:"rule"`
		Fields json.RawMessage `json:"fields"`
	}
	if err := strictJSON(b, &raw); err != nil {
		return err
	}
	read, ok := ruleReaders[raw.Rule]
	if !ok {
		return lang.Errorf("没有规则 %q", "there is no rule %q", raw.Rule)
	}
	var err error
	r.Rule, err = read(raw.Fields)
	return err
}

// ruleReaders has how to read each rule of package schedule, by key.
var ruleReaders = map[string]func([]byte) (schedule.Rule, error){
	schedule.Continuous{}.Key():  readRule[schedule.Continuous],
	schedule.Eligible{}.Key():    readRule[schedule.Eligible],
	schedule.Fair{}.Key():        readRule[schedule.Fair],
	schedule.Keep{}.Key():        readRule[schedule.Keep],
	schedule.Meeting{}.Key():     readRule[schedule.Meeting],
	schedule.MinRest{}.Key():     readRule[schedule.MinRest],
	schedule.Minutes{}.Key():     readRule[schedule.Minutes],
	schedule.Pin{}.Key():         readRule[schedule.Pin],
	schedule.Request{}.Key():     readRule[schedule.Request],
	schedule.RestDays{}.Key():    readRule[schedule.RestDays],
	schedule.RestRun{}.Key():     readRule[schedule.RestRun],
	schedule.Rotation{}.Key():    readRule[schedule.Rotation],
	schedule.ShiftCount{}.Key():  readRule[schedule.ShiftCount],
	schedule.Succession{}.Key():  readRule[schedule.Succession],
	schedule.Unavailable{}.Key(): readRule[schedule.Unavailable],
	schedule.Weekends{}.Key():    readRule[schedule.Weekends],
	schedule.WorkRun{}.Key():     readRule[schedule.WorkRun],
}

func readRule[T schedule.Rule](b []byte) (schedule.Rule, error) {
	var r T
	err := strictJSON(b, &r)
	return r, err
}

// strictJSON decodes one value and refuses names that it does not know.
func strictJSON(b []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return lang.Errorf("末尾有多余的内容", "there is more after the end")
	}
	return nil
}

// parseProblem reads a problem in format paiban-problem-1.
func parseProblem(src []byte) (name string, p *schedule.Problem, err error) {
	var f problemFile
	if err := strictJSON(src, &f); err != nil {
		return "", nil, jsonError(src, err)
	}
	if f.Format != "paiban-problem-1" {
		return "", nil, lang.Errorf("格式 %q 不认识，只认 paiban-problem-1", "format %q is unknown, only paiban-problem-1 is read", f.Format).
			WithHint("用 paiban bench team --dump 写出这样的文件", "paiban bench team --dump writes such files")
	}
	start, err := workcal.ParseDate(f.Start)
	if err != nil {
		return "", nil, err
	}
	// Asked before Validate and the search make room for every cell.
	if f.Days > maxPersonDays || f.Days*max(1, len(f.People)) > maxPersonDays {
		return "", nil, lang.Errorf("%d 人 × %d 天太大了", "%d people over %d days are too many", len(f.People), f.Days)
	}
	p = &schedule.Problem{Start: start, Days: f.Days, Interval: f.Interval,
		Queues: f.Queues, Shifts: f.Shifts, People: f.People, Holiday: f.Holiday}
	for _, c := range f.Cover {
		p.Cover = append(p.Cover, schedule.Cover{Why: schedule.CoverKind(c.Why), Day: c.Day, Span: c.Span, Queue: c.Queue, Shift: c.Shift, Bound: c.Bound})
	}
	for _, r := range f.Rules {
		p.Rules = append(p.Rules, r.Rule)
	}
	return f.Name, p, p.Validate()
}

// jsonError puts what the decoder complains about into both languages, with the
// line where it knows it.
func jsonError(src []byte, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	at := int64(-1)
	switch {
	case errors.As(err, &syntax):
		at = syntax.Offset
	case errors.As(err, &kind):
		at = kind.Offset
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return lang.Errorf("文件没有写完", "the file ends too early")
	}
	var told lang.Teller
	switch {
	case errors.As(err, &told):
		return err
	case at >= 0 && at <= int64(len(src)):
		return lang.Errorf("第 %d 行不是这种格式的 JSON（%v）", "line %d is not JSON of this format (%v)", 1+bytes.Count(src[:at], []byte("\n")), err)
	}
	return lang.Errorf("不是这种格式的 JSON（%v）", "it is not JSON of this format (%v)", err)
}
