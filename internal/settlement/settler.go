package settlement

import (
	"context"
	"slices"
	"time"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workcal"
	"paiban/internal/workspace"
)

// Settler settles months.
type Settler struct {
	Workspace *workspace.Workspace // nil settles bare exports, by a policy that records and fines nothing
	Dir       string               // where the workbook of bare exports is written
	Lang      lang.Lang            // of the workbook and of the names of shifts and leave
	Clock     func() time.Time     // shifts that are not over are not judged; backups are named by it
	Progress  func(lang.Text)      // is told what is being read; nil is nobody
}

// Options say what is settled.
type Options struct {
	Month   workcal.Month            // zero is the latest month in punches/, or the one that the exports hold most of
	Punches []string                 // paths of exports; none are those of the month's folder
	Columns []attendance.PunchColumn // of exports whose layout is not known; none are those of the workspace
	Path    string                   // of the workbook; "" is the usual place
}

// Settled is a settled month.
type Settled struct {
	Month   workcal.Month
	Sheet   *attendance.Sheet
	Notes   []lang.Text     // what to know about the input: days not judged, people not found, files not used
	Dropped []report.Unused // every line of the exports that was not used

	Path    string // of the workbook
	Refused error  // why the workbook at Path must not be replaced; nil where it may be
	Backup  string // where a copy of the workbook at Path is kept if it is replaced all the same

	// The same of the slips, once they are asked for.
	Slips, SlipsBackup string
	SlipsRefused       error

	typed     *report.PayrollFile // what was typed into an earlier workbook; nil is nothing
	days      []workcal.Day       // of the month
	workspace *workspace.Workspace
	lang      lang.Lang
	now       time.Time
	makeDir   bool // Path is the usual place, whose folder may not be there yet
}

// month is a month on its way from files to figures.
type month struct {
	*Settler
	Options

	policy   attendance.Policy
	input    attendance.Input
	notes    []lang.Text
	dropped  []report.Unused
	returns  []personReturn     // requests that take back leave of another file
	outside  map[personDay]bool // whether a roster has leave on a day outside the month
	files    []attendance.PunchFile
	exported []string                      // names of the files that exports were read from
	rostered []workspace.Overtime          // that cells of rosters have
	named    bool                          // the options name the exports, which then are all there are
	typed    *report.PayrollFile           // what was typed into an earlier workbook; nil is nothing
	closing  map[string]attendance.Opening // of the accounts of time off at the end of the month before, by ID
}

// personReturn is a request of a person, by index, that takes leave back.
type personReturn struct {
	who int
	of  attendance.Return
}

// personDay is a person, by index, on a date.
type personDay struct {
	who  int
	date workcal.Date
}

// Settle reads the exports of a month, the rosters and lists of the workspace and
// what was typed into the workbook of an earlier run, and settles the month. It
// writes nothing. A [lang.AskError] says that the workbook would take the place
// of an export; every other error names the files that are wrong. It returns the
// context's error once that ends.
func (st *Settler) Settle(ctx context.Context, o Options) (*Settled, error) {
	m := &month{Settler: st, Options: o, named: o.Punches != nil}
	m.begin()
	if err := m.findExports(); err != nil {
		return nil, err
	}
	exports, err := ReadExports(ctx, workcal.DateFrom(st.Clock()), m.Punches, m.policy.PunchColumns, m.policy.Symbols, st.Progress)
	if err != nil {
		return nil, err
	}
	m.pickMonth(exports)
	if err := holdMonth(exports, m.Month); err != nil {
		return nil, err
	}
	m.input.Month = m.Month
	usual := m.Path == ""
	if usual {
		m.Path = st.workbookPath(m.Month)
	}
	if err := notAnInput(m.Path, m.Punches); err != nil {
		return nil, err
	}
	m.mergeExports(exports)
	if err := m.layPlans(); err != nil {
		return nil, err
	}
	m.takeBack()
	if err := m.readService(ctx); err != nil {
		return nil, err
	}
	m.continueFrom(st.workbookBefore(m.Path, m.Month))
	now := st.Clock()
	earlier := readEarlier(m.Path, m.Month)
	m.takeOver(earlier.file)
	m.layOpenings()
	sheet, err := m.settle(ctx, attendance.On(workcal.DateFrom(now), now.Hour()*60+now.Minute()))
	if err != nil {
		return nil, err
	}
	s := &Settled{
		Month: m.Month, Sheet: sheet, Dropped: m.dropped,
		Notes: slices.Concat(sheet.Unjudged, m.notes, m.leftOut(sheet), m.unheard(sheet), salaryNotes(sheet, m.usualPay()), unscoredNotes(sheet), outOfNotes(sheet)),
		Path:  m.Path, Refused: earlier.refusal,
		workspace: st.Workspace, lang: st.Lang, makeDir: usual && st.Workspace != nil, typed: earlier.file, now: now,
	}
	if s.Refused != nil {
		s.Backup = backupPath(m.Path, now)
	}
	for d := range m.Month.Days() {
		s.days = append(s.days, m.input.Calendar.Day(m.Month.First()+workcal.Date(d)))
	}
	return s, nil
}

// begin takes people, calendar and policy from the workspace, or the policy of bare
// exports.
func (m *month) begin() {
	if m.Workspace == nil {
		m.policy = attendance.DefaultPolicy()
		// Exports hold no breaks, so the end of a leave says little: a boundary that
		// leave covers is excused, and what looks odd is asked about.
		m.policy.LeaveExcuses = attendance.ByEdge
		m.policy.JoinGap = 0
		m.input.Calendar = workcal.New(nil)
	} else {
		m.policy = m.Workspace.Config.Attendance
		m.input.Calendar = m.Workspace.Calendar
		m.input.People = staff(m.Workspace)
		m.notes = append(m.notes, m.Workspace.Notes...)
	}
	if m.Columns != nil {
		m.policy.PunchColumns = m.Columns
	}
}
