"""``import FILE``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import opened
from app.cli.files import need_another_file, read_file
from app.cli.output import Exit, Output
from app.services.files import write_whole
from app.services.imports.models import Counts, ImportOptions, ImportPreview, RosterIssue
from app.services.words import roster_reason

if TYPE_CHECKING:
    from app.cli.main import Globals
    from app.cli.registry import Commands


def add_commands(commands: Commands) -> None:
    """Add ``import``."""
    parser = commands.add_parser("import", help="导入名册或清单")
    parser.add_argument("file", type=Path)
    parser.add_argument("--profile")
    parser.add_argument("--dry-run", action="store_true", dest="dry_run", help="只看会改什么，不写入")
    parser.add_argument("--rejects", type=Path, metavar="OUT.xlsx", help="拒收的行和原因写到这里")
    parser.add_argument("--all-villages", action="store_true", dest="all_villages", help="别村的农户也收")
    parser.set_defaults(run=import_)


def import_(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Import a roster, or say what it would change."""
    content = read_file(arguments.file)
    if arguments.rejects is not None:
        need_another_file(arguments.rejects, arguments.file)
    with opened(options.home, options.today, options.passphrase) as services:
        progress = output.progress()
        wanted = ImportOptions(profile=arguments.profile, all_villages=arguments.all_villages)
        preview = services.imports.preview(content, arguments.file.name, wanted, progress)
        document = report(preview)
        if arguments.rejects is not None:
            write_whole(arguments.rejects, services.imports.rejects(preview))
        if not arguments.dry_run:
            result = services.imports.apply(preview, progress=progress)
            document |= {"tx": result.transaction, "batch": result.batch}
        output.result(document, lines(preview, dry_run=arguments.dry_run))
    return Exit.WAITS if preview.reading.rejected else Exit.DONE


def report(preview: ImportPreview) -> dict[str, object]:
    """Give the report of the contract, section 4."""
    reading, comparison = preview.reading, preview.comparison
    return {
        "sheet": reading.sheet,
        "header_row": reading.header_row,
        "profile": reading.profile,
        "columns": dict(reading.columns),
        "unmapped": list(reading.unmapped),
        "rows": reading.rows,
        "accepted": reading.accepted,
        "rejected": [_issue(issue) for issue in reading.rejected],
        "warnings": [_issue(issue) for issue in reading.warnings],
        "households": _counts(comparison.households),
        "members": _counts(comparison.members),
        "changes": [
            {
                "household": change.household,
                "member": change.member,
                "field": change.field,
                "old": change.old,
                "new": change.new,
            }
            for change in comparison.changes
        ],
        "missing": [{"household": absent.household, "member": absent.member} for absent in comparison.missing],
    }


def lines(preview: ImportPreview, *, dry_run: bool) -> list[str]:
    """Give the report for a person."""
    reading = preview.reading
    verb = "会写入" if dry_run else "已写入"
    told = [
        f"{reading.sheet}，表头在第 {reading.header_row} 行，{reading.rows} 行，收 {reading.accepted} 行",
        f"{verb}：{_in_words('户', preview.households)}；{_in_words('人', preview.members)}",
    ]
    told += [f"拒收 {_line(issue)}" for issue in reading.rejected]
    told += [f"提醒 {_line(issue)}" for issue in reading.warnings[:20]]
    if len(reading.warnings) > 20:
        told.append(f"还有 {len(reading.warnings) - 20} 条提醒，用 --json 看全部")
    return told


def _line(issue: RosterIssue) -> str:
    return f"第 {issue.row} 行 {issue.column}：{roster_reason(issue.code)}"


def _issue(issue: RosterIssue) -> dict[str, object]:
    return {
        "row": issue.row,
        "column": issue.column,
        "code": issue.code.value,
        "value": issue.value,
        "message": roster_reason(issue.code),
    }


def _counts(counts: Counts) -> dict[str, int]:
    return {
        "new": counts.new,
        "changed": counts.changed,
        "unchanged": counts.unchanged,
        "missing": counts.missing,
    }


def _in_words(unit: str, counts: Counts) -> str:
    told = {"新增": counts.new, "改动": counts.changed, "不变": counts.unchanged, "名册里没有": counts.missing}
    return "，".join(f"{word} {count} {unit}" for word, count in told.items())
