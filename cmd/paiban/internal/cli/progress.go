package cli

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"paiban/internal/lang"
	"paiban/schedule/solve"
)

// Progress rewrites one line on the terminal while long work goes on; where
// standard error is no terminal it says nothing.
type Progress struct {
	a    *App
	wide int // columns of the line last written
}

// Progress returns the line in which a command shows how far it is.
func (a *App) Progress() *Progress { return &Progress{a: a} }

// Say replaces what the line says.
func (p *Progress) Say(t lang.Text) {
	if !p.a.Live() {
		return
	}
	s := p.a.Say(t)
	w := text.StringWidth(s)
	fmt.Fprintf(p.a.Stderr, "\r%s%s", s, strings.Repeat(" ", max(0, p.wide-w)))
	p.wide = w
}

// Search shows how a search stands.
func (p *Progress) Search(s solve.Progress) { p.Say(SearchLine(s)) }

// SearchLine says how a search stands: what the best roster costs and how close
// to the best possible it is.
func SearchLine(s solve.Progress) lang.Text {
	line := lang.F("%s  %.1f 秒  当前 %d", "%s  %.1f s  cost %d", s.Phase, s.Elapsed.Seconds(), s.Best.Cost)
	if s.Best.Hard > 0 {
		line = lang.F("%s，硬规则差 %d", "%s, %d hard", line, s.Best.Hard)
	} else if s.Bound.Cost > 0 && s.Best.Cost > 0 {
		line = lang.F("%s，下界 %d，离最优最多差 %.1f%%", "%s, bound %d, within %.1f%% of the best", line, s.Bound.Cost,
			100*float64(s.Best.Cost-s.Bound.Cost)/float64(s.Best.Cost))
	}
	return line
}

// Done clears the line.
func (p *Progress) Done() {
	if p.wide > 0 {
		fmt.Fprintf(p.a.Stderr, "\r%s\r", strings.Repeat(" ", p.wide))
		p.wide = 0
	}
}
