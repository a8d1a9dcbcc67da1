#!/usr/bin/env python3
"""Forecasts hourly contact series by paiban and by other programs, from the same origins.

    pip install lightgbm scikit-learn statsforecast pandas
    .oracle/forecast.py --paiban ./paiban [--methods LightGBM,MSTL] FILE.csv …

FILE.csv has the columns timestamp and calls; FILE.holidays.csv beside it, if it is there,
has the column date, FILE.events.csv the columns that `paiban bench calls --help` names
(only paiban reads these). Each method sees what was known at each of six origins two
weeks apart and is scored on the four weeks after it: the sum of absolute errors of all
known hours over their sum. Processor time is that of the forecasts, without the start of
Python and without the first call, which compiles; of paiban it is the whole command.
"""

import argparse
import json
import os
import resource
import subprocess
import time
import warnings

os.environ["OMP_NUM_THREADS"] = "1"
import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
HOUR, DAY = pd.Timedelta(hours=1), pd.Timedelta(days=1)
HORIZON, EVERY = 28, 14


def read(path):
    """Returns the counts of all hours, NaN where none is given."""
    table = pd.read_csv(path, parse_dates=["timestamp"])
    counts = table.groupby("timestamp")["calls"].sum()
    return counts.reindex(pd.date_range(counts.index[0].normalize(), counts.index[-1].normalize() + 23 * HOUR, freq="h"))


def beside(path, what):
    other = path[: -len(".csv")] + "." + what + ".csv"
    return other if os.path.exists(other) else None


def lightgbm(known, ahead, off):
    """An untuned LightGBM: the calendar and the counts of at least four weeks ago."""
    import lightgbm

    series = known.reindex(known.index.append(ahead))
    when, day = series.index, series.index.normalize()
    x = pd.DataFrame({"hour": when.hour, "weekday": when.dayofweek, "day": when.day, "left": when.days_in_month - when.day,
                      "month": when.month, "holiday": day.isin(off), "eve": (day + DAY).isin(off), "after": (day - DAY).isin(off),
                      "number": (day - day[0]).days}, index=when).astype(float)
    for weeks in range(4, 9):
        x[f"weeks{weeks}"] = series.shift(168 * weeks)
    x["mean"] = x[[f"weeks{weeks}" for weeks in range(4, 9)]].mean(axis=1)
    x["year"] = series.shift(168 * 52)
    taught = series.notna().values
    model = lightgbm.LGBMRegressor(objective="l1", n_jobs=1, verbose=-1).fit(x[taught], series[taught])
    return pd.Series(model.predict(x.loc[ahead]), index=ahead)


def smooth(make):
    """A model of statsforecast on the open hours of the open weekdays, gaps filled from a week before."""
    def forecast(known, ahead, off):
        wide, weekday = known.values.reshape(-1, 24), known.index[::24].dayofweek
        hours = [h for h in range(24) if np.isfinite(wide[:, h]).mean() > 0.03]
        days = [d for d in range(7) if np.isfinite(wide[weekday == d][-4:]).any()]
        open_ = wide[np.isin(weekday, days)][:, hours].copy()
        for i, j in np.argwhere(~np.isfinite(open_)):
            open_[i, j] = open_[i - len(days), j] if i >= len(days) else np.nanmean(wide[:, hours[j]])
        slots = [t for t in ahead if t.hour in hours and t.dayofweek in days]
        model = make(len(hours), len(hours) * len(days))
        return pd.Series(model.forecast(y=open_.reshape(-1), h=len(slots))["mean"], index=slots).reindex(ahead)
    return forecast


def methods():
    from statsforecast.models import MSTL, AutoETS, AutoTheta

    return {"LightGBM": lightgbm,
            "MSTL": smooth(lambda day, week: MSTL(season_length=[day, week], trend_forecaster=AutoETS(model="ZZN"))),
            "AutoETS": smooth(lambda day, week: AutoETS(season_length=day)),
            "AutoTheta": smooth(lambda day, week: AutoTheta(season_length=week))}


def backtest(method, series, off):
    end, missed, total, seconds = series.index[-1] + HOUR, 0.0, 0.0, 0.0
    for k in range(6):
        at = end - (HORIZON + k * EVERY) * DAY
        known, actual = series[series.index < at], series[(series.index >= at) & (series.index < at + HORIZON * DAY)]
        started = time.process_time()
        out = method(known, actual.index, off).clip(lower=0).fillna(0)
        seconds += time.process_time() - started
        there = actual.notna()
        missed, total = missed + (actual - out)[there].abs().sum(), total + actual[there].sum()
    return missed / total, seconds


def paiban(command, path):
    args = [command, "bench", "calls", path, "--json"]
    for what in ("events", "holidays"):
        if beside(path, what):
            args += ["--" + what, beside(path, what)]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = json.loads(subprocess.run(args, check=True, capture_output=True).stdout)["wape"]["all"]
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return found, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--paiban", default="paiban")
    p.add_argument("--methods", default="LightGBM,MSTL,AutoETS,AutoTheta")
    p.add_argument("files", nargs="+")
    o = p.parse_args()
    chosen = {name: m for name, m in methods().items() if name in o.methods.split(",")}
    series = read(o.files[0])
    for m in chosen.values():  # compiles
        m(series[: -HORIZON * 24], series.index[-HORIZON * 24 :], set())
    print("series", "last_week", "mean_4_weeks", "paiban", *chosen, sep="\t")
    errors, spent = {name: [] for name in chosen}, {name: [] for name in chosen}
    for path in o.files:
        series, off = read(path), set()
        if beside(path, "holidays"):
            off = set(pd.read_csv(beside(path, "holidays"), parse_dates=["date"])["date"])
        own, seconds = paiban(o.paiban, path)
        row = [own["last_week"], own["mean_4_weeks"], own["paiban"]]
        for name, m in chosen.items():
            wape, took = backtest(m, series, off)
            row.append(wape)
            errors[name].append(wape / own["paiban"])
            spent[name].append(took / seconds)
        print(os.path.basename(path)[: -len(".csv")], *(f"{v:.4f}" for v in row), sep="\t", flush=True)
    mean = lambda v: float(np.exp(np.mean(np.log(v))))
    print("error over paiban's", "", "", "1.00", *(f"{mean(v):.2f}" for v in errors.values()), sep="\t")
    print("processor time over paiban's", "", "", "1.00", *(f"{mean(v):.2f}" for v in spent.values()), sep="\t")


if __name__ == "__main__":
    main()
