package attendance

import (
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

// Spending is money taken out of the activity fund, as typed by people.
type Spending struct {
	What   string
	Amount Money
}

// FundEntry is one fine that goes into the activity fund.
type FundEntry struct {
	Person *Person
	Date   workcal.Date // 0: of the month as a whole
	Why    lang.Text
	Amount Money
}

// FundEntries lists the fines of the month by person and date; they add up to
// Fund. It is empty where fines do not go into the fund.
func (s *Sheet) FundEntries() (out []FundEntry) {
	if !s.Policy.FundFines {
		return nil
	}
	for i := range s.People {
		m := &s.People[i]
		add := func(d workcal.Date, list []Applied) {
			for _, a := range list {
				if a.Fine != 0 {
					out = append(out, FundEntry{&m.Person, d, a.Text, a.Fine})
				}
			}
		}
		for k := range m.Days {
			add(m.Days[k].Date, m.Days[k].Applied)
		}
		add(0, m.Applied)
	}
	return out
}

// FundBalance is what the fund holds at the end of the month: what was left of
// the month before, and the fines, less what was spent.
func (s *Sheet) FundBalance() Money {
	left := s.FundBefore + s.Fund
	for _, e := range s.Spent {
		left -= e.Amount
	}
	return left
}
