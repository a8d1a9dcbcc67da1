package docs

import "paiban/internal/lang"

// troubles are the sections of docs/troubleshooting.md, in order.
var troubles = []trouble{
	{title: "The command line", about: "The command does not take what was typed. It read and wrote nothing; the exit code is 2. `paiban help COMMAND` shows every flag with examples.",
		files: []string{"cmd/paiban/internal/cli/", "cmd/paiban/internal/root/", "cmd/paiban/internal/help/"}},
	{title: "Making and finding a workspace", about: "A command looks for `paiban.yaml` in the folder where it starts and in the folders above it, as git does. `init` never overwrites anything.",
		files: []string{"cmd/paiban/internal/setup/", "cmd/paiban/internal/root/demo.go", "cmd/paiban/internal/rules/", "internal/workspace/", "samples/"}},
	{title: "Opening a file", about: "These are about any input file: workbooks (.xlsx, .xls), CSV, text. The message begins with FILE:SHEET:ROW:COLUMN. Most of these files were written badly, were cut short, or are not what their names say. Open the file in Excel or WPS and save it again as .xlsx.",
		files: []string{"internal/table/", "internal/report/save.go", "internal/report/safe", "internal/lang/"}},
	{title: "paiban.yaml: how it is written", about: "The file is YAML: indent what belongs to a key by two blanks, and use no tabs. [configuration](configuration.md) lists every key.",
		files: []string{"internal/workspace/decode.go", "internal/workspace/wide.go", "internal/workspace/scalars.go", "internal/workspace/days.go", "internal/workspace/kinds.go", "internal/workspace/preset.go"}},
	{title: "paiban.yaml: settings that cannot be meant", about: "Each message names the key. What a workspace does not set comes from its preset, so the key may not be in your file.",
		files: []string{"internal/workspace/validate.go", "internal/workspace/rule_keys.go", "attendance/policy.go"}},
	{title: "people.xlsx, leave.xlsx, events.csv, holidays.csv", about: "A cell does not fit its column. All such cells are listed in one go; paiban plans and settles nothing until they are corrected. [File formats](file-formats.md) says what goes into each column.",
		files: []string{"internal/workspace/people.go", "internal/workspace/leave.go", "internal/workspace/load.go", "internal/workspace/columns.go", "internal/workspace/rows.go", "internal/workspace/sheets.go", "internal/workspace/remarks.go", "internal/workspace/dates.go", "internal/workspace/unused.go", "internal/workspace/overtime.go", "internal/workspace/status.go"}},
	{title: "inquiries/ and history", about: "These are about exports of contact volume. A file needs a column of times and a column of counts. paiban finds them by their headings, and queues by `columns` of the queue in `paiban.yaml`.",
		files: []string{"internal/workspace/inquiries.go", "internal/workspace/observed.go"}},
	{title: "Forecasting", about: "`forecast run`, `explain`, `backtest`, and the first step of `week`.",
		files: []string{"forecast/", "cmd/paiban/internal/forecast/", "cmd/paiban/internal/backtest/"}},
	{title: "How many people are needed", about: "`schedule require`, its calibration, and the second step of `week`. If no number of people reaches a target, the message says which figure is out of reach.",
		remedy: lang.T("改成句子里说的范围；这些参数写在 paiban.yaml 的 queues 里，或是命令的选项", "keep to the range that the message gives; the figures stand under queues in paiban.yaml, or are flags of the command"),
		files:  []string{"schedule/staffing/", "internal/planner/calibrate.go", "cmd/paiban/internal/schedule/calibrate.go", "cmd/paiban/internal/schedule/require"}},
	{title: "Planning a week", about: "`week` and `schedule solve`. If the hard rules cannot all hold, paiban still writes a roster, names what gave way, and exits with code 4. `paiban schedule explain` says which rules conflict.",
		files: []string{"internal/planner/", "cmd/paiban/internal/week/", "cmd/paiban/internal/view/", "cmd/paiban/internal/schedule/solve", "internal/workspace/plan", "internal/workspace/past.go", "internal/workspace/exchange.go", "internal/workspace/lock", "schedule/"}},
	{title: "Checking, mending and explaining a roster", about: "`schedule check`, `repair`, `explain`, `export` read a roster workbook, edited by hand or not. [Rules](rules.md) has what a check can find.",
		files: []string{"internal/planner/check.go", "internal/planner/explain.go", "internal/planner/held.go", "internal/planner/repair.go", "cmd/paiban/internal/schedule/", "internal/report/", "schedule/repair/"}},
	{title: "Designing shifts", about: "`schedule design`.", files: []string{"internal/planner/design.go", "cmd/paiban/internal/schedule/design", "schedule/design/"}},
	{title: "Scenarios", about: "`scenario compare`, `run`, `template`, and the simulation under them.",
		files: []string{"internal/planner/scenario", "cmd/paiban/internal/scenario/", "internal/workspace/scenario.go", "schedule/scenario/", "schedule/simulate/"}},
	{title: "Attendance and punch files", about: "`month`, `attendance import`, `score`, `export`, `audit`. Lines of a punch file that are not used stop nothing. Each is reported with its place and reason, here as notices, and on the sheet Notes of the attendance workbook.",
		files: []string{"internal/settlement/", "internal/workspace/month_words.go", "cmd/paiban/internal/month/", "cmd/paiban/internal/attendance/", "cmd/paiban/internal/punchflags/", "attendance/"}},
	{title: "Problem files", about: "`schedule solve --problem` reads planning problems that `paiban schedule solve --dump`, `paiban bench team --dump` or your own program wrote. A workspace never gives these messages. The files are not meant to be edited by hand.",
		remedy: lang.T("照句子改好文件，或重新生成", "correct the file as the message says, or create it again"),
		files:  []string{"schedule/problemfile/", "schedule/validate.go", "schedule/rule_"}},
	{title: "Benchmarks", about: "`bench nrp`, `team`, `m4`, `calls`, on published files.",
		remedy: lang.T("选项照句子里的范围改；数据文件重新下载，不要改动", "keep a flag to the range that the message gives; download the data file again and do not change it"),
		files:  []string{"cmd/paiban/internal/bench/", "schedule/solve/bench/"}},
}

