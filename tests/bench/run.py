"""Prints the speed table: `python -m tests.bench.run`."""

from __future__ import annotations

from tests.bench import measure


def main() -> None:
    for row in measure.rows():
        bar = "" if row.bar is None else f"{row.bar:10.3g} {'ok' if row.holds else 'OVER'}"
        print(f"{row.name:55} {row.value:10.3g} {row.unit:3} {bar}")


if __name__ == "__main__":
    main()
