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

from problem import ANY, DAY, NO_MAX, OFF, bound, fen, force, read


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
        if day >= self.p.days:
            s = self.p.next(i, day)
            return {} if s is None else {s: self.one}
        return {s: self.x[i, day, s] for s in self.options[i, day]}

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
                if day < p.days and p.counted(i, day, c):
                    out += [v for s, v in self.cell(i, day).items()
                            if s != OFF and p.serves(s, c) and p.covers(s, day, c["day"], c["span"])]
        return [(v, 1) for v in out]

    # rules; see docs/problem-file.md for what each asks

    def pairs(self, i, skipped):
        """Every two days on which there may be something, all days between them skipped:
        (day, shift, later day, shift, literals). One of them is of the horizon, or one lies
        on either side of it."""
        p = self.p
        for e in range(p.end(i)):
            between = []
            for d in range(e - 1, p.known(i) - 1, -1):
                for s, v in self.cell(i, d).items():
                    if skipped(s) or d >= p.days:
                        continue
                    for t, u in self.cell(i, e).items():
                        if not skipped(t):
                            yield d, s, e, t, [v, u] + between
                gap = self.some(i, d, skipped)
                if gap is None:
                    break
                between.append(gap)

    def ends(self, i, day, belongs):
        """How a run can end beside a day: (literal, whether it is exempt from the minimum)."""
        if not self.cell(i, day):
            return [(self.one, True)]
        if self.p.astray(i, day):
            return [(self.some(i, day, lambda s: s == OFF), True),
                    (self.some(i, day, lambda s: s != OFF and not belongs(s)), False)]
        return [(self.some(i, day, lambda s: not belongs(s)), False)]

    def runs(self, i, length, belongs):
        """Charges every run that there may be for what it is beside its limits."""
        p = self.p
        hard_min, soft_min, soft_max, hard_max, under, over = bound(length)
        for first in range(p.known(i), min(p.end(i), p.days + 1)):
            inside = []
            for last in range(first + 1, p.end(i) + 1):
                away = p.astray(i, last - 1)
                inside.append(self.some(i, last - 1, lambda s: belongs(s) and not (away and s == OFF)))
                if inside[-1] is None:
                    break
                if last < 0:
                    continue
                n, past = last - first, max(0, -first)
                top = cost = short = dear = 0
                if last > 0 and first < p.days:
                    top = max(0, n - hard_max) - max(0, past - hard_max)
                    cost = over * (max(0, n - soft_max) - max(0, past - soft_max))
                short, dear = max(0, hard_min - n), under * max(0, soft_min - n)
                for before, free in self.ends(i, first - 1, belongs):
                    for after, open_ in self.ends(i, last, belongs):
                        least = (0, 0) if free or open_ else (short, dear)
                        self.charge(i, inside + [before, after], top + least[0], cost + least[1])

    def bounded_runs(self, f, belongs):
        for i in self.p.who(f):
            self.runs(i, f["Length"], belongs)

    def split_run(self, f):
        hard, cost = force(f["Force"])
        length = {"soft_max": f["Max"], "hard_max": f["Max"] if hard else NO_MAX, "over_cost": cost}
        for i in self.p.who(f):
            self.runs(i, length, lambda s: s != OFF and len(self.p.segments(s)) > 1)

    def continuous(self, f):
        p = self.p
        for i in p.who(f):
            for s in {s for day in range(p.days) for s in self.options[i, day] if not p.idle(s)}:
                for a, b in p.segments(s)[1:-1]:  # what touches no other shift
                    if b - a > f["Max"]:
                        for day in range(p.days):
                            self.charge(i, [self.cell(i, day).get(s)], *force(f["Force"]))
            for day in range(p.known(i), p.days):
                for s in self.cell(i, day):
                    if p.idle(s):
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
        return [self.some(i, day - 1, lambda t: self.p.idle(t) or self.p.segments(t)[-1][1] - DAY < start)]

    def stretch(self, f, i, day, s, a, b, literals):
        """Follows a stretch that begins with the span [a, b) of shift s on day through the
        shifts of the days after."""
        p = self.p
        literals = literals + [self.cell(i, day)[s]]
        reach = b - DAY
        free = self.one
        if self.cell(i, day + 1):
            free = self.some(i, day + 1, lambda t: p.idle(t) or p.segments(t)[0][0] > reach)
        self.stretch_end(f, i, day, b - a, literals + [free])
        for t, v in self.cell(i, day + 1).items():
            if p.idle(t) or p.segments(t)[0][0] > reach:
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

    def extra_work(self, f):
        p = self.p
        for i in p.who(f):
            days = [(day, s, self.x[i, day, s]) for day in range(p.days) for s in self.options[i, day] if s in f["Shifts"]]
            for day, s, v in days:
                self.charge(i, [v], p.extra_units(f, day, s), fen(f, f["Price"][f["Shifts"].index(s)][day]))
            n = sum(v for _, _, v in days)
            for k in range(1, p.days + 1):
                if days and p.extra_fixed(f, k):  # where it is k days
                    fewer, more, same = (self.m.new_bool_var("") for _ in range(3))
                    self.m.add(n <= k - 1).only_enforce_if(fewer)
                    self.m.add(n >= k + 1).only_enforce_if(more)
                    self.m.add_bool_or([fewer, more, same])
                    self.charge(i, [same], 0, p.extra_fixed(f, k))
            for first, last, booked in p.months(f):
                minutes = [(v, p.overtime_minutes(s)) for day, s, v in days if first <= day < last]
                top = sum(w for _, w in minutes)
                if f["Month"] and top:
                    over = self.m.new_int_var(0, top, "")
                    self.m.add(over >= sum(v * w for v, w in minutes) + min(0, booked - f["Month"]))
                    self.pay(i, over, 1, 0)

    def keep(self, f):
        for (i, day), options in self.options.items():
            was = f["Base"]["Cells"][i][day]
            if day < f["From"]:
                self.charge(i, [self.some(i, day, lambda s: s != was)], 1, 0)
                continue

            def called_in(s):
                return OFF not in (s, was) and self.p.standby(was) and not self.p.standby(s)
            self.charge(i, [self.some(i, day, lambda s: s != was and not called_in(s))], 0, f["Cost"])
            self.charge(i, [self.some(i, day, called_in)], 0, (f["Cost"] + 1) // 2)

    def meeting(self, f):
        p = self.p
        anytime = f["Span"]["start"] == f["Span"]["end"] == 0
        away = {(u["Person"], u["Day"]) for r, u in p.rules if r == "unavailable"}
        for i in p.who(f):
            for day in f["Days"] or []:
                if (i, day) in away or not p.people[i]["First"] <= day < p.people[i]["Last"]:
                    continue
                absent = [self.some(i, day, p.idle)]
                if not anytime:
                    absent = [self.some(i, d, lambda s: p.idle(s) or not p.touches(s, d, day, f["Span"]))
                              for d in p.reach(day, f["Span"]) if d < p.days and self.cell(i, d)]
                self.charge(i, absent, *force(f["Force"]))

    def min_rest(self, f):
        p = self.p
        for i in p.who(f):
            for d, s, e, t, literals in self.pairs(i, p.resting):
                if f["After"] is not None and s not in f["After"] or f["Before"] is not None and t not in f["Before"]:
                    continue
                if (e - d) * DAY + p.segments(t)[0][0] - p.segments(s)[-1][1] < f["Minutes"]:
                    self.charge(i, literals, *force(f["Force"]))

    def counted(self, f, name, amount):
        p = self.p
        for i in p.who(f):
            for first, last in p.stretches(f["Per"]):
                limits = f[name]
                sums, unknown, passed = [], False, 0
                for day in range(first, last):
                    cell = self.cell(i, day)
                    unknown = unknown or not cell
                    if f["Days"] is not None and 0 <= day < p.days and not f["Days"][day]:
                        continue
                    sums += [(v, amount(s)) for s, v in cell.items() if s != OFF]
                    if day < 0:
                        passed += sum(amount(s) for s in cell if s != OFF)
                beyond = max(0, passed - limits.get("hard_max", 0))
                if f["Per"] != 3 and beyond:  # what the past has passed already is nobody's to keep
                    self.fixed[0] += beyond
                    limits = {**f[name], "hard_max": limits["hard_max"] + beyond}
                self.bounded(i, limits, sums, maximum_only=unknown)

    def minutes(self, f):
        self.counted(f, "Total", lambda s: self.p.counted_minutes(f, s))

    def shift_count(self, f):
        self.counted(f, "Count", lambda s: int(s in f["Shifts"]))

    def pin(self, f):
        self.charge(f["Person"], [self.some(f["Person"], f["Day"], lambda s: s != f["Shift"])], self.p.pin_units(f), 0)

    def request(self, f):
        def one(s):
            return s != OFF and (f["Shifts"] is None or s in f["Shifts"])
        self.charge(f["Person"], [self.some(f["Person"], f["Day"], lambda s: one(s) != f["Want"])], 0, f["Cost"])

    def rest_days(self, f):
        p = self.p
        for i in p.who(f):
            for k, (first, last) in enumerate(p.stretches(f["Per"])):
                if f["Every"] and (k + f["At"]) % f["Every"]:
                    continue
                there = [day for day in range(first, last) if not p.on_leave(i, day)]
                work = [(self.some(i, day, lambda s: not p.resting(s)), 1) for day in there if self.cell(i, day)]
                self.beyond(i, work, len(there) - min(f["Min"], len(there)), *force(f["Force"]))

    def both(self, *literals):
        """A variable that holds where all literals do."""
        v = self.m.new_bool_var("")
        self.m.add_bool_and(literals).only_enforce_if(v)
        self.m.add_bool_or([v] + [u.negated() for u in literals])
        return v

    def either(self, *literals):
        return self.both(*[v.negated() for v in literals]).negated()

    def turns(self, i, f):
        """By day, a variable that says whether a turn is due with a shift on that day; it
        waits for a day off."""
        p, weeks = self.p, max(1, f["Weeks"])
        never = self.m.new_constant(0)

        def literal(day, belongs):
            v = self.some(i, day, belongs)
            return never if v is None else v
        known = rested = had = never  # a kind was worked; a day off since; the term had its turn
        out = {}
        for day in range(p.known(i), p.end(i)):
            if p.into_week(day) == 0 and (p.week(day) - p.week(0) + f["At"]) % weeks == 0:
                had = never
            kind = literal(day, lambda s: s != OFF and p.kind(s) in f["Kinds"])
            off = literal(day, lambda s: s == OFF)
            out[day] = self.both(kind, known, rested, had.negated())
            had = self.either(had, out[day], self.both(kind, known.negated()))
            rested = self.both(kind.negated(), self.either(rested, self.both(off, known)))
            known = self.either(known, kind)
        return out

    def rotation(self, f):
        p, cycle = self.p, f["Kinds"]
        weeks = max(1, f["Weeks"])

        def term(day):
            return (p.week(day) - p.week(0) + f["At"]) // weeks

        def skipped(s):
            return s == OFF or p.kind(s) not in cycle
        for i in p.who(f):
            turns = self.turns(i, f) if f["AfterRest"] else {}
            due = {}  # the pairs of days whose kinds are wrong, kinds joined to keep it small
            for d, s, e, t, literals in self.pairs(i, skipped):
                after = cycle[(cycle.index(p.kind(s)) + 1) % len(cycle)]
                ways = [(f["Turn"], after, [])] if term(d) != term(e) else [(f["Steady"], p.kind(s), [])]
                if f["AfterRest"]:
                    ways = [(f["Turn"], after, [turns[e]]), (f["Steady"], p.kind(s), [turns[e].negated()])]
                for k, (charge, right, when) in enumerate(ways):
                    if p.kind(t) != right:
                        due[d, p.kind(s), e, right, k] = charge, literals[2:] + when
            for (d, was, e, right, _), (charge, more) in due.items():
                first = self.some(i, d, lambda s: s != OFF and p.kind(s) == was)
                later = self.some(i, e, lambda s: not skipped(s) and p.kind(s) != right)
                self.charge(i, [first, later] + more, *force(charge))

    def rest_after(self, f):
        p = self.p
        hard, cost = force(f["Force"])
        run = max(1, f["Run"])
        for i in p.who(f):
            for last in range(p.known(i) + run - 1, p.days):  # the last day of a run
                inside = [self.some(i, d, lambda s: s in f["Shifts"]) for d in range(last - run + 1, last + 1)]
                for off in range(f["Days"]):
                    e = last + 1 + off
                    if e < 0 or e >= p.end(i):
                        continue
                    free = [self.some(i, d, lambda s: s == OFF) for d in range(last + 1, e)]
                    work = self.some(i, e, lambda s: s != OFF and (off > 0 or s not in f["Shifts"]))
                    self.charge(i, inside + free + [work], hard * (f["Days"] - off), cost * (f["Days"] - off))

    def cycle(self, f):
        p = self.p
        for i in p.who(f):
            for day in range(p.people[i]["First"], min(p.days, p.people[i]["Last"])):
                due = f["Pattern"][(day + f["At"]) % len(f["Pattern"])] or [OFF]
                if not p.excused(i, day):
                    self.charge(i, [self.some(i, day, lambda s: s not in due)], *force(f["Force"]))

    def apart(self, f):
        for day in range(self.p.days):
            for g in f["Groups"]:
                there = [(self.some(i, day, lambda s: s in (g or [])), 1) for i in self.p.who(f)]
                self.beyond(None, there, 1, *force(f["Force"]))

    def together(self, f):
        p = self.p
        by = range(len(p.people)) if f["By"] is None else f["By"]
        for i in p.who(f):
            others = [j for j in by if j != i]
            for day in range(p.days):
                if f["Excuse"] and all(not p.people[j]["First"] <= day < p.people[j]["Last"] or p.excused(j, day) for j in others):
                    continue
                for g in f["Groups"]:
                    alone = [self.some(j, day, lambda s: s not in (g or [])) for j in others]
                    self.charge(None, [self.some(i, day, lambda s: s in (g or []))] + alone, *force(f["Force"]))

    def succession(self, f):
        for i in self.p.who(f):
            for day, (s, t) in itertools.product(range(self.p.days + 1), {tuple(q) for q in f["Pairs"]}):
                self.charge(i, [self.cell(i, day - 1).get(s), self.cell(i, day).get(t)], *force(f["Force"]))

    def unavailable(self, f):
        p, i, day = self.p, f["Person"], f["Day"]
        span = {"start": 0, "end": DAY} if f["Whole"] else f["Span"]
        for d in p.reach(day, span):
            if 0 <= d < p.days:
                self.charge(i, [self.some(i, d, lambda s: s != OFF and (f["Whole"] and d == day or p.touches(s, d, day, span)))], 1, 0)

    def busy(self, i, days):
        """A variable that holds where any of the days is worked, None where none can be."""
        days = [v for v in (self.works(i, d) for d in days) if v is not None]
        if not days:
            return None
        v = self.m.new_bool_var("")
        self.m.add_max_equality(v, days)
        return v

    def weekends(self, f):
        p = self.p
        for i in p.who(f):
            worked = [(self.busy(i, days), 1) for _, days in itertools.groupby((d for d in range(p.days) if p.weekend(d)), p.weekend_of)]
            self.bounded(i, f["Worked"], [(v, w) for v, w in worked if v is not None])

    def weekend_window(self, f):
        p = self.p
        for i in p.who(f):
            days = [d for d in range(p.known(i), p.days) if p.weekend(d)]
            worked = {w: self.busy(i, list(of)) for w, of in itertools.groupby(days, p.weekend_of)}
            for last in {p.weekend_of(d) for d in days if d >= 0}:
                self.beyond(i, [(v, 1) for w, v in worked.items() if last - f["Span"] < w <= last], f["Max"], *force(f["Force"]))

    def whole_weekend(self, f):
        p = self.p
        for i in p.who(f):
            for day in (d for d in range(p.days + 1) if p.date(d).weekday() == 6):
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
    "apart": Model.apart,
    "continuous": Model.continuous,
    "cycle": Model.cycle,
    "eligible": lambda model, f: None,  # no cell is offered that breaks it
    "fair": Model.fair,
    "extra-work": Model.extra_work,
    "keep": Model.keep,
    "meeting": Model.meeting,
    "min-rest": Model.min_rest,
    "minutes": Model.minutes,
    "pin": Model.pin,
    "request": Model.request,
    "rest-after": Model.rest_after,
    "rest-days": Model.rest_days,
    "rest-run": lambda model, f: model.bounded_runs(f, lambda s: s == OFF),
    "rotation": Model.rotation,
    "shift-count": Model.shift_count,
    "shift-run": lambda model, f: model.bounded_runs(f, lambda s: s in f["Shifts"]),
    "split-run": Model.split_run,
    "succession": Model.succession,
    "together": Model.together,
    "unavailable": Model.unavailable,
    "weekend-window": Model.weekend_window,
    "weekends": Model.weekends,
    "whole-weekend": Model.whole_weekend,
    "work-run": lambda model, f: model.bounded_runs(f, lambda s: not model.p.resting(s)),
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