// systemRemedies say what to do where the operating system refuses, by the
// English of what internal/lang says of it.
var systemRemedies = map[string]lang.Text{
	"interrupted":                                               lang.T("再运行一次", "run it again"),
	"it did not finish in time":                                 lang.T("给更多时间（--time-limit）", "give it more time (--time-limit)"),
	"there is no such file or folder":                           lang.T("检查名字和所在的文件夹；-C 可以换文件夹", "check the name and the folder you are in; -C names another"),
	"permission denied":                                         lang.T("在 Excel 或 WPS 里关掉它；检查文件是不是只读，文件夹能不能写", "close it in Excel or WPS; see that neither file nor folder is read-only"),
	"a file or folder of that name already exists":              lang.T("换一个名字，或先移走", "choose another name, or move it away"),
	"it is a folder, not a file":                                lang.T("写上文件名", "name a file in it"),
	"part of the path is not a folder":                          lang.T("检查路径", "check the path"),
	"the disk is full":                                          lang.T("清出空间再运行；原来的文件没有动", "make room and run it again; the file that was there is untouched"),
	"the disk quota is used up":                                 lang.T("删掉不用的文件，或请管理员放宽；原来的文件没有动", "delete what is not needed, or ask for a larger quota; the file that was there is untouched"),
	"the file is larger than allowed":                           lang.T("请管理员放宽单个文件的大小；原来的文件没有动", "ask for larger files to be allowed; the file that was there is untouched"),
	"the disk is read-only":                                     lang.T("把文件夹复制到能写的地方", "copy the folder to where you may write"),
	"the name is too long":                                      lang.T("用短一些的名字，或放到上层的文件夹", "use a shorter name, or a folder further up"),
	"too many files are open":                                   lang.T("关掉别的程序再运行", "close other programs and run it again"),
	"reading or writing the disk failed":                        lang.T("把文件复制到别的磁盘再试；磁盘可能坏了", "copy the file to another disk; this one may be failing"),
	"the file ends too early":                                   lang.T("从原来的地方重新复制或导出", "copy or export it again from where it came"),
	"it is not well-formed":                                     lang.T("照提示的写法改", "write it as the message shows"),
	"the number is too large or too small":                      lang.T("检查数字和单位", "check the number and its unit"),
	"another program (Excel, WPS?) has it open; close it there": lang.T("关掉再运行", "close it and run it again"),
}
