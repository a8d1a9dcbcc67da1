package lang

import "fmt"

// Count says how many: 3 人, 3 people; 1 人, 1 person. one and many are the
// English nouns, zh is the Chinese measure word.
func Count[N int | float64](n N, zh, one, many string) Text {
	if n == 1 {
		many = one
	}
	return Text{fmt.Sprintf("%v %s", n, zh), fmt.Sprintf("%v %s", n, many)}
}
