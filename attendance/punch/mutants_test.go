//go:build linux

package punch

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"paiban/attendance"
	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

var (
	mutants    = flag.Int("mutants", 200, "how many damaged exports TestMutants reads")
	mutantSeed = flag.Uint64("mutant-seed", 1, "of the damage")
	mutantsOut = flag.Bool("mutant-list", false, "print every mutant with its fate, time and memory")
)

// What no damaged file may cost: time of the processor, and memory at its peak.
const (
	mutantTime   = 10 * time.Second
	mutantMemory = 512 << 10 // KB
)

// TestMutants damages every look-alike in every way of [damages], the real exports
// instead where PAIBAN_SHARED names their folder, and has the
// result read and settled, as paiban attendance import and paiban month do. A
// mutant is settled, or refused with a sentence in both languages; it never ends
// the process, nor goes beyond the bounds above. The readers run in a process of
// their own, so that what kills it is caught and named.
//
//	go test ./attendance/punch -run TestMutants -mutants 10000 -v
func TestMutants(t *testing.T) {
	files := punchFiles(t)
	if from, ok := os.LookupEnv("PAIBAN_MUTANT"); ok {
		var first int
		if _, err := fmt.Sscan(from, &first); err != nil {
			t.Fatal(err)
		}
		readMutants(files, first)
		return
	}
	fates := map[string]int{}
	var slowest, largest string
	var most time.Duration
	var peak int
	for next := 0; next < *mutants; {
		cmd := exec.Command(os.Args[0], append([]string{"-test.run=^TestMutants$"}, os.Args[1:]...)...)
		cmd.Env = append(os.Environ(), fmt.Sprint("PAIBAN_MUTANT=", next))
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.StdoutPipe()
		if err == nil {
			err = cmd.Start()
		}
		if err != nil {
			t.Fatal(err)
		}
		// Processor time is judged below; this catches what waits without end, on a
		// machine where others work too.
		watch := time.AfterFunc(12*mutantTime, func() { _ = cmd.Process.Kill() })
		started := -1
		for lines := bufio.NewScanner(out); lines.Scan(); {
			var i, kb int
			var spent time.Duration
			var fate, how string
			if n, _ := fmt.Sscanf(lines.Text(), "begin %d", &i); n == 1 {
				started = i
				watch.Reset(12 * mutantTime)
			} else if n, _ := fmt.Sscanf(lines.Text(), "end %d %d %d %s %s", &i, &spent, &kb, &fate, &how); n == 5 {
				next = i + 1
				fates[fate]++
				what := fmt.Sprintf("mutant %d, %s of %s", i, how, filepath.Base(files[i%len(files)]))
				if spent > most {
					most, slowest = spent, what
				}
				if kb > peak {
					peak, largest = kb, what
				}
				if spent > mutantTime || kb > mutantMemory || fate == "mute" || fate == "silent" {
					t.Errorf("%s: %s after %v, %d MB", what, fate, spent, kb>>10)
				}
				if *mutantsOut {
					t.Logf("%s: %s, %v, %d MB", what, fate, spent, kb>>10)
				}
			}
		}
		watch.Stop()
		if err := cmd.Wait(); err != nil {
			t.Errorf("mutant %d of %s ended the process: %v\n%.3000s", started, filepath.Base(files[max(started, 0)%len(files)]), err, stderr.String())
			next = max(next, started) + 1
		}
	}
	t.Logf("%d mutants of %d files: %v; at most %v (%s) and %d MB (%s)", *mutants, len(files), fates, most, slowest, peak>>10, largest)
	if fates["settled"] == 0 || fates["told"] == 0 || fates["refused"] == 0 {
		t.Errorf("%v: mutants should be of both kinds", fates)
	}
}

// punchFiles lists the look-alikes, or the real exports, in order of name.
func punchFiles(t *testing.T) []string {
	dir := filepath.Join("testdata", "exports")
	if os.Getenv("PAIBAN_SHARED") != "" {
		dir = sharedExports(t)
	}
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	if len(files) < 15 {
		t.Fatalf("%s holds %d files", dir, len(files))
	}
	return files
}

// readMutants reads the mutants from number first on and says what became of
// each. A mutant depends on its number and the seed alone.
func readMutants(files []string, first int) {
	whole := make([][]byte, len(files))
	for i, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			panic(err)
		}
		whole[i] = data
	}
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	sound := make([]*account, len(files))
	for i := first; i < *mutants; i++ {
		r := rand.New(rand.NewPCG(*mutantSeed, uint64(i)))
		file := i % len(files)
		how := damages[i/len(files)%len(damages)]
		path := filepath.Join(dir, filepath.Base(files[file]))
		if sound[file] == nil {
			sound[file] = soundAccount(files[file])
		}
		damaged := how.do(r, whole[file], whole[r.IntN(len(whole))])
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			panic(err)
		}
		fmt.Println("begin", i)
		debug.FreeOSMemory()
		// The peak is counted again from here.
		_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
		before := processorTime()
		e, err := takeMonth(path)
		spent := processorTime() - before
		var fate string
		if err == nil {
			fate = sound[file].fate(accountOf(e), damaged)
		} else {
			fate = "refused"
			if lang.Tell(err, lang.ZH) == "" || lang.Tell(err, lang.EN) == "" {
				fate = "mute"
			}
		}
		fmt.Println("end", i, spent.Nanoseconds(), peakMemory(), fate, how.name)
	}
}

