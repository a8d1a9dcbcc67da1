package docs

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/xuri/excelize/v2"

	"paiban/internal/lang"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
	"paiban/schedule"
)

// trial is a roster that an example of the catalogue forbids or charges for.
type trial struct {
	people []string   // rows of the staff list: ID,Name,Skills,Shifts,Weekly hours,Hired,Left,Flags,Contract,Tags,Group
	rows   []string   // one for each person: shift ids, . for a day off
	from   string     // first day; 2026-11-23, a Monday, where empty
	need   int        // heads asked for all day
	leave  [][]string // sheet of leave.xlsx, then rows
}

const an, bo, chen = "1,An,,,,,,", "2,Bo,,,,,,", "3,Chen,,,,,,"

// trials break the rules of the catalogue in preset wangdian: E is 08–12 and
// 14–18, L is 14–18 and 19–23.
var trials = map[string]trial{
	"queues":                    {people: []string{an}, rows: []string{"E E E E E . ."}, need: 3},
	"queues.*.windows":          {people: []string{an, bo}, rows: []string{"E E E E E E E", "L L L L L L L"}},
	"shifts":                    {people: []string{an}, rows: []string{"W . . . . . ."}},
	"shifts.*.heads":            {people: []string{an, bo}, rows: []string{"L L L L L L .", "L L E L L . L"}},
	"shifts.*.paid_share":       {people: []string{an, bo}, rows: []string{"E E E E E S .", "E E E E E E ."}},
	"duty_turns":                {people: []string{an, bo}, rows: []string{"E+noon E+noon E E+noon . E+noon .", ". . . . E+noon . E+noon"}},
	"handovers":                 {people: []string{an, bo, chen}, rows: []string{"E E E E E E .", "E E E E E . E", "L L L L L L ."}},
	"prepare_by":                {people: []string{an, bo}, rows: []string{"E E E E E E .", "E E E E L . E"}},
	"meetings":                  {people: []string{an}, rows: []string{". E E E E E E"}},
	"activities":                {people: []string{an}, rows: []string{"L . E L L L ."}},
	"contract":                  {people: []string{an}, rows: []string{"E E E E . . ."}},
	"rules.rest_days_week":      {people: []string{an}, rows: []string{"E E E E E E ."}},
	"rules.rest_days_any_7":     {people: []string{an}, rows: []string{". E E E E E E E E E E E E ."}},
	"rules.rest_days_month":     {people: []string{an}, rows: []string{strings.Repeat("E E E E E E E . E ", 3) + "E E E E"}, from: "2026-12-01"},
	"rules.days_in_a_row":       {people: []string{an}, rows: []string{"E E E E E E E"}},
	"rules.rest_in_a_row":       {people: []string{an}, rows: []string{"E E . E E . ."}},
	"rules.split_in_a_row":      {people: []string{an}, rows: []string{"E E L L . T ."}},
	"rules.rest_between_shifts": {people: []string{an}, rows: []string{"E E E E N . E"}},
	"rules.continuous_work":     {people: []string{an}, rows: []string{"T . . . . . ."}},
	"rules.hours_week":          {people: []string{an}, rows: []string{"E E E E E E ."}},
	"rules.hours_month":         {people: []string{an}, rows: []string{strings.Repeat("E E E E E . . ", 4) + "E E ."}, from: "2026-12-01"},
	"rules.nights_week":         {people: []string{an}, rows: []string{"N N N . . . ."}},
	"rules.protection":          {people: []string{"1,An,,,,,,pregnant"}, rows: []string{"L . . . . . ."}},
	"rules.rotation":            {people: []string{an}, rows: []string{strings.Repeat("E E E E E E . ", 2) + "E E E E E E ."}},
	"rules.fairness":            {people: []string{an, bo}, rows: []string{"L L L L L L .", ". E E E E E E"}},
	"rules.requests":            {people: []string{an}, rows: []string{"E E E E E E ."}, leave: [][]string{{"Requests"}, {"ID or Name", "Date", "Wish", "Weight"}, {"An", "2026-11-25", "off", "4"}}},
	"rules.shifts_week":         {people: []string{an}, rows: []string{"E L L L E E ."}},
	"rules.shifts_month":        {people: []string{an}, rows: []string{strings.Repeat("N N . . . . . ", 3)}, from: "2026-12-01"},
	"rules.shifts_horizon":      {people: []string{an}, rows: []string{"E E E E E E ."}},
	"rules.hours_horizon":       {people: []string{an}, rows: []string{"E E E E E E ."}},
	"rules.shifts_in_a_row":     {people: []string{an}, rows: []string{"N N N . . . ."}},
	"rules.forbidden_after":     {people: []string{an}, rows: []string{"L L E E . . ."}},
	"rules.whole_weekends":      {people: []string{an}, rows: []string{"E E E E E E ."}},
	"rules.days_off_after":      {people: []string{an}, rows: []string{"N N . E . . ."}},
	"rules.weekends_worked":     {people: []string{an}, rows: []string{"E E . E E E . E E E E E . E"}},
	"rules.weekends_horizon":    {people: []string{an}, rows: []string{"E E . E E E . E E E E E . E . E E E E E ."}},
	"rules.cycle":               {people: []string{an, bo}, rows: []string{"E E . . E E .", ". . E E E . ."}},
	"rules.long_short_weeks":    {people: []string{an}, rows: []string{"E E E E E E . E E E E E E ."}},
	"rules.*.for":               {people: []string{an, bo}, rows: []string{"E E E E E E .", "L L L L . . ."}},
	"contracts":                 {people: []string{an, "2,Bo,,,,,,,Part-time"}, rows: []string{"E E E E E E .", "L L L . . . ."}},
	"rules.skill_on_shift":      {people: []string{an + ",,senior,", bo}, rows: []string{"E E E E E . .", "L L L L L . ."}},
	"rules.together":            {people: []string{an, bo}, rows: []string{"E E E E E . .", "E E L E . . ."}},
	"rules.apart":               {people: []string{an, bo}, rows: []string{"E E E E E . .", "L L E L L . ."}},
	"rules.mentor":              {people: []string{an, bo}, rows: []string{"E E E E E . .", "E E E L . . ."}},
	"rules.meal_times":          {people: []string{an, bo}, rows: []string{"T . . . . . .", "T . . . . . ."}},
	"rules.away_at_once":        {people: []string{an, bo}, rows: []string{"T . . . . . .", "T . . . . . ."}},
	"extra":                     {people: []string{an}, rows: []string{"E^18:00-20:00 E E E E . ."}},
	"leave.xlsx":                {people: []string{an}, rows: []string{"E E E E E E ."}, leave: [][]string{{"Leave"}, {"ID or Name", "Type", "From", "To"}, {"An", "annual", "2026-11-25", "2026-11-26"}}},
	"people.xlsx":               {people: []string{"1,An,,,,,2026-11-24,"}, rows: []string{"E E E . . . ."}},
}

