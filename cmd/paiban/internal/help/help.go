// Package help holds what explains the program to its user: the help command and its
// topics, manual pages, and the completion of command lines.
package help

import (
	"github.com/spf13/cobra"

	"paiban/cmd/paiban/internal/cli"
)

// Add puts the commands and topics of this package below root, which tree has made.
func Add(a *cli.App, root *cobra.Command, tree Tree) {
	root.SetHelpCommand(newHelpCmd(a))
	root.AddCommand(newCompletionCmd(a), newManCmd(a, tree))
	root.AddCommand(topics(a)...)
}
