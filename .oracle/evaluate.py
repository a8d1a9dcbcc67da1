"""Scores a roster by a problem file: counts, and no more. It shares nothing with the
model of cpsat.py but the reading of the file, so that each can find the other's mistakes.

    python evaluate.py PROBLEM.json ROSTER.json    # a list of rows of shift ids, "" is off
"""

import json
import sys

from problem import ANY, DAY, OFF, force, judge, read


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
    """The cell of a day, of the past too; None where it is not known."""
    if day < 0:
        return p.past(i, day)
    return cells[i][day] if day < p.days else None


def worked(p, cells, i, first=None):
    """(day, shift) of every day worked, the known past among them."""
    for day in range(p.known(i) if first is None else first, p.days):
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
            s = at(p, cells, i, day)
            n += s not in (OFF, None) and p.counted(i, day, c) and p.serves(s, c) and p.covers(s, day, c["day"], c["span"])
    return n


def runs(p, cells, i, belongs):
    """(first, last) of each run of days that belong and that reaches into the horizon."""
    out, first = [], None
    for day in range(p.known(i), p.days + 1):
        if day < p.days and belongs(at(p, cells, i, day)):
            first = day if first is None else first
        elif first is not None:
            if day > 0:
                out.append((first, day))
            first = None
    return out


def bounded_runs(belongs):
    def rule(p, cells, f, add):
        for i in p.who(f):
            for first, last in runs(p, cells, i, belongs):
                cut = first == p.known(i) or last == p.days
                add(*judge(f["Length"], last - first, maximum_only=cut))
    return rule


def shift_run(p, cells, f, add):
    bounded_runs(lambda s: s in f["Shifts"])(p, cells, f, add)


def split_run(p, cells, f, add):
    for i in p.who(f):
        for first, last in runs(p, cells, i, lambda s: s != OFF and len(p.segments(s)) > 1):
            add(*force(f["Force"]), max(0, last - first - f["Max"]))


def continuous(p, cells, f, add):
    for i in p.who(f):
        spans = [(day * DAY + a, day * DAY + b, day >= 0)
                 for day, s in worked(p, cells, i) for a, b in p.segments(s)]
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
        n = sum(p.burden(f["What"], s, day) for day, s in worked(p, cells, i, 0))
        k = abs(carried + n - share) // (240 if f["What"] == 5 else 1)
        add(0, f["Cost"], k * (k + 1) // 2)


def keep(p, cells, f, add):
    for i, row in enumerate(cells):
        for day, s in enumerate(row):
            if s != f["Base"]["Cells"][i][day]:
                add(*((1, 0) if day < f["From"] else (0, f["Cost"])))


def meeting(p, cells, f, add):
    anytime = f["Span"]["start"] == f["Span"]["end"] == 0
    for i in p.who(f):
        for day in f["Days"] or []:
            if not p.people[i]["First"] <= day < p.people[i]["Last"]:
                continue
            if any(r == "unavailable" and u["Person"] == i and u["Day"] == day for r, u in p.rules):
                continue
            there = cells[i][day] != OFF
            if not anytime:
                there = any(at(p, cells, i, d) not in (OFF, None) and p.touches(at(p, cells, i, d), d, day, f["Span"])
                            for d in p.reach(day, f["Span"]))
            add(*force(f["Force"]), not there)


def min_rest(p, cells, f, add):
    for i in p.who(f):
        days = list(worked(p, cells, i))
        for (d, s), (e, t) in zip(days, days[1:]):
            gap = e * DAY + p.segments(t)[0][0] - d * DAY - p.segments(s)[-1][1]
            add(*force(f["Force"]), e >= 0 and gap < f["Minutes"])


def counted(name, amount):
    """A rule that bounds the sum of amounts of each stretch."""
    def rule(p, cells, f, add):
        for i in p.who(f):
            for first, last in p.stretches(f["Per"]):
                row = [at(p, cells, i, day) for day in range(first, last)]
                n = sum(amount(p, f, s) for s in row if s not in (OFF, None))
                add(*judge(f[name], n, maximum_only=None in row))
    return rule


def pin(p, cells, f, add):
    add(1, 0, cells[f["Person"]][f["Day"]] != f["Shift"])


def request(p, cells, f, add):
    s = cells[f["Person"]][f["Day"]]
    one = s != OFF and (f["Shifts"] is None or s in f["Shifts"])
    add(0, f["Cost"], one != f["Want"])


def rest_days(p, cells, f, add):
    for i in p.who(f):
        for first, last in p.stretches(f["Per"]):
            off = sum(at(p, cells, i, day) in (OFF, None) for day in range(first, last))
            add(*force(f["Force"]), max(0, f["Min"] - off))


def rotation(p, cells, f, add):
    cycle = f["Kinds"]
    for i in p.who(f):
        turned = [(day, p.kind(s)) for day, s in worked(p, cells, i) if p.kind(s) in cycle]
        for (d, was), (e, now) in zip(turned, turned[1:]):
            if e < 0:
                continue
            if p.week(d) == p.week(e):
                add(*force(f["Steady"]), now != was)
            else:
                add(*force(f["Turn"]), now != cycle[(cycle.index(was) + 1) % len(cycle)])


def succession(p, cells, f, add):
    for i in p.who(f):
        for day in range(p.days):
            add(*force(f["Force"]), [at(p, cells, i, day - 1), cells[i][day]] in f["Pairs"])


def unavailable(p, cells, f, add):
    i, day = f["Person"], f["Day"]
    if f["Whole"]:
        add(1, 0, cells[i][day] != OFF)
        return
    for d in p.reach(day, f["Span"]):
        if 0 <= d < p.days:
            add(1, 0, cells[i][d] != OFF and p.touches(cells[i][d], d, day, f["Span"]))


def weekends(p, cells, f, add):
    for i in p.who(f):
        n = len({p.weekend_of(day) for day, _ in worked(p, cells, i, 0) if p.weekend(day)})
        add(*judge(f["Worked"], n))


def whole_weekend(p, cells, f, add):
    for i in p.who(f):
        for day in range(p.days):
            saturday = at(p, cells, i, day - 1)
            if p.date(day).weekday() == 6 and saturday is not None:
                add(*force(f["Force"]), (saturday == OFF) != (cells[i][day] == OFF))


RULES = {
    "continuous": continuous,
    "eligible": lambda *_: None,  # counted above, listed or not
    "fair": fair,
    "keep": keep,
    "meeting": meeting,
    "min-rest": min_rest,
    "minutes": counted("Total", lambda p, f, s: p.paid(s)),
    "pin": pin,
    "request": request,
    "rest-days": rest_days,
    "rest-run": bounded_runs(lambda s: s == OFF),
    "rotation": rotation,
    "shift-count": counted("Count", lambda p, f, s: s in f["Shifts"]),
    "shift-run": shift_run,
    "split-run": split_run,
    "succession": succession,
    "unavailable": unavailable,
    "weekends": weekends,
    "whole-weekend": whole_weekend,
    "work-run": bounded_runs(lambda s: s != OFF),
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