// TestDocsRules keeps docs/rules.md: the catalogue of rules, each with what its
// example says in words and what a roster against it is told.
func TestDocsRules(t *testing.T) {
	var page strings.Builder
	tried := map[string]bool{}
	for i := range workspace.Catalogue {
		e := &workspace.Catalogue[i]
		fmt.Fprintf(&page, "## %s · %s\n\n`%s`\n\n%s\n\n%s\n\n", e.Name.EN, e.Name.ZH, e.Key, e.Means.EN, e.Means.ZH)
		if e.Params != nil {
			page.WriteString("| setting | |\n|---|---|\n")
			for _, p := range e.Params {
				fmt.Fprintf(&page, "| `%s` | %s · %s |\n", strings.ReplaceAll(p.Key, ", ", "`, `"), p.Means.EN, p.Means.ZH)
			}
			page.WriteByte('\n')
		}
		tried[e.Key] = true
		writeExample(t, &page, e)
		if list := inPresets(t, e); list != "" {
			page.WriteString("Presets:\n" + list + "\n")
		}
		fmt.Fprintf(&page, "Origin: %s · %s", e.Basis.EN, e.Basis.ZH)
		if e.Breaks != nil {
			fmt.Fprintf(&page, " In findings: `%s`.", strings.Join(e.Breaks, "`, `"))
		}
		page.WriteString("\n\n")
	}
	for key := range trials {
		if !tried[key] {
			t.Errorf("a roster breaks %s, which is not in the catalogue", key)
		}
	}
	keepPart(t, "../../../../docs/rules.md", "catalogue", page.String())

	var keys strings.Builder
	keys.WriteString("| 键 key | |\n|---|---|\n")
	for i := range workspace.Catalogue {
		e := &workspace.Catalogue[i]
		if key, is := strings.CutPrefix(e.Key, "rules."); is {
			fmt.Fprintf(&keys, "| `%s` | %s%s · %s%s |\n", key, e.Name.ZH, settings(e, "：", "；", lang.ZH), e.Name.EN, settings(e, ": ", "; ", lang.EN))
		}
	}
	keepPart(t, "../../../../docs/configuration.md", "rules", keys.String())
}

