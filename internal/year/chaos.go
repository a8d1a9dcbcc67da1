package year

import (
	"context"
	"encoding/json"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// writing is the command that chaos interrupts: it writes.
func (w *World) writing(with string) []string {
	if with == "month" {
		return []string{"month", "--month", month(w.lastMonth()), "--json"}
	}
	return slices.Concat([]string{"week", "--week", w.weekName(w.nextWeek()), "--json", "--force"}, solving)
}

// kill kills a command at a random moment, in a copy. Every file is then the old or the
// new one, and the command run again comes to what it comes to undisturbed.
func kill(w *World, with string, r *rand.Rand) { w.Aside(func(w *World) { w.killed(with, r) }) }

func (w *World) killed(with string, r *rand.Rand) {
	args := w.writing(with)
	want, took := w.undisturbed(args)
	if want == nil {
		return
	}
	for range 2 {
		after := time.Duration(float64(took) * r.Float64() * 1.1)
		w.Apart(func(c *World) {
			before, err := readTree(c.Dir)
			Must(err)
			ctx, cancel := context.WithTimeout(context.Background(), after)
			_ = c.Prog.command(ctx, c.Dir, c.Now, args...).Run() // killed, or done before
			cancel()
			now, err := readTree(c.Dir)
			Must(err)
			c.oldOrNew("kill", before, now, want)
			stamp(c.Dir, changed(before, now), c.Now)
			c.pass(time.Minute)
			c.Prog.run(c.Dir, w.Now, args...)
			end, err := readTree(c.Dir)
			Must(err)
			c.sameEnd("kill", want, end)
		})
	}
}

// undisturbed is the folder after the command, run in a copy, and how long it took.
func (w *World) undisturbed(args []string) (end tree, took time.Duration) {
	w.Apart(func(c *World) {
		began := time.Now()
		r := c.Prog.run(c.Dir, c.Now, args...)
		took = time.Since(began)
		if r.Code != 0 && r.Code != 4 {
			return // there is nothing to settle or plan yet
		}
		var err error
		end, err = readTree(c.Dir)
		Must(err)
	})
	return end, took
}

// oldOrNew checks that every file that counts is the old or the new one, whole.
func (w *World) oldOrNew(kind string, before, now, want tree) {
	for path, content := range now {
		if temporary(path) {
			continue
		}
		if content != before[path] && content != want[path] && !backup(path) && !kept(path, content, before, want) {
			w.Fail(kind+"/half-written", "%s is neither the old nor the new file", path)
		}
	}
	for path := range before {
		if _, ok := now[path]; !ok {
			w.Fail(kind+"/file-lost", "%s is gone", path)
		}
	}
}

// sameEnd checks that the folder is what it would be undisturbed, but for backups and
// what a killed process left beside.
func (w *World) sameEnd(kind string, want, end tree) {
	for _, path := range changed(want, end) {
		if !temporary(path) && !backup(path) && !strings.HasPrefix(path, keptVersions) {
			w.Fail(kind+"/other-end", "%s differs from an undisturbed run", path)
		}
	}
}

// keptVersions is where versions before a change are kept: a command that was killed after it
// had kept one leaves it there.
const keptVersions = "rosters/history/"

// kept reports whether a file is a whole version that was kept, or a whole list of them.
func kept(path, content string, before, want tree) bool {
	if !strings.HasPrefix(path, keptVersions) {
		return false
	}
	if strings.HasSuffix(path, ".json") {
		return json.Valid([]byte(content))
	}
	for _, t := range []tree{before, want} {
		for _, whole := range t {
			if content == whole {
				return true
			}
		}
	}
	return false
}

func temporary(path string) bool { return strings.HasPrefix(filepath.Base(path), ".paiban-") }
func backup(path string) bool    { return strings.Contains(path, ".bak") }

// full runs a command on a disk that is full after some bytes: it is refused with a
// word, and everything is as before.
func full(w *World, with string, r *rand.Rand) { w.Aside(func(w *World) { w.fullDisk(with, r) }) }

func (w *World) fullDisk(with string, r *rand.Rand) {
	prlimit, err := exec.LookPath("prlimit")
	if err != nil {
		return // not a system on which a disk can be made full so easily
	}
	args := w.writing(with)
	want, _ := w.undisturbed(args)
	if want == nil {
		return
	}
	w.Apart(func(c *World) {
		before, err := readTree(c.Dir)
		Must(err)
		ctx, cancel := context.WithTimeout(context.Background(), longest)
		defer cancel()
		cmd := c.Prog.command(ctx, c.Dir, c.Now, args...)
		cmd.Args = slices.Concat([]string{prlimit, "--fsize=" + strconv.Itoa(1000+r.IntN(7000)), cmd.Path}, args)
		cmd.Path = prlimit
		ran := finish(cmd, args)
		now, err := readTree(c.Dir)
		Must(err)
		if ran.Code == 0 || ran.Code == 4 {
			c.Fail("full/not-said", "%s on a full disk", ran)
		}
		for _, path := range changed(before, now) {
			if !temporary(path) {
				c.Fail("full/changed", "%s on a full disk changed %s", ran, path)
			}
		}
		if strings.TrimSpace(ran.Err) == "" {
			c.Fail("command/refused-without-a-word", "%s on a full disk", ran)
		}
	})
}

// twice starts two commands that write at the same moment: one waits or is refused with
// a word, and the end is that of one after the other.
func twice(w *World, _ string, _ *rand.Rand) { w.Aside(func(w *World) { w.twoAtOnce() }) }

func (w *World) twoAtOnce() {
	args := w.writing("week")
	want, _ := w.undisturbed(args)
	if want == nil {
		return
	}
	w.Apart(func(c *World) {
		var both [2]Ran
		var wait sync.WaitGroup
		for i := range both {
			wait.Go(func() { both[i] = c.Prog.run(c.Dir, c.Now, args...) })
		}
		wait.Wait()
		end, err := readTree(c.Dir)
		Must(err)
		c.sameEnd("twice", want, end)
		for _, r := range both {
			if !slices.Contains(codes, r.Code) {
				c.Fail("command/exit-code", "%s beside another: %s", r, firstLine(r.Err))
			}
		}
		if slices.ContainsFunc(both[:], func(r Ran) bool { return r.Code != 0 && r.Code != 4 && strings.TrimSpace(r.Err) == "" }) {
			c.Fail("command/refused-without-a-word", "%s beside another", both[0])
		}
	})
}
