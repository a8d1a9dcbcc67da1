package workspace

import (
	"strings"
	"testing"

	"paiban/internal/lang"
	"paiban/schedule"
)

func TestRotaOfSomePeople(t *testing.T) {
	w, err := paired(t, "rotas: [{id: plants, name: {zh: 浇花, en: Plants}, days: [mon, thu], heads: 2, for: A}]")
	if err != nil {
		t.Fatal(lang.Tell(err, lang.EN))
	}
	p := plan(t, w, Needs{})
	// Everybody works E: on Monday the first two of group A, on Thursday the third and the first.
	r, got := schedule.NewRoster(p.Problem), ""
	for i := range r.Cells {
		for d := range r.Cells[i] {
			r.Cells[i][d] = shift(t, p, "E")
		}
	}
	for _, rota := range p.Rotas {
		if strings.HasPrefix(rota.Name.EN, "Plants") {
			got += rota.Name.ZH + " "
			for _, i := range rota.Assign(p.Problem, r) {
				got += string("-012345"[i+1])
			}
			got += "|"
		}
	}
	if got != "浇花 0--2---|浇花 2 1--0---|" {
		t.Errorf("turns %s", got)
	}
	for settings, want := range map[string]string{
		"rotas: [{id: plants, name: x, for: Zoe}]":  `rotas[plants].for: "Zoe" is no group`,
		"rotas: [{id: plants, name: x, heads: 11}]": "11 is not between 1 and 10",
	} {
		if _, err := paired(t, settings); err == nil || !strings.Contains(lang.Tell(err, lang.EN), want) {
			t.Errorf("%s: %v, want %s", settings, err, want)
		}
	}
}
