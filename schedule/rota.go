package schedule

import (
	"slices"

	"paiban/internal/lang"
)

// Rota hands out a small duty, such as the cleaning (卫生值日), to one person a
// day among those at work that day, in turn.
type Rota struct {
	Name   lang.Text
	People People // who takes turns; people who are exempt are left out
	Carry  []int  // turns in earlier weeks, by index into Problem.People; nil is all 0
	Last   []int  // day of the latest turn before day 0 (negative), by person; Never where none; nil is all Never
	Days   DaySet // days on which it falls due; nil is every day
	Seats  int    // people a day, 0 is one; each of them is a Rota that differs in Seat alone
	Seat   int    // which of them this is, from 0
}

// Never is a day before any other: the last turn of somebody who has had none.
const Never = -1 << 30

// Assign returns who has the duty on each day, or Any where it does not fall due or no
// more people are at work than have the seats before this one: the one with the fewest
// turns so far, carried ones included, then the one whose latest turn is longest ago,
// then the first in order of People. The seats of a day go to different people.
func (o Rota) Assign(p *Problem, r *Roster) []int {
	turns, last := o.ledger(p)
	who := make([]int, p.Days)
	for d := range who {
		who[d] = Any
		if !o.Days.Has(d) {
			continue
		}
		for seat := range max(1, o.Seats) {
			next := o.next(p, r, d, turns, last)
			if next == Any {
				break
			}
			turns[next]++
			last[next] = d
			if seat == o.Seat {
				who[d] = next
			}
		}
	}
	return who
}

// StandIn returns who takes a seat of the duty on day d in place of somebody, in turn: of
// those at work who have none of its seats that day. seats are who has each of them, by day.
// It is Any where nobody is left, or where the duty does not fall due.
func (o Rota) StandIn(p *Problem, r *Roster, d int, seats [][]int) int {
	if !o.Days.Has(d) {
		return Any
	}
	turns, last := o.ledger(p)
	for _, who := range seats {
		for day, i := range who {
			if i == Any {
				continue
			}
			turns[i]++
			if day <= d {
				last[i] = max(last[i], day)
			}
		}
	}
	return o.next(p, r, d, turns, last)
}

// next returns whose turn it is on day d, of those at work who have none on it yet.
func (o Rota) next(p *Problem, r *Roster, d int, turns, last []int) int {
	best := Any
	for _, i := range o.People.All(p) {
		if !p.atWork(r.Cells[i][d]) || last[i] == d {
			continue
		}
		if best == Any || turns[i] < turns[best] || turns[i] == turns[best] && last[i] < last[best] {
			best = i
		}
	}
	return best
}

// Turns returns how many turns each person has had after who is worked off,
// carried ones included, by index into Problem.People.
func (o Rota) Turns(p *Problem, who []int) []int {
	turns, _ := o.ledger(p)
	for _, i := range who {
		if i != Any {
			turns[i]++
		}
	}
	return turns
}

func (o Rota) ledger(p *Problem) (turns, last []int) {
	turns, last = make([]int, len(p.People)), make([]int, len(p.People))
	copy(turns, o.Carry)
	for i := range last {
		last[i] = Never
	}
	copy(last, o.Last)
	return turns, last
}

// Check returns the days on which the duty lies with nobody though enough of
// the rota are at work, or with somebody who is off or not of the rota. Each is
// one hard unit. Whose turn it is, is left to people to swap.
func (o Rota) Check(p *Problem, r *Roster, who []int) (out []Finding) {
	all := o.People.All(p)
	for d, i := range who {
		if !o.Days.Has(d) {
			continue
		}
		f := Finding{Rule: "rota", Score: Score{Hard: 1}, Person: i, Day: d, Queue: Any}
		var present []lang.Text
		for _, j := range all {
			if p.atWork(r.Cells[j][d]) {
				present = append(present, lang.Same(p.PersonName(j)))
			}
		}
		switch {
		case i == Any && len(present) <= o.Seat, i != Any && slices.Contains(all, i) && p.atWork(r.Cells[i][d]):
			continue
		case i == Any:
			f.Why = lang.F("%s %s没有人", "nobody has %[2]s on %[1]s", p.DayText(d), o.Name)
		case !slices.Contains(all, i):
			f.Why = lang.F("%[2]s %[1]s不轮%[3]s，却排了", "%[1]s does not take turns at %[3]s but has it on %[2]s", p.PersonName(i), p.DayText(d), o.Name)
		default:
			f.Why = lang.F("%s %s 不上班，却排了%s", "%s is not at work on %s but has %s", p.PersonName(i), p.DayText(d), o.Name)
		}
		if present != nil {
			f.Fix = lang.F("换成当天上班的人：%s", "give it to somebody at work: %s", lang.Join(present, "、", ", "))
		}
		out = append(out, f)
	}
	return out
}
