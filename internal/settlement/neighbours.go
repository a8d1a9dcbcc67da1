package settlement

import (
	"context"

	"paiban/attendance"
	"paiban/attendance/punch"
	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// settle settles what was put together, up to now. Where a punch of the first or the
// last day may lie in the files of the month before or after, and these are in their
// folder, it reads them and settles again.
func (m *month) settle(ctx context.Context, now attendance.Stamp) (*attendance.Sheet, error) {
	m.input.CutOff = attendance.CutOffOf(&m.input, m.files, now)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	sheet := attendance.Settle(m.input, m.policy)
	before, after := sheet.Incomplete()
	if m.Workspace == nil || m.named || !before && !after {
		return sheet, nil
	}
	found := false
	for _, other := range []struct {
		wanted bool
		month  workcal.Month
	}{{before, m.Month.Before()}, {after, workcal.MonthOf(m.Month.Last() + 1)}} {
		if !other.wanted {
			continue
		}
		some, err := m.readNeighbour(ctx, other.month)
		if err != nil {
			return nil, err
		}
		found = found || some
	}
	if !found {
		return sheet, nil
	}
	m.input.CutOff = attendance.CutOffOf(&m.input, m.files, now)
	return attendance.Settle(m.input, m.policy), nil
}

// readNeighbour takes the punches next to this month from the files of another, and how
// far these reach. Files that cannot be read are noted: they are of another month. It
// returns the context's error once that ends.
func (m *month) readNeighbour(ctx context.Context, other workcal.Month) (found bool, err error) {
	paths, _, err := workspace.PunchFiles(m.Workspace.Root, other)
	if err != nil || len(paths) == 0 {
		return false, ctx.Err()
	}
	exports, err := ReadExports(ctx, workcal.DateFrom(m.Clock()), paths, m.policy.PunchColumns, m.policy.Symbols, m.Progress)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if err != nil {
		m.notes = append(m.notes, lang.F("punches/%v 的文件读不了，本月首尾的打卡可能在里面：%s", "the files of punches/%v, which may hold punches of the first or the last day, cannot be read: %s", other, lang.Text{ZH: lang.Tell(err, lang.ZH), EN: lang.Tell(err, lang.EN)}))
	}
	in, taken := &m.input, 0
	first, end := attendance.On(m.Month.First(), 0), attendance.On(m.Month.Last()+1, 0)
	for _, e := range exports {
		who := punch.Identify(in.People, e.People)
		near, own := e.Input(m.Month, in.People, who.Of), e.Input(other, in.People, who.Of)
		for i := range in.People {
			takePlan(&in.DayBefore[i], near.DayBefore[i])
			takePlan(&in.DayAfter[i], near.DayAfter[i])
			for _, p := range near.Punches[i] {
				if p.At < first || p.At >= end {
					in.Punches[i], taken = append(in.Punches[i], p), taken+1
				}
			}
			for _, c := range near.Corrections[i] {
				if c.At < first || c.At >= end {
					in.Corrections[i] = append(in.Corrections[i], c)
				}
			}
		}
		m.addFile(e, own.Punches)
	}
	if taken > 0 {
		m.notes = append(m.notes, lang.F("本月首尾的夜班还看了 punches/%v 里的打卡", "for the nights at the edge of the month the punches of punches/%v were read too", other))
	}
	return len(exports) > 0, nil
}
