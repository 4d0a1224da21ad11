"""What every service stands on: the open store, the clock, the vocabulary, and who is acting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from app.domain.changes import Changes
from app.domain.codes import CodeLists
from app.domain.facts import FactDictionary
from app.domain.progress import SILENT, Progress
from app.oplog.operation import Provenance
from app.store.store import Store
from app.store.unit_of_work import Action, UnitOfWork
from app.system.clock import Clock, wall
from app.system.paths import Workspace


@dataclass(frozen=True)
class Owner:
    """The person to whom the workspace belongs.

    :param villages: 12-digit codes; a township has several
    :param demonstration: every person in here is invented, and every print says so
    """

    user: str
    villages: tuple[str, ...]
    village_names: tuple[str, ...]
    demonstration: bool

    @property
    def village(self) -> str:
        """The first village: where new records go unless their household says otherwise."""
        return self.villages[0]

    def village_name(self, code: str) -> str:
        """Give a village's name; its code where no name was given."""
        names = dict(zip(self.villages, self.village_names, strict=True))
        return names.get(code) or code


@dataclass
class Context:
    """Handed to every service by the bootstrap.

    :param announce: told what each transaction changed
    """

    store: Store
    clock: Clock
    facts: FactDictionary
    codes: CodeLists
    owner: Owner
    workspace: Workspace
    announce: list[Callable[[Changes], None]] = field(default_factory=list)

    def today(self) -> date:
        """Give the day that counts as today."""
        return self.clock.today()

    def provenance(self, source: str, *, evidence: str = "", as_of: str | None = None, reason: str = "") -> Provenance:
        """Give the provenance of what the owner does now."""
        return Provenance(self.owner.user, wall(self.clock.now()), as_of, evidence, source, reason)

    @contextmanager
    def act(self, what: str, provenance: Provenance, progress: Progress = SILENT) -> Iterator[UnitOfWork]:
        """Do one action of the owner in one transaction and tell everybody what it changed."""
        with self.store.write(Action(what, provenance), self.clock.milliseconds(), progress) as unit:
            yield unit
        self.tell(self.store.changes)

    def tell(self, changes: Changes) -> None:
        """Tell the listeners what changed."""
        for listener in self.announce:
            listener(changes)
