"""A small county and its laptops, driven by the real registers: the executable model of the exchange.

The county keeps merged states, an operation log and the predecessors it heard of too early; it loses replies, receives things
twice or in part, refuses operations (held), takes backups and is restored from one. The laptops keep their operations and the
county's last state, and show ``overlay`` of the two. Deliberate mistakes can be switched on, to show that the checks find them.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from enum import StrEnum

from app.domain.ids import RecordId
from app.oplog.merge import overlay
from app.oplog.operation import Change, Dot, Operation, OperationType, Provenance
from app.oplog.register import Head, RecordState, apply, expand
from app.oplog.wire import digest

SCOPE = "511323104201"
RECORDS = (RecordId(b"h1".rjust(16, b"\0")), RecordId(b"h2".rjust(16, b"\0")))
FIELDS = ("phone", "group")
DEVICES = tuple(name.encode().rjust(16, b"\0") for name in ("a", "b", "c"))
REFUSED = "!"
"""A value that ends with this is refused by the county and held."""


class Mistake(StrEnum):
    """A known mistake, each of which lost somebody's data in another system."""

    LAST_WRITE_WINS = "last_write_wins"
    NO_EXPANSION = "no_expansion"
    NO_SUPERSEDED_MEMORY = "no_superseded_memory"
    ACKNOWLEDGED_IS_NOT_OVERLAY = "acknowledged_is_not_overlay"
    DROP_ON_SEND = "drop_on_send"
    CURSOR_BEFORE_DATA = "cursor_before_data"
    NO_EPOCH = "no_epoch"
    NO_RETENTION = "no_retention"
    HELD_BLOCKS = "held_blocks"


class Fault(StrEnum):
    """What a line does to a message."""

    NONE = ""
    LOST_REQUEST = "lost_request"
    LOST_REPLY = "lost_reply"
    TWICE = "twice"
    PART = "part"
    CRASH = "crash"


@dataclass
class County:
    """The county's half, as far as the merge needs it."""

    mistake: Mistake | None
    epoch: int = 1
    head: int = 0
    states: dict[RecordId, RecordState] = field(default_factory=dict)
    sequence: dict[RecordId, int] = field(default_factory=dict)
    last: dict[bytes, int] = field(default_factory=dict)
    durable: dict[bytes, int] = field(default_factory=dict)
    log: dict[Dot, bytes] = field(default_factory=dict)
    superseded: set[tuple[RecordId, str, Dot]] = field(default_factory=set)

    def copy(self) -> County:
        return County(
            self.mistake,
            self.epoch,
            self.head,
            {record: state.copy() for record, state in self.states.items()},
            dict(self.sequence),
            dict(self.last),
            dict(self.durable),
            dict(self.log),
            set(self.superseded),
        )

    def push(self, device: bytes, operations: list[Operation]) -> tuple[int, int, int]:
        """Take operations in; gives epoch, the last n taken, and the last n that is in a backup."""
        for operation in operations:
            last = self.last.get(device, 0)
            if operation.dot.n <= last:
                assert self.log[operation.dot] == digest(operation), "two machines with one id"
                continue
            if operation.dot.n > last + 1 or not self._take(operation):
                break
        return self.epoch, self.last.get(device, 0), self.durable.get(device, 0)

    def _take(self, operation: Operation) -> bool:
        state = self.states.setdefault(operation.record, RecordState(operation.kind, SCOPE))
        if any(str(change.value).endswith(REFUSED) for change in operation.changes.values()):
            if self.mistake is Mistake.HELD_BLOCKS:
                return False
            for name, change in operation.changes.items():
                state.held[(name, operation.dot)] = change.predecessors
        else:
            self._apply(state, operation)
        state.seen[operation.dot.device] = operation.dot.n
        self.head += 1
        self.sequence[operation.record] = self.head
        self.last[operation.dot.device] = operation.dot.n
        self.log[operation.dot] = digest(operation)
        return True

    def _apply(self, state: RecordState, operation: Operation) -> None:
        if self.mistake is Mistake.LAST_WRITE_WINS:
            for name, change in operation.changes.items():
                state.heads[name] = (Head(operation.dot, operation.lamport, change.value),)
            return
        held = dict(state.held)
        if self.mistake is Mistake.NO_EXPANSION:
            state.held = {}
        known = {(name, dot) for record, name, dot in self.superseded if record == operation.record}
        remember = self.mistake is not Mistake.NO_SUPERSEDED_MEMORY
        apply(state, operation, known if remember else None)
        self.superseded.update((operation.record, name, dot) for name, dot in known)
        state.held = held

    def pull(self, cursor: int, limit: int) -> tuple[int, int, list[tuple[RecordId, int, RecordState]]]:
        """Give epoch, head, and the states that changed after a cursor, oldest change first."""
        news = sorted((number, record) for record, number in self.sequence.items() if number > cursor)[:limit]
        return self.epoch, self.head, [(record, number, self.states[record].copy()) for number, record in news]


