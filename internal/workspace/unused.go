package workspace

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/table"
	"paiban/internal/workcal"
)

// purpose is what a file beside the lists of a workspace seems to be for.
type purpose struct {
	key   string
	words []string  // of its name
	do    lang.Text // where what is in it belongs
}

// purposes are looked for in this order.
var purposes = []purpose{
	{"leave", []string{"请假", "休假", "假期", "假条", "调休", "年假", "加班", "换班", "调班", "补卡", "意愿", "leave", "leaves", "vacation", "overtime", "swaps", "corrections"},
		lang.T("请假、加班、换班、补卡从 leave.xlsx 读，抄进去或改名为 leave.xlsx", "leave, overtime, swaps and corrections are read from leave.xlsx: copy the rows there or rename the file to leave.xlsx")},
	{"availability", []string{"可上时间", "不可上", "可用时间", "空闲时间", "哺乳假", "availability", "available", "unavailable"},
		lang.T("每周可上、不可上的时间从 availability.csv 读，抄进去或改名为 availability.csv", "times of the week in which people can or cannot work are read from availability.csv: copy the rows there or rename the file to availability.csv")},
	{"inquiries", []string{"咨询", "接待", "会话", "千牛", "生意参谋", "聊天", "进线", "inquiry", "inquiries", "contacts", "chats", "calls", "volume"},
		lang.T("咨询量从 inquiries/ 读，放进那个文件夹", "contact volume is read from inquiries/: put it into that folder")},
	{"service", []string{"客服绩效", "客服数据", "客服报表", "客服工作量", "质检", "询单", "好评", "满意度", "绩效", "考试成绩", "飞鸽", "satisfaction", "inspection", "conversion", "exam", "kpi"},
		lang.T("客服数据从 service/ 里每个月的文件夹读，如 service/2026-11", "reports on agents' work are read from the folder of their month in service/, such as service/2026-11")},
	{"punches", []string{"打卡", "考勤", "签到", "刷卡", "出勤", "attlog", "attendance", "punch", "punches", "dingtalk", "wecom", "feishu"},
		lang.T("打卡文件从 punches/ 里每个月的文件夹读，如 punches/2026-11", "punch files are read from the folder of their month in punches/, such as punches/2026-11")},
	{"rosters", []string{"排班", "班表", "值班", "roster", "rosters", "schedule"},
		lang.T("班表从 rosters/ 读，放进那个文件夹", "rosters are read from rosters/: put it into that folder")},
	{"staff", []string{"员工", "人员", "花名册", "名单", "名册", "员工表", "people", "staff", "employee", "employees", "personnel"},
		lang.T("员工从 people.xlsx 读，抄进去或改名为 people.xlsx", "the staff is read from people.xlsx: copy the rows there or rename the file to people.xlsx")},
	{"holidays", []string{"节假日", "放假", "holiday", "holidays"},
		lang.T("节假日从 holidays.csv 读，抄进去或改名为 holidays.csv", "holidays are read from holidays.csv: copy the rows there or rename the file to holidays.csv")},
	{"events", []string{"活动", "大促", "促销", "event", "events", "campaign", "campaigns", "promotion", "promotions"},
		lang.T("活动从 events.csv 读，抄进去或改名为 events.csv", "events are read from events.csv: copy the rows there or rename the file to events.csv")},
	{"forecasts", []string{"预测", "手工调整", "预测调整", "adjustments", "forecast", "forecasts"},
		lang.T("别人的预测和手工调整从 forecasts/ 读，放进那个文件夹（调整叫 adjustments.csv）", "forecasts of others and adjustments are read from forecasts/: put it into that folder, adjustments as adjustments.csv")},
	{"", nil, lang.T("会读的是 people.xlsx、leave.xlsx、events.csv、holidays.csv，和 inquiries/、punches/、rosters/ 里的文件",
		"what is read is people.xlsx, leave.xlsx, events.csv, holidays.csv, and the files in inquiries/, punches/ and rosters/")},
}

