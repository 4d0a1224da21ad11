"""``init``, ``demo``, ``backup``, ``restore``, ``key`` and ``self-test``."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import create_app, opened
from app.cli.output import Exit, Output
from app.domain.errors import AppError, ErrorCode
from app.services.context import Owner
from app.services.households.models import HouseholdFilter
from app.services.restoring import restore
from app.services.workspace import DEMONSTRATION_VILLAGE, discard
from app.system.paths import workspace

if TYPE_CHECKING:
    from app.cli.main import Globals
    from app.cli.registry import Commands

NEW_PASSPHRASE_VARIABLE = "CUNFANG_NEW_PASSPHRASE"
"""Where ``key add-passphrase`` takes the new passphrase from; never from the command line, which others can see."""


def add_commands(commands: Commands) -> None:
    """Add the workspace's commands."""
    init_parser = commands.add_parser("init", help="新建加密工作区")
    init_parser.add_argument("--village", action="append", required=True, metavar="CODE")
    init_parser.add_argument("--name", action="append", default=[], metavar="NAME", help="村名，与 --village 一一对应")
    init_parser.add_argument("--user", default="", metavar="NAME", help="使用人姓名")
    init_parser.set_defaults(run=init)
    demo_parser = commands.add_parser("demo", help="新建演示村（人都是编的）")
    demo_parser.add_argument("--households", type=_count, default=120)
    demo_parser.add_argument("--seed", type=int, default=1)
    demo_parser.set_defaults(run=demo)
    backup_parser = commands.add_parser("backup", help="备份到一个文件")
    backup_parser.add_argument("file", type=Path)
    backup_parser.set_defaults(run=backup)
    restore_parser = commands.add_parser("restore", help="从备份恢复")
    restore_parser.add_argument("file", type=Path)
    restore_parser.set_defaults(run=restore_)
    key = commands.add_parser("key", help="钥匙").add_subparsers(required=True, metavar="动作")
    key.add_parser("add-passphrase", help=f"设置口令（从 {NEW_PASSPHRASE_VARIABLE} 读）").set_defaults(
        run=add_passphrase
    )
    key.add_parser("recovery", help="换一份恢复码，旧的作废").set_defaults(run=new_recovery)
    commands.add_parser("self-test", help="检查这台电脑上的村访").set_defaults(run=self_test)


def init(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Make a workspace; the recovery code is shown this once."""
    if len(arguments.name) > len(arguments.village):
        raise AppError(ErrorCode.USAGE, text="--name 比 --village 多：村名与村代码一一对应")
    names = tuple(arguments.name) + ("",) * (len(arguments.village) - len(arguments.name))
    owner = Owner(
        arguments.user or "本人", tuple(arguments.village), names[: len(arguments.village)], demonstration=False
    )
    services, code = create_app(options.home, owner, options.today, options.passphrase)
    try:
        document = {
            "home": str(services.context.workspace.folder),
            "villages": list(owner.villages),
            "user": owner.user,
            "opens_by": list(services.keeping.slots()),
            "recovery_code": code,
        }
    finally:
        services.close()
    output.result(document, ["工作区建好了。", f"恢复码（只显示这一次，请抄在纸上收好）：{code}"])
    return Exit.DONE


def demo(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Make a workspace with an invented village and its history."""
    from app.services.demonstration.loading import DEMONSTRATION_NAME, load_village  # noqa: PLC0415 - only here

    owner = Owner("周明远", (DEMONSTRATION_VILLAGE,), (DEMONSTRATION_NAME,), demonstration=True)
    services, _ = create_app(options.home, owner, options.today, options.passphrase)
    try:
        loaded = load_village(services.context, services.forms, arguments.households, arguments.seed, output.progress())
        document = {
            "home": str(services.context.workspace.folder),
            "village": DEMONSTRATION_VILLAGE,
            "households": loaded.households,
            "persons": loaded.persons,
            "visits": loaded.visits,
            "drafts": loaded.drafts,
        }
    except BaseException:
        services.close()
        discard(services.context.workspace)  # half a village is none; everybody in it is invented
        raise
    finally:
        services.close()
    output.result(
        document,
        [
            f"演示村建好了：{loaded.households} 户 {loaded.persons} 人，"
            f"走访 {loaded.visits} 次，草稿 {loaded.drafts} 份。人都是编的。"
        ],
    )
    return Exit.DONE


def backup(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Write a backup."""
    with opened(options.home, options.today, options.passphrase) as services:
        path = services.keeping.backup(arguments.file, output.progress())
        size = path.stat().st_size
    output.result({"file": str(path), "bytes": size}, [f"已备份到 {path}（{size / 1e6:.1f} MB）"])
    return Exit.DONE


def restore_(arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Put a backup in place of the workspace, and see that it opens."""
    place = workspace(options.home)
    aside = restore(arguments.file, place, options.passphrase)
    with opened(options.home, options.today, options.passphrase) as services:
        households = len(services.households.ids(HouseholdFilter()))
    output.result(
        {"home": str(place.folder), "households": households, "kept": aside},
        [f"已恢复，{households} 户。" + (f"恢复前的数据留在 {aside} 里。" if aside else "")],
    )
    return Exit.DONE


def add_passphrase(_arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Add or change the passphrase."""
    words = os.environ.get(NEW_PASSPHRASE_VARIABLE)
    if not words:
        raise AppError(ErrorCode.USAGE, text=f"先把新口令放进环境变量 {NEW_PASSPHRASE_VARIABLE}")
    with opened(options.home, options.today, options.passphrase) as services:
        services.keeping.set_passphrase(words)
        slots = list(services.keeping.slots())
    output.result({"opens_by": slots}, ["口令已设好。"])
    return Exit.DONE


def new_recovery(_arguments: argparse.Namespace, options: Globals, output: Output) -> int:
    """Make a new recovery code."""
    with opened(options.home, options.today, options.passphrase) as services:
        code = services.keeping.new_recovery_code()
    output.result({"recovery_code": code}, [f"新的恢复码（只显示这一次，旧的作废）：{code}"])
    return Exit.DONE


def self_test(_arguments: argparse.Namespace, _options: Globals, output: Output) -> int:
    """Check that everything the program needs works on this machine."""
    from app.cli.self_test import run_checks  # noqa: PLC0415 - loads fonts, forms and documents

    checks = run_checks()
    failed = [check for check in checks if not check.passed]
    document = {
        "ok": not failed,
        "checks": [{"name": check.name, "ok": check.passed, "detail": check.detail} for check in checks],
    }
    output.result(document, [f"{'通过' if check.passed else '不行'}  {check.name}  {check.detail}" for check in checks])
    return Exit.DONE if not failed else Exit.TROUBLE


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 200_000:
        raise argparse.ArgumentTypeError("户数要在 1 到 200000 之间")
    return number
