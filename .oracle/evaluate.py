"""Scores a roster by a problem file: counts, and no more. It shares nothing with the
model of cpsat.py but the reading of the file, so that each can find the other's mistakes.

    python evaluate.py PROBLEM.json ROSTER.json    # a list of rows of shift ids, "" is off
"""

import json
import sys

from problem import ANY, DAY, NO_MAX, OFF, fen, force, judge, read


class Score:
    """Hard units and cost, in all and by rule."""

    def __init__(self):
        self.hard = self.cost = 0
        self.by_rule = {}

    def add(self, rule, hard, cost, times=1):
        if times and (hard or cost):
            was = self.by_rule.get(rule, (0, 0))
            self.by_rule[rule] = (was[0] + hard * times, was[1] + cost * times)
            self.hard += hard * times
            self.cost += cost * times


def evaluate(p, cells):
    """Scores cells[person][day], each a shift or OFF."""
    score = Score()
    for i, row in enumerate(cells):
        for day, s in enumerate(row):
            if s != OFF and not p.may(i, day, s):
                score.add("eligible", 1, 0)
    for c in p.cover:
        score.add(c["why"], *judge(c["bound"], heads(p, cells, c)))
    for rule, fields in p.rules:
        RULES[rule](p, cells, fields, lambda hard, cost, times=1: score.add(rule, hard, cost, times))
    return score


def at(p, cells, i, day):
    """The cell of a day, of the past and after the horizon too; None where it is not known."""
    if day < 0:
        return p.past(i, day)
    return cells[i][day] if day < p.days else p.next(i, day)


def worked(p, cells, i, first=None, last=None):
    """(day, shift) of every day worked, the known days around the horizon among them."""
    for day in range(p.known(i) if first is None else first, p.end(i) if last is None else last):
        s = at(p, cells, i, day)
        if s != OFF:
            yield day, s


def heads(p, cells, c):
    n = 0
    for i in range(len(p.people)):
        if c["shift"] != ANY:
            s = cells[i][c["day"]]
            n += s != OFF and p.counted(i, c["day"], c) and p.counts_as(s, c["shift"])
            continue
        for day in p.reach(c["day"], c["span"]):
            s = at(p, cells, i, day) if day < p.days else None
            n += s not in (OFF, None) and p.counted(i, day, c) and p.serves(s, c) and p.covers(s, day, c["day"], c["span"])
    return n


def runs(p, cells, i, length, belongs, add):
    """Judges the runs of days that belong, those beside the horizon by the minimum alone."""
    def of_run(day):
        s = at(p, cells, i, day)
        return s is not None and belongs(s) and not (s == OFF and p.astray(i, day))

    def cut(day):
        s = at(p, cells, i, day)
        return s is None or s == OFF and p.astray(i, day)

    first = p.known(i)
    while first < p.end(i) and first <= p.days:
        last = first
        while last < p.end(i) and of_run(last):
            last += 1
        if last > first and last >= 0:
            limits = length
            if last == 0 or first == p.days:
                limits = {**length, "soft_max": NO_MAX, "hard_max": NO_MAX}
            hard, cost = judge(limits, last - first, maximum_only=cut(first - 1) or cut(last))
            spent = judge(limits, max(0, -first), maximum_only=True)
            add(hard - spent[0], cost - spent[1])
        first = max(last, first + 1)


def bounded_runs(belongs):
    def rule(p, cells, f, add):
        for i in p.who(f):
            runs(p, cells, i, f["Length"], belongs, add)
    return rule


def shift_run(p, cells, f, add):
    bounded_runs(lambda s: s in f["Shifts"])(p, cells, f, add)


def work_run(p, cells, f, add):
    bounded_runs(lambda s: not p.resting(s))(p, cells, f, add)


def split_run(p, cells, f, add):
    hard, cost = force(f["Force"])
    length = {"soft_max": f["Max"], "hard_max": f["Max"] if hard else NO_MAX, "over_cost": cost}
    bounded_runs(lambda s: s != OFF and len(p.segments(s)) > 1)(p, cells, {**f, "Length": length}, add)


def continuous(p, cells, f, add):
    for i in p.who(f):
        spans = [(day * DAY + a, day * DAY + b, 0 <= day < p.days)
                 for day, s in worked(p, cells, i) if not p.standby(s) for a, b in p.segments(s)]
        joined = []
        for a, b, now in sorted(spans):
            if joined and a <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(b, joined[-1][1]), now or joined[-1][2])
            else:
                joined.append((a, b, now))
        for a, b, now in joined:
            add(*force(f["Force"]), now and b - a > f["Max"])


