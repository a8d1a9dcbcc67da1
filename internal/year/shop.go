package year

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"
)

// Shop is what is true of the shop, whatever its files say. It follows from a profile
// and a seed alone; the world's truth that steps change stands in World.
type Shop struct {
	Profile Profile
	Seed    uint64
	Start   time.Time // Friday on which the year begins
	People  []Person
	Level   []Level // changes of the level of the volume, by date
	Events  []Event
}

// Queue is a queue as its exports name it.
type Queue struct {
	ID      string
	Column  string  // the heading of its counts
	PerHour float64 // contacts of an average open hour at level 1
	Open    [2]int  // hours
}

// Shift is a shift as people work it.
type Shift struct {
	ID    string
	Word  string // in a cell of a Chinese roster
	Spans []Span // minutes of the work date, may pass 1440
}

// Span is a span of minutes of a work date, its end not included.
type Span struct{ From, To int }

// Person is somebody on the staff list.
type Person struct {
	ID, Name, Group, Skills, Flags string
	Punch                          string // number in the clock
	Hired, Left, Trainee           time.Time
	Salary                         int

	Contract, Tags, Unavailable string
}

// Level is a step of the volume: from Date on it stands at Factor.
type Level struct {
	Date   time.Time
	Factor float64
}

// Event is a campaign: known to the supervisor, entered in events.csv.
type Event struct {
	Name     string
	From, To time.Time
	Uplift   float64
}

// start is the Friday on which every year begins: the first week planned is 2025-W49.
var start = time.Date(2025, 11, 28, 9, 0, 0, 0, time.Local)

const (
	weeks   = 52
	history = 10 // weeks of counts that lie in the folder when the year begins
)

// newShop draws a shop.
func newShop(p Profile, seed uint64) *Shop {
	s := &Shop{Profile: p, Seed: seed, Start: start}
	r := s.rand("people")
	surnames, given := []rune("陈林黄张李王吴刘蔡杨许郑谢郭洪邱曾廖"), []string{"晓雯", "欣悦", "伟", "志强", "海燕", "浩然", "思远", "梦琪", "佳慧", "文博", "诗涵", "嘉怡", "子涵", "雨桐", "俊杰", "丽娟"}
	r.Shuffle(len(surnames), func(i, j int) { surnames[i], surnames[j] = surnames[j], surnames[i] })
	r.Shuffle(len(given), func(i, j int) { given[i], given[j] = given[j], given[i] })
	for i := range p.People {
		q := Person{
			ID: fmt.Sprintf("K%02d", i+1), Name: string(surnames[i]) + given[i], Punch: fmt.Sprint(101 + i),
			Group: []string{"一组", "二组"}[i*2/p.People], Salary: 4350 + 100*r.IntN(12),
			Hired: date(2024, 3, 1),
		}
		if len(p.Queues) > 1 && i%2 == 0 {
			q.Skills = p.Queues[0].ID // the others may serve all
		}
		s.People = append(s.People, q)
	}
	// Somebody joins in spring, with two weeks of training, and somebody leaves in autumn,
	// all inside a month.
	s.People[3].Hired = date(2026, 3, 9+r.IntN(14))
	s.People[3].Trainee = s.People[3].Hired.AddDate(0, 0, 14)
	s.People[len(s.People)-2].Left = date(2026, 9, 7+r.IntN(14))
	if r.IntN(2) == 0 {
		s.People[1].Flags = "不上夜班"
	}
	if p.Staff != nil {
		p.Staff(s)
	}

	r = s.rand("level")
	f := 1.0
	for _, week := range []int{9 + r.IntN(6), 24 + r.IntN(8), 41 + r.IntN(6)} {
		f *= []float64{.8, 1.25, 1.35}[r.IntN(3)]
		s.Level = append(s.Level, Level{day(start).AddDate(0, 0, 7*week-4), f})
	}
	s.Events = []Event{
		{"双12", date(2025, 12, 11).Add(20 * time.Hour), date(2025, 12, 13), 2},
		{"年货节", date(2026, 1, 18), date(2026, 1, 21), 1.6},
		{"618", date(2026, 6, 17).Add(20 * time.Hour), date(2026, 6, 19), 2.5},
		{"双11", date(2026, 11, 10).Add(20 * time.Hour), date(2026, 11, 12), 3},
	}
	return s
}

