"""``visit list / start / answer / review / finish / amend / show``: a whole visit without a window."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.bootstrap import opened
from app.cli.files import read_steps
from app.cli.household import parse_assignments
from app.cli.output import Exit, Output
from app.domain.errors import AppError, ErrorCode
from app.services.visits.entity_words import aside_words
from app.services.visits.models import Channel, OtherSigner, Review, Role, Signing, VisitRow
from app.services.visits.signers import ROLE_WORDS

if TYPE_CHECKING:
    from app.cli.main import Globals
    from app.cli.registry import Commands
    from app.forms.play import Step


LONG_PARTS = frozenset({"submission", "snapshot"})
"""Left out of what a person reads; ``--json`` has them."""


def add_commands(commands: Commands) -> None:
    """Add the commands of a visit."""
    visit = commands.add_parser("visit", help="走访").add_subparsers(required=True, metavar="动作")
    list_parser = visit.add_parser("list", help="签过字的走访，新的在前；然后是草稿")
    list_parser.add_argument("--household", metavar="KEY")
    list_parser.set_defaults(run=list_)
    start_parser = visit.add_parser("start", help="开始一次走访")
    start_parser.add_argument("household")
    start_parser.add_argument("form")
    start_parser.add_argument("--member")
    start_parser.add_argument("--lead")
    start_parser.add_argument("--channel", choices=[channel.value for channel in Channel], default=Channel.HOME.value)
    start_parser.set_defaults(run=start)
    answer_parser = _with_visit(visit.add_parser("answer", help="照步骤作答"))
    answer_parser.add_argument("--script", type=Path, required=True, metavar="STEPS.json")
    answer_parser.set_defaults(run=answer)
    _with_visit(visit.add_parser("review", help="签字前看一遍")).set_defaults(run=review)
    finish_parser = _with_visit(visit.add_parser("finish", help="签字完成"))
    finish_parser.add_argument("--visitors", required=True, metavar="A,B")
    who = finish_parser.add_mutually_exclusive_group(required=True)
    who.add_argument("--interviewee", metavar="NAME")
    who.add_argument("--refused", metavar="REASON")
    who.add_argument("--not-met", dest="not_met", metavar="REASON")
    roles = "、".join(f"{role.value}（{word}）" for role, word in ROLE_WORDS.items())
    finish_parser.add_argument(
        "--signer", action="append", default=[], metavar="ROLE=NAME", help=f"另外签字的人：{roles}"
    )
    finish_parser.add_argument(
        "--unsigned", action="append", default=[], metavar="ROLE=REASON", help="没有签字的人和原因"
    )
    finish_parser.add_argument("--keep-old", dest="keep_old", action="append", default=[], metavar="PATH=REASON")
    finish_parser.set_defaults(run=finish)
    amend_parser = _with_visit(visit.add_parser("amend", help="更正签过字的走访"))
    amend_parser.add_argument("values", nargs="+", metavar="PATH=VALUE")
    amend_parser.add_argument("--reason", required=True)
    amend_parser.set_defaults(run=amend)
    _with_visit(visit.add_parser("show", help="一次走访的全部内容")).set_defaults(run=show)


def list_(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Print the visits."""
    with opened(options.home, options.today, options.passphrase) as services:
        rows = services.visits.rows(arguments.household)
        output.result({"visits": [visit_item(row) for row in rows], "total": len(rows)}, map(_line, rows))
    return Exit.DONE