// purposeByName returns the index of the purpose that a name speaks of, or -1.
func purposeByName(name string) int {
	return slices.IndexFunc(purposes, func(p purpose) bool { return hasAny(withoutKind(name), p.words...) })
}

func purposeOf(key string) int {
	return slices.IndexFunc(purposes, func(p purpose) bool { return p.key == key })
}

// Kinds of files that hold lists, by their endings.
var (
	bookKinds  = []string{".xlsx", ".xls", ".xlsm", ".xlsb", ".csv", ".tsv", ".et", ".ods", ".numbers"}
	textKinds  = []string{".txt"}
	paperKinds = []string{".doc", ".docx", ".wps", ".pdf", ".jpg", ".jpeg", ".png", ".heic", ".ppt", ".pptx"}
)

// mostLookedInto is the size in bytes up to which a file is opened to see what it is.
const mostLookedInto = 8 << 20

// noteUnused tells of the files in the folder of a workspace that look as if they were
// to be read and are not: a list under another name, a second version of one, an export
// outside its folder. What paiban itself writes is not told. Files of contact volume,
// events and holidays are told by History, which every forecast asks.
func (w *Workspace) noteUnused() {
	files, left, err := FilesIn(w.Root)
	if err != nil {
		return // told by whoever reads the folder
	}
	found := make([][]string, len(purposes))
	for _, path := range files {
		name := filepath.Base(path)
		if used, list := w.listFile(name); used != "" && list {
			if used != name {
				w.noteFile(ofForecast(purposeByName(name)), lang.F("%s 没有读：读的是 %s；不用的那个请移走", "%s is not read: %s is; move the one away that does not hold", name, used))
			}
			continue
		}
		if name == ConfigFile {
			continue
		}
		if k, told := w.purpose(path); told {
			found[k] = append(found[k], name)
		}
	}
	for _, l := range left {
		if name := filepath.Base(l.Path); l.Why == Folder && !slices.Contains([]string{inquiriesDir, punchesDir, rostersDir, forecastsDir, serviceDir, "attendance", "exports", "scenarios"}, name) {
			if k := purposeByName(name); k >= 0 {
				found[k] = append(found[k], name+"/")
			}
		}
	}
	for k, names := range found {
		if names == nil {
			continue
		}
		w.noteFile(ofForecast(k), lang.F("%s 放在这里不会读：%s", "%s: not read from here: %s", sameNames(names), purposes[k].do))
	}
}

// noteFile notes something of a file, with the history where it is of the forecast.
func (w *Workspace) noteFile(forecast bool, note lang.Text) {
	if forecast {
		w.stray = append(w.stray, note)
	} else {
		w.noteOn(0, 0, note)
	}
}

// ofForecast reports whether a forecast rests on files of a purpose.
func ofForecast(k int) bool {
	return k >= 0 && slices.Contains([]string{"inquiries", "events", "holidays", "forecasts"}, purposes[k].key)
}

// sameNames lists names that read the same in both languages.
func sameNames(names []string) lang.Text {
	var out []lang.Text
	for _, n := range names {
		out = append(out, lang.Same(n))
	}
	return listed(out)
}

// listFile returns which file is read for the list that a name without its ending is
// that of, and whether it is a list at all.
func (w *Workspace) listFile(name string) (used string, list bool) {
	for _, f := range append(slices.Clone(Files), AvailabilityFile) {
		if withoutKind(f.Name) == withoutKind(name) && slices.Contains(listKinds, strings.ToLower(filepath.Ext(name))) {
			return w.nameOf(f.Name), true
		}
	}
	return "", false
}

