// Package bench holds the commands that reproduce published benchmarks and measure
// how the program scales.
package bench

import (
	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
	"paiban/internal/lang"
)

// New is the group of commands about benchmarks.
func New(a *cli.App) *cobra.Command {
	return cli.Group(&cobra.Command{Use: "bench", Short: a.Say(lang.T("复现公开基准测试", "Reproduce published benchmarks"))},
		newNRPCmd(a),
		newINRC2Cmd(a),
		newTeamCmd(a),
		newM4Cmd(a),
		newCallsCmd(a),
		newScaleCmd(a),
	)
}
