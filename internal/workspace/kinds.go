package workspace

import (
	"paiban/internal/lang"
	"paiban/schedule"
)

// ShiftKind is a schedule.Kind by name.
type ShiftKind schedule.Kind

// UnmarshalText reads the name of a kind in either language.
func (k *ShiftKind) UnmarshalText(b []byte) error {
	var known []string
	for i, e := range schedule.Kinds {
		if e.Key == string(b) || e.Name.ZH == string(b) || schedule.Kind(i) == schedule.Standby && same(string(b), "备班", "on call", "on-call", "oncall") {
			*k = ShiftKind(i)
			return nil
		}
		known = append(known, e.Key)
	}
	e := lang.Errorf("不认识的班次类别 %q", "unknown kind of shift %q", b)
	e.Hint = didYouMean(string(b), known)
	return e
}

func (k ShiftKind) String() string { return schedule.Kind(k).String() }

// MarshalText writes the name of the kind.
func (k ShiftKind) MarshalText() ([]byte, error) { return []byte(k.String()), nil }

// Flag marks a person who is treated differently.
type Flag string

const (
	Pregnant Flag = "pregnant"
	Nursing  Flag = "nursing"
	Minor    Flag = "minor"
	Trainee  Flag = "trainee"
	Exempt   Flag = "exempt"   // does not punch
	NoNight  Flag = "no-night" // by agreement
)

// Flags lists every flag in order.
var Flags = []struct {
	Flag Flag
	Name lang.Text
}{
	{Pregnant, lang.T("孕期", "pregnant")},
	{Nursing, lang.T("哺乳", "nursing")},
	{Minor, lang.T("未成年", "minor")},
	{Trainee, lang.T("实习", "trainee")},
	{Exempt, lang.T("免考勤", "exempt")},
	{NoNight, lang.T("不上夜班", "no-night")},
}

// UnmarshalText reads a flag in either language.
func (f *Flag) UnmarshalText(b []byte) error {
	var known []string
	for _, e := range Flags {
		if string(e.Flag) == string(b) || e.Name.ZH == string(b) {
			*f = e.Flag
			return nil
		}
		known = append(known, e.Name.ZH, e.Name.EN)
	}
	e := lang.Errorf("不认识的标记 %q", "unknown flag %q", b)
	e.Hint = didYouMean(string(b), known)
	return e
}

// Text returns the name of f in both languages.
func (f Flag) Text() lang.Text {
	for _, e := range Flags {
		if e.Flag == f {
			return e.Name
		}
	}
	return lang.Same(string(f))
}