// purpose says what a file seems to be for, and whether it is to be told.
func (w *Workspace) purpose(path string) (k int, told bool) {
	name := filepath.Base(path)
	byName, kind := purposeByName(name), strings.ToLower(filepath.Ext(name))
	switch {
	case slices.Contains(paperKinds, kind):
		return byName, byName >= 0
	case !slices.Contains(bookKinds, kind) && !slices.Contains(textKinds, kind):
		return 0, false
	}
	other := purposeOf("")
	if info, err := os.Stat(path); err != nil || info.Size() > mostLookedInto {
		return max(byName, 0), byName >= 0
	}
	book, err := table.Open(path, table.Limits{})
	if err != nil {
		if byName < 0 {
			byName = other
		}
		return byName, slices.Contains(bookKinds, kind) || byName != other
	}
	defer book.Close()
	switch {
	case report.Wrote(book):
		return 0, false
	case byName >= 0:
		return byName, true
	}
	if k, ok := w.purposeByHeadings(book); ok {
		return k, true
	}
	if slices.Contains(textKinds, kind) {
		return other, w.namesStaff(book)
	}
	return other, true
}

// purposeByHeadings says what the sheets of a book list.
func (w *Workspace) purposeByHeadings(book *table.Book) (k int, ok bool) {
	var ignored table.Problems
	for i, sheet := range book.Sheets() {
		if tries, _ := w.tryLists(book, i, &ignored); tries != nil {
			if _, fits := bestList(sheet, tries); fits {
				return purposeOf("leave"), true
			}
		}
		for _, f := range []struct {
			key  string
			file File
		}{{"events", EventsFile}, {"holidays", HolidaysFile}, {"staff", PeopleFile}} {
			if r := book.On(i, f.file.Sheets[0].schema(false), &ignored); r != nil && !r.Empty() && r.Missing() == nil {
				return purposeOf(f.key), true
			}
		}
		for row, err := range book.Rows(i) {
			if err != nil || row.Number > 20 {
				break
			}
			if _, _, ok := w.Config.findLayout(sheet, row, nil, false); ok {
				return purposeOf("inquiries"), true
			}
		}
	}
	return 0, false
}

// namesStaff reports whether one of the first lines of a text names somebody of the staff.
func (w *Workspace) namesStaff(book *table.Book) bool {
	for row, err := range book.Rows(0) {
		if err != nil || row.Number > 50 {
			return false
		}
		for _, c := range row.Cells {
			for i := range w.People {
				if name := w.People[i].Name; utf8.RuneCountInString(name) > 1 && strings.Contains(c.Text, name) {
					return true
				}
			}
		}
	}
	return false
}

// staffBeside lists files in the folder of a workspace that seem to be the staff list.
func (w *Workspace) staffBeside() (names []string) {
	files, _, err := FilesIn(w.Root)
	if err != nil {
		return nil
	}
	for _, path := range files {
		if name := filepath.Base(path); name != ConfigFile {
			if _, list := w.listFile(name); list {
				continue
			}
			if k, told := w.purpose(path); told && k == purposeOf("staff") {
				names = append(names, name)
			}
		}
	}
	return names
}

var monthLike = regexp.MustCompile(`\d`)

// StrayPunches tells of files that lie in punches/ beside the folders of the months, and
// of folders in it whose names are no month though they have a number.
func StrayPunches(root string) ([]lang.Text, error) { return strayIn(root, punchesDir) }

// StrayService tells the same of service/.
func StrayService(root string) ([]lang.Text, error) { return strayIn(root, serviceDir) }

func strayIn(root, dir string) (notes []lang.Text, err error) {
	files, left, err := FilesIn(filepath.Join(root, dir))
	if err != nil {
		return nil, err
	}
	var stray []string
	for _, path := range files {
		stray = append(stray, dir+"/"+filepath.Base(path))
	}
	for _, l := range left {
		name := filepath.Base(l.Path)
		if _, err := workcal.ParseMonth(name); l.Why == Folder && err != nil && monthLike.MatchString(name) {
			stray = append(stray, dir+"/"+name+"/")
		}
	}
	if stray != nil {
		notes = append(notes, lang.F("%s 不在月份文件夹里，没有读：放进 %s/2026-10 这样的文件夹", "%s: not in the folder of a month, not read: put it into a folder such as %s/2026-10", sameNames(stray), dir))
	}
	return notes, nil
}