@dataclass
class Laptop:
    """A device: its operations, the county's last state, and a staging copy while it starts over."""

    device: bytes
    mistake: Mistake | None
    n: int = 0
    lamport: int = 0
    through: int = 0
    epoch: int = 1
    cursor: int = 0
    operations: list[Operation] = field(default_factory=list)
    county: dict[RecordId, RecordState] = field(default_factory=dict)
    staging: tuple[dict[RecordId, RecordState], int] | None = None

    def view(self, record: RecordId) -> RecordState:
        """What the screen shows: the county's state with own operations on top."""
        county = self.county.get(record, RecordState("household", SCOPE))
        own = [operation for operation in self.operations if operation.record == record]
        if self.mistake is Mistake.ACKNOWLEDGED_IS_NOT_OVERLAY:
            state = county.copy()
            for operation in own:
                if operation.dot.n > self.through:
                    apply(state, operation)
            return state
        return overlay(county, own)

    def edit(self, record: RecordId, name: str, value: str) -> Operation:
        """Write a field, naming all heads seen as predecessors."""
        state = self.view(record)
        seen = max((head.lamport for heads in state.heads.values() for head in heads), default=0)
        self.n, self.lamport = self.n + 1, max(self.lamport, seen) + 1
        operation = Operation(
            Dot(self.device, SCOPE, self.n),
            record,
            "household",
            OperationType.PATCH,
            {name: Change(state.predecessors(name), value)},
            self.lamport,
            RecordId(b"\0" * 16),
            Provenance("周明远", self.n),
        )
        self.operations.append(operation)
        return operation

    def unsent(self) -> list[Operation]:
        return [operation for operation in self.operations if operation.dot.n > self.through]

    def acknowledged(self, epoch: int, through: int, durable: int) -> None:
        self._meet(epoch)
        self.through = max(self.through, through)
        keep_after = through if self.mistake is Mistake.NO_RETENTION else durable
        self.operations = [
            operation
            for operation in self.operations
            if operation.dot.n > keep_after
            or operation.dot.n > self.county.get(operation.record, RecordState("", "")).seen.get(self.device, 0)
        ]

    def page(self, epoch: int, head: int, since: int, states: list[tuple[RecordId, int, RecordState]]) -> None:
        self._meet(epoch)
        if self.staging is None:
            for record, number, state in states:
                self.county[record], self.cursor = state, number
            return
        staged, cursor = self.staging
        if cursor == 0 and since != 0:
            return
        for record, number, state in states:
            staged[record], cursor = state, number
        if cursor >= head:
            self.county, self.cursor, self.staging = staged, cursor, None
        else:
            self.staging = (staged, cursor)

    def since(self) -> int:
        return self.staging[1] if self.staging is not None else self.cursor

    def _meet(self, epoch: int) -> None:
        """A restored county has another epoch: start over beside the old state, and send again what it may have lost."""
        if epoch != self.epoch and self.mistake is not Mistake.NO_EPOCH:
            self.epoch, self.through, self.staging = epoch, 0, ({}, 0)


