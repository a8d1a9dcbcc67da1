package year

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"
)

// World is the shop's folder and all that is true beside it: what people asked for,
// which shifts the posted rosters give, and when people really came and went.
type World struct {
	*Shop
	Dir  string
	Now  time.Time
	Prog *Program

	Leave       []Leave
	Wishes      []Wish
	Corrections []Correction
	Overtime    []Overtime         // approved
	Rosters     map[string]*Posted // by week
	Counted     time.Time          // Monday up to which counts lie in inquiries/
	Settled     map[string]bool    // months that were settled

	Failures []Failure

	step  int // index of the step that runs
	trash string
	log   *log // shared with copies
	alone bool // nothing happens aside

	aside *aside
}

// Leave is a request for leave; only the approved ones are leave.
type Leave struct {
	Person, Kind string
	From, To     time.Time // whole days: midnights, To included; else moments, To not included
	Hours        bool
	Status       string // 已批准, 待批准, 驳回, 已撤销
}

// Approved reports whether the leave counts.
func (l Leave) Approved() bool { return l.Status == "已批准" }

// Wish is a wish for one day.
type Wish struct {
	Person string
	Date   time.Time
	Want   string
	Weight int
}

// Correction is a punch that somebody forgot and HR accepts.
type Correction struct {
	Person string
	Date   time.Time // work date
	Minute int       // of the work date
}

// Overtime is work beyond the roster that was asked for and approved.
type Overtime struct {
	Person   string
	Date     time.Time // work date
	From, To time.Time
}

// Posted is the roster of a week as it hangs on the wall: the last that was planned,
// edited or repaired.
type Posted struct {
	File  string // base name of the workbook that counts
	Cells map[string][7]string
	Hand  bool // edited by hand since it was generated

	Published bool
	Before    *Posted // as it was before the last change, nil where it was planned as a whole
	Said      []byte  // of the plan, before anything was changed
}

// Failure is an invariant that did not hold.
type Failure struct {
	Kind string
	Step int
	Says string
}

// NewWorld makes the folder of a shop below dir, as its supervisor has it on the
// Friday on which the year begins.
func NewWorld(prog *Program, shop *Shop, dir string) (*World, error) {
	w := &World{
		Shop: shop, Dir: filepath.Join(dir, "shop"), Now: shop.Start, Prog: prog,
		Rosters: map[string]*Posted{}, Settled: map[string]bool{}, trash: dir,
		log: newLog(), aside: &aside{free: make(chan struct{}, 1)},
		Counted: monday(shop.Start).AddDate(0, 0, -7*history),
	}
	if r := prog.run(dir, w.Now, "init", w.Dir, "--preset", shop.Profile.Preset); r.Code != 0 {
		return nil, fmt.Errorf("%s: %s", r, r.Err)
	}
	yaml := "preset: " + shop.Profile.Preset + "\nname: 年年客服\nlang: zh\n" + shop.Profile.Yaml
	if err := os.WriteFile(w.Path("paiban.yaml"), []byte(yaml), 0o644); err != nil {
		return nil, err
	}
	w.writePeople()
	w.writeLeave()
	w.writeEvents()
	for name, text := range shop.Profile.Files {
		w.Save(name, []byte(text))
	}
	w.writeCounts(monday(shop.Start), layouts[0])
	t, err := readTree(w.Dir)
	if err != nil {
		return nil, err
	}
	for path := range t {
		stamp(w.Dir, []string{path}, w.Now)
	}
	return w, nil
}

// Path is the place of a file of the shop.
func (w *World) Path(elem ...string) string {
	return filepath.Join(append([]string{w.Dir}, elem...)...)
}

// Fail notes that an invariant does not hold. kind names the fault, not the case.
func (w *World) Fail(kind, format string, args ...any) {
	w.Failures = append(w.Failures, Failure{Kind: kind, Step: w.step, Says: strings.ReplaceAll(fmt.Sprintf(format, args...), w.Dir, "shop")})
}

// Must stops the play where the simulator itself cannot go on; it is no finding.
func Must(err error) {
	if err != nil {
		panic(broken{err})
	}
}

// log keeps a hash of everything that was said, by step, and how long each command took
// in all.
type log struct {
	said map[int]hash.Hash
	took map[string]time.Duration
}

func newLog() *log { return &log{said: map[int]hash.Hash{}, took: map[string]time.Duration{}} }

func (l *log) add(w *World, r Ran, took time.Duration) {
	name := r.Args[0]
	if len(r.Args) > 1 && !strings.HasPrefix(r.Args[1], "-") {
		name += " " + r.Args[1]
	}
	l.took[name] += took
	if l.said[w.step] == nil {
		l.said[w.step] = sha256.New()
	}
	// A copy lies in a folder whose name differs from play to play.
	fmt.Fprintf(l.said[w.step], "%s\n%s\n", r, strings.ReplaceAll(r.Said(), w.Dir, "shop"))
}

func (l *log) merge(o *log) {
	maps.Copy(l.said, o.said)
	for name, took := range o.took {
		l.took[name] += took
	}
}

// Said is a hash of everything that every command has said, but for chaos.
func (w *World) Said() string {
	all := sha256.New()
	for _, step := range slices.Sorted(maps.Keys(w.log.said)) {
		fmt.Fprintf(all, "%d %x\n", step, w.log.said[step].Sum(nil))
	}
	return hex.EncodeToString(all.Sum(nil))[:16]
}

