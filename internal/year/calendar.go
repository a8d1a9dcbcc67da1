package year

import (
	"math/rand/v2"
	"slices"
	"time"

	"paiban/internal/judge"
)

// acts are what can happen.
var acts = map[string]act{
	"counts":     counts,
	"ask":        ask,
	"plan":       plan,
	"edit":       edit,
	"illegal":    illegal,
	"again":      again,
	"withdraw":   withdraw,
	"post":       post,
	"sick":       sick,
	"settle":     settle,
	"answer":     answer,
	"slip":       slip,
	"kill":       kill,
	"full":       full,
	"twice":      twice,
	"look":       look,
	"agree":      agree,
	"overtime":   overtime,
	"read":       read,
	"read-month": readMonth,
	"publish":    publish,
	"lock":       lock,
	"from":       fromDay,
	"undo":       undo,
	"month-plan": planMonth,
	"sheet":      postMonth,
	"today":      today,
	"review":     review,
	"hire":       hire,
}

// Year draws what happens in n weeks of a shop: the steps in the order of time.
func Year(shop string, seed uint64, n int) Replay {
	p := Replay{Shop: shop, Seed: seed}
	r := dice(seed, "year "+shop)
	add := func(at time.Time, act, with string) {
		p.Steps = append(p.Steps, Step{At: at.Format("2006-01-02T15:04"), Act: act, With: with, Seed: r.Uint64() % 1e9})
	}
	theirs := slipsOf(firstSlips, shop, seed)
	r.Shuffle(len(theirs), func(i, j int) { theirs[i], theirs[j] = theirs[j], theirs[i] })
	profile, err := profileOf(shop)
	Must(err)
	if len(theirs) == 0 {
		n = min(n, profile.Weeks)
	}
	done := 0
	for week := range n {
		friday := day(start).AddDate(0, 0, 7*week)
		hour := func(h float64) time.Time { return friday.Add(time.Duration(h * float64(time.Hour))) }
		if r.IntN(10) > 0 { // now and then the export comes a week late
			add(hour(9), "counts", layouts[r.IntN(len(layouts))].Name)
		}
		add(hour(10), "ask", "")
		if r.IntN(6) == 0 {
			add(hour(11), "withdraw", "")
		}
		if !profile.Months {
			add(hour(14), "plan", "")
		} else if next := friday.AddDate(0, 0, 9); week == 0 || next.Day() <= 7 { // a Sunday week of the month to come
			add(hour(14), "month-plan", month(next))
		}
		for ; done < (week+1)*len(theirs)/weeks; done++ {
			add(hour(15), "slip", theirs[done].Name)
		}
		if r.IntN(6) == 0 {
			add(hour(16), "edit", "")
		}
		if r.IntN(5) == 0 {
			add(hour(17), "post", "")
		}
		if r.IntN(5) == 0 {
			add(hour(24*float64(3+r.IntN(4))+8), "sick", "")
		}
		for range r.IntN(3) {
			add(hour(24*float64(3+r.IntN(7))+7), "overtime", "")
		}
		if week%4 == 2 {
			add(hour(14.5), "agree", "")
		}
		switch week % 12 {
		case 1, 6:
			add(hour(16.5), "illegal", []string{"rest", "monday", "rest-days", "monday"}[week/6%4])
		case 2:
			add(hour(16.5), "read", "")
		case 10:
			add(hour(16.5), "again", "")
		}
		switch week % 18 {
		case 3:
			add(hour(18), "kill", []string{"week", "month"}[r.IntN(2)])
		case 7:
			add(hour(18), "full", []string{"week", "month"}[r.IntN(2)])
		case 11:
			add(hour(18), "twice", "")
		}
		if week%8 == 7 {
			add(hour(19), "look", "")
		}
		// HR settles on the second of a month, people answer on the fourth.
		for d := friday; d.Before(friday.AddDate(0, 0, 7)); d = d.AddDate(0, 0, 1) {
			if d.Day() == 2 && week > 3 {
				add(d.Add(9*time.Hour), "settle", clockFiles[r.IntN(len(clockFiles))].Name)
			}
			if d.Day() == 4 && week > 3 {
				add(d.Add(11*time.Hour), "answer", "")
				if d.Month()%6 == 4 {
					add(d.Add(12*time.Hour), "read-month", "")
				}
			}
		}
	}
	p.Steps = append(p.Steps, postedSteps(shop, seed, n)...)
	p.Steps = append(p.Steps, daySteps(shop, seed, n)...)
	// Somebody works longer, or on a day off, on every statutory holiday; with dice of its
	// own, so that the rest of the year is as it was.
	r = dice(seed, "holidays "+shop)
	for d := day(start); d.Before(day(start).AddDate(0, 0, 7*n)); d = d.AddDate(0, 0, 1) {
		if (judge.Calendar{}).Class(judge.Date(d.Year(), d.Month(), d.Day())) == judge.Statutory {
			add(d.Add(6*time.Hour), "overtime", "")
			add(d.Add(6*time.Hour+time.Minute), "overtime", "")
		}
	}
	slices.SortStableFunc(p.Steps, func(a, b Step) int {
		if a.At < b.At {
			return -1
		}
		if a.At > b.At {
			return 1
		}
		return 0
	})
	return p
}

