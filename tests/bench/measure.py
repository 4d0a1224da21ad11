"""Timing helpers and the stores that benchmarks use."""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from app.bootstrap import Services, create_app
from app.services.context import Owner
from app.services.demonstration.loading import DEMONSTRATION_NAME, load_village
from app.services.workspace import DEMONSTRATION_VILLAGE

T = TypeVar("T")
TODAY = date(2026, 11, 20)
VILLAGE, TOWNSHIP = 1_500, 30_000


@dataclass(frozen=True)
class Figure:
    """One measured figure beside its bar."""

    name: str
    value: float
    unit: str
    bar: str
    met: bool
    detail: str = ""


def say(figure: Figure) -> None:
    """Print a figure as one JSON line."""
    sys.stdout.write(json.dumps(figure.__dict__, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def seconds(work: Callable[[], T]) -> tuple[float, T]:
    """Time one call."""
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


def best_of(times: int, work: Callable[[], object]) -> float:
    """Give the shortest of several calls, in seconds."""
    return min(seconds(work)[0] for _ in range(times))


def percentile(values: Iterable[float], share: float) -> float:
    """Give a percentile of some values."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def median(values: Iterable[float]) -> float:
    """Give the median."""
    return statistics.median(values)


def peak_memory() -> int:
    """Give the most memory that this process has held, in MB.

    The kernel's own count where there is one: ``ru_maxrss`` begins with the peak of the process that started this one.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return round(int(line.split()[1]) / 1024)
    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def village(folder: Path, households: int) -> Services:
    """Make an invented village of a size."""
    owner = Owner("周明远", (DEMONSTRATION_VILLAGE,), (DEMONSTRATION_NAME,), demonstration=True)
    services, _ = create_app(folder, owner, TODAY)
    load_village(services.context, services.forms, households, 1)
    return services


@contextmanager
def closing(services: Services) -> Iterator[Services]:
    """Close a workspace after use."""
    try:
        yield services
    finally:
        services.close()
