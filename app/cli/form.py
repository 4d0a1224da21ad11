"""``form compile / run / lint / compose``: checklists without a workspace; ``form publish`` takes one into it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import opened
from app.cli.files import need_another_file, read_file, read_steps
from app.cli.output import Exit, Output
from app.domain.codes import CodeLists
from app.domain.errors import AppError, ErrorCode
from app.domain.facts import FactDictionary
from app.domain.progress import SILENT, Progress
from app.forms.compile import CompiledForm, compile_form
from app.forms.compose import compose
from app.forms.environment import Environment
from app.forms.lint import lint, lint_definition
from app.forms.messages import FormMessage, Severity, message_json
from app.forms.model import parse_form
from app.forms.play import Json, play
from app.forms.session import FormSession
from app.services.files import write_whole
from app.system import resources
from app.system.clock import Clock

if TYPE_CHECKING:
    from app.cli.main import Globals
    from app.cli.registry import Commands

_FACTS = "facts"


def add_commands(commands: Commands) -> None:
    """Add the commands of forms."""
    form = commands.add_parser("form", help="表单").add_subparsers(required=True, metavar="动作")
    compile_parser = _with_file(form.add_parser("compile", help="XLSForm 转成 XForm"))
    compile_parser.add_argument("-o", dest="out", type=Path, required=True, metavar="OUT.xml")
    compile_parser.set_defaults(run=compile_)
    run_parser = _with_file(form.add_parser("run", help="照步骤填一份表单"))
    run_parser.add_argument("--script", type=Path, required=True, metavar="STEPS.json")
    run_parser.set_defaults(run=run)
    _with_file(form.add_parser("lint", help="检查表单")).set_defaults(run=lint_)
    compose_parser = _with_file(form.add_parser("compose", help="把公用模块并入，写成普通 XLSForm"))
    compose_parser.add_argument("-o", dest="out", type=Path, required=True, metavar="OUT.xlsx")
    compose_parser.set_defaults(run=compose_)
    publish_parser = _with_file(form.add_parser("publish", help="把表单收进工作区"))
    publish_parser.add_argument(
        "--allow-skipped", dest="allow_skipped", action="store_true", help="有这里不能问的题也收下，那些题跳过"
    )
    publish_parser.set_defaults(run=publish)


def _with_file(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("file", type=Path)
    return parser


def compile_(arguments: argparse.Namespace, _options: Globals, output: Output) -> int:
    """Write the XForm of a workbook."""
    result = compile_command(arguments.file, arguments.out, blocks(), output.progress())
    output.result(result, [f"{result['form_id']} {result['version']} {arguments.out.name}"])
    return Exit.DONE


def run(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Play a script against a form."""
    now = Clock(options.today).now()
    output.result(run_command(arguments.file, arguments.script, Environment(now=now), blocks(), output.progress()))
    return Exit.DONE


def lint_(arguments: argparse.Namespace, _options: Globals, output: Output) -> int:
    """Print an author's mistakes."""
    found = lint_command(arguments.file, blocks())
    output.result(
        {"messages": [message_json(one) for one in found], "total": len(found)},
        [_line(one) for one in found] or ["没有发现问题"],
    )
    return Exit.WAITS if any(one.severity is Severity.ERROR for one in found) else Exit.DONE


def compose_(arguments: argparse.Namespace, _options: Globals, output: Output) -> int:
    """Write the plain XLSForm of a checklist made of blocks."""
    output.result(compose_command(arguments.file, arguments.out, blocks()), [arguments.out.name])
    return Exit.DONE


def publish(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Take a form into the workspace; what its author should mend is printed all the same."""
    with opened(options.home, options.today, options.passphrase) as services:
        published = services.forms.publish_file(arguments.file, allow_skipped=arguments.allow_skipped)
    form = published.form
    document = {
        "form_id": form.form_id,
        "version": form.version,
        "title": form.title,
        "hash": form.hash,
        "questions": form.questions,
        "messages": [message_json(one) for one in published.messages],
    }
    output.result(
        document, [f"{form.form_id} {form.version} {form.title}，{form.questions} 题", *map(_line, published.messages)]
    )
    return Exit.WAITS if any(one.severity is Severity.ERROR for one in published.messages) else Exit.DONE


def blocks() -> dict[str, bytes]:
    """Read the shared blocks that come with the program."""
    return resources.contents("forms/blocks", ".xlsx")


def compile_command(file: Path, out: Path, shared: Mapping[str, bytes], progress: Progress = SILENT) -> dict[str, Json]:
    """Compile a workbook and write its XForm.

    :raises FormError: with the author's mistakes; nothing is written then
    """
    need_another_file(out, file)
    form = compile_form(read_file(file), blocks=shared, media=_media(file), progress=progress)
    write_whole(out, form.xform)
    return {
        "form_id": form.form_id,
        "version": form.version,
        "title": form.title,
        "out": out.name,
        "messages": [dict(message_json(one)) for one in form.messages],
    }


def run_command(
    file: Path, script: Path, environment: Environment, shared: Mapping[str, bytes], progress: Progress = SILENT
) -> dict[str, Json]:
    """Play a script against a workbook or an XForm (contract, section 5)."""
    media = _media(file)
    definition = parse_form(_xform(read_file(file), shared, media, progress), media=media)
    steps = [
        {name: _json(value, number) for name, value in step.items()}
        for number, step in enumerate(read_steps(script), start=1)
    ]
    return play(FormSession.start(definition, environment), steps)


def lint_command(file: Path, shared: Mapping[str, bytes]) -> tuple[FormMessage, ...]:
    """Everything that the author of a workbook or an XForm should mend."""
    data = read_file(file)
    facts = FactDictionary.from_toml(resources.text("codes/facts.toml"))
    tables = {name: text for name, text in resources.texts("codes", ".toml").items() if name != _FACTS}
    codes = {name: codes.labels for name, codes in CodeLists.from_tables(tables).items()}
    if _is_xml(data):
        return lint_definition(parse_form(data, media=_media(file)), facts, codes)
    form: CompiledForm = compile_form(data, blocks=shared, media=_media(file))
    return lint(form, facts, codes)


def compose_command(file: Path, out: Path, shared: Mapping[str, bytes]) -> dict[str, Json]:
    """Write the plain XLSForm of a checklist."""
    need_another_file(out, file)
    write_whole(out, compose(read_file(file), shared))
    return {"out": out.name}


def _xform(data: bytes, shared: Mapping[str, bytes], media: Mapping[str, bytes], progress: Progress) -> bytes:
    return data if _is_xml(data) else compile_form(data, blocks=shared, media=media, progress=progress).xform


def _is_xml(data: bytes) -> bool:
    return data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


def _media(file: Path) -> dict[str, bytes]:
    """The files of the folder ``NAME-media`` beside a form, as ODK's tools lay them out."""
    folder = file.with_name(f"{file.stem}-media")
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file()}


def _json(value: object, step: int) -> Json:
    """A value of a script: texts, numbers, truth values, null, and lists of them.

    :param step: its step, counted from 1, for an error
    """
    if isinstance(value, list):
        if any(isinstance(one, list) for one in value):
            raise AppError(ErrorCode.STEP_INVALID, step=step, reason=f"第 {step} 步的值不能是多层的列表")
        return [_json(one, step) for one in value]
    return value if value is None or isinstance(value, (str, int, float, bool)) else str(value)


def _line(one: FormMessage) -> str:
    place = [part for part in (one.workbook, one.sheet, f"第{one.row}行" if one.row else None, one.column) if part]
    return f"{' '.join(place)}：{one.text}" if place else one.text
