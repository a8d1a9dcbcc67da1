package settlement

import (
	"maps"
	"slices"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/schedule"
)

// layBreaks gives days of which an export knows the shift, in one segment without a
// break, the unpaid time of the shop's shift with the same start and end: its break, or
// what lies between its segments. Of several such shifts the one with the export's name
// counts, else the one with the least. It notes each shift that got its break so, and
// each longer than six hours that has none.
func (m *month) layBreaks(shifts []schedule.Shift) {
	given, bare := map[string]int{}, map[string]int{}
	for i := range m.input.Plans {
		for d := range m.input.Plans[i] {
			p := &m.input.Plans[i][d]
			if p.Kind != attendance.Work || len(p.Segments) != 1 || p.Break != 0 || p.Marked || !m.fromExport(p) {
				continue
			}
			text := p.Where.File + " " + p.Name() + " " + p.Segments[0].String()
			if p.Name() == p.Segments[0].String() {
				text = p.Where.File + " " + p.Name()
			}
			if unpaid, ok := breakOf(shifts, p); ok && unpaid > 0 {
				p.Break = unpaid
				given[text] = unpaid
			} else if !ok && p.Rough {
				bare[text]++
			}
		}
	}
	for _, text := range slices.Sorted(maps.Keys(given)) {
		m.notes = append(m.notes, lang.F("%s：打卡文件的班次没有写休息，按本店同一时间的班次扣除休息 %d 分钟", "%s: the export's shift names no break; the %d minutes of the shop's shift with these hours are taken off", text, given[text]))
	}
	for _, text := range slices.Sorted(maps.Keys(bare)) {
		m.notes = append(m.notes, lang.F("%s：打卡文件的班次没有写休息，本店也没有这个时间的班次，工时按全长计，没有扣休息（%d 个人天）", "%s: the export's shift names no break and the shop has no shift with these hours; its full length counts, without a break (%d person-days)", text, bare[text]))
	}
}

// fromExport reports whether a plan is what an export says.
func (m *month) fromExport(p *attendance.Planned) bool {
	return slices.Contains(m.exported, p.Where.File)
}

// breakOf returns the unpaid minutes of the shop's shift that has the hours of a plan, ok
// false where no shift has them.
func breakOf(shifts []schedule.Shift, p *attendance.Planned) (unpaid int, ok bool) {
	want := p.Segments[0]
	named := false
	for i := range shifts {
		s := &shifts[i]
		if (schedule.Span{Start: s.Start(), End: s.End()}) != want {
			continue
		}
		same := p.Shift != "" && (p.Shift == s.Name.ZH || p.Shift == s.Name.EN || p.Shift == s.Short.ZH || p.Shift == s.Short.EN || p.Shift == s.ID)
		n := max(0, want.Len()-s.Paid)
		switch {
		case !ok, same && !named, same == named && n < unpaid:
			unpaid, ok, named = n, true, named || same
		}
	}
	return unpaid, ok
}
