package workspace

import (
	"slices"
	"strings"
	"testing"

	"paiban/internal/workcal"
)

func TestRemarksThatTheRosterDoesNotFollowAreTold(t *testing.T) {
	for row, want := range map[string]string{ // columns 标记,可排班次,技能,周工时,入职,离职,备注; places told
		",,,,,,孕期（12 月休产假）":                 "“标记”列、leave.xlsx 的“请假”",
		"孕期,,,,,,孕期":                        "",
		",,,,,,怀孕5个月，不上晚班":                  "“标记”列、“可排班次”列",
		"孕期,早班,,,,,怀孕5个月，不上晚班":              "",
		",,,,,,哺乳期到明年三月":                    "“标记”列",
		",,,,,,未满18岁":                       "“标记”列",
		",,,,,,身体原因不能上夜班":                   "“标记”列",
		"不上夜班,,,,,,身体原因不能上夜班":               "",
		",,,,,,店长，不用打卡":                     "“标记”列",
		",,,,,,实习生":                         "“标记”列",
		",,,,2026-11-09,,实习生":               "", // a new hire is in training by the date
		",,,,,,兼职，只上晚班":                     "“可排班次”列、“周工时”列",
		",晚班,,20,,,兼职，只上晚班":                 "",
		",,,,,,固定早班":                        "“可排班次”列",
		",,,,,,11月20日已离职":                   "“离职”列",
		",,,,,2026-11-20,11月20日已离职":         "",
		",,,,,,下周一辞职走人":                     "“离职”列",
		",,,,,,11月25日入职":                    "“入职”列",
		",,,,,,每周三下午有课":                     "“不可上时间”列",
		",,,,,,周末不上班":                       "“不可上时间”列",
		",,,,,,每周最多 3 天":                    "“周工时”列",
		",,,,,,只接售前":                        "“技能”列",
		",,flagship,,,,只接售前":                "",
		",,,,,,请病假到月底":                      "leave.xlsx 的“请假”",
		",,,,,,非晚班":                         "“可排班次”列",
		",,,,,,除晚班外都可以":                     "“可排班次”列",
		",,,,,,别排晚":                         "“可排班次”列",
		",,,,,,夜班不行":                        "“标记”列",
		",,,,,,新人带教中":                       "“标记”列",
		",,,,,,预产期 3 月":                     "“标记”列",
		",,,,,,小时工":                         "“周工时”列",
		",,,,,,月底走":                         "“离职”列",
		",,,,,,不排周日":                        "“不可上时间”列",
		",,,,,,仅周末":                         "“不可上时间”列",
		",,,,,,晚上要接孩子":                      "“不可上时间”列",
		",,,,,,每天18点前走":                     "“不可上时间”列",
		",,,,,,weekends only":               "“不可上时间”列",
		",,,,,,late only":                   "“可排班次”列",
		",,,,,,上早班":                         "“可排班次”列",
		",,,,,,尽量白班":                        "“可排班次”列",
		",,,,,,周日要带孩子":                      "“不可上时间”列",
		",,,,,,懷孕，已離職":                      "“标记”列、“离职”列",
		",,,,,,never nights":                "“标记”列、“可排班次”列",
		",,,,,,lates only, no Sundays":      "“可排班次”列、“不可上时间”列",
		",,,,,,组长，会英语":                      "",
		",,,,,,住址朝阳，手机138":                  "",
		",,,,,,话术好":                         "",
		",,,,,,跟班学习":                        "",
		",,,,,,同学婚礼":                        "",
		",,,,,,负责早会":                        "",
		",,,,,,learning alongside":          "",
		",,,,,,left-handed":                 "",
		",,,,,,resigned, last day 20 Nov":   "“离职”列",
		",,,,,,pregnant, no late shifts":    "“标记”列、“可排班次”列",
		",,,,,,part-time, late shifts only": "“可排班次”列、“周工时”列",
	} {
		cells := strings.SplitN(row, ",", 7)
		_, w := staffOf(t, testWorkspace(t, map[string]string{
			"paiban.yaml": "preset: multishop\n",
			"people.csv":  "工号,姓名,标记,可排班次,技能,周工时,入职,离职,备注\nA1,王芳," + strings.Join(cells[:6], ",") + `,"` + cells[6] + "\"\n",
		}))
		told := ""
		for _, n := range w.Notes {
			told += n.ZH
		}
		switch {
		case want == "" && told != "":
			t.Errorf("%s: told %q", row, told)
		case want != "" && !strings.HasPrefix(told, "people.csv:2:I：王芳 的备注是") || !strings.HasSuffix(told, want):
			t.Errorf("%s: told %q, want %s", row, told, want)
		}
	}
}

func TestRemarksOnPeopleWhoHaveLeftAreOfTheirTime(t *testing.T) {
	_, w := staffOf(t, testWorkspace(t, map[string]string{
		"paiban.yaml": "preset: taobao\n",
		"people.csv":  "工号,姓名,离职,备注\nA1,王芳,,孕期\nA4,刘洋,2026-10-31,不上夜班\n",
	}))
	monday := workcal.DateOf(2026, 11, 23)
	if n := len(w.notesOn(monday, monday+7)); n != 1 {
		t.Errorf("in November there are %d notes, want 1", n)
	}
	if n := len(w.notesOn(monday-35, monday-28)); n != 2 { // 2026-10-19 to 25: A4 too
		t.Errorf("in October there are %d notes, want 2", n)
	}
}

// A remark need not stand under 备注: a column that no list has and brackets behind a name
// say the same. A column that is read, and words of no meaning to a roster, are not told.
func TestRemarksOfOtherColumnsAreTold(t *testing.T) {
	_, w := staffOf(t, testWorkspace(t, map[string]string{
		"paiban.yaml": "preset: taobao\n",
		"people.csv":  "工號,姓名,組別,特殊情況,爱好\nA1,王芳,離職組,懷孕,跑步\nA2,刘洋（已离职）,,,\nA3,李娜（小）,,话术好,\n",
	}))
	want := []string{
		"people.csv:2:D：王芳 的“特殊情況”写着“懷孕”，程序不按它排班；现在如此的话，请写进“标记”列",
		"people.csv:3:B：刘洋(已离职) 的“姓名”写着“刘洋(已离职)”，程序不按它排班；现在如此的话，请写进“离职”列",
	}
	var got []string
	for _, n := range w.Notes {
		got = append(got, n.ZH)
	}
	if !slices.Equal(got, want) {
		t.Errorf("told %q, want %q", got, want)
	}
	if p := w.People[0]; p.ID != "A1" || p.Group != "離職組" {
		t.Errorf("read %+v", p)
	}
}
