package workspace

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/table"
)

// Rows meet where several of a file have one interval of one queue. Rows of different
// people, shops or goods add up. The same row twice counts once. A row that gives
// another count for the same interval corrects the one above it, if that is rare.

// whose says which of several rows of one interval a row is, as a number of
// [countSheet.whose].
type whose int32

const (
	ofNobody whose = 0  // no column says it
	allOf    whose = -1 // 合计: the row sums up the others
	unnamed  whose = -2 // its column says nothing
)

// allWord is what stands where the name of one of several would.
var allWord = regexp.MustCompile(`^(合计|总计|小计|共计|汇总|合計|總計|小計|共計|彙總)|(合计|总计|小计|汇总|合計|總計|小計)$|^(全部|全员|全体|所有|整体|整店|全店|团队|平均)(客服|人员|坐席|员工|店铺|渠道|合计)?$|^(grand |sub-?)?totals?\b|^(sum|all|overall|average|all agents|team)$`)

// agents numbers what the columns of a file say of whose a row is.
type agents struct {
	number map[string]whose
	texts  [][]string // by number, one for each column
	heads  [][]string // by number, the headings of the columns
}

// whose returns whose a row is.
func (r *countSheet) whose(row table.Row) whose {
	if r.l.who == nil {
		return ofNobody
	}
	texts := make([]string, len(r.l.who))
	blank := true
	for i, col := range r.l.who {
		texts[i] = table.Clean(row.At(col))
		if blank = blank && texts[i] == ""; allWord.MatchString(strings.ToLower(texts[i])) {
			return allOf
		}
	}
	if blank {
		return unnamed
	}
	p := &r.f.agents
	key := strings.Join(texts, "\x00")
	if n, ok := p.number[key]; ok {
		return n
	}
	if p.number == nil {
		p.number, p.texts, p.heads = map[string]whose{}, [][]string{nil}, [][]string{nil}
	}
	n := whose(len(p.texts))
	p.number[key], p.texts, p.heads = n, append(p.texts, texts), append(p.heads, r.whoHeads())
	return n
}

// whoHeads are the headings of the columns that say whose a row is.
func (r *countSheet) whoHeads() (heads []string) {
	for _, col := range r.l.who {
		heads = append(heads, table.Clean(r.l.header.At(col)))
	}
	return heads
}

// differ returns the heading of the first column in which two rows differ.
func (p *agents) differ(a, b whose) string {
	if a <= 0 || b <= 0 {
		return ""
	}
	for i, text := range p.texts[a] {
		if i < len(p.texts[b]) && text != p.texts[b][i] {
			return p.heads[a][i]
		}
	}
	return ""
}

// meeting is what was found where rows of a file meet.
type meeting struct {
	intervals int
	added     int    // intervals whose rows add up
	by        string // heading of the column in which they differ
	words     []string
	twice     int // intervals with rows that say the same as another, or correct it
	first     int // the first such interval
	corrected int // intervals with another count for the same rows, on one sheet
	from, to  slot
	sheets    int // intervals with other counts on another sheet
	one, two  slot
	sums      int // rows that sum up the others
}

