package attendance

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// Score is the monthly assessment.
type Score struct {
	Base      float64 `yaml:"base" json:"base"`
	Cap       float64 `yaml:"cap" json:"cap"`
	Below     float64 `yaml:"below" json:"below"`           // a month under it is flagged
	LastBelow float64 `yaml:"last_below" json:"last_below"` // last in rank and under it, LastMonths in a row, is flagged
	// LastMonths is how many months in a row; 0 is no such rule.
	LastMonths int `yaml:"last_months" json:"last_months"`

	// LeastContacts is how many contacts a rate or a time of a person must rest on to be
	// scored.
	LeastContacts float64 `yaml:"least_contacts" json:"least_contacts"`

	Items []Item `yaml:"items" json:"items"`

	// Judges are those who score some people in place of an item's own judge: the
	// supervisor scores trainers.
	Judges []OtherJudge `yaml:"judges" json:"judges,omitempty"`
}

// OtherJudge scores the people with a tag, or of a group.
type OtherJudge struct {
	Of    []string  `yaml:"of" json:"of"` // tags or groups
	Judge lang.Text `yaml:"judge" json:"judge"`
}

// Item is one item of the assessment. Items with Extra come on top of the base; all
// others share it. An item is scored by the clock (From is attendance), by a figure of
// the service reports (service.first_reply), or by people, who type the points.
type Item struct {
	ID     string    `yaml:"id" json:"id"`
	Name   lang.Text `yaml:"name" json:"name"`
	Points float64   `yaml:"points" json:"points"`
	Extra  bool      `yaml:"extra" json:"extra"` // starts at 0, up to Points
	Judge  lang.Text `yaml:"judge" json:"judge"` // who scores it
	From   string    `yaml:"from" json:"from,omitempty"`

	// Bands give points by a figure, in order: the first one that it reaches counts.
	// Between gives none at the first value and all at the second, and in proportion
	// between them.
	Bands   []Band  `yaml:"bands" json:"bands,omitempty"`
	Between []Bound `yaml:"between" json:"between,omitempty"`

	// What attendance takes from the item, each time, or each day of absence; the sign
	// makes no difference. Where none is set the item loses the points of the tiers.
	Late       float64 `yaml:"late" json:"late,omitempty"`
	Early      float64 `yaml:"early" json:"early,omitempty"`
	Missing    float64 `yaml:"missing" json:"missing,omitempty"`
	AbsentDay  float64 `yaml:"absent_day" json:"absent_day,omitempty"`
	Correction float64 `yaml:"correction" json:"correction,omitempty"`
}

// Band gives Get points to a figure of at most To, or of at least From.
type Band struct {
	To   *Bound  `yaml:"to" json:"to,omitempty"`
	From *Bound  `yaml:"from" json:"from,omitempty"`
	Get  float64 `yaml:"get" json:"get"`
}

// Holds reports whether the band is that of a value.
func (b *Band) Holds(v float64) bool {
	return (b.To == nil || v <= float64(*b.To)+1e-9) && (b.From == nil || v >= float64(*b.From)-1e-9)
}

// Bound is a value of a figure: 6s, 1m30s, 30%, 2000.
type Bound float64

var boundTime = regexp.MustCompile(`^(?:(\d+(?:\.\d+)?)(?:h|小时))?(?:(\d+(?:\.\d+)?)(?:m|min|分|分钟))?(?:(\d+(?:\.\d+)?)(?:s|sec|秒))?$`)

// UnmarshalText reads a number, a percentage or a length of time in seconds.
func (b *Bound) UnmarshalText(text []byte) error {
	s := strings.ReplaceAll(table.Clean(string(text)), " ", "")
	if v, ok := table.ParseFloat(s); ok {
		*b = Bound(v)
		return nil
	}
	if g := boundTime.FindStringSubmatch(s); s != "" && g != nil {
		hours, _ := strconv.ParseFloat(g[1], 64)
		m, _ := strconv.ParseFloat(g[2], 64)
		sec, _ := strconv.ParseFloat(g[3], 64)
		*b = Bound(3600*hours + 60*m + sec)
		return nil
	}
	return lang.Errorf("%q 不是一个数", "%q is no value", string(text)).WithHint("写成 6s、1m30s、30%% 或 2000", "write it as 6s, 1m30s, 30%% or 2000")
}

// MarshalText writes the number.
func (b Bound) MarshalText() ([]byte, error) { return b.MarshalJSON() }

// MarshalJSON writes the number.
func (b Bound) MarshalJSON() ([]byte, error) {
	return strconv.AppendFloat(nil, float64(b), 'f', -1, 64), nil
}

const fromService = "service."

// Metric returns the figure that scores the item, "" where none does.
func (it *Item) Metric() string {
	metric, ok := strings.CutPrefix(it.From, fromService)
	if !ok {
		return ""
	}
	return metric
}

// ByClock reports whether attendance scores the item.
func (it *Item) ByClock() bool { return it.From == "attendance" }

// Own reports whether the item has rates of its own for what the clock says.
func (it *Item) Own() bool {
	return it.Late != 0 || it.Early != 0 || it.Missing != 0 || it.AbsentDay != 0 || it.Correction != 0
}

// ByHand reports whether people type the points of the item: where nothing else scores
// it, or no report of the month has its figure.
func (it *Item) ByHand(s *Sheet) bool {
	if it.ByClock() {
		return false
	}
	metric := it.Metric()
	if metric == "" {
		return true
	}
	for i := range s.People {
		if s.People[i].Service.Of(metric) != nil {
			return false
		}
	}
	return true
}

