"""``self-test``: everything that the program needs, tried on this machine with invented data."""

from __future__ import annotations

import platform
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from app.bootstrap import Services, create_app, vocabulary
from app.domain.errors import AppError
from app.services.context import Owner
from app.services.demonstration.loading import DEMONSTRATION_NAME, load_village
from app.services.households.models import HouseholdFilter
from app.services.printing import check_sheets, visit_records
from app.services.printing.service import documents
from app.services.visits.models import VisitState
from app.services.workspace import DEMONSTRATION_VILLAGE
from app.system import resources

SHOWN = ("sqlcipher3", "SQLAlchemy", "reportlab", "pyxform", "keyring", "PySide6-Essentials")


@dataclass(frozen=True)
class Check:
    """One thing that was tried."""

    name: str
    passed: bool
    detail: str


def run_checks() -> list[Check]:
    """Try everything; a trouble is a line of the report and does not stop the others."""
    checks = [_try("versions", _versions), _try("vocabulary", _vocabulary), _try("translations", _translations)]
    with tempfile.TemporaryDirectory(prefix="cunfang-self-test-") as folder:
        try:
            owner = Owner("自检", (DEMONSTRATION_VILLAGE,), (DEMONSTRATION_NAME,), demonstration=True)
            services, _ = create_app(Path(folder), owner)
        except AppError as error:
            return [*checks, Check("store", passed=False, detail=error.code.value)]
        try:
            checks += [
                _try("demonstration", lambda: _demonstration(services)),
                _try("forms", lambda: _forms(services)),
                _try("search", lambda: _search(services)),
                _try("documents", lambda: _documents(services)),
                _try("backup", lambda: _backup(services, Path(folder))),
                _try("integrity", lambda: _integrity(services)),
            ]
        finally:
            services.close()
    return checks


def _try(name: str, check: Callable[[], str]) -> Check:
    try:
        return Check(name, passed=True, detail=check())
    except (AppError, OSError, LookupError, ValueError, AssertionError) as error:
        return Check(name, passed=False, detail=f"{type(error).__name__} {error}")


def _versions() -> str:
    shown = [f"Python {platform.python_version()}", f"cunfang {version('cunfang')}"]
    return "，".join([*shown, *(f"{name} {version(name)}" for name in SHOWN)])


def _vocabulary() -> str:
    facts, codes = vocabulary()
    unknown = {fact.codes for fact in facts.facts if fact.codes} - set(codes)
    assert not unknown, f"code lists missing: {unknown}"
    return f"{len(facts.facts)} 项事实，{len(codes)} 张代码表"


def _translations() -> str:
    told = 0
    for name in ("errors", "roster"):
        chinese, english = resources.words(name, "zh_CN"), resources.words(name, "en")
        assert set(chinese) == set(english)
        told += len(chinese)
    return f"{told} 条提示，两种语言"


def _demonstration(services: Services) -> str:
    loaded = load_village(services.context, services.forms, 12, 1)
    return f"{loaded.households} 户 {loaded.persons} 人 {loaded.visits} 次走访"


def _forms(services: Services) -> str:
    forms = services.forms.available()
    assert forms, "no checklist"
    return "，".join(f"{form.form_id} {form.version}" for form in forms)


def _search(services: Services) -> str:
    head = services.households.rows(services.households.ids(HouseholdFilter()))[0].head
    assert services.households.find(head), "the first head of a household was not found"
    return "ok"


def _documents(services: Services) -> str:
    signed = next(row for row in services.visits.rows() if row.state is VisitState.SIGNED)
    keys = {visit_records.KIND.name: signed.id, check_sheets.KIND.name: signed.household}
    sizes = [
        f"{kind.name} {len(services.printing.render(kind.name, keys[kind.name])) // 1024} kB" for kind in documents()
    ]
    return "，".join(sizes)


def _backup(services: Services, folder: Path) -> str:
    path = services.keeping.backup(folder / "self-test.cunfang")
    return f"{path.stat().st_size // 1024} kB"


def _integrity(services: Services) -> str:
    wrong = services.keeping.integrity()
    assert not wrong, "; ".join(wrong)
    return "ok"
