"""``print DOCUMENT KEY -o OUT.pdf`` and ``print list``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import opened
from app.cli.output import Exit, Output
from app.domain.errors import AppError, ErrorCode
from app.services.files import write_whole
from app.services.printing.service import documents

if TYPE_CHECKING:
    from app.cli.main import Globals
    from app.cli.registry import Commands


def add_commands(commands: Commands) -> None:
    """Add ``print``."""
    parser = commands.add_parser("print", help="打印成 PDF；print list 列出文书")
    parser.add_argument("document", metavar="DOCUMENT")
    parser.add_argument("keys", nargs="*", metavar="KEY")
    parser.add_argument("-o", dest="out", type=Path, metavar="OUT.pdf")
    parser.set_defaults(run=print_)


def print_(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Write a record's document as PDF; several keys make one file."""
    if arguments.document == "list":
        kinds = documents()
        items = [{"id": kind.name, "key": kind.name, "title": kind.title} for kind in kinds]
        output.result({"documents": items, "total": len(items)}, [f"{kind.name}  {kind.title}" for kind in kinds])
        return Exit.DONE
    if not arguments.keys or arguments.out is None:
        raise AppError(ErrorCode.USAGE, text="要写成 print 文书 编号 -o 文件.pdf")
    with opened(options.home, options.today, options.passphrase) as services:
        if len(arguments.keys) == 1:
            content = services.printing.render(arguments.document, arguments.keys[0])
        else:
            content = services.printing.render_many(arguments.document, arguments.keys, output.progress())
    write_whole(arguments.out, content)
    output.result({"file": str(arguments.out), "bytes": len(content)}, [f"已写到 {arguments.out}"])
    return Exit.DONE
