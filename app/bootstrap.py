"""The only place where objects are wired: a workspace in, its services out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from app.domain.codes import CodeLists
from app.domain.facts import FactDictionary
from app.domain.progress import SILENT, Progress
from app.services import workspace as workspaces
from app.services.context import Context, Owner
from app.services.exports import Exports
from app.services.forms import Forms
from app.services.households import Households
from app.services.imports import Imports
from app.services.printing import Printing
from app.services.settings import Settings
from app.services.today import Today
from app.services.visits import Visits
from app.services.workspace import Keeping
from app.store.store import Store
from app.system import resources
from app.system.clock import Clock
from app.system.paths import Workspace, workspace


@dataclass(frozen=True)
class Services:
    """Everything that a caseworker can do in an open workspace."""

    context: Context
    households: Households
    imports: Imports
    exports: Exports
    forms: Forms
    visits: Visits
    printing: Printing
    today_page: Today
    settings: Settings
    keeping: Keeping

    @property
    def owner(self) -> Owner:
        """To whom the workspace belongs."""
        return self.context.owner

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
    households = Households(context)
    forms = Forms(context)
    visits = Visits(context, forms)
    return Services(
        context=context,
        households=households,
        imports=Imports(context),
        exports=Exports(context),
        forms=forms,
        visits=visits,
        printing=Printing(context, visits),
        today_page=Today(context),
        settings=Settings(context),
        keeping=Keeping(place, store, clock),
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
