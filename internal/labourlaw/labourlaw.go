// Package labourlaw holds every number that the labour law of the People's
// Republic of China sets and this program uses: each once, with its source. Times
// are minutes unless a name says otherwise. A number that shops choose is a
// setting of the workspace and does not belong here.
//
// The sources, by the names that the comments use:
//
//   - Labour Law: 中华人民共和国劳动法, 1994, in force since 1995, amended 2018
//   - Decree 174: 国务院关于职工工作时间的规定, State Council decree 174, 1995
//   - Explanation 289: 关于《劳动法》若干条文的说明, 劳办发〔1994〕289 号
//   - Rules on wages: 工资支付暂行规定, 劳部发〔1994〕489 号
//   - Notice 503: 关于企业实行不定时工作制和综合计算工时工作制的审批办法, 劳部发〔1994〕503 号
//   - Decree 619: 女职工劳动保护特别规定, State Council decree 619, 2012
//   - Notice of 2025: 关于职工全年月平均工作时间和工资折算问题的通知, 人社部发〔2025〕2 号,
//     which replaces 劳社部发〔2008〕3 号
package labourlaw

import "paiban/internal/lang"

// Normal working time. Work beyond it is overtime.
const (
	// Day is the normal working day (Decree 174, art. 3).
	Day = 8 * 60

	// Week is the normal working week (Decree 174, art. 3).
	Week = 40 * 60

	// WeekByAct is the working week that Labour Law art. 36 allowed before Decree
	// 174 made it 40 hours. A week above it is unlawful by either source.
	WeekByAct = 44 * 60

	// RestDaysWeek is how many days of each week are free at least (Labour Law
	// art. 38).
	RestDaysWeek = 1
)

// The limits of overtime (Labour Law art. 41).
const (
	// OvertimeUsual is the overtime of a day that needs no special reason.
	OvertimeUsual = 1 * 60

	// OvertimeDay is the most overtime of a day.
	OvertimeDay = 3 * 60

	// OvertimeMonth is the most overtime of a calendar month.
	OvertimeMonth = 36 * 60

	// DayMost is the longest working day, overtime included.
	DayMost = Day + OvertimeDay
)

// What an hour of overtime is paid, in percent of the normal hour (Labour Law
// art. 44).
const (
	PayWorkday   = 150 // beyond the normal hours of a working day
	PayRestDay   = 200 // on a rest day, where no time off in lieu is given
	PayStatutory = 300 // on a statutory holiday; time off in lieu does not replace it
)

// What a month's pay is divided by (Notice of 2025).
const (
	// PaidDaysMonth is how many days a month's pay is for: (365 − 104 rest days) / 12.
	// Statutory holidays are paid.
	PaidDaysMonth = 21.75

	// PaidHoursMonth is PaidDaysMonth times eight hours.
	PaidHoursMonth = 174
)

// Comprehensive working time (综合工时) counts the hours of a whole period; it takes
// the approval of the labour office (Labour Law art. 39, Notice 503). Hours of
// each period, from 248 working days a year, 62 a quarter and 20.67 a month of
// eight hours (Notice of 2025).
const (
	ComprehensiveMonth   = 165.36
	ComprehensiveQuarter = 496.0
	ComprehensiveYear    = 1984.0
)

// DeductionMost is the share of a month's pay that may be deducted for damage, in
// percent; what is left must reach the local minimum wage (Rules on wages, art.
// 16).
const DeductionMost = 20

// Night work is work between 22:00 and 06:00 of the next day (Explanation 289, on
// art. 61). Women from the seventh month of pregnancy and those who nurse a child
// under one year do no night work and no overtime (Decree 619, arts. 6 and 9;
// Labour Law arts. 61 and 63). People under 18 are protected (Labour Law arts. 58
// and 64); this program treats them the same.
const (
	NightFrom = 22 * 60
	NightTo   = 30 * 60 // 06:00 of the next day
)

// RestBetweenShifts is the usual rest between two working days. It is not the law
// of the PRC, which sets none, but the international figure that a shop starts
// from (EU directive 2003/88/EC, art. 3).
const RestBetweenShifts = 11 * 60

// The sources as messages name them.
var (
	WorkingTime = lang.F("国务院关于职工工作时间的规定：每日 %d 小时、每周 %d 小时", "State Council on working hours: %d h a day, %d h a week", Day/60, Week/60)
	RestDay     = lang.T("劳动法第 38 条：每周至少休息一日", "Labour Law art. 38: at least one rest day a week")
	Overtime    = lang.F("劳动法第 41 条：加班一般每日 %d 小时，最多每日 %d 小时、每月 %d 小时", "Labour Law art. 41: overtime normally %d h a day, at most %d h a day and %d h a month", OvertimeUsual/60, OvertimeDay/60, OvertimeMonth/60)
	OvertimePay = lang.F("劳动法第 44 条：加班 %d%%、休息日 %d%%、法定节假日 %d%%", "Labour Law art. 44: %d%% overtime, %d%% on rest days, %d%% on statutory holidays", PayWorkday, PayRestDay, PayStatutory)
	MinimumWage = lang.T("劳动法第 48 条", "Labour Law art. 48")
	Deductions  = lang.F("工资支付暂行规定第 16 条：赔偿损失的扣款不超过当月工资的 %d%%，且不低于当地最低工资", "Provisional rules on wages, art. 16: deductions for damage at most %d%% of the month's pay and never below the local minimum wage", DeductionMost)
	Approval    = lang.T("劳动法第 39 条；劳部发〔1994〕503 号", "Labour Law art. 39; Ministry of Labour, 1994 no. 503")
	Protected   = lang.T("女职工劳动保护特别规定第 6、9 条", "Special rules on the protection of female employees, arts. 6 and 9")

	// NoBasis is why pay for time that was worked may not be withheld.
	NoBasis = lang.T("只能不发未劳动时间的工资，“旷工一天扣三天”没有法律依据", "only pay for time not worked may be withheld; three days' pay for one day absent has no basis in law")

	// NoRestBetweenShifts is why a short rest between shifts is a warning only.
	NoRestBetweenShifts = lang.F("法律没有规定班次间隔；国际上通行 %d 小时", "the law sets no rest between shifts; %d h is the usual international figure", RestBetweenShifts/60)
)