// rand returns the random numbers of one subject, the same whatever else was drawn.
func (s *Shop) rand(subject string) *rand.Rand { return dice(s.Seed, subject) }

func dice(seed uint64, subject string) *rand.Rand {
	h := uint64(14695981039346656037)
	for _, b := range []byte(subject) {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return rand.New(rand.NewPCG(seed, h))
}

// Volume returns how many contacts truly came to queue q in the hour that begins at t.
func (s *Shop) Volume(q Queue, t time.Time) int {
	mean := s.mean(q, t)
	r := s.rand(q.ID + t.Format("2006-01-02T15"))
	return max(0, int(math.Round(mean+math.Sqrt(mean)*r.NormFloat64())))
}

// mean is the expected volume of the hour that begins at t.
func (s *Shop) mean(q Queue, t time.Time) float64 {
	if t.Hour() < q.Open[0] || t.Hour() >= q.Open[1] {
		return 0
	}
	shape := []float64{1, .9, .95, 1, .95, 1.05, 1.15}[t.Weekday()]
	hour := float64(t.Hour())
	shape *= .55 + .5*math.Exp(-(hour-11)*(hour-11)/8) + .7*math.Exp(-(hour-20.5)*(hour-20.5)/10)
	for _, l := range slices.Backward(s.Level) {
		if !t.Before(l.Date) {
			shape *= l.Factor
			break
		}
	}
	for _, e := range s.Events {
		if !t.Before(e.From) && t.Before(e.To) {
			shape *= e.Uplift
		}
	}
	return q.PerHour * shape
}

// DayMean is the expected volume of all queues on the day of d.
func (s *Shop) DayMean(d time.Time) float64 {
	sum := 0.0
	for _, q := range s.Profile.Queues {
		for h := range 24 {
			sum += s.mean(q, day(d).Add(time.Duration(h)*time.Hour))
		}
	}
	return sum
}

// Person returns who has the id.
func (s *Shop) Person(id string) (Person, bool) {
	i := slices.IndexFunc(s.People, func(p Person) bool { return p.ID == id })
	if i < 0 {
		return Person{}, false
	}
	return s.People[i], true
}

// Employed reports whether p is employed on d.
func (p Person) Employed(d time.Time) bool {
	return !day(d).Before(p.Hired) && (p.Left.IsZero() || !day(d).After(p.Left))
}

func (s *Shop) shift(id string) (Shift, bool) {
	i := slices.IndexFunc(s.Profile.Shifts, func(x Shift) bool { return x.ID == id })
	if i < 0 {
		return Shift{}, false
	}
	return s.Profile.Shifts[i], true
}

func date(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.Local) }

// day is the midnight at which t's day begins.
func day(t time.Time) time.Time { return date(t.Year(), t.Month(), t.Day()) }

// monday is the Monday of t's week.
func monday(t time.Time) time.Time { return day(t).AddDate(0, 0, -(int(t.Weekday())+6)%7) }

// week is the first day of the shop's week that t lies in.
func (s *Shop) week(t time.Time) time.Time {
	if s.Profile.Sundays {
		return monday(t.AddDate(0, 0, 1)).AddDate(0, 0, -1)
	}
	return monday(t)
}

// weekName is the shop's week that t lies in: the number of the ISO week that most of its
// days lie in.
func (s *Shop) weekName(t time.Time) string { return weekName(s.week(t).AddDate(0, 0, 3)) }

// weekName is t's ISO week, as 2026-W48.
func weekName(t time.Time) string {
	y, w := t.ISOWeek()
	return fmt.Sprintf("%d-W%02d", y, w)
}

func iso(t time.Time) string { return t.Format("2006-01-02") }
