package workspace

import (
	"cmp"
	"slices"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/schedule"
)

// Wish is a request and the rule that stands for it.
type Wish struct {
	Rule  schedule.Request
	Words lang.Text
	Where table.Pos
}

// WishRecord is what became of somebody's wishes of the eight weeks before.
type WishRecord struct {
	Asked, Granted int

	// Owed counts the refusals that no later granted wish has made good.
	Owed int
}

// Add takes a later wish into the record.
func (w *WishRecord) Add(granted bool) {
	w.Asked++
	if granted {
		w.Granted++
		w.Owed = max(0, w.Owed-1)
	} else {
		w.Owed++
	}
}

// mostOwed is how many refusals add to the weight of a wish at most.
const mostOwed = 4

// wishes turns requests into rules. A wish of somebody who was refused in the weeks
// before weighs more: once, twice, … as much on top for each refusal that no granted
// wish has made good since.
func (b *builder) wishes() {
	b.plan.Owed = make([]WishRecord, len(b.p.People))
	for i := range b.p.People {
		b.plan.Owed[i] = b.wishRecord(i)
	}
	for k := range b.w.Requests {
		q := &b.w.Requests[k]
		i, d := b.index(q.Person), int(q.Date-b.p.Start)
		if i == schedule.Any || d < 0 || d >= b.p.Days || b.rulesOf[i].Requests.Force.Off() {
			continue
		}
		r, ok := b.wish(q, i, d)
		if !ok {
			continue
		}
		r.Cost = b.rulesOf[i].Requests.Force.Cost * int64(q.Weight) * int64(1+min(b.plan.Owed[i].Owed, mostOwed))
		b.p.Rules = append(b.p.Rules, r)
		b.plan.Wishes = append(b.plan.Wishes, Wish{Rule: r, Words: q.Text(b.c), Where: q.Where})
	}
}

// wish makes the rule of a request of person i on a day, at no cost; ok is false where
// no shift of the plan is meant.
func (b *builder) wish(q *Request, i, d int) (r schedule.Request, ok bool) {
	r = schedule.Request{Person: i, Day: d}
	if q.Hours != nil {
		r.Shifts = b.touching(q, d)
		return r, r.Shifts != nil
	}
	if q.Off {
		return r, true
	}
	r.Want = !q.Not
	for s, parts := range b.parts {
		if parts.cut && (!b.p.Shifts[s].Days.Has(d) || !b.p.People[i].May(s)) {
			continue
		}
		if !b.p.Shifts[s].Retired && (parts.base == q.Shift || parts.duty == q.Shift) {
			r.Shifts = append(r.Shifts, s)
		}
	}
	return r, r.Shifts != nil
}

// wishRecord follows the wishes of person i through the rosters before the horizon. A
// day of leave neither grants nor refuses.
func (b *builder) wishRecord(i int) (w WishRecord) {
	var mine []*Request
	for k := range b.w.Requests {
		if b.w.Requests[k].Person == b.plan.People[i] {
			mine = append(mine, &b.w.Requests[k])
		}
	}
	slices.SortStableFunc(mine, func(p, q *Request) int { return cmp.Compare(p.Date, q.Date) })
	for _, q := range mine {
		d := int(q.Date-b.p.Start) + PastDays
		if d < 0 || d >= PastDays {
			continue
		}
		day := b.plan.Earlier[i][d]
		r, ok := b.wish(q, i, d-PastDays)
		if !ok || !day.Known || day.Leave || b.onLeave(q.Person, q.Date) {
			continue
		}
		works := day.Shift != schedule.Off && (r.Shifts == nil || slices.Contains(r.Shifts, day.Shift))
		w.Add(works == r.Want)
	}
	return w
}
