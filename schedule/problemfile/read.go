package problemfile

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/schedule"
)

// Limits of a problem file. A team of 500 over 28 days takes 3 MB.
const (
	maxBytes      = 64 << 20
	maxPersonDays = 1_000_000
)

// Read reads a problem and its name. It is an error where the file is larger than
// 64 MB or no valid problem: an unknown key or rule, an index out of range, bounds
// out of order, more than a million person-days.
func Read(r io.Reader) (name string, p *schedule.Problem, err error) {
	src, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return "", nil, err
	}
	if len(src) > maxBytes {
		return "", nil, lang.Errorf("文件超过 %d MB", "the file is larger than %d MB", maxBytes>>20)
	}
	var f file
	if err := strictJSON(src, &f); err != nil {
		return "", nil, jsonError(src, err)
	}
	if f.Format != format {
		return "", nil, lang.Errorf("格式 %q 不认识，只认 paiban-problem-1", "format %q is unknown, only paiban-problem-1 is read", f.Format).
			WithHint("用 paiban schedule solve --dump 写出这样的文件", "paiban schedule solve --dump writes such files")
	}
	start, err := workcal.ParseDate(f.Start)
	if err != nil {
		return "", nil, err
	}
	// Asked before Validate and the search make room for every cell.
	if f.Days > maxPersonDays || f.Days*max(1, len(f.People)) > maxPersonDays {
		return "", nil, lang.Errorf("%d 人 × %d 天太大了", "%d people over %d days is too large", len(f.People), f.Days)
	}
	p = &schedule.Problem{Start: start, Days: f.Days, Interval: f.Interval, WeekStarts: f.Weeks,
		Queues: f.Queues, Shifts: f.Shifts, People: f.People, Holiday: f.Holiday}
	for _, c := range f.Cover {
		p.Cover = append(p.Cover, schedule.Cover{Why: schedule.CoverKind(c.Why), Day: c.Day, Span: c.Span, Queue: c.Queue, With: c.With, Who: c.Who, Shift: c.Shift, Pause: c.Pause, Bound: c.Bound})
	}
	for _, r := range f.Rules {
		p.Rules = append(p.Rules, r.Fields)
	}
	return f.Name, p, p.Validate()
}

// strictJSON decodes one value and refuses names that it does not know.
func strictJSON(b []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return lang.Errorf("末尾有多余的内容", "there is extra text after the end")
	}
	return nil
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
		return lang.Errorf("第 %d 行不是这种格式的 JSON", "line %d is not JSON of this format", 1+bytes.Count(src[:at], []byte("\n"))).Because(err)
	}
	return lang.Errorf("不是这种格式的 JSON", "it is not JSON of this format").Because(err)
}
