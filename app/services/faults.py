"""The note for a technician about a fault of the program: what broke where, on which machine, how large the store is.

No personal data gets in: of an error only its type and the places in the code are taken, never its message, its values or
lines of source; of places only what lies below the program or a library, never a folder of the person; of the store only
counts.
"""

from __future__ import annotations

import platform
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath
from typing import Final

from app.services.context import Context
from app.services.files import write_whole
from app.store.store import Store
from app.store.views.tables import HOUSEHOLD_VIEW, PERSON_VIEW, VISIT_VIEW
from app.system.clock import Clock

PROGRAM: Final = "cunfang"
LIBRARIES: Final = (
    "PySide6-Essentials",
    "QtAwesome",
    "SQLAlchemy",
    "sqlcipher3",
    "alembic",
    "reportlab",
    "pypdfium2",
    "python-calamine",
    "pyxform",
    "keyring",
    "msgspec",
    "cryptography",
)
_ROOTS: Final = frozenset({"app", "ui", "migrations", "site-packages", "dist-packages"})
_DEEPEST: Final = 60
"""Places that are told of one error; a circle of calls is thousands long."""


@dataclass(frozen=True)
class Broken:
    """One error of a chain: its type, and the places from the outermost call to where it was raised."""

    kind: str
    places: tuple[str, ...]


@dataclass(frozen=True)
class Fault:
    """A fault of the program without anything personal.

    :param number: under which the person was told of it and the log has it
    :param chain: the error that came through first, then those that it came of
    """

    number: str
    chain: tuple[Broken, ...]


def fault_of(error: BaseException, number: str) -> Fault:
    """Take from an error what may be told."""
    return Fault(number, tuple(_broken(each) for each in _chain(error)))


def note(fault: Fault, now: datetime, counts: Mapping[str, int] | None) -> str:
    """Give the note as text.

    :param counts: of the store; None where it could not be asked
    """
    known = (
        "，".join(f"{name} {count}" for name, count in counts.items()) if counts is not None else "没有打开，或数不了"
    )
    lines = [
        "村访 给技术员的说明",
        "里面没有姓名、证件号、电话和任何填写的内容。",
        "",
        f"编号：{fault.number}",
        f"时间：{now:%Y-%m-%d %H:%M}",
        f"版本：{_version(PROGRAM)}",
        f"系统：{platform.system()} {platform.release()} {platform.machine()}",
        f"Python：{platform.python_version()}",
        "程序库：" + "，".join(f"{name} {_version(name)}" for name in LIBRARIES),
        f"数据：{known}",
    ]
    for place, broken in enumerate(fault.chain):
        lines += ["", ("出错：" if place == 0 else "起因：") + broken.kind, *(f"  {where}" for where in broken.places)]
    return "\n".join(lines) + "\n"


def save_note(path: Path, fault: Fault, context: Context | None) -> Path:
    """Write the note to a file that a person chose.

    :param context: the open workspace, for its counts; None at the gate
    :raises AppError: DISK_FULL, FILE_NOT_WRITABLE
    """
    clock = context.clock if context is not None else Clock()
    counts = _counts(context.store) if context is not None else None
    return write_whole(path, note(fault, clock.now(), counts).encode())


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    here: BaseException | None = error
    while here is not None and id(here) not in seen:
        seen.add(id(here))
        yield here
        here = here.__cause__ or (None if here.__suppress_context__ else here.__context__)


def _broken(error: BaseException) -> Broken:
    frames = traceback.extract_tb(error.__traceback__)[-_DEEPEST:]
    kind = type(error)
    return Broken(
        f"{kind.__module__}.{kind.__qualname__}",
        tuple(f"{_below_root(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames),
    )


def _below_root(file: str) -> str:
    """A file's path below the program or its library; of any other only the name: the folders may hold a person's name."""
    parts = PurePath(file.replace("\\", "/")).parts
    roots = [place for place, part in enumerate(parts) if part in _ROOTS]
    return "/".join(parts[roots[-1] :]) if roots else parts[-1] if parts else ""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "没有"


def _counts(store: Store) -> dict[str, int] | None:
    """Counts of the store; None when it cannot even be counted, which may be what the note is about."""
    tables = {"户": HOUSEHOLD_VIEW, "人": PERSON_VIEW, "走访": VISIT_VIEW}
    try:
        with store.read() as reading:
            return {
                name: int(reading.connection.exec_driver_sql(f"SELECT count(*) FROM {table.name}").scalar_one())
                for name, table in tables.items()
            }
    except Exception:  # noqa: BLE001 - a note is worth more without counts than not at all
        return None
