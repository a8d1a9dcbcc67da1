package workspace

import "paiban/internal/lang"

// Hire is what a plan of hiring takes for granted. How long new people are in training is
// in contract.training.
type Hire struct {
	Attrition Share  `yaml:"attrition"`  // of the people, that leave in a month
	PostWeeks int    `yaml:"post_weeks"` // from posting a job until the first day at work
	RampWeeks int    `yaml:"ramp_weeks"` // after training, until somebody works at full pace
	RampPace  Share  `yaml:"ramp_pace"`  // of a regular agent's output in these weeks
	Absence   Share  `yaml:"absence"`    // of contract time, that is annual leave and sickness
	Fit       Share  `yaml:"fit"`        // of rostered time, that falls into hours in which heads are needed
	TempPace  Share  `yaml:"temp_pace"`  // of a regular agent's output, of temps
	Origin    Origin `yaml:"origin"`
}

// hire checks what is set for plans of hiring.
func (v *validator) hire(h *Hire) {
	share := func(key string, s, low, high Share) {
		v.need(s >= low && s <= high, "hire."+key, "%s 不在 %s 到 %s 之间", "%s is not between %s and %s", s, low, high)
	}
	weeks := func(key string, n int) {
		v.need(n >= 0 && n <= 52, "hire."+key, "%d 不在 0 到 52 之间", "%d is not between 0 and 52", n)
	}
	share("attrition", h.Attrition, 0, .5)
	weeks("post_weeks", h.PostWeeks)
	weeks("ramp_weeks", h.RampWeeks)
	share("ramp_pace", h.RampPace, .1, 1)
	share("absence", h.Absence, 0, .5)
	share("fit", h.Fit, .3, 1)
	share("temp_pace", h.TempPace, .1, 1)
}

// DaysOffWeek is how many days off people have in a week, as they are planned: what is
// usual, else the least; two where no rule says.
func (c *Config) DaysOffWeek() float64 {
	const weeksMonth = 365.25 / 12 / 7
	r := &c.Rules
	for _, w := range []RestRule{r.RestWeek, r.RestAny7} {
		if !w.Force.Off() && max(w.Min, w.Usual) > 0 {
			return float64(max(w.Min, w.Usual))
		}
	}
	if n := max(r.RestMonth.Min, r.RestMonth.Usual); !r.RestMonth.Force.Off() && n > 0 {
		return float64(n) / weeksMonth
	}
	return 2
}

func (s *sentences) hire(h *Hire) {
	s.add("hire", lang.Text{}, h.Origin, lang.F("招人计划：每月离职 %s，发布到上班 %d 周，带教后 %d 周按 %s 算，请假 %s，排班对得上需求 %s，临时工速度 %s",
		"plans of hiring: %s leave in a month, %d weeks from posting to the first day, %d weeks after training at %s, %s absent, %s of rostered time where it is needed, temps at %s",
		h.Attrition, h.PostWeeks, h.RampWeeks, h.RampPace, h.Absence, h.Fit, h.TempPace))
}