// Took is how long the commands took, by command.
func (w *World) Took() string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(w.log.took)) {
		out = append(out, fmt.Sprintf("%s %.1f s", name, w.log.took[name].Seconds()))
	}
	return strings.Join(out, ", ")
}

// broken is an error of the simulator.
type broken struct{ error }

// Run runs a command in the shop's folder and checks what holds after every command:
// it ends with a code that the documentation names, without a word of its insides, and
// touches no file of the user's. A minute passes.
func (w *World) Run(args ...string) Ran {
	before, err := marks(w.Dir)
	Must(err)
	began := time.Now()
	r := w.Prog.run(w.Dir, w.Now, args...)
	w.log.add(w, r, time.Since(began))
	after, err := marks(w.Dir)
	Must(err)
	files := touched(before, after)
	stamp(w.Dir, files, w.Now)
	w.pass(time.Minute)
	w.checkCommand(r, files)
	return r
}

// pass lets time pass.
func (w *World) pass(d time.Duration) { w.Now = w.Now.Add(d) }

// Save writes a file of the user's, at the world's time.
func (w *World) Save(path string, b []byte) {
	full := w.Path(path)
	Must(os.MkdirAll(filepath.Dir(full), 0o755))
	Must(os.WriteFile(full+".new", b, 0o644))
	Must(os.Rename(full+".new", full)) // copies of the world share their files
	stamp(w.Dir, []string{path}, w.Now)
}

// Apart runs f in a copy of the world, which is thrown away: what happens there
// touches the year in nothing but its failures.
func (w *World) Apart(f func(*World)) {
	c, dir := w.copy()
	defer os.RemoveAll(dir)
	f(c)
	w.Failures = append(w.Failures, c.Failures...)
}

// Aside does the same while the year goes on. Wait waits for it.
func (w *World) Aside(f func(*World)) {
	if w.alone {
		w.Apart(f)
		return
	}
	c, dir := w.copy()
	c.log = newLog()
	w.aside.Go(func() {
		w.aside.free <- struct{}{}
		err := guarded(func() { f(c) })
		<-w.aside.free
		os.RemoveAll(dir)
		w.aside.Lock()
		defer w.aside.Unlock()
		w.aside.done = append(w.aside.done, besides{c.Failures, c.log, err})
	})
}

// aside is what happens while the year goes on.
type aside struct {
	free chan struct{} // has room for as many as may run at once
	sync.WaitGroup
	sync.Mutex
	done []besides
}

// besides is what came of something that happened aside.
type besides struct {
	failures []Failure
	log      *log
	err      error
}

// Wait waits for what happens aside and takes its failures in, in the order of steps.
func (w *World) Wait() (err error) {
	w.aside.Wait()
	for _, b := range w.aside.done {
		w.Failures = append(w.Failures, b.failures...)
		w.log.merge(b.log)
		err = errors.Join(err, b.err)
	}
	w.aside.done = nil
	slices.SortStableFunc(w.Failures, func(a, b Failure) int { return a.Step - b.Step })
	return err
}

// guarded runs f and returns the error where the simulator itself could not go on.
func guarded(f func()) (err error) {
	defer func() {
		v := recover()
		if b, ok := v.(broken); ok {
			err = b.error
		} else if v != nil {
			panic(v)
		}
	}()
	f()
	return nil
}

// copy copies the world and its folder, which lies below dir.
func (w *World) copy() (c *World, dir string) {
	dir, err := os.MkdirTemp(w.trash, "apart-")
	Must(err)
	c = &World{
		Shop: w.Shop, Dir: filepath.Join(dir, "shop"), Now: w.Now, Prog: w.Prog,
		Leave: slices.Clone(w.Leave), Wishes: slices.Clone(w.Wishes), Corrections: slices.Clone(w.Corrections), Overtime: slices.Clone(w.Overtime),
		Rosters: map[string]*Posted{}, Counted: w.Counted, Settled: maps.Clone(w.Settled),
		step: w.step, trash: w.trash, log: w.log, alone: true,
	}
	for k, p := range w.Rosters {
		q := *p
		q.Cells = maps.Clone(p.Cells)
		c.Rosters[k] = &q
	}
	Must(copyFolder(w.Dir, c.Dir))
	return c, dir
}

// away reports what p is away for on d by approved leave: the whole day, or spans of
// minutes of it.
func (w *World) away(id string, d time.Time) (kind string, whole bool, spans []Span) {
	for _, l := range w.Leave {
		if l.Person != id || !l.Approved() {
			continue
		}
		if !l.Hours {
			if !d.Before(l.From) && !d.After(l.To) {
				return l.Kind, true, nil
			}
			continue
		}
		if s := clip(l.From, l.To, d); s.To > s.From {
			kind = l.Kind
			spans = append(spans, s)
		}
	}
	return kind, false, spans
}

// clip is the part of from to to, in minutes of the work date d; it may lie after
// midnight.
func clip(from, to, d time.Time) Span {
	minutes := func(t time.Time) int { return int(t.Sub(d) / time.Minute) }
	return Span{max(0, minutes(from)), min(2880, minutes(to))}
}

// remove takes a file of the user's away.
func (w *World) remove(path string) { Must(os.Remove(w.Path(path))) }
