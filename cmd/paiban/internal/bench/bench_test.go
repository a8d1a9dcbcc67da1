package bench_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"paiban/cmd/paiban/internal/cli"
	"paiban/cmd/paiban/internal/root"
)

// shared returns a file of published data. The tests that need it are an extra run:
// PAIBAN_SHARED names the folder; without it they are skipped.
func shared(t *testing.T, name string) string {
	t.Helper()
	folder := os.Getenv("PAIBAN_SHARED")
	if folder == "" {
		t.Skip("an extra run: PAIBAN_SHARED names no folder of published data")
	}
	p, err := filepath.Abs(filepath.Join(folder, "data", name))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(p); err != nil {
		t.Fatal(err)
	}
	return p
}

// paibanJSON runs a command line and decodes what it prints.
func paibanJSON(t *testing.T, into any, args ...string) {
	t.Helper()
	var out, talk bytes.Buffer
	a := &cli.App{Stdout: &out, Stderr: &talk, Now: time.Now, Getenv: func(string) string { return "" }, Dir: t.TempDir()}
	if code := root.Run(context.Background(), a, append(args, "--json", "--lang", "en")); code != 0 {
		t.Fatalf("%v: exit code %d: %s", args, code, talk.String())
	}
	if err := json.Unmarshal(out.Bytes(), into); err != nil {
		t.Fatalf("%v: %v\n%s", args, err, out.String())
	}
}

type m4Result struct {
	Series                               int
	SMAPE, MASE, OWA, MSIS95, Coverage95 float64
	SNaive, Naive2                       struct{ SMAPE, MASE, OWA float64 }
}

// The reference figures are those published for the methods on these series.
func TestBenchM4(t *testing.T) {
	var r m4Result
	paibanJSON(t, &r, "bench", "m4", shared(t, "m4/Hourly-train.csv"), shared(t, "m4/Hourly-test-odd.csv"))
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 0.0006 {
			t.Errorf("%s %.4f, want %.3f", what, got, want)
		}
	}
	near("sNaive sMAPE", r.SNaive.SMAPE, 13.979)
	near("sNaive MASE", r.SNaive.MASE, 1.233)
	near("sNaive OWA", r.SNaive.OWA, 0.637)
	near("Naive2 sMAPE", r.Naive2.SMAPE, 18.224)
	near("Naive2 MASE", r.Naive2.MASE, 2.432)
	if r.Series != 207 || r.OWA > 0.372 || r.SMAPE > 8.3 || r.MASE > 0.72 || r.MSIS95 > 5.4 || r.Coverage95 < 93.5 || r.Coverage95 > 96.5 {
		t.Errorf("%+v falls short of OWA 0.372, sMAPE 8.3, MASE 0.72, MSIS 5.4, coverage 93.5–96.5%%", r)
	}
}

// A day repeated for three weeks is forecast without error by the seasonal naive
// method and all but without by the blend. One odd value at the start gives
// MASE a scale: |34−10| once over 480 pairs.
func TestBenchM4Exact(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, values int) string {
		var b strings.Builder
		b.WriteString("id,v\nA")
		for i := range values {
			fmt.Fprintf(&b, ",%d", 10+i%24)
		}
		b.WriteString("\n")
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(b.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	train := write("train.csv", 21*24)
	data, err := os.ReadFile(train)
	if err != nil {
		t.Fatal(err)
	}
	data = bytes.Replace(data, []byte("A,10,"), []byte("A,34,"), 1)
	if err := os.WriteFile(train, data, 0o600); err != nil {
		t.Fatal(err)
	}
	var r m4Result
	out := filepath.Join(dir, "f.csv")
	paibanJSON(t, &r, "bench", "m4", train, write("test.csv", 48), "--out", out)
	if r.Series != 1 || r.SNaive.MASE != 0 || r.SMAPE > 0.5 {
		t.Errorf("%+v", r)
	}
	got, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(got)), "\n")
	if len(lines) != 2 || !strings.HasPrefix(lines[0], "id,h1,h2,") || len(strings.Split(lines[1], ",")) != 49 {
		t.Errorf("wrote %q", got)
	}
}

type callsResult struct {
	Origins []string
	Horizon int `json:"horizon_days"`
	WAPE    map[string]map[string]float64
	ByWeek  []struct {
		Week int
		WAPE map[string]map[string]float64
	} `json:"by_week"`
}

// On six origins two weeks apart the last week alone gives 0.075 for the bank,
// the mean of four weeks 0.065; for the assessor 0.70 and 0.52.
func TestBenchCalls(t *testing.T) {
	for _, c := range []struct {
		file  string
		flags []string
		want  float64
	}{
		{"calls/bank_calls_hourly.csv", nil, 0.0605},
		{"calls/bernco_assessor_hourly.csv", []string{"--events", shared(t, "calls/bernco_events.csv"), "--holidays", shared(t, "calls/bernco_holidays.csv")}, 0.45},
	} {
		var r callsResult
		paibanJSON(t, &r, append([]string{"bench", "calls", shared(t, c.file)}, c.flags...)...)
		if got := r.WAPE["all"]["paiban"]; !(got <= c.want) {
			t.Errorf("%s: WAPE %.4f, want at most %.4f", c.file, got, c.want)
		}
		if len(r.Origins) != 6 || r.Horizon != 28 || len(r.ByWeek) != 4 || r.ByWeek[3].WAPE["all"]["last_week"] == 0 {
			t.Errorf("%s: %+v", c.file, r)
		}
	}
}
