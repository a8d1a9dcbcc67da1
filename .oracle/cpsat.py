"""Solves a problem file by OR-Tools CP-SAT: hard units first, then the cost.

    python cpsat.py PROBLEM.json [--time-limit 60] [--workers 8] [--free]

prints {hard, cost, status, bound, roster}: status is "optimal" where every stage is
proved, roster the shift ids of each person's days, "" for a day off.

Whoever can keep all their hard rules keeps them, as docs/problem-file.md says of
paiban; with --free they too may be broken, which is the best of all rosters.

A breach is charged by its cause: the cells that together make it imply a variable that
costs. All costs are 0 or more, so that no other direction is needed.
"""

import argparse
import itertools
import json
import sys
import time

from ortools.sat.python import cp_model

from problem import ANY, DAY, OFF, bound, force, read


class Model:
    def __init__(self, p):
        self.p = p
        self.m = cp_model.CpModel()
        self.hard, self.cost = [], []  # (factor, variable)
        self.of = {}                   # person -> the terms of hard that are theirs
        self.fixed = [0, 0]            # hard units and cost that no roster avoids
        self.stuck = set()             # people who have a part in the fixed hard units
        self.one = self.m.new_constant(1)
        self.x = {}                    # (person, day, shift or OFF) -> literal
        for i in range(len(p.people)):
            for day in range(p.days):
                options = [OFF] + [s for s in range(len(p.shifts)) if p.may(i, day, s)]
                for s in options:
                    self.x[i, day, s] = self.m.new_bool_var("x%d.%d.%d" % (i, day, s))
                self.m.add_exactly_one(self.x[i, day, s] for s in options)
        self.options = {}
        for i, day, s in self.x:
            self.options.setdefault((i, day), []).append(s)
        self.memo = {}
        self.at = None                 # the solver that found the best roster so far
        for c in p.cover:
            self.bounded(None, c["bound"], self.heads(c))
        for rule, fields in p.rules:
            RULES[rule](self, fields)

    # literals

    def cell(self, i, day):
        """{shift or OFF: literal} of a day; empty where nothing is known of it."""
        if day < 0:
            s = self.p.past(i, day)
            return {} if s is None else {s: self.one}
        return {s: self.x[i, day, s] for s in self.options[i, day]} if day < self.p.days else {}

    def some(self, i, day, belongs):
        """A literal that holds when the cell is one that belongs; None where none is."""
        hit = frozenset(s for s in self.cell(i, day) if belongs(s))
        if not hit:
            return None
        if len(hit) == len(self.cell(i, day)):
            return self.one
        key = i, day, hit
        if key not in self.memo:
            v = self.m.new_bool_var("")
            self.m.add(sum(self.cell(i, day)[s] for s in hit) == v)
            self.memo[key] = v
        return self.memo[key]

    def works(self, i, day):
        return self.some(i, day, lambda s: s != OFF)

    # charges

    def charge(self, who, literals, hard, cost):
        """Charges where all literals hold; None among them never does. who is the person whose
        rule it is, None for cover."""
        literals = [v for v in literals if v is not self.one]
        if not (hard or cost) or any(v is None for v in literals):
            return
        if not literals:
            self.fixed[0] += hard
            self.fixed[1] += cost
            if hard:
                self.stuck.add(who)
            return
        v = literals[0]
        if len(literals) > 1:
            v = self.m.new_bool_var("")
            self.m.add_bool_or([v] + [u.negated() for u in literals])
        self.pay(who, v, hard, cost)

    def pay(self, who, v, hard, cost):
        if hard:
            self.hard.append((hard, v))
            if who is not None:
                self.of.setdefault(who, []).append((hard, v))
        if cost:
            self.cost.append((cost, v))

    def beyond(self, who, amount, most, hard, cost):
        """Charges each unit by which amount, a sum of (literal, weight), is above most."""
        if not (hard or cost):
            return
        amount = [(v, w) for v, w in amount if w and v is not None]
        top = sum(max(0, w) for _, w in amount)
        if top <= most:
            return
        key = frozenset((v.index, w) for v, w in amount), most
        if len(key[0]) < len(amount):
            key = key + (object(),)  # a literal stands twice
        if key not in self.memo:  # rows of cover that count the same heads share one
            v = self.memo[key] = self.m.new_int_var(0, top - most, "")
            self.m.add(v >= sum(u * w for u, w in amount) - most)
        self.pay(who, self.memo[key], hard, cost)

    def bounded(self, who, raw, amount, maximum_only=False):
        hard_min, soft_min, soft_max, hard_max, under, over = bound(raw)
        self.beyond(who, amount, hard_max, 1, 0)
        self.beyond(who, amount, soft_max, 0, over)
        if not maximum_only:
            minus = [(v, -w) for v, w in amount]
            self.beyond(who, minus, -hard_min, 1, 0)
            self.beyond(who, minus, -soft_min, 0, under)

    # cover

    def heads(self, c):
        p, out = self.p, []
        for i in range(len(p.people)):
            if c["shift"] != ANY:
                if p.counted(i, c["day"], c):
                    out += [v for s, v in self.cell(i, c["day"]).items() if s != OFF and p.counts_as(s, c["shift"])]
                continue
            for day in p.reach(c["day"], c["span"]):
                if p.counted(i, day, c):
                    out += [v for s, v in self.cell(i, day).items()
                            if s != OFF and p.serves(s, c) and p.covers(s, day, c["day"], c["span"])]
        return [(v, 1) for v in out]

    # rules; see docs/problem-file.md for what each asks

    def pairs(self, i, skipped):
        """Every two days on which there may be something, all days between them skipped:
        (day, shift, later day, shift, literals). The later day is of the horizon."""
        p = self.p
        for e in range(p.days):
            between = []
            for d in range(e - 1, p.known(i) - 1, -1):
                for s, v in self.cell(i, d).items():
                    if skipped(s):
                        continue
                    for t, u in self.cell(i, e).items():
                        if not skipped(t):
                            yield d, s, e, t, [v, u] + between
                gap = self.some(i, d, skipped)
                if gap is None:
                    break
                between.append(gap)

    def runs(self, i, belongs):
        """Every run that there may be: (first, last, literals)."""
        p = self.p
        for first in range(p.known(i), p.days):
            inside = []
            before = self.some(i, first - 1, lambda s: not belongs(s)) if first > p.known(i) else self.one
            for last in range(first + 1, p.days + 1):
                inside.append(self.some(i, last - 1, belongs))
                if inside[-1] is None:
                    break
                after = self.some(i, last, lambda s: not belongs(s)) if last < p.days else self.one
                if last > 0:
                    yield first, last, inside + [before, after]

    def bounded_runs(self, f, belongs):
        p = self.p
        for i in p.who(f):
            for first, last, literals in self.runs(i, belongs):
                n = last - first
                hard_min, soft_min, soft_max, hard_max, under, over = bound(f["Length"])
                hard, cost = max(0, n - hard_max), over * max(0, n - soft_max)
                if first > p.known(i) and last < p.days:
                    hard += max(0, hard_min - n)
                    cost += under * max(0, soft_min - n)
                self.charge(i, literals, hard, cost)

    def split_run(self, f):
        p = self.p
        hard, cost = force(f["Force"])
        for i in p.who(f):
            for first, last, literals in self.runs(i, lambda s: s != OFF and len(p.segments(s)) > 1):
                n = max(0, last - first - f["Max"])
                self.charge(i, literals, n * hard, n * cost)

    def continuous(self, f):
        p = self.p
        for i in p.who(f):
            for s in {s for day in range(p.days) for s in self.options[i, day]} - {OFF}:
                for a, b in p.segments(s)[1:-1]:  # what touches no other shift
                    if b - a > f["Max"]:
                        for day in range(p.days):
                            self.charge(i, [self.cell(i, day).get(s)], *force(f["Force"]))
            for day in range(p.known(i), p.days):
                for s in self.cell(i, day):
                    if s == OFF:
                        continue
                    segments = p.segments(s)
                    if segments[-1][1] > 2 * DAY:
                        raise ValueError("a shift of more than two days")
                    self.stretch(f, i, day, s, *segments[-1], self.not_joined_before(i, day, s) if len(segments) == 1 else [])
                    if len(segments) > 1:  # one that ends within the shift
                        a, b = segments[0]
                        self.stretch_end(f, i, day, b - a, [self.cell(i, day)[s]] + self.not_joined_before(i, day, s))

    def not_joined_before(self, i, day, s):
        """Literals that say that nothing of the day before reaches the start of shift s."""
        start = self.p.segments(s)[0][0]
        if not self.cell(i, day - 1):
            return []
        return [self.some(i, day - 1, lambda t: t == OFF or self.p.segments(t)[-1][1] - DAY < start)]

    def stretch(self, f, i, day, s, a, b, literals):
        """Follows a stretch that begins with the span [a, b) of shift s on day through the
        shifts of the days after."""
        p = self.p
        literals = literals + [self.cell(i, day)[s]]
        reach = b - DAY
        free = self.one
        if self.cell(i, day + 1):
            free = self.some(i, day + 1, lambda t: t == OFF or p.segments(t)[0][0] > reach)
        self.stretch_end(f, i, day, b - a, literals + [free])
        for t, v in self.cell(i, day + 1).items():
            if t == OFF or p.segments(t)[0][0] > reach:
                continue
            first = p.segments(t)[0]
            if len(p.segments(t)) > 1:
                if p.segments(t)[1][0] <= reach:
                    raise ValueError("shifts overlap by more than a segment")
                self.stretch_end(f, i, day + 1, max(b - DAY, first[1]) - (a - DAY), literals + [v])
            else:
                self.stretch(f, i, day + 1, t, a - DAY, max(b - DAY, first[1]), literals)

    def stretch_end(self, f, i, day, length, literals):
        if day >= 0 and length > f["Max"]:
            self.charge(i, literals, *force(f["Force"]))

    def fair(self, f):
        p = self.p
        hours = f["What"] == 5
        step = 240 if hours else 1
        for i in p.who(f):
            if not f["Cost"]:
                continue
            carried = (f["Carry"] or [0] * len(p.people))[i]
            share = f["Base"] + (f["Plus"] or [0] * len(p.people))[i]
            amount = []
            for day in range(p.days):
                if hours:
                    amount += [(self.x[i, day, s], p.burden(5, s, day)) for s in self.options[i, day] if s != OFF]
                else:
                    amount.append((self.some(i, day, lambda s: s != OFF and p.burden(f["What"], s, day)), 1))
            amount = [(v, w) for v, w in amount if v is not None]
            over = sum(v * w for v, w in amount) + carried - share
            top = (abs(carried - share) + sum(w for _, w in amount)) // step
            k = self.m.new_int_var(0, top, "")  # whole steps between total and share
            self.m.add(step * k >= over - step + 1)
            self.m.add(step * k >= -over - step + 1)
            for n in range(top):  # k(k+1)/2 is k, and k − 1, and k − 2, …
                v = self.m.new_int_var(0, top - n, "")
                self.m.add(v >= k - n)
                self.pay(i, v, 0, f["Cost"])

    def keep(self, f):
        for (i, day), options in self.options.items():
            was = f["Base"]["Cells"][i][day]
            charge = (1, 0) if day < f["From"] else (0, f["Cost"])
            self.charge(i, [self.some(i, day, lambda s: s != was)], *charge)

    def meeting(self, f):
        p = self.p
        anytime = f["Span"]["start"] == f["Span"]["end"] == 0
        away = {(u["Person"], u["Day"]) for r, u in p.rules if r == "unavailable"}
        for i in p.who(f):
            for day in f["Days"] or []:
                if (i, day) in away or not p.people[i]["First"] <= day < p.people[i]["Last"]:
                    continue
                absent = [self.x[i, day, OFF]]
                if not anytime:
                    absent = [self.some(i, d, lambda s: s == OFF or not p.touches(s, d, day, f["Span"]))
                              for d in p.reach(day, f["Span"]) if self.cell(i, d)]
                self.charge(i, absent, *force(f["Force"]))

    def min_rest(self, f):
        p = self.p
        for i in p.who(f):
            for d, s, e, t, literals in self.pairs(i, lambda s: s == OFF):
                if (e - d) * DAY + p.segments(t)[0][0] - p.segments(s)[-1][1] < f["Minutes"]:
                    self.charge(i, literals, *force(f["Force"]))

    def counted(self, f, name, amount):
        p = self.p
        for i in p.who(f):
            for first, last in p.stretches(f["Per"]):
                limits = f[name]
                sums, unknown = [], False
                for day in range(first, last):
                    cell = self.cell(i, day)
                    unknown = unknown or not cell
                    sums += [(v, amount(s)) for s, v in cell.items() if s != OFF]
                beyond = max(0, sum(n for v, n in sums if v is self.one) - limits.get("hard_max", 0))
                if f["Per"] != 3 and beyond:  # what the past has passed already is nobody's to keep
                    self.fixed[0] += beyond
                    limits = {**f[name], "hard_max": limits["hard_max"] + beyond}
                self.bounded(i, limits, sums, maximum_only=unknown)

    def minutes(self, f):
        self.counted(f, "Total", self.p.paid)

    def shift_count(self, f):
        self.counted(f, "Count", lambda s: int(s in f["Shifts"]))

    def pin(self, f):
        self.charge(f["Person"], [self.some(f["Person"], f["Day"], lambda s: s != f["Shift"])], 1, 0)

    def request(self, f):
        def one(s):
            return s != OFF and (f["Shifts"] is None or s in f["Shifts"])
        self.charge(f["Person"], [self.some(f["Person"], f["Day"], lambda s: one(s) != f["Want"])], 0, f["Cost"])

    def rest_days(self, f):
        p = self.p
        for i in p.who(f):
            for first, last in p.stretches(f["Per"]):
                work = [(self.works(i, day), 1) for day in range(first, last) if self.cell(i, day)]
                self.beyond(i, work, last - first - f["Min"], *force(f["Force"]))

    def rotation(self, f):
        p, cycle = self.p, f["Kinds"]
        for i in p.who(f):
            due = {}  # the pairs of days whose kinds are wrong, kinds joined to keep it small
            def skipped(s):
                return s == OFF or p.kind(s) not in cycle
            for d, s, e, t, literals in self.pairs(i, skipped):
                same = p.week(d) == p.week(e)
                right = p.kind(s) if same else cycle[(cycle.index(p.kind(s)) + 1) % len(cycle)]
                if p.kind(t) != right:
                    due[d, p.kind(s), e, right] = same, literals[2:]
            for (d, was, e, right), (same, between) in due.items():
                first = self.some(i, d, lambda s: s != OFF and p.kind(s) == was)
                later = self.some(i, e, lambda s: not skipped(s) and p.kind(s) != right)
                self.charge(i, [first, later] + between, *force(f["Steady" if same else "Turn"]))

    def succession(self, f):
        for i in self.p.who(f):
            for day, (s, t) in itertools.product(range(self.p.days), {tuple(q) for q in f["Pairs"]}):
                self.charge(i, [self.cell(i, day - 1).get(s), self.cell(i, day).get(t)], *force(f["Force"]))

    def unavailable(self, f):
        p, i, day = self.p, f["Person"], f["Day"]
        if f["Whole"]:
            self.charge(i, [self.works(i, day)], 1, 0)
            return
        for d in p.reach(day, f["Span"]):
            if 0 <= d < p.days:
                self.charge(i, [self.some(i, d, lambda s: s != OFF and p.touches(s, d, day, f["Span"]))], 1, 0)

    def weekends(self, f):
        p = self.p
        for i in p.who(f):
            worked = []
            for _, days in itertools.groupby((d for d in range(p.days) if p.weekend(d)), p.weekend_of):
                days = [v for v in (self.works(i, d) for d in days) if v is not None]
                if days:
                    v = self.m.new_bool_var("")
                    self.m.add_max_equality(v, days)
                    worked.append((v, 1))
            self.bounded(i, f["Worked"], worked)

    def whole_weekend(self, f):
        p = self.p
        for i in p.who(f):
            for day in (d for d in range(p.days) if p.date(d).weekday() == 6):
                for worked, off in ((day - 1, day), (day, day - 1)):
                    free = self.some(i, off, lambda s: s == OFF)
                    self.charge(i, [self.works(i, worked), free], *force(f["Force"]))

    # search

    def solve(self, seconds, workers, free):
        """Proves the fewest hard units, then with these the lowest cost. Unless free, the
        people who can keep their hard rules keep them."""
        end = time.monotonic() + seconds
        proved = True
        if not free:
            proved, _, _ = self.minimize([t for terms in self.of.values() for t in terms], end, workers)
            for who, terms in self.of.items():
                if who not in self.stuck and all(self.at.value(v) == 0 for _, v in terms):
                    self.m.add(sum(v for _, v in terms) == 0)
        best, low = [None, None], [0, 0]
        for stage, terms in enumerate((self.hard, self.cost)):
            ended, best[stage], low[stage] = self.minimize(terms, end, workers)
            proved = proved and ended
            if best[stage] is None:
                break
            if stage == 0:
                self.m.add(sum(k * v for k, v in terms) <= best[0])
        return self.result(best, low, proved)

    def minimize(self, terms, end, workers):
        """Returns whether the least sum of the terms is proved, the sum and its bound. What
        was found before is where the search starts; it stays where nothing else is found."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = workers
        solver.parameters.random_seed = 1
        solver.parameters.linearization_level = 2  # the linear program proves most of these
        solver.parameters.max_time_in_seconds = max(1.0, end - time.monotonic())
        self.m.minimize(sum(k * v for k, v in terms))
        if self.at is not None:
            self.m.clear_hints()
            for v in self.x.values():
                self.m.add_hint(v, self.at.value(v))
        status = solver.solve(self.m)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            if self.at is None or status != cp_model.UNKNOWN:
                raise RuntimeError("CP-SAT: " + solver.status_name(status))
            return False, None, 0
        self.at = solver
        return status == cp_model.OPTIMAL, round(solver.objective_value), round(solver.best_objective_bound)

    def result(self, best, low, proved):
        at = {(i, day): s for (i, day, s), v in self.x.items() if self.at.boolean_value(v)}
        cells = [[at[i, day] for day in range(self.p.days)] for i in range(len(self.p.people))]
        return {
            "hard": best[0] + self.fixed[0],
            "cost": None if best[1] is None else best[1] + self.fixed[1],
            "status": "optimal" if proved else "feasible",
            "bound": {"hard": low[0] + self.fixed[0], "cost": low[1] + self.fixed[1]},
            "cells": cells,
            "roster": [["" if s == OFF else self.p.shifts[s]["ID"] for s in row] for row in cells],
        }


RULES = {
    "continuous": Model.continuous,
    "eligible": lambda model, f: None,  # no cell is offered that breaks it
    "fair": Model.fair,
    "keep": Model.keep,
    "meeting": Model.meeting,
    "min-rest": Model.min_rest,
    "minutes": Model.minutes,
    "pin": Model.pin,
    "request": Model.request,
    "rest-days": Model.rest_days,
    "rest-run": lambda model, f: model.bounded_runs(f, lambda s: s == OFF),
    "rotation": Model.rotation,
    "shift-count": Model.shift_count,
    "shift-run": lambda model, f: model.bounded_runs(f, lambda s: s in f["Shifts"]),
    "split-run": Model.split_run,
    "succession": Model.succession,
    "unavailable": Model.unavailable,
    "weekends": Model.weekends,
    "whole-weekend": Model.whole_weekend,
    "work-run": lambda model, f: model.bounded_runs(f, lambda s: s != OFF),
}


def solve(problem, seconds=60.0, workers=8, free=False):
    return Model(problem).solve(seconds, workers, free)


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("problem")
    args.add_argument("--time-limit", type=float, default=60, help="seconds")
    args.add_argument("--workers", type=int, default=8)
    args.add_argument("--free", action="store_true", help="people's hard rules may be broken as well as cover")
    o = args.parse_args()
    out = solve(read(o.problem), o.time_limit, o.workers, o.free)
    del out["cells"]
    json.dump(out, sys.stdout)
    print()


if __name__ == "__main__":
    main()
