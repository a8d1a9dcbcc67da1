package workcal

import (
	_ "embed"
	"strconv"
	"strings"
	"time"

	"paiban/internal/lang"
)

// Festival is a day that is kept by everybody, whether work rests on it or not.
type Festival int

const (
	NewYear        Festival = iota // 元旦 1 January
	Laba                           // 腊八节 8th of the 12th month
	NewYearsEve                    // 除夕 the last day of the lunar year
	SpringFestival                 // 春节 1st of the 1st month
	Lantern                        // 元宵节 15th of the 1st month
	Qingming                       // 清明节 a solar term, 4–6 April
	LabourDay                      // 劳动节 1 May
	DragonBoat                     // 端午节 5th of the 5th month
	Qixi                           // 七夕 7th of the 7th month
	MidAutumn                      // 中秋节 15th of the 8th month
	NationalDay                    // 国庆节 1 October
	DoubleNinth                    // 重阳节 9th of the 9th month
)

// Festivals lists every festival in order; its index is the Festival.
var Festivals = []lang.Text{
	lang.T("元旦", "New Year's Day"),
	lang.T("腊八节", "Laba Festival"),
	lang.T("除夕", "New Year's Eve"),
	lang.T("春节", "Spring Festival"),
	lang.T("元宵节", "Lantern Festival"),
	lang.T("清明节", "Qingming Festival"),
	lang.T("劳动节", "Labour Day"),
	lang.T("端午节", "Dragon Boat Festival"),
	lang.T("七夕", "Qixi Festival"),
	lang.T("中秋节", "Mid-Autumn Festival"),
	lang.T("国庆节", "National Day"),
	lang.T("重阳节", "Double Ninth Festival"),
}

// Text returns the name of f in both languages.
func (f Festival) Text() lang.Text { return Festivals[f] }

// lunarCSV holds the dates of the moving festivals of 2000–2100, computed and
// compared with three other almanacs.
//
//go:embed lunar.csv
var lunarCSV string

// lunarColumns is what the columns of lunarCSV after the year hold.
var lunarColumns = []Festival{NewYearsEve, SpringFestival, Lantern, Qingming, DragonBoat, Qixi, MidAutumn, DoubleNinth, Laba}

// moving holds the dates of the moving festivals by year.
var moving = parseLunar(lunarCSV)

func parseLunar(csv string) map[int]map[Festival]Date {
	years := map[int]map[Festival]Date{}
	for _, line := range lines(csv) {
		cells := strings.Split(line, ",")
		year, err := strconv.Atoi(cells[0])
		if err != nil {
			panic("workcal: lunar.csv: " + line)
		}
		years[year] = map[Festival]Date{}
		for i, f := range lunarColumns {
			years[year][f] = mustDate(cells[i+1])
		}
	}
	return years
}

// lines returns the lines of a built-in table below its heading.
func lines(csv string) []string {
	return strings.Split(strings.TrimSpace(strings.ReplaceAll(csv, "\r", "")), "\n")[1:]
}

func mustDate(s string) Date {
	d, err := ParseDate(s)
	if err != nil {
		panic("workcal: " + err.Error())
	}
	return d
}

// Date returns the date of f in a year and whether it is known: moving festivals
// are, from 2000 to 2100. The Laba Festival of a year is the one before its
// Spring Festival and may fall into the December before.
func (f Festival) Date(year int) (Date, bool) {
	switch f {
	case NewYear:
		return DateOf(year, time.January, 1), true
	case LabourDay:
		return DateOf(year, time.May, 1), true
	case NationalDay:
		return DateOf(year, time.October, 1), true
	case Laba, NewYearsEve, SpringFestival, Lantern, Qingming, DragonBoat, Qixi, MidAutumn, DoubleNinth:
		d, ok := moving[year][f]
		return d, ok
	}
	return 0, false
}

// byDate holds the festivals of 2000–2100 by date.
var byDate = func() map[Date][]Festival {
	m := map[Date][]Festival{}
	for year := 2000; year <= 2100; year++ {
		for f := range Festivals {
			if d, ok := Festival(f).Date(year); ok {
				m[d] = append(m[d], Festival(f))
			}
		}
	}
	return m
}()

// FestivalsOn returns the festivals that fall on d, mostly none.
func FestivalsOn(d Date) []Festival { return byDate[d] }
