"""``household list / show / find / set / history``, ``undo`` and ``export``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import opened
from app.cli.output import Exit, Output
from app.domain.dates import PartialDate, format_distance
from app.domain.errors import AppError, ErrorCode
from app.services.files import write_whole
from app.services.households.models import HouseholdFilter, HouseholdRow

if TYPE_CHECKING:
    from app.cli.main import Globals
    from app.cli.registry import Commands
    from app.oplog.operation import Value


SHOWN = 60
"""So many characters of a mistake are repeated in its message."""


def add_commands(commands: Commands) -> None:
    """Add the register's commands."""
    household = commands.add_parser("household", help="农户").add_subparsers(required=True, metavar="动作")
    household.add_parser("list", help="全部农户").set_defaults(run=list_)
    _with_key(household.add_parser("show", help="一户的档案")).set_defaults(run=show)
    find_parser = household.add_parser("find", help="按姓名、拼音、尾号、电话、组查找")
    find_parser.add_argument("text")
    find_parser.set_defaults(run=find)
    set_parser = _with_key(household.add_parser("set", help="改记录：PATH=VALUE"))
    set_parser.add_argument("values", nargs="+", metavar="PATH=VALUE")
    set_parser.add_argument("--evidence", default="申报")
    set_parser.add_argument("--as-of", dest="as_of")
    set_parser.add_argument("--reason", default="")
    set_parser.set_defaults(run=set_)
    history_parser = _with_key(household.add_parser("history", help="每一项的经过"))
    history_parser.add_argument("path", nargs="?")
    history_parser.set_defaults(run=history)
    undo_parser = commands.add_parser("undo", help="撤销上一步或指定的一步")
    undo_parser.add_argument("--tx")
    undo_parser.add_argument("--dry-run", action="store_true", dest="dry_run")
    undo_parser.set_defaults(run=undo)
    export_parser = commands.add_parser("export", help="导出台账或农户文档")
    export_parser.add_argument("kind", metavar="KIND")
    export_parser.add_argument("file", nargs="?", type=Path)
    export_parser.set_defaults(run=export)


