// Package schedule is the vocabulary of rostering: shift, person, cover, rule,
// roster, score, and the independent checker that judges any roster.
//
// # Units
//
// Times are whole minutes. Spans are half-open [Start, End). A time of day is
// counted from midnight of the work date; a shift that crosses midnight belongs
// to the work date on which it starts, so its End exceeds 1440. Day 0 is the
// first day of the horizon; days before it are negative and are known only as
// far as a person's Past reaches. Costs are integers.
//
// # Glossary
//
//	agent, person   客服、员工    somebody who is rostered
//	horizon         排班周期      the days being planned, [0, Days)
//	interval        时段          the grid on which cover is counted, in minutes
//	queue           队列          a stream of contacts that is staffed together
//	contact volume  咨询量        contacts (inquiries) per interval
//	shift           班次          one or more segments worked on one work date
//	segment         段            an unbroken span of a shift
//	duty            值班          a turn worked on top of a normal day
//	standby         待命、备班    reachable and not at work: no cover, called in where somebody is missing
//	activity        会议、培训    time within a shift and off the queues: a meeting, a training, coaching, an exam
//	rest day        休息日        a work date without a shift
//	assignment      排班          a person, a day and a shift
//	roster          班表          all assignments of the horizon
//	requirement     需求人数      heads needed in an interval
//	cover           覆盖          heads needed and present in a span
//	service level   服务水平      share of contacts answered in time
//	reply rate      回复率        service level as a platform computes it
//	shrinkage       损耗率        share of the time at work, breaks left out, not available for contacts
//	occupancy       繁忙度        share of available time spent on contacts
//	punch           打卡          one clock reading
//	lateness        迟到          minutes from shift start to a later punch in
//	early leave     早退          minutes from a punch out to a later shift end
//	absence         旷工          a rostered day not worked and not excused
package schedule
