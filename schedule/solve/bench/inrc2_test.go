package bench

import (
	"math/rand/v2"
	"strings"
	"testing"

	"paiban/schedule"
)

const (
	ward = `SCENARIO = w4

WEEKS = 2

SKILLS = 2
Head
Nurse

SHIFT_TYPES = 2
Early (2,5)
Night (2,3)

FORBIDDEN_SHIFT_TYPES_SUCCESSIONS
Early 0
Night 1 Early

CONTRACTS = 2
Full (7,9) (2,4) (2,3) 1 1
Half (3,5) (1,3) (2,6) 1 0

NURSES = 4
Ann Full 2 Head Nurse
Bea Full 1 Nurse
Cid Half 1 Nurse
Dee Half 2 Head Nurse
`
	before = `HISTORY
0 w4

NURSE_HISTORY
Ann 0 0 Night 1 3 0
Bea 2 1 Early 6 6 0
Cid 0 0 None 0 0 1
Dee 0 0 None 0 0 9
`
	week = `WEEK_DATA
w4

REQUIREMENTS
Early Head (0,1) (0,0) (0,1) (0,0) (0,0) (1,1) (0,0)
Early Nurse (1,2) (1,1) (0,1) (0,1) (1,1) (0,1) (0,1)
Night Head (0,0) (0,0) (0,0) (0,0) (0,1) (0,1) (0,0)
Night Nurse (0,1) (1,1) (0,1) (0,1) (0,0) (0,1) (1,1)

SHIFT_OFF_REQUESTS = 2
Ann Any Thu
Cid Night Sat
`
)

func wardOf(t testing.TB, weeks ...string) (*INRC2, error) {
	t.Helper()
	var files []File
	for _, w := range weeks {
		files = append(files, File{"WD.txt", strings.NewReader(w)})
	}
	return ReadINRC2(File{"Sc.txt", strings.NewReader(ward)}, File{"H0.txt", strings.NewReader(before)}, files)
}

// judgeWard is the competition's cost of the invented ward, written from its rules by hand:
// cells hold "E/Head" and the like, "" a day off.
func judgeWard(rows [4][14]string) (hard, cost int) {
	type terms struct {
		least, most, work0, work1, rest0, rest1, weekends int
		whole                                             bool
	}
	full, half := terms{7, 9, 2, 4, 2, 3, 1, true}, terms{3, 5, 1, 3, 2, 6, 1, false}
	people := [4]struct {
		terms
		skills, last             string
		same, worked, rested     int
		shiftsBefore, endsBefore int
	}{
		{full, "Head Nurse", "N", 1, 3, 0, 0, 0}, {full, "Nurse", "E", 6, 6, 0, 2, 1},
		{half, "Nurse", "", 0, 0, 1, 0, 0}, {half, "Head Nurse", "", 0, 0, 9, 0, 0},
	}
	least := map[string]string{"E/Head": "0000010", "E/Nurse": "1100100", "N/Head": "0000000", "N/Nurse": "0100001"}
	want := map[string]string{"E/Head": "1010010", "E/Nurse": "2111111", "N/Head": "0000110", "N/Nurse": "1111011"}
	for day := range 14 {
		for kind := range want {
			heads := 0
			for i := range rows {
				if rows[i][day] == kind {
					heads++
				}
			}
			hard += max(0, int(least[kind][day%7]-'0')-heads)
			cost += 30 * max(0, int(want[kind][day%7]-'0')-heads)
		}
	}
	// ends charges for a run that ends with n days; days before the horizon above the most
	// are not charged, and a run that is still open owes no minimum.
	run := func(n, n0, lo, hi, price int, open bool) int {
		c := price * (max(0, n-hi) - max(0, n0-hi))
		if !open {
			c += price * max(0, lo-n)
		}
		return c
	}
	bounds := map[string][2]int{"E": {2, 5}, "N": {2, 3}}
	for i, q := range people {
		total, ends := q.shiftsBefore, q.endsBefore
		last, same, worked, rested := q.last, q.same, q.worked, q.rested
		same0, worked0, rested0 := same, worked, rested
		for day := range 14 {
			cell := rows[i][day]
			kind := ""
			if cell != "" {
				kind = cell[:1]
				total++
				if !strings.Contains(q.skills, cell[2:]) {
					hard++
				}
				if last == "N" && kind == "E" {
					hard++
				}
				if rested > 0 {
					cost += run(rested, rested0, q.rest0, q.rest1, 30, false)
				}
				worked, rested, rested0 = worked+1, 0, 0
			} else {
				if worked > 0 {
					cost += run(worked, worked0, q.work0, q.work1, 30, false)
				}
				worked, worked0, rested = 0, 0, rested+1
			}
			if kind == last && kind != "" {
				same++
			} else {
				if last != "" {
					cost += run(same, same0, bounds[last][0], bounds[last][1], 15, false)
				}
				same, same0 = 1, 0
				if kind == "" {
					same = 0
				}
			}
			last = kind
			if day%7 == 6 {
				sat, sun := rows[i][day-1] != "", cell != ""
				if sat || sun {
					ends++
				}
				if q.whole && sat != sun {
					cost += 30
				}
			}
		}
		if worked > 0 {
			cost += run(worked, worked0, q.work0, q.work1, 30, true)
		} else {
			cost += run(rested, rested0, q.rest0, q.rest1, 30, true)
		}
		if last != "" {
			cost += run(same, same0, bounds[last][0], bounds[last][1], 15, true)
		}
		// What was worked too much before the horizon is not the horizon's.
		cost += 20 * (max(0, q.least-total) + max(0, total-max(q.most, q.shiftsBefore)))
		cost += 30 * max(0, ends-max(q.weekends, q.endsBefore))
	}
	for _, day := range []int{3, 10} {
		if rows[0][day] != "" {
			cost += 10
		}
	}
	for _, day := range []int{5, 12} {
		if strings.HasPrefix(rows[2][day], "N") {
			cost += 10
		}
	}
	return hard, cost
}

