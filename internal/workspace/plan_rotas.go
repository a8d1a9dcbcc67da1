package workspace

import (
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/schedule"
)

// rota prepares a small duty with the turns of the last eight weeks, one row of the
// roster for each of the people who have it on a day.
func (b *builder) rota(r Rota, past *pastRosters) {
	rota := schedule.Rota{Carry: make([]int, len(b.p.People)), Last: make([]int, len(b.p.People)), Days: b.daySet(r.Days), Seats: r.Heads}
	for i := range rota.Last {
		rota.Last[i] = schedule.Never
	}
	rota.People = b.those(func(i int) bool {
		p := &b.w.People[b.plan.People[i]]
		return !p.Has(Exempt) && (r.For == nil || b.w.namedAny(p, r.For))
	})
	if rota.People == nil && r.For != nil {
		return // nobody of them is employed
	}
	for d := -PastDays; d < 0; d++ {
		for seat := range max(1, r.Heads) {
			who, known := past.turn(r.seat(seat), b.p.Date(d))
			if !known {
				continue
			}
			for i := range b.p.People {
				if same(who, b.p.People[i].ID, b.p.People[i].Name) {
					rota.Carry[i]++
					rota.Last[i] = d
				}
			}
		}
	}
	// New people start level with the others, or they would clean every day.
	b.level(rota.Carry)
	for seat := range max(1, r.Heads) {
		rota.Name, rota.Seat = r.seat(seat), seat
		b.plan.Rotas = append(b.plan.Rotas, rota)
	}
}

// seat names the row of one of several people: 卫生值日, 卫生值日 2.
func (r *Rota) seat(k int) lang.Text {
	if k == 0 {
		return r.Name
	}
	return lang.F("%s %d", "%s %d", r.Name, k+1)
}

// rotas reports settings of rotas that cannot be meant.
func (v *validator) rotas(c *Config) {
	for _, r := range c.Rotas {
		v.need(r.Heads >= 0 && r.Heads <= 10, "rotas["+r.ID+"].heads", "%d 不在 1 到 10 之间", "%d is not between 1 and 10", r.Heads)
	}
}

// checkRotas reports the names of rotas that mean nobody, or more than one thing.
func (w *Workspace) checkRotas(problems *table.Problems) {
	if w.noStaff {
		return
	}
	for _, r := range w.Config.Rotas {
		for _, name := range r.For {
			w.checkName(name, "rotas["+r.ID+"].for", table.Pos{File: ConfigFile}, problems)
		}
	}
}

func (s *sentences) rotas(c *Config) {
	for _, r := range c.Rotas {
		text := lang.F("%s：每天一人，轮流", "%s: one person a day, in turn", r.Name)
		if len(r.Days) > 0 || r.Heads > 1 {
			text = lang.F("%s：%s %s，轮流", "%s: %s, %s, in turn", r.Name, r.Days.Text(), people(max(1, r.Heads)))
		}
		if r.For != nil {
			text = lang.F("%s（%s）", "%s (%s)", text, listed(sameTexts(r.For)))
		}
		s.add("rotas."+r.ID, lang.Text{}, r.Origin, text)
	}
}
