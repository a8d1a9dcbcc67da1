package cli

import (
	"fmt"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"paiban/internal/lang"
)

// lineWidth is how wide a line is on a terminal.
const lineWidth = 80

// PrintLine prints a sentence behind an indent: on a terminal in lines of its width, those
// after the first one indented further; in a pipe as one line.
func (a *App) PrintLine(indent string, t lang.Text) {
	line := indent + a.Say(t)
	if !a.Terminal() {
		fmt.Fprintln(a.Stdout, line)
		return
	}
	for _, l := range wrapped(line, indent+"  ") {
		fmt.Fprintln(a.Stdout, l)
	}
}

// wrapped breaks a line where it is wider than a terminal: at a blank in its second half,
// else anywhere, as Chinese is broken. The lines after the first one begin with under.
func wrapped(line, under string) (out []string) {
	for text.StringWidth(line) > lineWidth {
		cut, width, space := 0, 0, -1
		for i, r := range line {
			if width += text.StringWidth(string(r)); width > lineWidth {
				cut = i
				break
			}
			if r == ' ' {
				space = i
			}
		}
		if space > cut/2 {
			cut = space
		}
		out = append(out, strings.TrimRight(line[:cut], " "))
		line = under + strings.TrimLeft(line[cut:], " ")
	}
	return append(out, line)
}