// takeMonth takes a file through all that a month does with it.
func takeMonth(path string) (*Export, error) {
	b, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer b.Close()
	e, err := Read(b)
	if err != nil {
		return nil, err
	}
	months := e.Months()
	if len(months) == 0 {
		return e, nil
	}
	month := slices.MaxFunc(months, func(a, b workcal.Month) int { return e.DaysIn(a) - e.DaysIn(b) })
	list, of := e.Everybody()
	Identify(list, e.People)
	in := e.Input(month, list, of)
	in.Calendar = workcal.New(nil)
	attendance.Settle(in, attendance.DefaultPolicy())
	if len(e.Results) > 0 {
		_, _ = e.Audit() // may say that there is nothing to compare
	}
	return e, nil
}

// damages are the ways in which files come broken: copied in part, damaged on a
// stick, mixed up by a program, or made to harm.
var damages = []struct {
	name string
	do   func(r *rand.Rand, data, other []byte) []byte
}{
	{"cut", func(r *rand.Rand, data, _ []byte) []byte { return data[:r.IntN(len(data))] }},
	{"bit", func(r *rand.Rand, data, _ []byte) []byte { return flip(r, slices.Clone(data), 1) }},
	{"bits", func(r *rand.Rand, data, _ []byte) []byte { return flip(r, slices.Clone(data), 2+r.IntN(200)) }},
	{"header-bits", func(r *rand.Rand, data, _ []byte) []byte {
		out := slices.Clone(data)
		flip(r, out[:min(len(out), 2048)], 1+r.IntN(8))
		return out
	}},
	{"numbers", func(r *rand.Rand, data, _ []byte) []byte { // sizes and offsets of 4 bytes, at their ends
		out := slices.Clone(data)
		for range 1 + r.IntN(8) {
			v := []uint32{0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE, uint32(len(data))}[r.IntN(7)]
			binary.LittleEndian.PutUint32(out[r.IntN(len(out)-4):], v)
		}
		return out
	}},
	{"splice", func(r *rand.Rand, data, other []byte) []byte {
		from, to := stretch(r, other)
		at := r.IntN(len(data))
		return slices.Concat(data[:at], other[from:to], data[min(len(data), at+r.IntN(to-from+1)):])
	}},
	{"missing-part", func(r *rand.Rand, data, _ []byte) []byte {
		from, to := stretch(r, data)
		return slices.Concat(data[:from], data[to:])
	}},
	{"zeros", func(r *rand.Rand, data, _ []byte) []byte {
		out := slices.Clone(data)
		from, to := stretch(r, out)
		clear(out[from:to])
		return out
	}},
	{"noise", func(r *rand.Rand, data, _ []byte) []byte {
		out := slices.Clone(data)
		from, to := stretch(r, out)
		for i := from; i < to; i++ {
			out[i] = byte(r.Uint32())
		}
		return out
	}},
	{"twice", func(r *rand.Rand, data, _ []byte) []byte {
		from, to := stretch(r, data)
		return slices.Concat(data[:to], bytes.Repeat(data[from:to], 1+r.IntN(3)), data[to:])
	}},
	{"oversized", func(r *rand.Rand, data, _ []byte) []byte { // up to 8 MB of one part again and again
		from, to := stretch(r, data)
		return slices.Concat(data[:to], bytes.Repeat(data[from:to], min(1000, 8<<20/(to-from))), data[to:])
	}},
	{"inside", inside},
	{"words", func(r *rand.Rand, data, _ []byte) []byte { return scribble(r, slices.Clone(data), 1+r.IntN(50)) }},
}

// stretch is a piece of data of at least a byte and mostly short.
func stretch(r *rand.Rand, data []byte) (from, to int) {
	from = r.IntN(len(data))
	return from, from + 1 + r.IntN(min(len(data)-from, 1<<(1+r.IntN(17))))
}

func flip(r *rand.Rand, data []byte, n int) []byte {
	for range n {
		data[r.IntN(len(data))] ^= 1 << r.IntN(8)
	}
	return data
}

// scribble puts signs that mean something to text formats over others.
func scribble(r *rand.Rand, data []byte, n int) []byte {
	list := []string{"\n", "\r", "\t", ",", ";", "\"", "<", ">", "&", "=", "\x00", "\xff", "\u3000", "9", "-", ":", "2026-13-45", "25:99", "次日", "休息", "姓名", "日期", "]]>", "<!--", "</c>", "<row>", "1e308", "班次", "缺卡"}
	for range n {
		copy(data[r.IntN(len(data)):], list[r.IntN(len(list))])
	}
	return data
}

// inside damages one part of an .xlsx and packs it again with its sums right, so
// that the damage reaches the reader of that part. Of other files it changes
// words.
func inside(r *rand.Rand, data, other []byte) []byte {
	in, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return scribble(r, slices.Clone(data), 1+r.IntN(20))
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	victim := r.IntN(len(in.File))
	for i, f := range in.File {
		content, err := f.Open()
		if err != nil {
			panic(err)
		}
		text, err := io.ReadAll(content)
		if err != nil {
			panic(err)
		}
		if i == victim && len(text) > 8 {
			if text = scribble(r, text, 1+r.IntN(10)); r.IntN(2) == 0 {
				from, to := stretch(r, text)
				text = slices.Concat(text[:to], text[from:to], text[to:])
			}
		}
		p, err := w.CreateHeader(&zip.FileHeader{Name: f.Name, Method: zip.Store})
		if err == nil {
			_, err = p.Write(text)
		}
		if err != nil {
			panic(err)
		}
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// peakMemory returns the most memory this process has held, in KB.
func peakMemory() (kb int) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		panic(err)
	}
	for line := range strings.Lines(string(status)) {
		if n, _ := fmt.Sscanf(line, "VmHWM: %d kB", &kb); n == 1 {
			return kb
		}
	}
	panic("no peak")
}
