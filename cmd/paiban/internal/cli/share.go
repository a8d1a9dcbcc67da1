package cli

import (
	"strconv"

	"github.com/spf13/pflag"

	"paiban/internal/workspace"
)

// share is a flag that takes a share of something, written 80% or 0.8 as in
// paiban.yaml; 80 alone is refused.
type share float64

// ShareVar defines a flag for a share.
func ShareVar(f *pflag.FlagSet, p *float64, name string, value float64, usage string) {
	*p = value
	f.Var((*share)(p), name, usage)
}

func (s *share) String() string { return strconv.FormatFloat(float64(*s), 'g', -1, 64) }

func (s *share) Set(text string) error {
	var v workspace.Share
	if err := v.UnmarshalText([]byte(text)); err != nil {
		return err
	}
	*s = share(v)
	return nil
}

func (s *share) Type() string { return "share" }
