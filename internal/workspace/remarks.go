package workspace

import (
	"regexp"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// remarkMeaning is something that people write into the remarks of a staff list though
// the roster follows another place.
type remarkMeaning struct {
	words *regexp.Regexp
	place lang.Text                                 // where it is to be written
	there func(w *Workspace, p *Person, i int) bool // whether something is written there; i is the index of p
}

// places of a remark's meaning.
var (
	flagsColumn  = lang.T("“标记”列", "the column Flags")
	shiftsColumn = lang.T("“可排班次”列", "the column Shifts")
	skillsColumn = lang.T("“技能”列", "the column Skills")
	hoursColumn  = lang.T("“周工时”列", "the column Weekly hours")
	hiredColumn  = lang.T("“入职”列", "the column Hired")
	leftColumn   = lang.T("“离职”列", "the column Left")
	timesColumn  = lang.T("“不可上时间”列", "the column Unavailable")
	leaveSheet   = lang.T("leave.xlsx 的“请假”", "the sheet Leave of leave.xlsx")
)

func flagged(f ...Flag) func(*Workspace, *Person, int) bool {
	return func(_ *Workspace, p *Person, _ int) bool { return slices.ContainsFunc(f, p.Has) }
}

// remarkMeanings are what remarks are searched for, in the order in which they are told.
var remarkMeanings = []remarkMeaning{
	{regexp.MustCompile(`孕|预产期|pregnan`), flagsColumn, flagged(Pregnant)},
	{regexp.MustCompile(`哺乳|喂奶|nursing|breastfe`), flagsColumn, flagged(Nursing)},
	{regexp.MustCompile(`未成年|未满\s?(18|十八)|1[67]\s?岁|\bminor\b|under 18`), flagsColumn, flagged(Minor)},
	{regexp.MustCompile(`(不|免|别|勿|没法|无法)[^，。；,;]{0,3}(夜班|夜里|大夜|通宵)|(夜班|大夜|通宵)[^，。；,;]{0,2}(不|除外|以外|之外)|no[ -]nights?|(never|not|can'?t|cannot|don'?t)( work| do)? nights?\b`), flagsColumn, func(_ *Workspace, p *Person, _ int) bool {
		return p.Has(NoNight) || p.Shifts != nil
	}},
	{regexp.MustCompile(`免打卡|免考勤|(不用|无需|不需要?|不)打卡|exempt`), flagsColumn, flagged(Exempt)},
	{regexp.MustCompile(`实习|试用|见习|新人|新员工|带教|trainee|\bintern\b|probation`), flagsColumn, func(_ *Workspace, p *Person, _ int) bool {
		return p.Has(Trainee) || p.TraineeUntil != 0 || p.Hired != 0
	}},
	{regexp.MustCompile(`(只|仅|固定|专门?)[^，。；,;]{0,3}[早中晚白日夜]班|(不|别|勿|没法|无法)[^，。；,;]{0,3}[早中晚白日]班|(非|除了?|拒绝?)[^，。；,;]{0,2}[早中晚白日]班|[早中晚白日]班(不|除外|以外|之外|优先)|(不|别|勿)(要|能|想|可以?|宜)?(上|排|值)晚|[常长]白班|^[上排值做]?[早中晚白日夜]班$|(尽量|最好|希望|想|优先)[^，。；,;]{0,3}[早中晚白日夜]班|(only|no|not|never) (early|mid|middle|late|day|night|morning|evening)s?( shifts?)?\b|(early|late|day|night|morning|evening) shifts?,? only|\b(early|late|day|night|morning|evening)s? only\b|no late\b`),
		shiftsColumn, func(_ *Workspace, p *Person, _ int) bool { return p.Shifts != nil }},
	{regexp.MustCompile(`(只|仅|专门?)(能|会)?(接|做|负责|会)|(只|仅)会|only (serves|answers|takes)`), skillsColumn, func(w *Workspace, p *Person, _ int) bool {
		return p.Skills != nil || len(w.Config.Queues) < 2
	}},
	{regexp.MustCompile(`兼职|小时工|临时工|钟点工|寒假工|暑假工|单休|双休|\btemp\b|半天班|每天\s?\d+\s?(个)?小时|每?周[^，。；,;]{0,3}\d+\s?(个)?(小时|天)|part[ -]time`), hoursColumn, func(_ *Workspace, p *Person, _ int) bool { return p.Weekly != 0 }},
	{regexp.MustCompile(`离职|辞职|停职|(月底|下月|下周|下个月|年前|年后)(就|要|会)?走|离岗|退休|自离|辞退|开除|已走|不干了|resign|\bquits?\b|(has |is )?(left|leaving|leaves) (on|in|at|us)\b|last day`), leftColumn, func(_ *Workspace, p *Person, _ int) bool { return p.Left != 0 }},
	{regexp.MustCompile(`\d\s?[日号]?\s?(入职|到岗|报到|上岗)|(starts|joins|joining|hired) (on|in)\b`), hiredColumn, func(_ *Workspace, p *Person, _ int) bool { return p.Hired != 0 }},
	{regexp.MustCompile(`(休|请)[^，。；,;]{0,4}假|产假|病假|婚假|丧假|停薪留职|on leave|maternity|sick leave`), leaveSheet, func(w *Workspace, p *Person, i int) bool {
		return slices.ContainsFunc(w.Leave, func(l Leave) bool { return l.Person == i })
	}},
	{regexp.MustCompile(`(只|仅|才)(能|可以?)?(上|来|在|排)?(周|星期|礼拜)[一二三四五六日天末]|(不|别|勿)(能|要|可以?|想)?(上|来|排)(周|星期|礼拜)[一二三四五六日天末]|休(周|星期|礼拜)[一二三四五六日天末]|(周末|晚上|早上|上午|中午|下午|午后|傍晚)[^，。；,;]{0,3}(不(行|能|来|在|可)|没空|有课|上课|有事|要接|要带|才能|才来)|\d{1,2}\s?(点|:\d\d|时)(半)?(以|之)?(前|后)|只能上到|学生|(week(end|day)|(mon|tues|wednes|thurs|fri|satur|sun)day)s? only|\b(class|classes|lectures?) on\b|(can'?t|cannot|not?|never|only) (work )?(on )?(sun|mon|tue|wed|thu|fri|sat|week(end|day)s?)|\bstudent\b`), timesColumn, func(w *Workspace, p *Person, i int) bool {
		return slices.ContainsFunc(w.Availability, func(a Availability) bool { return a.Person == i }) ||
			slices.ContainsFunc(w.Requests, func(q Request) bool { return q.Person == i })
	}},
	{regexp.MustCompile(`(周|星期|礼拜)[一二三四五六日天末][^，。；,;]{0,4}(休|不|有课|上课|没空|请|要|有事)|固定休|(off|not) on (mon|tue|wed|thu|fri|sat|sun|weekend)|(weekend|(mon|tues|wednes|thurs|fri|satur|sun)day)s? off`), timesColumn, func(w *Workspace, p *Person, i int) bool {
		return slices.ContainsFunc(w.Requests, func(q Request) bool { return q.Person == i }) ||
			slices.ContainsFunc(w.Availability, func(a Availability) bool { return a.Person == i })
	}},
}

// saying is what a row of the staff list says of a person where the roster does not
// look: in the remarks, in a column that no list has, in brackets behind the name.
type saying struct {
	where   table.Pos
	heading string // "" in the remarks
	text    string
}

// behindName is what stands in brackets in the cell of a name: 王芳（已离职）.
var behindName = regexp.MustCompile(`[(\[【][^()\[\]【】]+[)\]】]`)

// sayingsIn collects what a row says besides the columns that are read.
func sayingsIn(r *table.Record, records *table.Records) (out []saying) {
	read := map[int]bool{}
	for _, key := range records.Known() {
		read[records.Col(key)] = key != "note"
	}
	for _, h := range records.Header.Cells {
		s := saying{table.Pos{File: records.Book.Name, Sheet: records.Sheet, Row: r.Row.Number, Col: h.Col}, table.Clean(h.Text), table.Clean(r.Row.At(h.Col))}
		if h.Col == records.Col("note") {
			s.heading = ""
		}
		if named := h.Col == records.Col("name"); s.text != "" && (!named && !read[h.Col] || named && behindName.MatchString(s.text)) {
			out = append(out, s)
		}
	}
	return out
}

// noteRemarks notes what the staff list says where the roster does not see it alone.
func (w *Workspace) noteRemarks() {
	for i := range w.People {
		p := &w.People[i]
		var gone workcal.Date // never
		if p.Left != 0 {
			gone = p.Left + 1
		}
		for _, s := range p.sayings {
			switch places := lang.Join(w.placesOf(i, table.Simplified(strings.ToLower(s.text))), "、", " and "); {
			case places.IsZero():
			case s.heading == "":
				w.noteOn(0, gone, lang.F("%s：%s 的备注是“%s”，程序不按备注排班；现在如此的话，请写进%s", "%s: the remark on %s is %q, and the roster does not follow remarks; if it is true today, write it into %s",
					s.where, p.Name, shortened(s.text), places))
			default:
				w.noteOn(0, gone, lang.F("%s：%s 的“%s”写着“%s”，程序不按它排班；现在如此的话，请写进%s", "%s: %s has in the column %q %q, and the roster does not follow it; if it is true today, write it into %s",
					s.where, p.Name, s.heading, shortened(s.text), places))
			}
		}
	}
}

// placesOf lists where the meanings of a saying on person i belong and do not stand.
func (w *Workspace) placesOf(i int, text string) (places []lang.Text) {
	for _, m := range remarkMeanings {
		if m.words.MatchString(text) && !m.there(w, &w.People[i], i) && !slices.Contains(places, m.place) {
			places = append(places, m.place)
		}
	}
	return places
}

// longestQuoted is how many letters of a remark are quoted.
const longestQuoted = 40

func shortened(s string) string {
	if r := []rune(s); len(r) > longestQuoted {
		return string(r[:longestQuoted]) + "…"
	}
	return s
}
