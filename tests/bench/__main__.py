"""``make bench``: every figure of the project's bars on this machine, one JSON line each.

``python -m tests.bench [NAME ...]`` runs only the named ones; ``--small`` uses a village in place of the township.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench import forms, importing, printing, storage, window
from tests.bench.measure import TOWNSHIP, VILLAGE, Figure, say

BENCHES: dict[str, Callable[[Path, int], Iterator[Figure]]] = {
    "storage": storage.figures,
    "import": importing.figures,
    "print": printing.figures,
    "forms": forms.figures,
    "window": window.figures,
}


def main() -> None:
    """Run the benches asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", default=list(BENCHES))
    parser.add_argument("--small", action="store_true")
    arguments = parser.parse_args()
    for name in arguments.names:
        with tempfile.TemporaryDirectory(prefix="cunfang-bench-") as folder:
            for figure in BENCHES[name](Path(folder), VILLAGE if arguments.small else TOWNSHIP):
                say(figure)


if __name__ == "__main__":
    main()
