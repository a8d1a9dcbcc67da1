// Package samples makes new workspaces: the templates a shop fills in and, on
// request, an invented team with months of inquiries, rosters, leave and punch
// clock exports to play with, one for each rule system. Everything is generated
// by seeded code; no line comes from a real shop. The same preset and language
// give the same bytes.
package samples

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"paiban/internal/lang"
	"paiban/internal/report"
	"paiban/internal/workspace"
)

// The week to plan and the month to settle in every sample.
const (
	Week  = "2026-W48"
	Month = "2026-10"
)

// The same month by date.
var monthFirst, monthLast = day(2026, 10, 1), day(2026, 10, 31)

// Options say which workspace to make.
type Options struct {
	Preset string
	Lang   lang.Lang // of headings, names and comments
	Sample bool      // with an invented team and its data
	Agents int       // of the sample, volume to match; 0 is what the preset's shop has
}

// file is one file of a workspace; its path is relative, with slashes.
type file struct {
	path string
	data []byte
}

// Write makes a workspace in dir, an existing folder that holds none of its
// files. What it wrote before an error stays: hand it a folder that can be
// thrown away.
func Write(dir string, o Options) error {
	_, err := write(dir, o)
	return err
}

// write makes a workspace and returns the past weeks of its sample.
func write(dir string, o Options) ([]*report.Week, error) {
	cfg, err := workspace.Preset(o.Preset)
	if err != nil {
		return nil, err
	}
	var shop *shop
	if o.Sample {
		shop = newShop(cfg, o.Lang, o.Agents)
	}
	files, err := templates(cfg, o, shop)
	if err != nil {
		return nil, err
	}
	if err := save(dir, files); err != nil || shop == nil {
		return nil, err
	}
	return shop.write(dir)
}

