"""Invents small shops: a workspace of 4 to 7 people with its rules, leave, wishes, past
rosters and contact volume. The same seed and number give the same shop."""

import csv
import datetime
import os
import random

import openpyxl

PRESETS = ["wangdian", "taobao", "kuaishou", "douyin", "duty", "recharge", "amazon", "multishop", "outsource"]

# Of each preset: ids of shifts, of queues, and the shifts as the past may hold them.
SHIFTS = {
    "wangdian": ["E", "L"], "taobao": ["D", "L"], "kuaishou": ["E", "M", "L"], "douyin": ["E", "M", "L"],
    "duty": ["N", "W"], "recharge": ["E", "M", "L"], "amazon": ["E", "L", "N"],
    "multishop": ["E", "M", "L"], "outsource": ["E", "M", "L"],
}
QUEUES = {
    "recharge": ["orders"], "amazon": ["messages"],
    "multishop": ["flagship", "stores", "aftersale"], "outsource": ["client-a", "client-b"],
}
SERVES = {("multishop", "L"): ["flagship", "stores"]}  # every other shift serves all queues of its preset

# Weeks worth planning: a plain one, one with holidays at a month's edge, the year's end,
# the spring festival, a labour day.
WEEKS = ["2026-W48", "2026-W49", "2026-W40", "2026-W53", "2026-W08", "2026-W18"]


def cells_of(preset, shift):
    """The ids under which a shift stands in a roster."""
    if preset in ("multishop", "outsource"):
        return ["%s@%s" % (shift, q) for q in SERVES.get((preset, shift), QUEUES[preset])]
    if preset == "duty" and shift == "N":
        return ["N", "N", "N+D1", "N+D2"]
    return [shift]


def make(folder, seed, number):
    """Writes shop number of the seed to folder and returns (preset, week)."""
    r = random.Random("%s/%s" % (seed, number))
    preset = PRESETS[number % len(PRESETS)]
    week = r.choice(WEEKS)
    monday = datetime.date.fromisocalendar(int(week[:4]), int(week[6:]), 1)
    os.makedirs(folder)
    people = [person(r, preset, monday, k) for k in range(r.randint(4, 7))]
    table(os.path.join(folder, "people.csv"), people)
    with open(os.path.join(folder, "paiban.yaml"), "w", encoding="utf-8") as f:
        f.write("\n".join(settings(r, preset)) + "\n")
    names = [p["ID"] for p in people]
    leave(r, os.path.join(folder, "leave.xlsx"), preset, monday, names)
    past(r, os.path.join(folder, "rosters"), preset, monday, names)
    volume(r, os.path.join(folder, "inquiries"), preset, monday)
    return preset, week


def chance(r, p):
    return r.random() < p


