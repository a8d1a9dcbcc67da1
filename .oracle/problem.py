"""Reads a problem file, format paiban-problem-1, as docs/problem-file.md says.

Written from that page alone. What the page gives as indexes stays indexes; the
helpers below turn a day, a shift or a person into what the rules speak of.
"""

import datetime
import json

OFF = -1
ANY = -1
DAY = 1440  # minutes
NO_MAX = 2147483647


ALL, SPAN, FORCE = None, {"start": 0, "end": 0}, {}

# The fields of each rule, and what each is where the file leaves it out.
FIELDS = {
    "apart": {"People": ALL, "Groups": [], "Force": FORCE},
    "continuous": {"People": ALL, "Max": 0, "Force": FORCE},
    "cycle": {"People": ALL, "Pattern": [], "At": 0, "Force": FORCE},
    "eligible": {},
    "extra-work": {"What": "", "People": ALL, "Shifts": [], "Price": [], "Worth": 0, "Day": 0, "Month": 0, "Booked": [], "Least": 0, "Rate": 0, "Rent": 0},
    "fair": {"What": 0, "People": ALL, "Base": 0, "Plus": ALL, "Carry": ALL, "Cost": 0},
    "keep": {"Base": None, "From": 0, "Cost": 0},
    "meeting": {"What": "", "People": ALL, "Days": None, "Span": SPAN, "Force": FORCE},
    "min-rest": {"People": ALL, "Minutes": 0, "After": ALL, "Before": ALL, "What": "", "Force": FORCE},
    "minutes": {"People": ALL, "Per": 0, "Total": {}, "Days": ALL, "Normal": False},
    "pin": {"Person": 0, "Day": 0, "Shift": 0, "Locked": False},
    "request": {"Person": 0, "Day": 0, "Shifts": ALL, "Want": False, "Cost": 0},
    "rest-after": {"What": "", "People": ALL, "Shifts": [], "Run": 0, "Days": 0, "Force": FORCE},
    "rest-days": {"People": ALL, "Per": 0, "Min": 0, "Leave": 0, "Every": 0, "At": 0, "Force": FORCE},
    "rest-run": {"People": ALL, "Length": {}},
    "rotation": {"People": ALL, "Kinds": [], "Weeks": 0, "At": 0, "AfterRest": False, "Steady": FORCE, "Turn": FORCE},
    "shift-count": {"What": "", "People": ALL, "Shifts": [], "Per": 0, "Count": {}, "Days": ALL},
    "shift-run": {"What": "", "People": ALL, "Shifts": [], "Length": {}},
    "split-run": {"People": ALL, "Max": 0, "Force": FORCE},
    "succession": {"People": ALL, "Pairs": [], "Force": FORCE},
    "together": {"People": ALL, "By": ALL, "Groups": [], "Excuse": False, "Force": FORCE},
    "unavailable": {"Person": 0, "Day": 0, "Whole": False, "Span": SPAN, "What": ""},
    "weekend-window": {"People": ALL, "Max": 0, "Span": 0, "Force": FORCE},
    "weekends": {"People": ALL, "Worked": {}},
    "whole-weekend": {"People": ALL, "Force": FORCE},
    "work-run": {"People": ALL, "Length": {}},
}


def fen(f, n):
    """What n fen cost."""
    return (n * f["Worth"] + 5000) // 10000


def fields(rule, given):
    """The fields of a rule: a list that the file has as null is empty."""
    if set(given) - set(FIELDS[rule]):
        raise ValueError("rule %s has %s" % (rule, sorted(set(given) - set(FIELDS[rule]))))
    return {k: left_out if left_out == [] and given.get(k) is None else given.get(k, left_out)
            for k, left_out in FIELDS[rule].items()}


