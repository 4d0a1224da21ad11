"""The command line of the contract: options anywhere, one module for each noun, exit codes that scripts can rely on."""

from __future__ import annotations

import argparse
import logging
import os
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn

from app.cli import registry
from app.cli.output import Exit, Output, standard
from app.cli.usage import usage_words
from app.domain.errors import AppError, Cancelled, ErrorCode
from app.services.files import file_trouble
from app.services.words import ErrorWords, error_words
from app.system.secrets import PASSPHRASE_VARIABLE

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
"""Python would also read 20261120 and 2026-W47-5, which the contract does not know."""
NOT_TEXT = "命令里有不是 UTF-8 的字"
FAULT = ErrorWords("fault", "程序出错了，数据没丢。", "把下面的编号告诉技术员：{number}")


@dataclass(frozen=True)
class Globals:
    """Options that stand anywhere on the line."""

    home: Path | None
    as_json: bool
    today: date | None
    passphrase: str | None


class UsageError(Exception):
    """The line is not one of the contract's."""


class _Parser(argparse.ArgumentParser):
    """Raises instead of leaving the process, so that usage errors are printed like all others."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(usage_words(message))


def main(argv: Sequence[str]) -> int:
    """Run one command.

    :param argv: the arguments without the program's name
    :return: the exit code of the contract
    """
    as_json = "--json" in argv
    output = standard(as_json=as_json)
    try:
        options, rest = split_globals(argv)
        arguments = parser(rest).parse_args(rest)
        code = int(arguments.run(arguments, options, output))
        output.finish()
        return code
    except (UsageError, UnicodeEncodeError) as error:
        said = NOT_TEXT if isinstance(error, UnicodeEncodeError) else str(error)
        output.error(error_words(AppError(ErrorCode.USAGE, text=said)))
        return Exit.USAGE
    except AppError as error:
        output.trouble(error)
        return Exit.USAGE if error.code is ErrorCode.USAGE else Exit.TROUBLE
    except (Cancelled, KeyboardInterrupt):
        return 130
    except OSError as error:
        return _disk(output, error)
    except Exception:  # noqa: BLE001 - the last line of defence: no traceback is shown, the log has it
        return _fault(output)


def split_globals(argv: Sequence[str]) -> tuple[Globals, list[str]]:
    """Take the global options out of a line, wherever they stand.

    :raises UsageError: an option without its value, or a day that is none
    """
    rest: list[str] = []
    values: dict[str, str] = {}
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if name == "--json" and not equals:
            continue
        if name in {"--home", "--today"}:
            given = value if equals else next(words, None)
            if given is None:
                raise UsageError(f"{name} 后面要有值")
            values[name] = given
        else:
            rest.append(word)
    home = values.get("--home")
    return (
        Globals(
            home=Path(home) if home is not None else None,
            as_json="--json" in argv,
            today=_day(values.get("--today")),
            passphrase=os.environ.get(PASSPHRASE_VARIABLE),
        ),
        rest,
    )


def parser(words: Sequence[str] = ()) -> argparse.ArgumentParser:
    """Give the parser with the command that a line names, else with every command of the registry."""
    root = _Parser(prog="cunfang", description="村访：驻村入户走访。不带命令时打开窗口。")
    root.add_argument("--home", metavar="DIR", help="工作区文件夹")
    root.add_argument("--json", action="store_true", help="结果写成一个 JSON 文档")
    root.add_argument("--today", metavar="YYYY-MM-DD", help="当作今天的日子")
    commands: registry.Commands = root.add_subparsers(metavar="命令", required=True, parser_class=_Parser)
    registry.add_commands(commands, words)
    return root


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        if not _DAY.fullmatch(text):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(f"--today 要写成 2026-11-20 这样，不能是 {text}") from None


def _disk(output: Output, error: OSError) -> int:
    """Print what the disk said; somebody who stopped reading (``| head``) is told nothing more."""
    if isinstance(error, BrokenPipeError):
        output.give_up()
        return Exit.DONE
    try:
        output.trouble(file_trouble(error))
        output.finish()
    except OSError:
        output.give_up()
        output.note(error_words(file_trouble(error)).message)
    return Exit.TROUBLE


def _fault(output: Output) -> int:
    import uuid  # noqa: PLC0415 - only when something went wrong

    number = uuid.uuid4().hex[:8]
    logging.getLogger("cunfang").exception("fault %s", number)
    output.error(ErrorWords(FAULT.code, FAULT.message, FAULT.hint.format(number=number)))
    if os.environ.get("CUNFANG_TRACE"):
        import traceback  # noqa: PLC0415 - only when something went wrong

        traceback.print_exc(file=sys.stderr)
    return Exit.FAULT
