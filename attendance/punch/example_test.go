package punch_test

import (
	"fmt"
	"path/filepath"

	"paiban/attendance/punch"
	"paiban/internal/table"
)

// An export of DingTalk is read and its own figures are recomputed from its punches.
func ExampleRead() {
	book, err := table.Open(filepath.Join("testdata", "exports", "dingtalk_2026-04.xlsx"), table.Limits{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer book.Close()
	export, err := punch.Read(book)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s: %d punches and %d planned days of %d people, %v to %v\n", export.Name.EN, len(export.Punches), len(export.Shifts), len(export.People), export.First, export.Last)
	for _, d := range export.Dropped {
		fmt.Println(d.Where, d.Why.EN)
	}
	audit, err := export.Audit()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, d := range audit.Differences {
		fmt.Printf("%s %v, %s: %v in the export, %v recomputed\n  %s\n", d.Person, d.Date, punch.FieldName(d.Field).EN, d.Theirs, d.Ours, d.Why.EN)
	}
	// Output:
	// DingTalk attendance report: 50 punches and 60 planned days of 6 people, 2026-04-01 to 2026-04-10
	// dingtalk_2026-04.xlsx:原始记录:13:I marked invalid in the export: 此记录已被更新
	// dingtalk_2026-04.xlsx:原始记录:14:I marked invalid in the export: 已经打过卡了,上班时间以最早打卡时间为准
	// dingtalk_2026-04.xlsx:原始记录:52:I marked invalid in the export: 管理员设置上班后1小时才能打下班卡
	// dingtalk_2026-04.xlsx:Sheet1 6 people of this sheet kept by hand have punches in other sheets; these count, and what was filled in by hand is not used
	// 乙二 2026-04-09, result: away in the export, ok recomputed
	//   the export excuses a start or end that lies outside the leave or outing
	// 丁四 2026-04-05, attended days: 1 in the export, 0 recomputed
	//   the export's result uses a punch at 08:25 (+1) that is not in its list of punches for this day
}