// meet makes one count of all rows of an interval, in each queue of a file, and sorts them.
func (h *history) meet(f *file, problems *table.Problems) {
	var m meeting
	for q, s := range f.queues {
		slices.SortStableFunc(s, func(a, b slot) int { return cmp.Compare(a.at, b.at) })
		out := s[:0]
		for from := 0; from < len(s); {
			to := from + 1
			for to < len(s) && s[to].at == s[from].at {
				to++
			}
			out = append(out, f.one(s[from:to], &m))
			from = to
		}
		f.queues[q] = out
	}
	if m.corrected >= leastCorrected && mostCorrected*m.corrected > m.intervals {
		problems.Add(f.at(m.to), lang.F("%d 个时段各有几行，数量不同（如第 %d 行和第 %d 行），没有一列说明差别", "%d intervals have several rows with different counts (such as rows %d and %d), and no column says in what they differ", m.corrected, m.from.row, m.to.row),
			lang.T("加上分开它们的一列（如 客服、店铺），或先相加，每个时段一行", "add the column that tells them apart, such as agent or shop, or sum them up to one row for an interval"))
		return
	}
	if m.sheets >= leastCorrected && 2*m.sheets > m.twice {
		problems.Add(f.at(m.two), lang.F("工作表“%s”和“%s”有同样的时段，数量不同（%d 个时段）", "sheets %q and %q have the same intervals with different counts (%d intervals)", f.sheets[m.one.sheet], f.sheets[m.two.sheet], m.sheets),
			lang.T("各是一部分（如每个客服一张）的话，合到一张表，加一列分开；不是的话只留一张", "if each is a part, such as an agent's, put them on one sheet with a column that tells them apart; if not, keep one of them"))
		return
	}
	if m.added > 0 {
		h.note("%s：%d 个时段有几行，“%s”不同（%s），已相加", "%s: %d intervals have several rows, which differ in %s (%s) and are added up", f.name, m.added, m.by, few(m.words, 5))
	}
	if m.sums > 0 {
		h.note("%s：%d 行合计没有加进去", "%s: %d rows are sums of others and are not added", f.name, m.sums)
	}
	if m.twice > 0 {
		h.note("%s：有 %d 个时段出现两次（如 %s），以后面的行为准", "%s: %d intervals appear twice (such as %s); the later row is used", f.name, m.twice, stampText(m.first))
	}
}

// From leastCorrected intervals on, a file of which more than one interval in mostCorrected
// has rows of different counts was not corrected: a column is missing.
const (
	leastCorrected = 10
	mostCorrected  = 5
)

// one makes one count of the rows of an interval.
func (f *file) one(rows []slot, m *meeting) slot {
	m.intervals++
	if len(rows) == 1 {
		return rows[0]
	}
	parts, twice, corrected, sheets := rows[:0:0], 0, 0, 0
	for _, x := range rows {
		i := slices.IndexFunc(parts, func(p slot) bool { return p.whose == x.whose })
		if i < 0 {
			parts = append(parts, x)
			continue
		}
		if twice = 1; m.twice == 0 {
			m.first = x.at
		}
		if p := parts[i]; p.count != x.count && p.sheet == x.sheet {
			if corrected = 1; m.corrected == 0 && m.from.row == 0 {
				m.from, m.to = p, x
			}
		} else if p.count != x.count {
			if sheets = 1; m.sheets == 0 && m.one.row == 0 {
				m.one, m.two = p, x
			}
		}
		parts[i] = x
	}
	m.twice, m.corrected, m.sheets = m.twice+twice, m.corrected+corrected, m.sheets+sheets
	parts = m.withoutSums(parts)
	if len(parts) == 1 {
		return parts[0]
	}
	if m.added++; m.by == "" {
		m.by = f.agents.differ(parts[0].whose, parts[1].whose)
	}
	one := parts[0]
	for i, p := range parts {
		if i > 0 {
			one.count += p.count
		}
		if word := f.agents.word(p.whose, m.by); word != "" && len(m.words) < 6 && !slices.Contains(m.words, word) {
			m.words = append(m.words, word)
		}
	}
	return one
}

// withoutSums leaves out the row that sums up the others: it says so, or it is nobody's
// and has their sum.
func (m *meeting) withoutSums(parts []slot) []slot {
	if len(parts) == 1 {
		return parts
	}
	all := 0.0
	for _, p := range parts {
		all += p.count
	}
	return slices.DeleteFunc(parts, func(p slot) bool {
		sum := p.whose == allOf || p.whose == unnamed && len(parts) > 2 && p.count == all-p.count
		if sum {
			m.sums++
		}
		return sum
	})
}

// word is what the column under a heading says of whose a row is.
func (p *agents) word(n whose, head string) string {
	if n <= 0 {
		return ""
	}
	if i := slices.Index(p.heads[n], head); i >= 0 {
		return p.texts[n][i]
	}
	return ""
}

// few lists at most n words.
func few(words []string, n int) lang.Text {
	if len(words) <= n {
		return sameNames(words)
	}
	return lang.F("%s 等", "%s and others", sameNames(words[:n]))
}