// slipsOf are the slips of a year of a shop. The years of all shops with one seed share
// them out, and with the next seed each shop has others.
func slipsOf(slips []Slip, shop string, seed uint64) (out []Slip) {
	at := slices.IndexFunc(classic, func(p Profile) bool { return p.Name == shop })
	for i, s := range slips {
		if at >= 0 && (uint64(i)+seed)%uint64(len(classic)) == uint64(at) {
			out = append(out, s)
		}
	}
	return out
}

// counts is the export of the weeks since the last one, in the layout that is named.
func counts(w *World, with string, _ *rand.Rand) {
	l := layouts[0]
	for _, x := range layouts {
		if x.Name == with {
			l = x
		}
	}
	w.writeCounts(monday(w.Now), l)
}

// ask is what people ask for the weeks to come: leave, approved or not, and wishes.
func ask(w *World, _ string, r *rand.Rand) {
	mon := w.nextWeek()
	for range r.IntN(3) {
		p := w.People[r.IntN(len(w.People))]
		from := mon.AddDate(0, 0, r.IntN(14))
		l := Leave{Person: p.ID, Kind: []string{"事假", "年假", "调休", "病假"}[r.IntN(4)], From: from, To: from.AddDate(0, 0, []int{0, 0, 0, 1, 2, 4}[r.IntN(6)])}
		l.Status = []string{"已批准", "已批准", "已批准", "待批准", "驳回", "已撤销"}[r.IntN(6)]
		if r.IntN(5) == 0 {
			l.Hours, l.From, l.To = true, from.Add(14*time.Hour), from.Add(18*time.Hour)
		}
		if w.overlaps(l) || !p.Employed(l.From) || !p.Employed(l.To) {
			continue
		}
		w.Leave = append(w.Leave, l)
	}
	for range r.IntN(4) {
		p := w.People[r.IntN(len(w.People))]
		d := mon.AddDate(0, 0, r.IntN(7))
		if p.Employed(d) && !slices.ContainsFunc(w.Wishes, func(x Wish) bool { return x.Person == p.ID && x.Date.Equal(d) }) {
			want := "休"
			if own := w.Profile.Wishes; len(own) > 0 {
				want = own[r.IntN(len(own))]
			}
			w.Wishes = append(w.Wishes, Wish{p.ID, d, want, 1 + r.IntN(5)})
		}
	}
	w.writeLeave()
}

// withdraw takes back a leave that was approved and lies in the weeks to come.
func withdraw(w *World, _ string, r *rand.Rand) {
	var ahead []int
	for i, l := range w.Leave {
		if l.Approved() && !l.From.Before(w.nextWeek()) {
			ahead = append(ahead, i)
		}
	}
	if len(ahead) == 0 {
		return
	}
	w.Leave[ahead[r.IntN(len(ahead))]].Status = "已撤销"
	w.writeLeave()
}

// overlaps reports whether somebody has asked for the same time already: a list with
// two rows for one day is a slip of its own.
func (w *World) overlaps(l Leave) bool {
	return slices.ContainsFunc(w.Leave, func(o Leave) bool {
		return o.Person == l.Person && !day(o.From).After(day(l.To)) && !day(l.From).After(day(o.To))
	})
}

// look is a glance back over seven weeks: rest days must not freeze to the same weekday,
// nobody bears weekends or hours alone.
func look(w *World, _ string, _ *rand.Rand) {
	mon := w.nextWeek()
	from := mon.AddDate(0, 0, -42)
	if w.Rosters[w.weekName(from)] == nil || w.Rosters[w.weekName(mon)] == nil {
		return
	}
	day := func(t time.Time) judge.Day { return judge.Date(t.Year(), t.Month(), t.Day()) }
	w.disagree(Ran{Args: []string{"rosters", w.weekName(from), "to", w.weekName(mon)}}, w.judge().JudgeSpan(day(from), day(mon.AddDate(0, 0, 7))))
}
