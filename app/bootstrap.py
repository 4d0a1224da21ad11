"""The only place where objects are wired: a workspace in, its services out.

A service is made, and its modules are read, when it is first asked for: the first window needs neither the PDF library nor the
workbook readers, and half a second of a start is worth a line here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.codes import CodeLists
from app.domain.facts import FactDictionary
from app.domain.progress import SILENT, Progress
from app.services import workspace as workspaces
from app.services.context import Context, Owner
from app.services.forms import Forms
from app.services.settings import Settings
from app.services.workspace import Keeping
from app.store.store import Store
from app.system import resources
from app.system.clock import Clock
from app.system.paths import Workspace, workspace

if TYPE_CHECKING:
    from app.services.exports import Exports
    from app.services.households import Households
    from app.services.imports import Imports
    from app.services.key_sheets import KeySheets
    from app.services.printing import Printing
    from app.services.status import Status
    from app.services.today import Today
    from app.services.visits import Visits


@dataclass(frozen=True)
class Services:
    """Everything that a caseworker can do in an open workspace."""

    context: Context
    forms: Forms
    settings: Settings
    keeping: Keeping

    @property
    def owner(self) -> Owner:
        """To whom the workspace belongs."""
        return self.context.owner

    @cached_property
    def households(self) -> Households:
        """The register."""
        from app.services.households import Households  # noqa: PLC0415 - read when first wanted

        return Households(self.context)

    @cached_property
    def today_page(self) -> Today:
        """What is due."""
        from app.services.today import Today  # noqa: PLC0415 - read when first wanted

        return Today(self.context)

    @cached_property
    def visits(self) -> Visits:
        """Visits from start to signed record."""
        from app.services.visits import Visits  # noqa: PLC0415 - read when first wanted

        return Visits(self.context, self.forms)

    @cached_property
    def imports(self) -> Imports:
        """Rosters and lists in."""
        from app.services.imports import Imports  # noqa: PLC0415 - read when first wanted

        return Imports(self.context)

    @cached_property
    def exports(self) -> Exports:
        """Ledgers out."""
        from app.services.exports import Exports  # noqa: PLC0415 - read when first wanted

        return Exports(self.context)

    @cached_property
    def printing(self) -> Printing:
        """Documents as PDF."""
        from app.services.printing import Printing  # noqa: PLC0415 - read when first wanted

        return Printing(self.context, self.visits, self.households)

    @cached_property
    def key_sheets(self) -> KeySheets:
        """The sheets about the keys: the recovery code on paper, and what to do when the machine is lost."""
        from app.services.key_sheets import KeySheets  # noqa: PLC0415 - read when first wanted

        return KeySheets(self.context)

    def status(self) -> Status:
        """Count what waits for others, for the status strip."""
        from app.services.status import status  # noqa: PLC0415 - read when first wanted

        return status(self.context)

    def today(self) -> date:
        """Give the day that counts as today."""
        return self.context.today()

    def close(self) -> None:
        """Close the store."""
        self.context.store.close()


@cache
def vocabulary() -> tuple[FactDictionary, CodeLists]:
    """Read the fact dictionary and the code lists."""
    tables = resources.texts("codes", ".toml")
    return FactDictionary.from_toml(tables.pop("facts")), CodeLists.from_tables(tables)


def wire(place: Workspace, store: Store, owner: Owner, clock: Clock) -> Services:
    """Put the services of an open store together."""
    facts, codes = vocabulary()
    context = Context(store, clock, facts, codes, owner, place)
    return Services(
        context=context, forms=Forms(context), settings=Settings(context), keeping=Keeping(place, store, clock)
    )


def open_app(
    home: Path | None, today: date | None = None, passphrase: str | None = None, progress: Progress = SILENT
) -> Services:
    """Open the workspace of a folder.

    :raises AppError: NO_WORKSPACE, KEY_WRONG, KEY_MISSING, KEYRING_LOCKED, STORE_DAMAGED, STORE_NEWER, UPGRADE_FAILED
    """
    place, clock = workspace(home), Clock(today)
    store, owner = workspaces.open_(place, clock, passphrase, progress)
    services = wire(place, store, owner, clock)
    services.forms.publish_built_in()
    return services


def create_app(
    home: Path | None, owner: Owner, today: date | None = None, passphrase: str | None = None
) -> tuple[Services, str]:
    """Make a workspace and give its services with the recovery code, which is kept nowhere.

    :raises AppError: WORKSPACE_EXISTS, VILLAGE_INVALID, KEY_MISSING, KEYRING_LOCKED, DISK_FULL
    """
    place, clock = workspace(home), Clock(today)
    made = workspaces.create(place, owner, clock, passphrase)
    services = wire(place, made.store, made.owner, clock)
    services.forms.publish_built_in()
    return services, made.recovery_code


@contextmanager
def opened(home: Path | None, today: date | None = None, passphrase: str | None = None) -> Iterator[Services]:
    """Open a workspace for one command and close it."""
    services = open_app(home, today, passphrase)
    try:
        yield services
    finally:
        services.close()