// settings lists the settings of a rule.
func settings(e *workspace.RuleEntry, head, between string, l lang.Lang) string {
	var out []string
	for _, p := range e.Params {
		out = append(out, fmt.Sprintf("`%s` %s", p.Key, p.Means.In(l)))
	}
	if out == nil {
		return ""
	}
	return head + strings.Join(out, between)
}

// TestCatalogueIsWhole finds every rule of the code in the catalogue: each place
// of the configuration that is said in words, each Rule and each kind of cover.
func TestCatalogueIsWhole(t *testing.T) {
	for _, name := range workspace.Presets {
		for _, s := range presetOf(t, name).Sentences() {
			if entryOf(s.Key) == nil {
				t.Errorf("preset %s: the catalogue says nothing of %s (%s)", name, s.Key, s.Text.EN)
			}
		}
	}
	var keys []string
	for _, k := range schedule.RuleKinds() {
		keys = append(keys, k.Key)
	}
	for _, k := range schedule.CoverKinds {
		keys = append(keys, k.Key)
	}
	for _, k := range append(keys, "rota") {
		if !slices.ContainsFunc(workspace.Catalogue, func(e workspace.RuleEntry) bool { return slices.Contains(e.Breaks, k) }) {
			t.Errorf("no entry of the catalogue says what a finding of %q means", k)
		}
	}
}

// allPresets are the built-in configurations, read once.
var allPresets = sync.OnceValues(func() (map[string]*workspace.Config, error) {
	out := map[string]*workspace.Config{}
	for _, name := range workspace.Presets {
		c, err := workspace.Preset(name)
		if err != nil {
			return nil, err
		}
		out[name] = c
	}
	return out, nil
})

func presetOf(t *testing.T, name string) *workspace.Config {
	t.Helper()
	all, err := allPresets()
	if err != nil {
		t.Fatal(err)
	}
	return all[name]
}

// entryOf returns the entry that speaks of a place in the configuration, the
// closest of several.
func entryOf(key string) (best *workspace.RuleEntry) {
	for i := range workspace.Catalogue {
		e := &workspace.Catalogue[i]
		if e.Covers(key) && (best == nil || strings.Count(e.Key, ".") > strings.Count(best.Key, ".")) {
			best = e
		}
	}
	return best
}

// writeExample shows an example, what it says in words, and what the checker
// tells of a roster against it.
func writeExample(t *testing.T, page *strings.Builder, e *workspace.RuleEntry) {
	t.Helper()
	plain := sayings(presetOf(t, "wangdian"), e)
	x, tries := trials[e.Key]
	ws := trialWorkspace(t, e.Example, x)
	if e.Example != "" {
		fmt.Fprintf(page, "```yaml\n%s```\n\n", e.Example)
		all := sayings(ws.Config, e)
		news := slices.DeleteFunc(slices.Clone(all), func(s string) bool { return slices.Contains(plain, s) })
		if len(news) == 0 {
			news = all // the preset says so already
		}
		if len(news) == 0 {
			t.Errorf("%s: the example says nothing in words", e.Key)
		}
		fmt.Fprintf(page, "- %s\n\n", strings.Join(news, "\n- "))
	}
	if !tries {
		if len(e.Breaks) > 0 && e.Example != "" && e.Key != "rotas" {
			t.Errorf("%s: no roster tries its example", e.Key)
		}
		return
	}
	found := judged(t, ws, x)
	page.WriteString("```\n")
	for i, row := range x.rows {
		fmt.Fprintf(page, "%-5s %s\n", strings.Split(x.people[i], ",")[1], row)
	}
	at := slices.IndexFunc(found, func(f schedule.Finding) bool { return slices.Contains(e.Breaks, f.Rule) })
	if at < 0 {
		t.Errorf("%s: the roster breaks nothing of it; found: %v", e.Key, found)
		return
	}
	f := found[at]
	cost := fmt.Sprintf("costs %d", f.Score.Cost)
	if f.Hard() {
		cost = "hard"
	}
	fmt.Fprintf(page, "```\n\n> %s (%s)", f.Why.EN, cost)
	if !f.Fix.IsZero() {
		fmt.Fprintf(page, "<br>hint: %s", f.Fix.EN)
	}
	fmt.Fprintf(page, "<br>%s\n\n", f.Why.ZH)
}