class Problem:
    """A whole rostering problem. Days before 0 are the past, as far as it is known."""

    def __init__(self, raw):
        if raw["format"] != "paiban-problem-1":
            raise ValueError("format is %r" % raw["format"])
        self.raw = raw
        self.days = raw["days"]
        self.start = datetime.date.fromisoformat(raw["start"])
        self.shifts = raw["shifts"] or []
        self.people = raw["people"] or []
        if any(s.get("Breaks") for s in self.shifts):
            raise ValueError("breaks whose time is to be found are not read here")
        self.cover = [{"span": SPAN, "queue": 0, "with": None, "who": None, "shift": 0, **c} for c in raw.get("cover") or []]
        self.rules = [(r["rule"], fields(r["rule"], r.get("fields") or {})) for r in raw.get("rules") or []]
        self.holiday = raw.get("holiday")
        self.week_starts = raw.get("week_starts") or "monday"

    # dates

    def date(self, day):
        return self.start + datetime.timedelta(days=day)

    def into_week(self, day):
        """How many days of its calendar week lie before a day."""
        first = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"].index(self.week_starts)
        return (self.date(day).weekday() - first) % 7

    def week(self, day):
        """The number of the calendar week; later weeks have higher numbers."""
        return (self.date(day).toordinal() - self.into_week(day)) // 7

    def weekend_of(self, day):
        """The number of the weekend of a Saturday or Sunday."""
        d = self.date(day)
        return (d.toordinal() - d.weekday()) // 7

    def weekend(self, day):
        return self.date(day).weekday() >= 5

    def stretches(self, per):
        """The stretches [first, last) of days of a period that touch the horizon."""
        if per == 0:
            return [(0, self.days)]
        if per == 3:
            return [(a, a + 7) for a in range(-6, self.days)]
        out = []
        for day in range(self.days):
            d = self.date(day)
            if per == 1:
                first = day - self.into_week(day)
                last = first + 7
            else:
                first = day - (d.day - 1)
                month = d.replace(day=28) + datetime.timedelta(days=4)  # in the next one
                last = first + (month.replace(day=1) - d.replace(day=1)).days
            if not out or out[-1][0] != first:
                out.append((first, last))
        return out

    # shifts

    def standby(self, s):
        return self.kind(s) == 6

    def resting(self, s):
        """Whether a cell is rest for the rules on rest days, days in a row and rest between."""
        return s == OFF or bool(self.shifts[s].get("Rests"))

    def idle(self, s):
        """Whether a cell brings nobody to work."""
        return s == OFF or self.standby(s)

    def segments(self, s):
        return [(g["start"], g["end"]) for g in self.shifts[s]["Segments"]]

    def kind(self, s):
        return self.shifts[s].get("Kind", 0)

    def overtime(self, s):
        """The spans of a shift that are overtime."""
        return [(g["start"], g["end"]) for g in self.shifts[s].get("Overtime") or []]

    def overtime_minutes(self, s):
        return sum(b - a for a, b in self.overtime(s))

    def counted_minutes(self, f, s):
        """The minutes of a shift that a rule on minutes counts."""
        return max(0, self.paid(s) - self.overtime_minutes(s)) if f["Normal"] else self.paid(s)

    def extra_units(self, f, day, s):
        """The hard units that a shift of extra work breaks by itself."""
        units, minutes = 0, self.overtime_minutes(s)
        whole = sum(b - a for a, b in self.segments(s))
        for b in f["Booked"]:
            if b["Day"] == day:
                minutes += b["Minutes"]
                units += sum(1 for a, e in self.overtime(s) if a < b["At"]["end"] and b["At"]["start"] < e)
        partly = 0 < self.overtime_minutes(s) < whole
        return units + int(f["Day"] > 0 and partly and minutes > f["Day"])

    def extra_fixed(self, f, n):
        """What n days of extra work cost beside the price of each."""
        return fen(f, f["Rent"] + max(0, f["Least"] - n) * f["Rate"]) if n else 0

    def months(self, f):
        """The calendar months with the minutes of overtime booked in each."""
        for first, last in self.stretches(2):
            yield first, last, sum(b["Minutes"] for b in f["Booked"] if first <= b["Day"] < last)

    def paid(self, s):
        return self.shifts[s].get("Paid", 0)

    def reach(self, day, span):
        """The days whose shifts may have to do with a span of a day, those through midnight
        included: a shift ends within two days."""
        return range(day - 1, day + 1 + max(0, span["end"] - 1) // DAY)

    def covers(self, s, of, day, span):
        """Whether one segment of shift s of the day `of` contains all of a span of a day."""
        off = (day - of) * DAY
        return any(a <= span["start"] + off and span["end"] + off <= b for a, b in self.segments(s))

    def touches(self, s, of, day, span):
        """Whether one segment of shift s of the day `of` overlaps a span of a day."""
        off = (day - of) * DAY
        return any(a < span["end"] + off and span["start"] + off < b for a, b in self.segments(s))

    def serves(self, s, c):
        """Whether shift s serves a queue of a row of cover; standby serves none."""
        if self.standby(s):
            return False
        q = self.shifts[s]["Queue"]
        return c["queue"] == ANY or q == ANY or q == c["queue"] or q in (c["with"] or [])

    def counted(self, i, day, c):
        """Whether person i, on a shift of day, is one whom a row of cover counts."""
        who = self.people[i]
        if who.get("Trainee") and not 0 < who.get("Trained", 0) <= day:
            return False
        return c["who"] is None or i in c["who"]

    def counts_as(self, s, shift):
        """Whether somebody on s is on shift too."""
        return s == shift or self.shifts[shift]["ID"] in (self.shifts[s].get("Parts") or [])

    def burden(self, what, s, day):
        """Whether shift s on day counts towards the burden; of 5 how many minutes it adds."""
        if what == 5:
            return 0 if self.holiday and self.holiday[day] else self.paid(s)
        if what == 0:
            return self.kind(s) in (3, 4)
        if what == 1:
            return self.kind(s) == 4
        if what == 2:
            return self.weekend(day)
        if what == 3:
            return bool(self.holiday) and self.holiday[day]
        return self.kind(s) == 5

    # people

    def end(self, i):
        """The day after the last one of which something is known."""
        return self.days + len(self.people[i].get("Next") or [])

    def next(self, i, day):
        """What person i does on a day after the horizon, None where it is not known."""
        return self.people[i]["Next"][day - self.days] if self.days <= day < self.end(i) else None

    def on_leave(self, i, day):
        return day in (self.people[i].get("Leave") or [])

    def astray(self, i, day):
        """Whether person i, off on day, neither works nor rests."""
        who = self.people[i]
        return self.on_leave(i, day) or 0 <= day < self.days and not who["First"] <= day < who["Last"]

    def excused(self, i, day):
        """Whether something of the day makes person i unavailable."""
        return any(r == "unavailable" and u["Person"] == i and u["Day"] == day for r, u in self.rules)

    def past(self, i, day):
        """What person i did on a day before 0: a shift, OFF, or None where it is not known."""
        past = self.people[i].get("Past") or []
        return past[day] if -len(past) <= day < 0 else None

    def known(self, i):
        """The first day of which something is known, 0 without a past."""
        return -len(self.people[i].get("Past") or [])

    def may(self, i, day, s):
        """Whether person i may work shift s on day at all."""
        who, shift = self.people[i], self.shifts[s]
        open_ = shift.get("Days")
        return (s in (who.get("Shifts") or []) and who["First"] <= day < who["Last"]
                and not shift.get("Retired") and (open_ is None or open_[day]))

    def pin_units(self, f):
        """The hard units of a fixed cell; a lock weighs more where it can be worked."""
        able = f["Shift"] == OFF or self.may(f["Person"], f["Day"], f["Shift"])
        return 1 << 20 if f["Locked"] and able else 1

    def who(self, fields):
        people = fields.get("People")
        return range(len(self.people)) if people is None else people

    def shift_index(self, name):
        """The index of the shift of an id, OFF for ""."""
        if name == "":
            return OFF
        return next(s for s, shift in enumerate(self.shifts) if shift["ID"] == name)


def bound(raw):
    """(hard_min, soft_min, soft_max, hard_max, under_cost, over_cost); a key left out is 0."""
    return tuple(raw.get(k, 0) for k in ("hard_min", "soft_min", "soft_max", "hard_max", "under_cost", "over_cost"))


def judge(raw, n, maximum_only=False):
    """The hard units and the cost of n against a bound."""
    hard_min, soft_min, soft_max, hard_max, under, over = bound(raw)
    hard = max(0, n - hard_max)
    cost = max(0, n - soft_max) * over
    if not maximum_only:
        hard += max(0, hard_min - n)
        cost += max(0, soft_min - n) * under
    return hard, cost


def force(raw):
    """(hard units, cost) of one breach."""
    return (1, 0) if raw.get("hard") else (0, raw.get("cost", 0))


def read(path):
    with open(path, encoding="utf-8") as f:
        return Problem(json.load(f))
