package workspace

import (
	"strings"

	"paiban/internal/lang"
)

// didYouMean is the hint for a word that is none of known: the nearest ones, or
// all of them where none is near. Where the word says not, 非晚班, the opposite is not
// offered.
func didYouMean(word string, known []string) lang.Text {
	if len(known) == 0 {
		return lang.Text{}
	}
	if best, ok := nearest(word, known); ok && saysNot(word) == saysNot(best) {
		return lang.F("是不是 %q？", "did you mean %q?", best)
	}
	list := known
	if len(list) > 20 {
		list = list[:20]
	}
	return lang.F("可以写：%s", "one of: %s", lang.T(strings.Join(list, "、"), strings.Join(list, ", ")))
}

// nearest returns the word of known with the smallest edit distance to word,
// the first of several, if that is at most a third of its length and one
// change at least.
func nearest(word string, known []string) (string, bool) {
	best, least := "", 1<<30
	for _, k := range known {
		if d := distance(strings.ToLower(word), strings.ToLower(k)); d < least {
			best, least = k, d
		}
	}
	return best, best != "" && least <= max(1, len([]rune(best))/3)
}

// distance is the number of runes to insert, delete or replace, or neighbours
// to exchange, that turn a into b (Damerau–Levenshtein, restricted).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	if len(x) > 64 || len(y) > 64 {
		return 1 << 20
	}
	prev2, prev := make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(x); i++ {
		cur := make([]int, len(y)+1)
		cur[0] = i
		for j := 1; j <= len(y); j++ {
			cost := 1
			if x[i-1] == y[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev = prev, cur
	}
	return prev[len(y)]
}