// save writes files below dir. They hold personal data: nobody else may read
// them.
func save(dir string, files []file) error {
	for _, f := range files {
		path := filepath.Join(dir, filepath.FromSlash(f.path))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return err
		}
		if err := os.WriteFile(path, f.data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// templates are the files every workspace begins with; with a shop they hold
// its people, leave and events.
func templates(cfg *workspace.Config, o Options, s *shop) ([]file, error) {
	name := lang.T("我的店铺", "My shop")
	if s == nil {
		s = &shop{}
	} else {
		name = s.name
	}
	people, err := workbook(workspace.PeopleFile, cfg, o.Lang, map[string][]record{"people": s.people})
	if err != nil {
		return nil, fmt.Errorf("people.xlsx: %w", err)
	}
	leave, err := workbook(workspace.LeaveFile, cfg, o.Lang, s.leave)
	if err != nil {
		return nil, fmt.Errorf("leave.xlsx: %w", err)
	}
	files := []file{
		{"paiban.yaml", settings(cfg, o, name)},
		{workspace.PeopleFile.Name, people},
		{workspace.LeaveFile.Name, leave},
		{workspace.EventsFile.Name, list(workspace.EventsFile, o.Lang, s.events)},
		{workspace.HolidaysFile.Name, list(workspace.HolidaysFile, o.Lang, nil)},
	}
	for _, f := range folders {
		files = append(files, file{f.path + "/" + pick(o.Lang, "说明.txt", "README.txt"), []byte("\ufeff" + strings.ReplaceAll(f.about.In(o.Lang), "\n", "\r\n") + "\r\n")})
	}
	return files, nil
}

// folders are where a shop puts its exports and finds what was made of them.
var folders = []struct {
	path  string
	about lang.Text
}{
	{"inquiries", lang.T(
		"把客服后台导出的咨询量放在这里：xlsx 或 csv，每小时、每半小时或每 15 分钟一行。\n要有时间列（或日期列加时段列）和咨询量列；几个队列就几列，或者用一列写队列名。\n几个文件可以一起放，时间重叠时以后面的文件为准。",
		"Put exports of contact volume here: xlsx or csv, one row an hour, half-hour or quarter.\nThey need a time column (or a date and an hour column) and a count column; one count column per queue, or one column that names the queue.\nThere may be several files; where they overlap, the later one counts.")},
	{"forecasts", lang.T(
		"比模型更清楚的数记在这里的 adjustments.csv：paiban forecast adjust --day 2026-12-12 --value 5000 --why …\n别人给的预测（总部、平台，按小时或按天的 xlsx、csv）也放在这里，排班就按它算；模型自己的数留在旁边比。",
		"Figures that you know better than the model stand here in adjustments.csv: paiban forecast adjust --day 2026-12-12 --value 5000 --why …\nForecasts of others (xlsx or csv, by the hour or the day) go here too, and rosters follow them; the model's own stays beside them.")},
	{"punches", lang.T(
		"每个月一个文件夹，例如 2026-10，把考勤机或钉钉导出的原始文件原样放进去，不用改格式。\n然后运行：paiban month --month 2026-10",
		"One folder a month, such as 2026-10, with the exports of the clock or app, unchanged.\nThen run: paiban month --month 2026-10")},
	{"service", lang.T(
		"每个月一个文件夹，例如 2026-10，把千牛、拼多多、快手、飞鸽、京东的客服数据和质检、考试成绩原样放进去。\npaiban month 按客服账号或姓名认人，算进当月的积分。",
		"One folder a month, such as 2026-10, with the platforms' reports on agents and lists of inspection and exams, unchanged.\npaiban month finds people by account or name and counts the figures in the month's score.")},
	{"rosters", lang.T(
		"paiban week 把每周班表写在这里，例如 2026-W48.xlsx。可以直接用 Excel 或 WPS 修改，下次会读回来。\n改过的班表不会被覆盖。",
		"paiban week writes each week's roster here, such as 2026-W48.xlsx. Edit it in Excel or WPS; it is read back.\nAn edited roster is never overwritten.")},
	{"attendance", lang.T(
		"paiban month 把每月考勤和工资表写在这里，例如 2026-10.xlsx。\n请保留以前的月份：“连续两个月”之类的规则要看上个月。",
		"paiban month writes each month's attendance sheet here, such as 2026-10.xlsx.\nKeep the earlier months: rules about two months in a row look at the one before.")},
}

// settings is paiban.yaml: the preset, the name, and a few differences to
// uncomment.
func settings(cfg *workspace.Config, o Options, name lang.Text) []byte {
	t := settingsZH
	if o.Lang == lang.EN {
		t = settingsEN
	}
	t = strings.NewReplacer("{preset}", cfg.Preset, "{name}", name.In(o.Lang), "{lang}", o.Lang.String(), "{summary}", cfg.Summary.In(o.Lang), "{queue}", cfg.Queues[0].ID).Replace(t)
	return []byte(t)
}

const settingsZH = `# 排班设置。{summary}
# 这里只写与预设不同的地方；用 paiban rules show 查看全部规则和出处。
preset: {preset}
name: {name}
lang: {lang}

# 例子：删掉行首的“#”就生效，数字按本店情况改。
#rules:
#  rest_between_shifts: {length: 10h}     # 两个班之间至少休息多久
#  days_in_a_row: {max: 5}                # 最多连上几天
#queues:
#  - id: {queue}
#    concurrency: 4                       # 一个人同时接待几个会话
#    target: 85%                          # 承诺的及时回复率
#attendance:
#  grace: {minutes: 5, inclusive: true}   # 迟到 5 分钟以内不计
#costs:
#  monthly_pay: 4800                      # 员工表没有填月薪时用
`

const settingsEN = `# Rostering settings. {summary}
# Only what differs from the preset stands here; paiban rules show prints every
# rule and where it comes from.
preset: {preset}
name: {name}
lang: {lang}

# Examples: take the leading # away and change the figures to your own.
#rules:
#  rest_between_shifts: {length: 10h}     # least rest between two shifts
#  days_in_a_row: {max: 5}                # most days worked in a row
#queues:
#  - id: {queue}
#    concurrency: 4                       # chats one agent holds at once
#    target: 85%                          # share of replies promised in time
#attendance:
#  grace: {minutes: 5, inclusive: true}   # up to 5 minutes late pass
#costs:
#  monthly_pay: 4800                      # where people.xlsx names no salary
`