class World:
    """A county, three laptops and everything that was ever written."""

    def __init__(self, mistake: Mistake | None = None) -> None:
        self.mistake = mistake
        self.county = County(mistake)
        self.backup = self.county.copy()
        self.laptops = {device: Laptop(device, mistake) for device in DEVICES}
        self.written: dict[Dot, Operation] = {}
        self.count = 0

    def edit(self, device: bytes, record: RecordId, name: str, *, refused: bool) -> None:
        self.count += 1
        operation = self.laptops[device].edit(record, name, f"v{self.count}" + (REFUSED if refused else ""))
        self.written[operation.dot] = operation

    def push(self, device: bytes, fault: Fault) -> None:
        laptop = self.laptops[device]
        batch = laptop.unsent()
        if self.mistake is Mistake.DROP_ON_SEND:
            laptop.operations = []
        if fault is Fault.LOST_REQUEST:
            return
        batch = batch[:1] if fault is Fault.PART else batch
        answer = self.county.push(device, batch)
        if fault is Fault.TWICE:
            answer = self.county.push(device, batch)
        if fault is not Fault.LOST_REPLY:
            laptop.acknowledged(*answer)

    def pull(self, device: bytes, limit: int, fault: Fault) -> None:
        laptop = self.laptops[device]
        since = laptop.since()
        epoch, head, states = self.county.pull(since, limit)
        if fault is Fault.LOST_REPLY:
            return
        if self.mistake is Mistake.CURSOR_BEFORE_DATA and fault is Fault.CRASH and states and laptop.staging is None:
            laptop.cursor = states[-1][1]
            return
        laptop.page(epoch, head, since, states)

    def take_backup(self) -> None:
        self.county.durable = dict(self.county.last)
        self.backup = self.county.copy()

    def restore_backup(self) -> None:
        epoch = self.county.epoch
        self.county = self.backup.copy()
        self.county.epoch = epoch + 1

    def check_own_edits_are_shown(self) -> None:
        """A person's own edit stays on the screen until an operation that names it replaces it."""
        replaced = {
            (operation.record, name, dot)
            for operation in self.written.values()
            for name, change in operation.changes.items()
            for dot in change.predecessors
        }
        for dot, operation in self.written.items():
            for name, change in operation.changes.items():
                if str(change.value).endswith(REFUSED) or (operation.record, name, dot) in replaced:
                    continue
                view = self.laptops[dot.device].view(operation.record)
                assert dot in view.predecessors(name), f"{dot} vanished from its author's screen"

    def settle(self) -> None:
        """Let everybody exchange until nothing is new."""
        for _ in range(4):
            for device, laptop in self.laptops.items():
                for _ in range(50):
                    laptop.acknowledged(*self.county.push(device, laptop.unsent()))
                    since = laptop.since()
                    epoch, head, states = self.county.pull(since, 2)
                    laptop.page(epoch, head, since, states)
                    if not states and laptop.staging is None and laptop.epoch == self.county.epoch:
                        break

    def check_converged(self) -> None:
        """County and laptops hold what an oracle without any order says: all values that nobody replaced."""
        assert set(self.written) == set(self.county.log), "an operation is missing in the county"
        for record in RECORDS:
            for name in FIELDS:
                want = self._oracle(record, name)
                states = {
                    "county": self.county.states.get(record),
                    **{str(d): laptop.view(record) for d, laptop in self.laptops.items()},
                }
                for who, state in states.items():
                    have = {} if state is None else {head.dot: head.value for head in state.heads.get(name, ())}
                    assert have == want, f"{who} differs on {name}"

    def _oracle(self, record: RecordId, name: str) -> dict[Dot, object]:
        mine = {dot: op.changes[name] for dot, op in self.written.items() if op.record == record and name in op.changes}
        refused = {dot: change.predecessors for dot, change in mine.items() if str(change.value).endswith(REFUSED)}
        holding = RecordState("household", SCOPE, held={(name, dot): before for dot, before in refused.items()})
        gone = {
            before
            for dot, change in mine.items()
            if dot not in refused
            for before in expand(holding, name, change.predecessors)
        }
        return {dot: change.value for dot, change in mine.items() if dot not in refused and dot not in gone}


def play(seed: int, mistake: Mistake | None = None) -> int:
    """Play one random history to its end and check it. Gives how many steps it had."""
    chance = random.Random(seed)
    world = World(mistake)
    steps = chance.randint(3, 40)
    for _ in range(steps):
        _step(world, chance)
        world.check_own_edits_are_shown()
    world.settle()
    world.check_converged()
    return steps


def _step(world: World, chance: random.Random) -> None:
    device, roll = chance.choice(DEVICES), chance.random()
    if roll < 0.35:
        world.edit(device, chance.choice(RECORDS), chance.choice(FIELDS), refused=chance.random() < 0.15)
    elif roll < 0.62:
        faults = (Fault.NONE,) * 3 + (Fault.LOST_REQUEST, Fault.LOST_REPLY, Fault.TWICE, Fault.PART)
        world.push(device, chance.choice(faults))
    elif roll < 0.90:
        world.pull(device, chance.choice((1, 2, 2)), chance.choice((Fault.NONE,) * 3 + (Fault.LOST_REPLY, Fault.CRASH)))
    elif roll < 0.95:
        world.take_backup()
    else:
        world.restore_backup()