def table(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as f:
        w = csv.DictWriter(f, list(rows[0]))
        w.writeheader()
        w.writerows(rows)


def person(r, preset, monday, k):
    hired, left, trainee, flag = monday - datetime.timedelta(r.randint(200, 2000)), "", "", ""
    queues, shifts = QUEUES.get(preset, ["service"]), SHIFTS[preset]
    if chance(r, 0.06):
        hired = monday + datetime.timedelta(r.randint(-10, 5))
    elif chance(r, 0.05):
        left = monday + datetime.timedelta(r.randint(0, 6))
    if chance(r, 0.1):
        trainee = monday + datetime.timedelta(r.randint(-2, 9))
    if chance(r, 0.15):
        flag = r.choice(["pregnant", "nursing", "minor", "no-night", "trainee", "exempt"])
    skills = r.sample(queues, r.randint(1, len(queues))) if len(queues) > 1 and chance(r, 0.6) else []
    allowed = r.sample(shifts, r.randint(1, len(shifts) - 1)) if chance(r, 0.15) else []
    return {
        "ID": "P%02d" % k, "Name": "Person %d" % k, "Group": r.choice(["A", "A", "B"]), "Skills": ",".join(skills),
        "Shifts": ",".join(allowed), "Weekly hours": r.choice([16, 24, 32, 40, 44]) if chance(r, 0.15) else "",
        "Hired": hired, "Left": left, "Flags": flag, "Trainee until": trainee,
    }


def force(r, costs=(5, 20, 60, 150)):
    return r.choice(["hard", "hard", "off"] + [str(c) for c in costs])


# Each rule of paiban.yaml that may differ from the preset, as random text.
RULES = {
    "rest_days_week": lambda r: "{min: %d, usual: %d, force: %s}" % (r.randint(0, 2), r.choice([2, 2, 3]), force(r)),
    "rest_days_any_7": lambda r: "{min: 1, usual: %d, force: %s}" % (r.randint(1, 2), force(r)),
    "rest_days_month": lambda r: "{min: %d, usual: %d, force: %s}" % (r.randint(2, 6), r.randint(6, 9), force(r)),
    "days_in_a_row": lambda r: "{min: %d, max: %d, force: %s}" % (r.choice([1, 1, 2]), r.randint(3, 7), force(r)),
    "rest_in_a_row": lambda r: "{min: %d, max: %d, force: %s}" % (r.choice([1, 1, 2]), r.randint(2, 4), force(r)),
    "split_in_a_row": lambda r: "{max: %d, force: %s}" % (r.randint(1, 4), force(r)),
    "rest_between_shifts": lambda r: "{length: %dh, force: %s}" % (r.choice([8, 10, 11, 12, 15]), force(r)),
    "continuous_work": lambda r: "{length: %s, force: %s}" % (r.choice(["3h", "4h", "6h", "8h", "9h"]), force(r)),
    "hours_week": lambda r: "{length: %dh, force: %s}" % (r.choice([32, 40, 44, 48]), force(r)),
    "hours_month": lambda r: "{length: %dh, force: %s}" % (r.choice([120, 160, 174]), force(r)),
    "nights_week": lambda r: "{max: %d, force: %s}" % (r.randint(1, 4), force(r)),
    "requests": lambda r: "{force: %d}" % r.choice([10, 40, 90]),
    "rotation": lambda r: "{kinds: [%s], force: %s, steady: %s}" % (
        r.choice(["early, late", "early, mid, late", "day, late", "early, late, night"]), force(r), force(r)),
    "fairness": lambda r: "[{id: %s, force: %d}]" % (r.choice(["late", "night", "weekend", "holiday", "duty", "hours"]), r.choice([7, 35])),
}


def settings(r, preset):
    """The lines of paiban.yaml."""
    out = ["preset: %s" % preset, "lang: en", "interval: %d" % r.choice([30, 30, 60])]
    if chance(r, 0.3):
        out.append("contract: {hours_day: %s, force: %d}" % (r.choice(["7h", "8h", "10h"]), r.choice([20, 60])))
    out += shifts(r, preset)
    if preset != "duty" and chance(r, 0.25):
        shift = r.choice(SHIFTS[preset])
        out.append("meetings: [{id: m, what: talk, days: [%s], hours: %s, force: %s}]" % (
            r.choice(["mon", "wed", "workdays", "weekends"]), r.choice(["09:00-10:00", "15:30-16:30", "23:30-24:30"]), force(r)))
        out.append("prepare_by: [{id: p, what: desk, at: \"%s\", until: \"%s\", heads: %d, force: %s}]" % (
            *r.choice([("08:30", "09:00"), ("14:00", "15:00")]), r.randint(1, 2), force(r)))
    if preset != "duty" and chance(r, 0.3):
        a, b = r.sample(SHIFTS[preset], 2)
        out.append("handovers: [{id: h, from: %s, to: %s, heads: %d, force: %s}]" % (a, b, r.randint(1, 2), force(r)))
    rules = r.sample(sorted(RULES), r.randint(1, 5))
    out.append("rules:")
    out += ["  %s: %s" % (key, RULES[key](r)) for key in rules]
    return out


def shifts(r, preset):
    """Limits on heads, and shifts of the shop's own."""
    out = []
    if chance(r, 0.3) and preset not in ("multishop", "outsource"):  # there each queue's windows say it
        out.append("  - {id: %s, heads: {min: %d, max: %d, force: %s}}" % (
            r.choice(SHIFTS[preset]), r.randint(0, 1), r.randint(1, 3), force(r)))
    if chance(r, 0.3):
        kind, hours = r.choice([
            ("day", "[09:00-12:00, 17:00-21:00]"), ("late", "[18:00-25:00]"), ("night", "[22:00-30:00]"),
            ("mid", "[10:00-13:00, 14:00-16:00, 18:00-21:00]"), ("night", "[19:00-22:30, 23:30-28:00]"), ("early", "[06:00-12:00]")])
        days = ", days: [%s]" % r.choice(["workdays", "weekends", "\"!wed\""]) if chance(r, 0.4) else ""
        queues = ", queues: [%s]" % QUEUES[preset][0] if preset in ("multishop", "outsource") else ""
        out.append("  - {id: X, name: Extra, short: X, kind: %s, hours: %s%s%s}" % (kind, hours, days, queues))
    if chance(r, 0.08) and preset not in ("duty", "multishop", "outsource"):
        out.append("  - {id: R, name: Relay, short: R, kind: night, hours: [00:00-08:00]}")
    return ["shifts:"] + out if out else []


def sheet(book, title, head, rows):
    s = book.create_sheet(title)
    s.append(head)
    for row in rows:
        s.append(row)


def leave(r, path, preset, monday, names):
    def day(last=6):
        return monday + datetime.timedelta(r.randint(0, last))
    away, wishes = [], []
    for name in names:
        if chance(r, 0.25):
            a = day()
            away.append([name, r.choice(["annual", "sick", "personal", "comp"]), str(a), str(a + datetime.timedelta(r.choice([0, 0, 1, 2]))), "approved"])
        elif chance(r, 0.2):
            a, (h, k) = day(), r.choice([(8, 10), (9, 12), (14, 18), (14, 18), (21, 23)])
            away.append([name, "personal", "%s %02d:00" % (a, h), "%s %02d:00" % (a, k), "approved"])
        for _ in range(r.choice([0, 0, 1, 2])):
            wish = r.choice(["off", "off", "{}", "not {}"]).format(r.choice(SHIFTS[preset]))
            wishes.append([name, str(day()), wish, r.randint(1, 5)])
    book = openpyxl.Workbook()
    book.remove(book.active)
    sheet(book, "Leave", ["ID or Name", "Type", "From", "To", "Status"], away)
    sheet(book, "Requests", ["ID or Name", "Date", "Wish", "Weight"], wishes)
    book.save(path)


def past(r, folder, preset, monday, names):
    """Rosters of up to five weeks before, one of them missing now and then."""
    weeks = r.choice([0, 1, 2, 3, 5])
    if weeks:
        os.makedirs(folder)
    for back in range(weeks, 0, -1):
        if chance(r, 0.1):
            continue
        first = monday - datetime.timedelta(7 * back)
        dates = [first + datetime.timedelta(d) for d in range(7)]
        book = openpyxl.Workbook()
        rows = book.active
        rows.title = "Roster"
        rows.append(["ID", "Name"] + dates)
        for name in names:
            shift, row = r.choice(SHIFTS[preset]), []
            for date in dates:
                open_ = shift if preset != "duty" else "NW"[date.weekday() >= 5]
                if chance(r, 0.15):
                    shift = r.choice(SHIFTS[preset])
                row.append("off" if chance(r, 0.25) else r.choice(cells_of(preset, open_)))
            rows.append([name, name.replace("P0", "Person ")] + row)
        year, week, _ = first.isocalendar()
        book.save(os.path.join(folder, "%d-W%02d.xlsx" % (year, week)))


def volume(r, folder, preset, monday):
    """Hourly contacts of five weeks before, or nothing."""
    if chance(r, 0.15):
        return
    os.makedirs(folder)
    queues = QUEUES.get(preset, ["service"])
    busy = {q: r.choice([4, 10, 20, 30]) / len(queues) for q in queues}
    rows = []
    for back in range(35, 0, -1):
        date = monday - datetime.timedelta(back)
        for hour in range(24):
            for q in queues:
                n = busy[q] * (1.3 if 10 <= hour < 12 or 19 <= hour < 22 else 0.3 if hour < 8 else 1)
                rows.append({"Date": date, "Hour": hour, "Queue": q, "Inquiries": max(0, round(r.gauss(n, n / 5)))})
    table(os.path.join(folder, "contacts.csv"), rows)


NO_MAX = 2147483647


def bound(r, top):
    """A random bound on a quantity of 0 to about top."""
    a, b, c, d = sorted(r.randint(0, top) for _ in range(4))
    return {"hard_min": a if chance(r, 0.2) else 0, "soft_min": b if chance(r, 0.5) else a if chance(r, 0.2) else 0,
            "soft_max": c if chance(r, 0.6) else NO_MAX, "hard_max": d if chance(r, 0.2) else NO_MAX,
            "under_cost": r.choice([0, 3, 25]), "over_cost": r.choice([0, 7, 40])}


def ordered(b):
    """The bound with its limits in order."""
    b["soft_min"] = max(b["soft_min"], b["hard_min"])
    b["hard_max"] = max(b["hard_max"], b["soft_min"])
    b["soft_max"] = min(max(b["soft_max"], b["soft_min"]), b["hard_max"])
    return b


def extend(raw, seed, number):
    """Adds rules to a problem that no shop writes: every kind and every field at random."""
    r = random.Random("%s/%s/extend" % (seed, number))
    days, people = raw["days"], len(raw["people"])
    plain = [s for s, shift in enumerate(raw["shifts"]) if not shift["Retired"]]

    def some():
        return None if chance(r, 0.4) else sorted(r.sample(range(people), r.randint(1, people)))

    def push():
        return {"hard": True, "cost": 0} if chance(r, 0.2) else {"hard": False, "cost": r.choice([4, 18, 90])}

    def limits(top):
        return ordered(bound(r, top))

    def span():
        a = 30 * r.randint(0, 58)
        return {"start": a, "end": a + 30 * r.randint(1, 8)}

    def cell():
        return {"Person": r.randrange(people), "Day": r.randrange(days)}

    def pick():
        return sorted(r.sample(plain, r.randint(1, len(plain))))

    words = {"zh": "甲", "en": "x"}
    kinds = {
        "continuous": lambda: {"People": some(), "Max": r.choice([180, 240, 480, 600]), "Force": push()},
        "fair": lambda: {"What": r.randint(0, 5), "People": some(), "Base": r.choice([0, 1, 2, 3, 960]),
                         "Plus": None if chance(r, 0.6) else [r.randint(-2, 2) for _ in range(people)],
                         "Carry": None if chance(r, 0.4) else [r.randint(0, 4) for _ in range(people)], "Cost": r.randint(1, 20)},
        "keep": lambda: {"Base": {"Cells": [[r.choice((who["Shifts"] or []) + [-1]) for _ in range(days)] for who in raw["people"]]},
                         "From": r.choice([0, 0, 0, 1]), "Cost": r.randint(0, 30)},
        "meeting": lambda: {"What": words, "People": some(), "Days": sorted(r.sample(range(days), r.randint(1, 3))),
                            "Span": r.choice([{"start": 0, "end": 0}, span()]), "Force": push()},
        "min-rest": lambda: {"People": some(), "Minutes": r.choice([480, 660, 840, 1440, 2000]), "Force": push()},
        "minutes": lambda: {"People": some(), "Per": r.randint(0, 3), "Total": {
            k: v if v == NO_MAX or k.endswith("cost") else v * 480 for k, v in limits(6).items()}},
        "pin": lambda: {**cell(), "Shift": r.choice(plain + [-1, -1])},
        "request": lambda: {**cell(), "Shifts": r.choice([None, pick()]), "Want": chance(r, 0.5), "Cost": r.randint(1, 99)},
        "rest-days": lambda: {"People": some(), "Per": r.randint(0, 3), "Min": r.randint(1, 3), "Leave": 0, "Force": push()},
        "rest-run": lambda: {"People": some(), "Length": limits(4)},
        "rotation": lambda: {"People": some(), "Kinds": r.sample(range(6), r.randint(2, 4)), "Steady": push(), "Turn": push()},
        "shift-count": lambda: {"What": words, "People": some(), "Shifts": pick(), "Per": r.randint(0, 3), "Count": limits(5)},
        "shift-run": lambda: {"What": words, "People": some(), "Shifts": pick(), "Length": limits(4)},
        "split-run": lambda: {"People": some(), "Max": r.randint(1, 3), "Force": push()},
        "succession": lambda: {"People": some(), "Pairs": [[r.choice(plain), r.choice(plain)] for _ in range(r.randint(1, 3))], "Force": push()},
        "unavailable": lambda: {**cell(), "Whole": chance(r, 0.3), "Span": span(), "What": words},
        "weekends": lambda: {"People": some(), "Worked": limits(2)},
        "whole-weekend": lambda: {"People": some(), "Force": push()},
        "work-run": lambda: {"People": some(), "Length": limits(6)},
    }
    for kind in r.sample(sorted(kinds), r.randint(3, 8)):
        raw["rules"].append({"rule": kind, "fields": kinds[kind]()})
    for _ in range(r.randint(0, 4)):
        s = span()
        raw["cover"].append({"why": r.choice(["requirement", "window", "duty-turn"]), "day": r.randrange(days), "span": s,
                             "queue": r.randint(-1, len(raw["queues"]) - 1), "shift": r.choice([-1, -1] + plain), "bound": limits(3)})
