"""Compares evaluate.py with the checker on random problems, dumped by

    PAIBAN_DUMP=DIR go test ./schedule/solve/internal/randomproblem -run TestDump

    python compare.py DIR      # ends with 1 where a score differs
"""

import glob
import json
import os
import sys

from evaluate import evaluate
from problem import read


def main():
    bad, paths = 0, sorted(glob.glob(os.path.join(sys.argv[1], "??.json")))
    for path in paths:
        with open(path[:-len(".json")] + ".roster.json", encoding="utf-8") as f:
            said = json.load(f)
        score = evaluate(read(path), said["cells"])
        if (score.hard, score.cost) == (said["score"]["hard"], said["score"]["cost"]):
            continue
        bad += 1
        print("%s: the checker says %s, the evaluation %s" % (os.path.basename(path), said["score"], (score.hard, score.cost)))
        for rule in sorted(set(said["by_rule"]) | set(score.by_rule)):
            theirs = said["by_rule"].get(rule, {"hard": 0, "cost": 0})
            ours = score.by_rule.get(rule, (0, 0))
            if (theirs["hard"], theirs["cost"]) != ours:
                print("    %s: %s, %s" % (rule, theirs, ours))
    print("%d of %d problems differ" % (bad, len(paths)))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