// sayings are the sentences of a configuration that an entry is about.
func sayings(c *workspace.Config, e *workspace.RuleEntry) (out []string) {
	for _, s := range c.Sentences() {
		if entryOf(s.Key) != nil && entryOf(s.Key).Key == e.Key {
			force := ""
			if !s.Force.IsZero() {
				force = " [" + s.Force.EN + "]"
			}
			out = append(out, s.Text.EN+force+" · "+s.Text.ZH)
		}
	}
	return out
}

// inPresets lists what the presets say of a rule, alike ones together.
func inPresets(t *testing.T, e *workspace.RuleEntry) string {
	t.Helper()
	if strings.HasPrefix(e.Key, "queues") || e.Key == "attendance" || e.Key == "costs" || e.Key == "also" {
		return "" // a shop's own figures: `paiban rules show PRESET`
	}
	var said []string
	who := map[string][]string{}
	for _, name := range workspace.Presets {
		for _, s := range presetOf(t, name).Sentences() {
			if own := entryOf(s.Key); own == nil || own.Key != e.Key {
				continue
			}
			text := s.Text.EN
			if !s.Force.IsZero() {
				text += " [" + s.Force.EN + "]"
			}
			text += " – " + s.Origin.Text().EN
			if who[text] == nil {
				said = append(said, text)
			}
			who[text] = append(who[text], name)
		}
	}
	var out strings.Builder
	for _, text := range said {
		names := strings.Join(who[text], ", ")
		if len(who[text]) == len(workspace.Presets) {
			names = "all"
		}
		fmt.Fprintf(&out, "- %s: %s\n", names, text)
	}
	return out.String()
}

// trialWorkspace is preset wangdian with the lines of an example.
func trialWorkspace(t *testing.T, example string, x trial) *workspace.Workspace {
	t.Helper()
	dir := t.TempDir()
	staff := "ID,Name,Skills,Shifts,Weekly hours,Hired,Left,Flags,Contract,Tags,Group\n" + strings.Join(x.people, "\n") + "\n"
	if x.people == nil {
		staff += an + "\n"
	}
	for name, text := range map[string]string{"paiban.yaml": "preset: wangdian\nlang: en\n" + example, "people.csv": staff} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if x.leave != nil {
		f := excelize.NewFile()
		defer f.Close()
		for i, s := range workspace.LeaveFile.Sheets {
			name := s.Name.EN
			if i == 0 {
				name = "Sheet1"
			}
			_, err := f.NewSheet(s.Name.EN)
			rows := [][]string{{}}
			for _, c := range s.Columns {
				rows[0] = append(rows[0], c.Name.EN)
			}
			if x.leave[0][0] == s.Name.EN {
				rows = x.leave[1:]
			}
			for r, row := range rows {
				if err == nil {
					err = f.SetSheetRow(s.Name.EN, fmt.Sprintf("A%d", r+1), &row)
				}
			}
			if err == nil && i == 0 {
				err = f.DeleteSheet(name)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := f.SaveAs(filepath.Join(dir, "leave.xlsx")); err != nil {
			t.Fatal(err)
		}
	}
	ws, err := workspace.Load(dir)
	if err != nil {
		t.Fatalf("%s: %s", example, lang.Tell(err, lang.EN))
	}
	return ws
}

// judged has the checker judge the roster of x.
func judged(t *testing.T, ws *workspace.Workspace, x trial) []schedule.Finding {
	t.Helper()
	start := workcal.DateOf(2026, 11, 23)
	if x.from != "" {
		var err error
		if start, err = workcal.ParseDate(x.from); err != nil {
			t.Fatal(err)
		}
	}
	days := len(strings.Fields(x.rows[0]))
	var needs workspace.Needs
	if x.need > 0 {
		needs = workspace.Needs{Step: 30, Queues: []workspace.Need{{Queue: "service", Heads: slices.Repeat([]int{x.need}, days*48)}}}
	}
	plan, err := ws.PlanDays(start, days, needs)
	if err != nil {
		t.Fatal(lang.Tell(err, lang.EN))
	}
	p := plan.Problem
	roster := schedule.NewRoster(p)
	for i, row := range x.rows {
		for d, id := range strings.Fields(row) {
			if id == "." {
				continue
			}
			s := slices.IndexFunc(p.Shifts, func(s schedule.Shift) bool { return s.ID == id })
			if s < 0 {
				t.Fatalf("there is no shift %s", id)
			}
			roster.Cells[i][d] = s
		}
	}
	a := schedule.Check(p, roster)
	return a.Findings
}