def start(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Start a visit."""
    with opened(options.home, options.today, options.passphrase) as services:
        visit = services.visits.start(
            arguments.household,
            arguments.form,
            channel=arguments.channel,
            member=arguments.member,
            lead=arguments.lead,
        )
        output.result({"visit": visit}, [visit])
    return Exit.DONE


def answer(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Play answers into a draft."""
    steps = cast("list[Step]", read_steps(arguments.script))
    with opened(options.home, options.today, options.passphrase) as services:
        visit = services.visits.resolve(arguments.visit)[0]
        result = services.visits.play(visit, steps)
        outcomes = result["steps"]
        refused = (
            [one for one in outcomes if isinstance(one, dict) and "error" in one] if isinstance(outcomes, list) else []
        )
        output.result(result, [f"{len(steps) - len(refused)} 步已存，{len(refused)} 步没有存上"])
    return Exit.DONE


def review(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Print the page before signing."""
    with opened(options.home, options.today, options.passphrase) as services:
        page = services.visits.review(arguments.visit)
        output.result(review_document(page), _review_lines(page))
    return Exit.DONE


def finish(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Sign a visit; with errors nothing is sealed and the exit code is 1."""
    signing = Signing(
        visitors=tuple(name.strip() for name in arguments.visitors.replace("，", ",").split(",") if name.strip()),
        interviewee=arguments.interviewee,
        refused=arguments.refused,
        not_met=arguments.not_met,
        keep_old={path: str(reason) for path, reason in parse_assignments(arguments.keep_old).items()},
        others=(
            *(OtherSigner(role, name) for role, name in _roles(arguments.signer)),
            *(OtherSigner(role, reason=why) for role, why in _roles(arguments.unsigned)),
        ),
    )
    with opened(options.home, options.today, options.passphrase) as services:
        visit = services.visits.resolve(arguments.visit)[0]
        page = services.visits.review(visit)
        if page.errors:
            output.result({"visit": visit, "state": "draft", **review_document(page)}, _review_lines(page))
            return Exit.WAITS
        sealed = services.visits.finish(visit, signing)
        document = {
            "visit": sealed.visit,
            "state": "signed",
            "number": sealed.number,
            "key": sealed.number,
            "household": sealed.household,
            "changes": sealed.changes,
            "kept": sealed.kept,
            "raised": sealed.raised,
        }
        output.result(document, [f"{sealed.number} 已签字，改动记录 {sealed.changes} 处"])
    return Exit.DONE


def _roles(pairs: Iterable[str]) -> Iterator[tuple[Role, str]]:
    """Read ``ROLE=NAME`` or ``ROLE=REASON``; a role in the word of the convention or as it is called on paper.

    :raises AppError: USAGE for a role that nobody has, and a word of another shape
    """
    for pair in pairs:
        word, equals, told = pair.partition("=")
        role = next((one for one, called in ROLE_WORDS.items() if word.strip() in {one.value, called}), None)
        if role is None or not equals:
            known = " ".join(one.value for one in ROLE_WORDS)
            raise AppError(ErrorCode.USAGE, text=f"{pair} 要写成 ROLE=姓名或原因，ROLE 是 {known}")
        yield role, told.strip()


def amend(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Correct a signed visit."""
    values = parse_assignments(arguments.values)
    with opened(options.home, options.today, options.passphrase) as services:
        transaction = services.visits.amend(arguments.visit, values, arguments.reason)
        output.result({"visit": arguments.visit, "tx": transaction}, ["已更正，原文保留"])
    return Exit.DONE


def show(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Print everything of a visit."""
    with opened(options.home, options.today, options.passphrase) as services:
        document = services.visits.show(arguments.visit)
        told = (f"{name}: {value!r}" for name, value in document.items() if name not in LONG_PARTS)
        output.result(document, told)
    return Exit.DONE


def visit_item(row: VisitRow) -> dict[str, object]:
    """Give a visit as a list item of the contract."""
    return {
        "id": row.id,
        "key": row.key,
        "state": row.state.value,
        "household": row.household,
        "title": row.household_title,
        "form": row.form_id,
        "form_version": row.form_version,
        "form_title": row.form_title,
        "begun": row.begun,
        "ended" if row.state.value == "signed" else "changed": row.changed,
        "channel": row.channel,
        "visitors": list(row.visitors),
        "interviewee": row.interviewee or None,
        "restricted": row.restricted,
    }


def review_document(page: Review) -> dict[str, object]:
    """Give the page before signing as plain data."""
    return {
        "visit": page.visit,
        "household": page.household,
        "answered": page.answered,
        "total": page.total,
        "errors": [
            {
                "ref": item.ref,
                "number": item.number,
                "label": item.label,
                "violation": item.kind,
                "message": item.message,
            }
            for item in page.errors
        ],
        "unanswered": [{"ref": item.ref, "label": item.label, "always": item.always} for item in page.unanswered],
        "changes": [
            {
                "path": item.path,
                "member": item.who or None,
                "label": item.label,
                "old": item.old,
                "new": item.new,
                "value": item.value,
                "same": item.same,
                "needs_reason": item.needs_reason,
                "question": item.question,
                "evidence": item.evidence,
                "changed_meanwhile": item.meanwhile,
            }
            for item in page.changes
        ],
        "newcomers": [{"name": item.name, "facts": item.facts} for item in page.newcomers],
        "kept_with_visit": [
            {
                "ref": item.ref,
                "why": item.why.value,
                "list": item.dataset,
                "entity": item.who,
                "property": item.name or None,
                "value": item.told,
            }
            for item in page.aside
        ],
        "raised": [
            {"kind": item.kind, "code": item.code, "member": item.member or None, "question": item.question}
            for item in page.raised
        ],
        "signers": list(page.signers),
        "next_visit": page.next_visit,
        "ready": page.ready,
    }


def _review_lines(page: Review) -> list[str]:
    lines = [f"{page.title} 已答 {page.answered} / {page.total}"]
    lines += [f"有错 第 {item.number} 题 {item.label}：{item.message}" for item in page.errors]
    lines += [
        f"会改 {item.who}{item.label}：{item.old} → {item.new}{'（走访期间有人改过）' if item.meanwhile else ''}"
        for item in page.changes
        if not item.same
    ]
    lines += [f"新增成员 {' '.join(filter(None, (item.name, item.facts)))}" for item in page.newcomers]
    lines += [f"只随记录保存 {aside_words(item)}：{item.told}".rstrip("：") for item in page.aside]
    lines += [f"记下 {item.kind} {item.code}" for item in page.raised]
    return lines


def _line(row: VisitRow) -> str:
    state = "已签字" if row.state.value == "signed" else f"草稿 {row.answered} / {row.total}"
    return f"{row.key}  {row.household_title}  {row.form_title}  {row.changed:%Y-%m-%d %H:%M}  {state}"


def _with_visit(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("visit", metavar="VISIT")
    return parser