def fair(p, cells, f, add):
    for i in p.who(f):
        carried = (f.get("Carry") or [0] * len(p.people))[i]
        share = f["Base"] + (f.get("Plus") or [0] * len(p.people))[i]
        n = sum(p.burden(f["What"], s, day) for day, s in worked(p, cells, i, 0, p.days))
        k = abs(carried + n - share) // (240 if f["What"] == 5 else 1)
        add(0, f["Cost"], k * (k + 1) // 2)


def extra_work(p, cells, f, add):
    for i in p.who(f):
        days = [(day, s) for day, s in enumerate(cells[i]) if s in f["Shifts"]]
        for day, s in days:
            add(p.extra_units(f, day, s), fen(f, f["Price"][f["Shifts"].index(s)][day]))
        add(0, p.extra_fixed(f, len(days)))
        for first, last, booked in p.months(f):
            n = sum(p.overtime_minutes(s) for day, s in days if first <= day < last)
            if f["Month"]:
                add(max(0, min(n, n + booked - f["Month"])), 0)


def keep(p, cells, f, add):
    for i, row in enumerate(cells):
        for day, s in enumerate(row):
            was = f["Base"]["Cells"][i][day]
            if s == was:
                continue
            called_in = OFF not in (s, was) and p.standby(was) and not p.standby(s)
            add(*((1, 0) if day < f["From"] else (0, (f["Cost"] + 1) // 2 if called_in else f["Cost"])))


def meeting(p, cells, f, add):
    anytime = f["Span"]["start"] == f["Span"]["end"] == 0
    for i in p.who(f):
        for day in f["Days"] or []:
            if not p.people[i]["First"] <= day < p.people[i]["Last"]:
                continue
            if p.excused(i, day):
                continue

            def there(d):
                s = at(p, cells, i, d) if d < p.days else None
                return s not in (OFF, None) and not p.standby(s)
            if anytime:
                present = there(day)
            else:
                present = any(there(d) and p.touches(at(p, cells, i, d), d, day, f["Span"]) for d in p.reach(day, f["Span"]))
            add(*force(f["Force"]), not present)


def min_rest(p, cells, f, add):
    for i in p.who(f):
        days = [(d, s) for d, s in worked(p, cells, i) if not p.resting(s)]
        for (d, s), (e, t) in zip(days, days[1:]):
            if e < 0 or d >= p.days or f["After"] is not None and s not in f["After"] or f["Before"] is not None and t not in f["Before"]:
                continue
            gap = e * DAY + p.segments(t)[0][0] - d * DAY - p.segments(s)[-1][1]
            add(*force(f["Force"]), gap < f["Minutes"])


def counted(name, amount):
    """A rule that bounds the sum of amounts of each stretch."""
    def rule(p, cells, f, add):
        for i in p.who(f):
            for first, last in p.stretches(f["Per"]):
                row = [(day, at(p, cells, i, day)) for day in range(first, last)]
                n = sum(amount(p, f, s) for day, s in row
                        if s not in (OFF, None) and (f["Days"] is None or not 0 <= day < p.days or f["Days"][day]))
                add(*judge(f[name], n, maximum_only=None in [s for _, s in row]))
    return rule


def pin(p, cells, f, add):
    add(p.pin_units(f), 0, cells[f["Person"]][f["Day"]] != f["Shift"])


def request(p, cells, f, add):
    s = cells[f["Person"]][f["Day"]]
    one = s != OFF and (f["Shifts"] is None or s in f["Shifts"])
    add(0, f["Cost"], one != f["Want"])


def rest_days(p, cells, f, add):
    for i in p.who(f):
        for k, (first, last) in enumerate(p.stretches(f["Per"])):
            if f["Every"] and (k + f["At"]) % f["Every"]:
                continue
            there = [day for day in range(first, last) if not p.on_leave(i, day)]
            off = sum(s is None or p.resting(s) for s in (at(p, cells, i, day) for day in there))
            add(*force(f["Force"]), max(0, min(f["Min"], len(there)) - off))


def rotation(p, cells, f, add):
    cycle, weeks = f["Kinds"], max(1, f["Weeks"])

    def term(day):
        return (p.week(day) - p.week(0) + f["At"]) // weeks

    for i in p.who(f):
        turned = [(day, p.kind(s)) for day, s in worked(p, cells, i) if p.kind(s) in cycle]
        had = term(turned[0][0]) if turned else None  # the last term that had its turn
        for (d, was), (e, now) in zip(turned, turned[1:]):
            rest = any(at(p, cells, i, day) == OFF for day in range(d + 1, e))
            turn = term(e) > had and (rest or not f["AfterRest"])
            if turn:
                had = term(e)
            if e < 0 or d >= p.days:
                continue
            if turn:
                add(*force(f["Turn"]), now != cycle[(cycle.index(was) + 1) % len(cycle)])
            else:
                add(*force(f["Steady"]), now != was)


def rest_after(p, cells, f, add):
    for i in p.who(f):
        run = off = last = 0  # the latest run, days off since, its last day
        for day in range(p.known(i), p.end(i)):
            s = at(p, cells, i, day)
            if s == OFF:
                off += 1
                continue
            if s in f["Shifts"] and off == 0 and run:
                run, last = run + 1, day
                continue
            if run and run >= f["Run"] and off < f["Days"] and day >= 0 and last < p.days:
                add(*force(f["Force"]), f["Days"] - off)
            run, last, off = (1, day, 0) if s in f["Shifts"] else (0, 0, 0)


def cycle(p, cells, f, add):
    for i in p.who(f):
        for day in range(p.people[i]["First"], min(p.days, p.people[i]["Last"])):
            if p.excused(i, day):
                continue
            due = f["Pattern"][(day + f["At"]) % len(f["Pattern"])] or [OFF]
            add(*force(f["Force"]), cells[i][day] not in due)


def group_of(f, s):
    return next((g for g in f["Groups"] if g and s in g), None)


def apart(p, cells, f, add):
    for day in range(p.days):
        for g in f["Groups"]:
            add(*force(f["Force"]), max(0, sum(cells[i][day] in (g or []) for i in p.who(f)) - 1))


def together(p, cells, f, add):
    by = range(len(p.people)) if f["By"] is None else f["By"]
    for i in p.who(f):
        others = [j for j in by if j != i]
        for day in range(p.days):
            g = group_of(f, cells[i][day])
            if g is None:
                continue
            if f["Excuse"] and all(not p.people[j]["First"] <= day < p.people[j]["Last"] or p.excused(j, day) for j in others):
                continue
            add(*force(f["Force"]), not any(cells[j][day] in g for j in others))


def succession(p, cells, f, add):
    for i in p.who(f):
        for day in range(p.days + 1):
            add(*force(f["Force"]), [at(p, cells, i, day - 1), at(p, cells, i, day)] in f["Pairs"])


def unavailable(p, cells, f, add):
    i, day = f["Person"], f["Day"]
    span = {"start": 0, "end": DAY} if f["Whole"] else f["Span"]
    for d in p.reach(day, span):
        if 0 <= d < p.days and cells[i][d] != OFF:
            add(1, 0, f["Whole"] and d == day or p.touches(cells[i][d], d, day, span))


def weekends(p, cells, f, add):
    for i in p.who(f):
        n = len({p.weekend_of(day) for day, _ in worked(p, cells, i, 0, p.days) if p.weekend(day)})
        add(*judge(f["Worked"], n))


def weekend_window(p, cells, f, add):
    for i in p.who(f):
        busy = {p.weekend_of(day) for day, _ in worked(p, cells, i, last=p.days) if p.weekend(day)}
        for last in {p.weekend_of(day) for day in range(p.days) if p.weekend(day)}:
            n = len([w for w in busy if last - f["Span"] < w <= last])
            add(*force(f["Force"]), max(0, n - f["Max"]))


def whole_weekend(p, cells, f, add):
    for i in p.who(f):
        for day in range(p.days + 1):
            saturday, sunday = at(p, cells, i, day - 1), at(p, cells, i, day)
            if p.date(day).weekday() == 6 and None not in (saturday, sunday):
                add(*force(f["Force"]), (saturday == OFF) != (sunday == OFF))


RULES = {
    "apart": apart,
    "continuous": continuous,
    "cycle": cycle,
    "eligible": lambda *_: None,  # counted above, listed or not
    "fair": fair,
    "extra-work": extra_work,
    "keep": keep,
    "meeting": meeting,
    "min-rest": min_rest,
    "minutes": counted("Total", lambda p, f, s: p.counted_minutes(f, s)),
    "pin": pin,
    "request": request,
    "rest-after": rest_after,
    "rest-days": rest_days,
    "rest-run": bounded_runs(lambda s: s == OFF),
    "rotation": rotation,
    "shift-count": counted("Count", lambda p, f, s: s in f["Shifts"]),
    "shift-run": shift_run,
    "split-run": split_run,
    "succession": succession,
    "together": together,
    "unavailable": unavailable,
    "weekend-window": weekend_window,
    "weekends": weekends,
    "whole-weekend": whole_weekend,
    "work-run": work_run,
}


def main():
    p = read(sys.argv[1])
    with open(sys.argv[2], encoding="utf-8") as f:
        rows = json.load(f)
    score = evaluate(p, [[p.shift_index(c) for c in row] for row in rows])
    json.dump({"hard": score.hard, "cost": score.cost, "by_rule": score.by_rule}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