def list_(_arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Print every household."""
    with opened(options.home, options.today, options.passphrase) as services:
        rows = services.households.rows(services.households.ids(HouseholdFilter()))
        output.result({"households": [row_item(row) for row in rows], "total": len(rows)}, map(row_line, rows))
    return Exit.DONE


def find(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Print the households that a search finds."""
    with opened(options.home, options.today, options.passphrase) as services:
        rows = services.households.find(arguments.text)
        output.result({"households": [row_item(row) for row in rows], "total": len(rows)}, map(row_line, rows))
    return Exit.DONE


def show(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Print one household: the document with ``--json``, else a page with masked numbers."""
    with opened(options.home, options.today, options.passphrase) as services:
        if options.as_json:
            output.result(services.households.document(arguments.key))
            return Exit.DONE
        page = services.households.page(services.households.resolve(arguments.key))
        lines = [
            f"{page.title}  {page.group}  {page.code}",
            "  ".join(label.text for label in page.labels),
            f"家庭人口 {page.hukou_persons} 人，常住 {page.living_persons} 人  电话 {page.phone}",
        ]
        lines += [
            f"  {row.key}  {row.name}  {row.relation}  {row.sex}  {row.age if row.age is not None else '—'} 岁  {row.id_number}"
            for row in page.members
        ]
        if page.last_visit:
            lines.append(f"上次走访 {page.last_visit}（{format_distance(page.last_visit, services.today())}）")
        output.result(None, lines)
    return Exit.DONE


def set_(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Write facts."""
    values = parse_assignments(arguments.values)
    with opened(options.home, options.today, options.passphrase) as services:
        result = services.households.set(
            arguments.key,
            values,
            evidence=arguments.evidence,
            as_of=_as_of(arguments.as_of),
            reason=arguments.reason,
            source="command",
        )
        document = {
            "household": result.household,
            "tx": result.transaction,
            "changes": [{"path": path, "old": old, "new": new} for path, old, new in result.changed],
        }
        output.result(
            document,
            [f"{path}: {old!r} → {new!r}" for path, old, new in result.changed] or ["值没有变，日期和依据已更新"],
        )
    return Exit.DONE


def history(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Print every value that facts were given, newest first."""
    with opened(options.home, options.today, options.passphrase) as services:
        entries = services.households.history(arguments.key, arguments.path)
        items = [
            {
                "path": entry.path,
                "value": entry.value,
                "before": entry.before,
                "when": entry.when,
                "as_of": entry.as_of,
                "actor": entry.actor,
                "evidence": entry.evidence,
                "source": entry.source,
                "reason": entry.reason,
                "tx": entry.transaction,
            }
            for entry in entries
        ]
        lines = [
            f"{entry.when:%Y-%m-%d %H:%M}  {entry.label}  {entry.before!r} → {entry.value!r}  "
            f"{entry.actor}  {entry.evidence}  {entry.source}"
            for entry in entries
        ]
        output.result({"history": items, "total": len(items)}, lines)
    return Exit.DONE


def undo(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Take an action back; exit code 1 if fields changed since were left."""
    with opened(options.home, options.today, options.passphrase) as services:
        result = services.households.undo(arguments.tx, dry_run=arguments.dry_run)
        document = {
            "tx": result.transaction,
            "what": result.what,
            "when": result.when,
            "fields": result.fields,
            "records": result.records,
            "left": list(result.left),
            "dry_run": arguments.dry_run,
        }
        verb = "会退回" if arguments.dry_run else "已退回"
        lines = [f"{verb} {result.what}（{result.when:%Y-%m-%d %H:%M}）：{result.records} 条记录 {result.fields} 处"]
        lines += [f"后来又改过，留着没动：{name}" for name in result.left]
        output.result(document, lines)
        return Exit.WAITS if result.left else Exit.DONE


def export(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Write a ledger as a workbook, or household documents as JSON."""
    with opened(options.home, options.today, options.passphrase) as services:
        if arguments.file is None:
            if not options.as_json or arguments.kind != "households":
                raise AppError(ErrorCode.USAGE, text="要写明导出到哪个文件；农户文档用 export households --json")
            documents = list(services.households.documents())
            output.result({"households": documents, "total": len(documents)})
            return Exit.DONE
        content = services.exports.ledger(arguments.kind, output.progress())
    write_whole(arguments.file, content)
    output.result({"file": str(arguments.file), "bytes": len(content)}, [f"已写到 {arguments.file}"])
    return Exit.DONE


def row_item(row: HouseholdRow) -> dict[str, object]:
    """Give a household as a list item of the contract."""
    return {
        "id": row.id,
        "key": row.code or row.id,
        "code": row.code,
        "head": row.head,
        "village": row.village,
        "group": row.group,
        "type": row.type,
        "labels": [label.text for label in row.labels],
        "persons": row.persons,
        "last_visit": row.last_visit,
        "next_visit": row.next_visit,
        "drafts": row.drafts,
        "conflicts": row.conflicts,
        "found": list(row.found),
    }


def row_line(row: HouseholdRow) -> str:
    """Give a household as a line for a person."""
    labels = " ".join(label.text for label in row.labels)
    found = f"  （{'、'.join(row.found)}）" if row.found else ""
    return f"{row.code}  {row.head}{found}  {row.group}  {row.persons} 人  {labels}"


def parse_assignments(pairs: Iterable[str]) -> dict[str, Value]:
    """Read ``PATH=VALUE`` words.

    :raises AppError: USAGE for a word of another shape
    """
    values: dict[str, Value] = {}
    for pair in pairs:
        path, equals, text = pair.partition("=")
        if not equals or not path:
            raise AppError(ErrorCode.USAGE, text=f"{pair} 要写成 PATH=VALUE")
        values[path] = _value(text)
    return values


def _with_key(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("key", metavar="KEY")
    return parser


def _value(text: str) -> Value:
    """Read a value: JSON where it is JSON (lists, objects, true, null), else the text itself."""
    if text.startswith(("[", "{")) or text in {"null", "true", "false"}:
        try:
            value: Value = json.loads(text)
            return value
        except (ValueError, RecursionError):
            raise AppError(ErrorCode.USAGE, text=f"不是 JSON：{text[:SHOWN]}") from None
    return text


def _as_of(text: str | None) -> str | None:
    if text is None:
        return None
    try:
        return PartialDate.from_iso(text).iso
    except ValueError:
        raise AppError(ErrorCode.USAGE, text=f"--as-of 要写成 2026-11-20 这样，不能是 {text}") from None
