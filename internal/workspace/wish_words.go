package workspace

import (
	"regexp"
	"strings"

	"paiban/internal/table"
)

// A wish is a shift, perhaps with a word before or behind it that turns it round: 不上晚班,
// 非晚班, 晚班不要, 除晚班外都行, not late, anything but late. What turns it round must never
// be lost.
var (
	negated = regexp.MustCompile(`^(?:请|最好|尽量|希望|想|申请)?(?:不要|不想|不能|不可以|不可|不愿意?|不宜|不便|不方便|不接受|不|非|别|勿|无|免|拒绝|拒|除了|除|not|no|never|avoid|without|except(?: for)?|don'?t|do not|any ?thing but|any(?: shift)? but|all but)` +
		`\s?(?:要|给我|安排)?(?:上|排|值|做|是)?\s?(?:the |on |work )?\s?(.+?)(?:班?(?:之外|以外|外)?(?:的?(?:班|其他|别的)?(?:都|也|均)?(?:行|可以|可))?)$`)
	negatedBehind = regexp.MustCompile(`^(.+?)\s?(?:除外|以外|之外|不要|不想上?|不能上?|不可以?|不行|不上|不排|免|✗|×|✘|no|not|excluded|excepted)$`)
	wanted        = regexp.MustCompile(`^(?:请|最好|尽量|希望|愿意|想要|想|要|申请|安排|i |prefer(?:s|ably)? |wants? |likes? |please )*(?:上|排|安排)?\s?(.+?)(?:优先|吧| please)?$`)
	shiftsBehind  = regexp.MustCompile(`\s?shifts?$`)
	wishRemark    = regexp.MustCompile(`^(.*?)\s?[(\[【](.*)[)\]】]$`)
)

// negations are signs that a word says the opposite of what stands in it.
var negations = regexp.MustCompile(`[不非别勿無无免拒除✗×✘]|\b(?:no|not|never|avoid|without|except|but)\b|n't\b`)

// saysNot reports whether a word turns round what stands in it, so that no word without
// that may be offered instead.
func saysNot(word string) bool {
	return negations.MatchString(table.Simplified(strings.ToLower(table.Clean(word))))
}

// wishOf reads a wish for a shift: its id, and whether it is not wanted. ok is false where
// it is not understood.
func (c *Config) wishOf(word string) (id string, not, ok bool) {
	s := table.Simplified(strings.ToLower(table.Clean(word)))
	if g := wishRemark.FindStringSubmatch(s); g != nil && saysNot(g[2]) {
		// 晚班（不要） turns it round, 早班（非晚班） says it twice, anything else is unclear.
		before, known := c.shiftAsWished(g[1])
		inside, not, read := c.wishOf(g[2])
		switch {
		case !known:
			return "", false, false
		case read && not && inside != before:
			return before, false, true
		case read && not && inside == before, onlyNot.MatchString(g[2]):
			return before, true, true
		}
		return "", false, false
	}
	if id, ok = c.shiftAsWished(s); ok && !saysNot(s) {
		return id, false, true
	}
	for _, form := range []*regexp.Regexp{negated, negatedBehind} {
		if g := form.FindStringSubmatch(s); g != nil && !saysNot(g[1]) {
			if id, ok = c.shiftAsWished(g[1]); ok {
				return id, true, true
			}
		}
	}
	if g := wanted.FindStringSubmatch(s); g != nil && !saysNot(s) {
		id, ok = c.shiftAsWished(g[1])
		return id, false, ok
	}
	id, ok = c.shiftByWord(word) // 免税班 is a name
	return id, false, ok && !wishRemark.MatchString(s)
}

// onlyNot is a remark that does no more than turn round what stands before it.
var onlyNot = regexp.MustCompile(`^(?:不要|不想上?|不能上?|不可以?|不行|不上|不排|不|别|勿|no|not|never)$`)

// shiftAsWished is shiftByWord of a word that may leave out 班, or have shift behind it.
func (c *Config) shiftAsWished(word string) (id string, ok bool) {
	word = strings.TrimSpace(word)
	if word == "" {
		return "", false
	}
	for _, w := range []string{word, shiftsBehind.ReplaceAllString(word, ""), word + "班"} {
		if id, ok = c.shiftByWord(w); ok {
			return id, true
		}
	}
	return "", false
}

// restWished are words that wish for a day off.
var restWished = []string{"休", "休息", "调休", "想休", "想休息", "要休", "要休息", "希望休息", "希望休", "申请休息", "公休", "轮休", "不上班", "不排班", "别排班", "不想上班", "off", "rest", "day off", "a day off", "no work", "not working", "no shift"}
