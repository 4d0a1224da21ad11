"""``make conformance``: forms filled with seeded answers, JavaRosa beside us, node by node.

One line for each form; what differs without a cause is printed, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.forms.oracle.forms import forms
from tests.forms.oracle.javarosa import missing
from tests.forms.oracle.running import compared

MOST_SHOWN = 5


def main() -> int:
    """Compare and report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=40, help="number of generated forms")
    parser.add_argument("--steps", type=int, default=60, help="steps for each form")
    parser.add_argument("--only", default="", help="forms whose name contains this")
    parser.add_argument("--shown", type=int, default=MOST_SHOWN, help="differences printed for each form")
    arguments = parser.parse_args()
    reason = missing()
    if reason:
        sys.stdout.write(f"{reason}\n")
        return 0
    chosen = [form for form in forms(arguments.seeds) if arguments.only in form.name]
    failed = False
    with tempfile.TemporaryDirectory(prefix="cunfang-oracle-") as folder:
        for result in compared(chosen, Path(folder), arguments.steps):
            sys.stdout.write(f"{result.line()}\n")
            for one in result.unexplained[: arguments.shown]:
                sys.stdout.write(f"    {one}\n")
            failed = failed or bool(result.unexplained)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
