"""What a case store has to hold after deeds, told a second time and apart from the store."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from navigator.domain.case import NewPlan
from navigator.domain.ids import EditionId, RegimenId
from tests.cases.shelves import LVEF, PASSPHRASE, RECORD, case_file, fact

Deed = tuple[str | int, ...]
BACKUP = "b.casebackup"


@dataclass(frozen=True)
class World:
    """The content of a store, as far as the deeds change it.

    Attributes:
        lvef: By patient.
        plans: Patient by the number of the plan.
        next: Number of the next patient.
        passphrase: Which one is in force.
        saved: What the backup holds, None where there is none.
    """

    lvef: Mapping[int, int] = field(default_factory=dict)
    plans: Mapping[str, int] = field(default_factory=dict)
    next: int = 1
    passphrase: int = 0
    saved: "World | None" = None

    @property
    def held(self):
        """What is compared with an open store."""
        return dict(self.lvef), dict(self.plans)

    def after(self, deed: Deed) -> "World":
        """The world with a deed done."""
        kind, *what = deed
        return getattr(self, f"_{kind}")(*what)

    def _open(self):
        return self

    _lock = _open

    def _add(self, value):
        return replace(self, lvef={**self.lvef, self.next: value}, next=self.next + 1)

    def _save(self, number, value):
        return replace(self, lvef={**self.lvef, number: value})

    def _plan(self, number, name):
        return replace(self, plans={**self.plans, name: number})

    def _erase(self, number):
        left = {one: value for one, value in self.lvef.items() if one != number}
        plans = {name: one for name, one in self.plans.items() if one != number}
        return replace(self, lvef=left, plans=plans)

    def _passphrase(self, which):
        return replace(self, passphrase=which)

    def _backup(self):
        return replace(self, saved=replace(self, saved=None))

    def _restore(self):
        return replace(self.saved, saved=self.saved)


def passphrase(which: int) -> str:
    return f"{PASSPHRASE} {which}"


def record_with(value: int):
    later = fact("lvef_pct", Decimal(value), date(2026, 11, 2))
    return replace(RECORD, facts={**RECORD.facts, LVEF: later})


def plan_named(name: str) -> NewPlan:
    return NewPlan(
        name,
        EditionId("2026"),
        "ab" * 32,
        RegimenId("TCH-P"),
        date(2026, 11, 20),
        '{"facts": {}}',
        b"%PDF " + name.encode(),
    )


class Doer:
    """Does deeds with a store of a folder."""

    def __init__(self, folder: Path, world: World) -> None:
        self._folder = folder
        self._store = None
        self.world = world

    def do(self, deed: Deed) -> None:
        match deed:
            case ("open",):
                secret = passphrase(self.world.passphrase)
                self._store = case_file(self._folder).unlock(secret, by="AB")
            case ("lock",):
                self._store.lock()
            case ("add", value):
                assert self._store.add_patient(record_with(value), "AB") == self.world.next
            case ("save", number, value):
                self._store.save_record(number, record_with(value), "CD")
            case ("plan", number, name):
                self._store.keep_plan(number, plan_named(name), "CD")
            case ("erase", number):
                self._store.erase(number, "AB")
            case ("passphrase", which):
                old = passphrase(self.world.passphrase)
                self._store.change_passphrase(old, passphrase(which), "AB")
            case ("backup",):
                self._store.backup(self._folder / BACKUP)
            case ("restore",):
                self._store.lock()
                secret = passphrase(self.world.saved.passphrase)
                self._store = case_file(self._folder).restore(self._folder / BACKUP, secret, "AB")
        self.world = self.world.after(deed)


def next_deed(world: World, phase: str, chance) -> Deed:
    """A deed of a phase, or one of the many savings in between."""
    numbers = sorted(world.lvef)
    if not numbers or (len(numbers) < 4 and chance.random() < 0.5):
        return "add", chance.randrange(20, 80)
    if phase in _DEEDS and chance.random() > 0.3:
        return _DEEDS[phase](world, chance.choice(numbers))
    number = chance.choice(numbers)
    if chance.random() < 0.2:
        return "plan", number, f"{chance.randrange(16**12):012X}"
    # Never what is held already, which would be no write.
    return (
        "save",
        number,
        chance.choice([one for one in range(20, 80) if one != world.lvef[number]]),
    )


_DEEDS = {
    "passphrase": lambda world, _: ("passphrase", world.passphrase + 1),
    "erase": lambda _, number: ("erase", number),
    "backup": lambda *_: ("backup",),
    "restore": lambda world, _: ("backup",) if world.saved is None else ("restore",),
    "open": lambda *_: ("lock",),
}


def held_by(store):
    """What an open store holds, in the form of `World.held`."""
    lvef = {
        one.number: int(store.open(one.number).record.facts[LVEF].value) for one in store.find()
    }
    plans = {one.number: int(one.patient) for one in store.plans()}
    for name in list(plans)[-3:]:
        assert store.plan_pdf(name) == b"%PDF " + name.encode()
    return lvef, plans
