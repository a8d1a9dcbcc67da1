package planner

import (
	"math"

	"paiban/forecast"
	"paiban/internal/lang"
	"paiban/internal/workcal"
)

const (
	// lateDays is from how many whole days between the last count and the first day
	// planned on an export looks forgotten. Who plans the week after next with the counts
	// of last week has 14 between them.
	lateDays = 15
	// oldDays is beyond how many days the forecast itself says that its history is old.
	oldDays = 26 * 7
)

// reach says which days around the first one planned a queue has counts of; 0 is none.
type reach struct{ last, next workcal.Date } // before it, from it on

// reachOf looks for the counts of a queue nearest to the first day planned.
func reachOf(s *forecast.Series, first workcal.Date) (r reach) {
	for i, v := range s.Values {
		if math.IsNaN(v) {
			continue
		}
		d := s.Start + workcal.Date(i*s.Step/1440)
		if d >= first {
			r.next = d
			break
		}
		r.last = d
	}
	return r
}

// staleHistory says where the counts of a queue end long before the first day planned, or
// begin only after it: the forecast is a guess then, and an export may be missing. What
// holds for all queues is said once.
func staleHistory(history []forecast.Series, first workcal.Date) (notes []lang.Text) {
	reaches, same := make([]reach, len(history)), true
	for i := range history {
		reaches[i] = reachOf(&history[i], first)
		same = same && reaches[i] == reaches[0]
	}
	for i, r := range reaches {
		of := lang.T("咨询量记录", "the history")
		if !same {
			of = lang.F("“%s”的咨询量记录", "the history of %s", history[i].Name)
		}
		gap := int(first-r.last) - 1
		switch {
		case r.last == 0 && r.next == 0:
		case r.last == 0:
			notes = append(notes, lang.F("%s从 %s 才开始，在要排的 %s 之后，预测没有依据；检查要排的是哪一周", "%s begins on %s, after %s, the first day planned: the forecast rests on nothing; check which week is meant", of, r.next, first))
		case gap < lateDays || gap > oldDays && r.next == 0:
		case r.next != 0:
			notes = append(notes, lang.F("%s在 %s 到 %s 之间断了，要排的 %s 在这中间，离前面的记录隔了 %d 天；缺的补上，或检查要排的是哪一周", "%s has a gap between %s and %s; the first day planned, %s, lies within it, %d days after its beginning: add what is missing, or check which week is meant", of, r.last, r.next, first, gap))
		default:
			notes = append(notes, lang.F("%s到 %s 为止，离要排的第一天隔了 %d 天；有更新的导出文件就放进 inquiries/", "%s ends on %s, %d days before the first day planned; put later exports into inquiries/ if there are any", of, r.last, gap))
		}
		if same {
			break
		}
	}
	return notes
}
