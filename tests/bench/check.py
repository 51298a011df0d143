"""Fails when a ratio of the speed table is over its bar: `python -m tests.bench.check`.

A row over its bar is measured once more with the whole table, so that a neighbour's burst of work on
a shared machine does not fail a build; a real regression is over it twice.
"""

from __future__ import annotations

import sys

from tests.bench import measure


def main() -> int:
    over = {row.name for row in measure.rows() if not row.holds}
    if over:
        over &= {row.name for row in measure.rows() if not row.holds}
    for name in sorted(over):
        print(f"over its bar twice: {name}")
    print("speed: every bar holds" if not over else f"speed: {len(over)} bars are crossed")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main())
