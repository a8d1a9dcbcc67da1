package year

import (
	"encoding/csv"
	"iter"
	"os"
	"regexp"
	"slices"
	"strings"
)

// texts are the pairs {"zh": …, "en": …} of a JSON document.
func texts(doc any) iter.Seq2[string, string] {
	return func(yield func(zh, en string) bool) { walkTexts(doc, yield) }
}

func walkTexts(doc any, yield func(zh, en string) bool) bool {
	switch v := doc.(type) {
	case map[string]any:
		zh, okZh := v["zh"].(string)
		en, okEn := v["en"].(string)
		if okZh && okEn && !yield(zh, en) {
			return false
		}
		for _, x := range v {
			if !walkTexts(x, yield) {
				return false
			}
		}
	case []any:
		for _, x := range v {
			if !walkTexts(x, yield) {
				return false
			}
		}
	}
	return true
}

var (
	number = regexp.MustCompile(`\d+(?:[.:]\d+)*`)
	// dates are told in other orders and words by the two languages.
	dates = regexp.MustCompile(`\d{4}-\d{2}-\d{2}|\d{4}-\d{2}\b|\d{4} 年 \d{1,2} 月|\d{1,2}-\d{2}|\d+月\d+日|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December)`)
)

// times are numbers in words; the months too, each of them in both languages. 次日 is
// (+1) in English.
var times = strings.NewReplacer(",", "", "(+1)", "", "(-1)", "", "once", "1", "twice", "2",
	"January", "1月", "February", "2月", "March", "3月", "April", "4月", "June", "6月", "July", "7月",
	"August", "8月", "September", "9月", "October", "10月", "November", "11月", "December", "12月", "of May", "of 5月")

// figures are the numbers of a sentence but for its dates, sorted: both languages of a
// sentence must have the same.
func figures(s string) []string {
	out := number.FindAllString(times.Replace(dates.ReplaceAllString(s, "")), -1)
	slices.Sort(out)
	return out
}

// readCSV reads a CSV file that the program wrote.
func readCSV(path string) ([][]string, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	return csv.NewReader(strings.NewReader(strings.TrimPrefix(string(b), "\ufeff"))).ReadAll()
}