// JudgeOf returns who scores an item of a person.
func (s *Score) JudgeOf(it *Item, p *Person) lang.Text {
	if it.Judge.IsZero() {
		return it.Judge
	}
	for _, j := range s.Judges {
		for _, of := range j.Of {
			if strings.EqualFold(of, p.Group) {
				return j.Judge
			}
			for _, tag := range p.Tags {
				if strings.EqualFold(of, tag) {
					return j.Judge
				}
			}
		}
	}
	return it.Judge
}

// points returns what a value is worth by the item's table, and the words of the rule.
func (it *Item) points(v float64, unit Unit) (points float64, rule lang.Text) {
	if len(it.Between) == 2 {
		a, z := float64(it.Between[0]), float64(it.Between[1])
		points = it.Points * max(0, min(1, (v-a)/(z-a)))
		return round2(points), lang.F("%s 得 0 分，%s 得 %v 分，之间按比例", "%s gets 0, %s gets %v, in proportion between them", ShowFigure(a, unit), ShowFigure(z, unit), it.Points)
	}
	for i := range it.Bands {
		if b := &it.Bands[i]; b.Holds(v) {
			return b.Get, b.words(unit)
		}
	}
	return 0, lang.T("不在任何一档", "in none of the bands")
}

func (b *Band) words(unit Unit) lang.Text {
	switch {
	case b.To != nil && b.From != nil:
		return lang.F("%s–%s 得 %v 分", "%s–%s gets %v", ShowFigure(float64(*b.From), unit), ShowFigure(float64(*b.To), unit), b.Get)
	case b.To != nil:
		return lang.F("≤ %s 得 %v 分", "≤ %s gets %v", ShowFigure(float64(*b.To), unit), b.Get)
	case b.From != nil:
		return lang.F("≥ %s 得 %v 分", "≥ %s gets %v", ShowFigure(float64(*b.From), unit), b.Get)
	}
	return lang.F("其余得 %v 分", "everything else gets %v", b.Get)
}

// ShowFigure writes a value in its unit.
func ShowFigure(v float64, unit Unit) string {
	number := func(v float64, digits int) string {
		by := math.Pow(10, float64(digits))
		return strconv.FormatFloat(math.Round(v*by)/by, 'f', -1, 64)
	}
	switch unit {
	case Share:
		return number(v*100, 1) + "%"
	case Seconds:
		return number(v, 2) + "s"
	case Sum:
		return "¥" + number(v, 2)
	case Count, Marks:
	}
	return number(v, 2)
}

// Rule says in brackets what scores the item.
func (it *Item) Rule() lang.Text {
	metric := it.Metric()
	switch {
	case it.ByClock() && it.Own():
		return lang.F("（考勤：迟到扣 %v、早退扣 %v、缺卡扣 %v、旷工每天扣 %v）", " (attendance takes: late %v, early %v, punch missing %v, a day absent %v)", math.Abs(it.Late), math.Abs(it.Early), max(math.Abs(it.Missing), math.Abs(it.Late), math.Abs(it.Early)), math.Abs(it.AbsentDay))
	case it.ByClock():
		return lang.T("（考勤）", " (attendance)")
	case metric == "":
		if it.Judge.IsZero() {
			return lang.Text{}
		}
		return lang.F("（%s 评）", " (by %s)", it.Judge)
	}
	unit := figureUnit(metric)
	if len(it.Between) == 2 {
		return lang.F("（%s：%s–%s）", " (%s: %s–%s)", metric, ShowFigure(float64(it.Between[0]), unit), ShowFigure(float64(it.Between[1]), unit))
	}
	var bands []lang.Text
	for i := range it.Bands {
		bands = append(bands, it.Bands[i].words(unit))
	}
	return lang.F("（%s：%s）", " (%s: %s)", metric, lang.Join(bands, "，", ", "))
}

// figureUnit is the unit of a figure by its name, for words about a rule.
func figureUnit(metric string) Unit {
	switch {
	case strings.HasSuffix(metric, "_rate"), metric == "satisfaction", metric == "conversion", metric == "training", metric == "handled_in_time":
		return Share
	case strings.HasSuffix(metric, "_reply"):
		return Seconds
	}
	return Count
}

// validate looks at what scores an item.
func (it *Item) validate(f *faults, key string, own []ServiceColumn) {
	metric := it.Metric()
	f.unless(it.From == "" || it.ByClock() || metric != "", key+".from", "%q 应为 attendance 或 service.指标", "%q must be attendance or service.FIGURE", it.From)
	table := len(it.Bands) > 0 || len(it.Between) > 0
	f.unless(!table || metric != "", key, "bands 和 between 要配 from: service.指标", "bands and between need from: service.FIGURE")
	f.unless(metric == "" || table, key, "from: %s 要写 bands 或 between，说多少得几分", "from: %s needs bands or between, which say what gets how many points", it.From)
	f.unless(len(it.Bands) == 0 || len(it.Between) == 0, key, "bands 和 between 只写一个", "give bands or between, not both")
	f.unless(len(it.Between) == 0 || len(it.Between) == 2 && it.Between[0] != it.Between[1], key+".between", "要写两个不同的值：得 0 分的和得满分的", "needs two different values: that of no points and that of all points")
	f.unless(!it.Own() || it.ByClock(), key, "late、early、missing、absent_day、correction 要配 from: attendance", "late, early, missing, absent_day and correction need from: attendance")
	for i, b := range it.Bands {
		f.unless(b.Get >= 0 && b.Get <= it.Points, key+".bands["+strconv.Itoa(i)+"].get", "%v 不在 0 到 %v 之间", "%v is not between 0 and %v", b.Get, it.Points)
	}
}