func TestINRC2(t *testing.T) {
	n, err := wardOf(t, week, week)
	if err != nil {
		t.Fatal(err)
	}
	short := func(s int) string {
		if s == schedule.Off {
			return ""
		}
		kind, skill, _ := strings.Cut(n.Problem.Shifts[s].ID, "/")
		return kind[:1] + "/" + skill
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for k := range 300 {
		r := schedule.NewRoster(n.Problem)
		var rows [4][14]string
		for i := range r.Cells {
			s := schedule.Off
			for d := range r.Cells[i] {
				if rng.IntN(3) == 0 { // runs, not noise
					s = schedule.Off
					if may := n.Problem.People[i].Shifts; rng.IntN(3) > 0 {
						s = may[rng.IntN(len(may))]
					}
				}
				r.Cells[i][d], rows[i][d] = s, short(s)
			}
		}
		hard, cost := judgeWard(rows)
		if got := schedule.Check(n.Problem, r).Score; got.Hard != int64(hard) || got.Cost != int64(cost) {
			t.Fatalf("roster %d %v: %v, want %d hard, cost %d", k, rows, got, hard, cost)
		}
	}
	r := schedule.NewRoster(n.Problem)
	r.Cells[3][12] = 0 // Dee, the second Saturday
	r.Cells[1][7] = 3  // Bea, the second Monday
	want := "SOLUTION\n1 w4\n\nASSIGNMENTS = 2\nBea Mon Night Nurse\nDee Sat Early Head\n"
	if said := string(n.Solution(1, r)); said != want {
		t.Errorf("solution of the second week:\n%s", said)
	}
}

// Every bad line is told at once, each with its file and line.
func TestReadINRC2Tells(t *testing.T) {
	_, err := wardOf(t, strings.NewReplacer("Ann Any", "Eve Any", "(1,2)", "(2,1)", "Sat", "Sam").Replace(week))
	if err == nil {
		t.Fatal("read")
	}
	for _, want := range []string{`WD.txt:6: "(2,1)" has a least above its most`, `WD.txt:11: there is no "Eve"`, `WD.txt:12: "Sam" is not a weekday`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v\nwant %s", err, want)
		}
	}
	for _, c := range [][3]string{
		{strings.Replace(ward, "Bea Full 1", "Bea Fool 2", 1), before, `Sc.txt:23: there is no "Fool"`},
		{ward, strings.Replace(before, "Dee 0 0 None 0 0 9\n", "", 1), "has no history of Dee"},
		{ward, strings.Replace(before, "w4", "w5", 1), "H0.txt:2: this is not a history of w4"},
		{"", before, "has no name, shift types, skills or nurses"},
	} {
		_, err := ReadINRC2(File{"Sc.txt", strings.NewReader(c[0])}, File{"H0.txt", strings.NewReader(c[1])}, []File{{"WD.txt", strings.NewReader(week)}})
		if err == nil || !strings.Contains(err.Error(), c[2]) {
			t.Errorf("%v, want %s", err, c[2])
		}
	}
}

func FuzzReadINRC2(f *testing.F) {
	f.Add(ward, before, week)
	f.Add("SCENARIO = a\nSKILLS = 1\nS\nSHIFT_TYPES = 1\nD (1,1)\nCONTRACTS = 1\nC (1,1) (1,1) (1,1) 0 0\nNURSES = 1\nN C 1 S", "NURSE_HISTORY\nN 0 0 D 9 9 9", "")
	f.Fuzz(func(t *testing.T, sc, h, wd string) {
		n, err := ReadINRC2(File{"s", strings.NewReader(sc)}, File{"h", strings.NewReader(h)}, []File{{"w", strings.NewReader(wd)}})
		if err == nil && n.Problem.Validate() != nil {
			t.Error("a problem that is not valid was read without an error")
		}
	})
}
