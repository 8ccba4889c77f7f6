"""What can be set on the plan screen besides the course: levels, weights, rounding, closed days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from navigator.domain.ids import DrugId, ProtocolId
from navigator.domain.library import Component, Drug, Protocol
from navigator.domain.number import number_text
from navigator.domain.plan import HolidayClash, Plan
from navigator.domain.problems import InputRefused, KnownTrouble
from navigator.dosing.arithmetic import rule_text
from navigator.dosing.changes import LevelSet
from navigator.dosing.levels import Within, ladder_of, lowest_level, step_of
from navigator.dosing.rounding import RoundingPolicy
from navigator.dosing.weight import WeightKind
from navigator.services.ports import Library
from navigator.words import tr

# SET is no choice of a person: a rule proposes it, with the weight that the doses were set with.
WEIGHT_KINDS = (WeightKind.ACTUAL, WeightKind.IDEAL, WeightKind.ADJUSTED)
_FULL = LevelSet(0)


@dataclass(frozen=True, slots=True)
class DrugLevels:
    """A drug with its dose levels in words, the full dose first."""

    drug: DrugId
    name: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LevelRow:
    """A drug's dose level as it was chosen.

    Attributes:
        answer: Who lowered it and why, "" for the full dose.
    """

    drug: DrugId
    name: str
    steps: tuple[str, ...]
    level: int
    answer: str = ""


@dataclass(frozen=True, slots=True)
class ClashRow:
    """A dose on a day when the clinic is closed.

    Attributes:
        later: Days by which its cycle would begin later to come to an open day.
    """

    words: str
    cycle: int
    later: int


def drug_levels(library: Library, protocol: ProtocolId, region: str) -> tuple[DrugLevels, ...]:
    """Return the drugs of a protocol that have dose levels, in the order of the protocol.

    Args:
        library: Knows drugs and protocols.
        protocol: As the library has it.
        region: "US", "EU", ...; "" where not known.
    """
    found = library.protocol(protocol)
    drugs = [library.drug(one) for one in dict.fromkeys(part.drug for part in found.components)]
    levels = (_levels_of(drug, found, region) for drug in drugs)
    return tuple(one for one in levels if len(one.steps) > 1)


def _levels_of(drug: Drug, protocol: Protocol, region: str) -> DrugLevels:
    within = Within(drug, frozenset(part.drug for part in protocol.components), region)
    parts = [part for part in protocol.components if part.drug == drug.id]
    # A level counts for every dose of the drug: it has as many as the shortest ladder.
    ladders = [_step_words(within, part) for part in parts]
    shortest = min(ladders, key=len, default=())
    return DrugLevels(drug.id, drug.tall_man or drug.name, shortest)


def _step_words(within: Within, part: Component) -> tuple[str, ...]:
    ladder = ladder_of(within, part)
    if ladder is None:
        return ()
    words = [tr("Full dose")]
    for level in range(1, lowest_level(ladder, part) + 1):
        step = step_of(ladder, part, level)
        if step is None:
            break
        share = tr("{percent} %", percent=number_text(step))
        amount = share if ladder.per is None else rule_text(step, ladder.per)
        words.append(tr("Level {number}: {amount}", number=level, amount=amount))
    return tuple(words)


def level_rows(
    levels: tuple[DrugLevels, ...], chosen: Mapping[DrugId, LevelSet]
) -> tuple[LevelRow, ...]:
    """Return a row for each drug that has levels, with what was chosen for it."""
    return tuple(
        LevelRow(one.drug, one.name, one.steps, level.level, _answer(level))
        for one in levels
        for level in [chosen.get(one.drug, _FULL)]
    )


def _answer(level: LevelSet) -> str:
    if not level.level:
        return ""
    return tr("Lowered by {who}: {reason}", who=level.by, reason=level.reason)


def weight_words(kind: WeightKind) -> str:
    """Return which weight is counted by."""
    return {
        WeightKind.ACTUAL: tr("Actual weight"),
        WeightKind.IDEAL: tr("Ideal weight (Devine)"),
        WeightKind.ADJUSTED: tr("Adjusted weight (ideal and 40 % of the excess)"),
        WeightKind.SET: tr("The weight the doses were set with"),
    }[kind]


def rounding_words(policy: RoundingPolicy) -> str:
    """Return what infusions and injections are rounded to."""
    return {
        RoundingPolicy.CONTENT: tr("As the drug’s own rule says"),
        RoundingPolicy.MEASURED: tr("To an amount that is easily measured"),
        RoundingPolicy.VIAL: tr("To whole vials within the drug’s limit"),
    }[policy]


def clash_rows(plan: Plan) -> tuple[ClashRow, ...]:
    """Return the doses on days when the clinic is closed, the first first."""
    return tuple(_clash_row(plan, clash) for clash in plan.clashes)


def _clash_row(plan: Plan, clash: HolidayClash) -> ClashRow:
    names = {dose.drug_id: dose.drug.tall_man or dose.drug.name for dose in plan.doses}
    words = tr(
        "Cycle {cycle}, day {day}: {drugs} on {on}, when the clinic is closed. "
        "The next open day is {open}.",
        cycle=clash.cycle,
        day=clash.day,
        drugs=", ".join(names.get(drug, str(drug)) for drug in clash.drugs),
        on=clash.on.isoformat(),
        open=clash.proposed.isoformat(),
    )
    return ClashRow(words, clash.cycle, (clash.proposed - clash.on).days)


def read_day(text: str) -> date | None:
    """Read a day as people write it here, year-month-day in ASCII digits; None where it is none."""
    typed = text.strip()
    if len(typed) != len("2026-12-01") or not typed.isascii():
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def field_troubles(trouble: KnownTrouble) -> dict[str, str]:
    """Return what is refused by the field it stands in ("start", "delays.3", "levels.paclitaxel").

    What stands in no field of the plan screen, such as a fact of the patient, is left out.
    """
    if not isinstance(trouble, InputRefused):
        return {}
    told: dict[str, str] = {}
    for problem in trouble.problems:
        words = f"{problem.message} {problem.hint}".strip()
        place = problem.place.file
        told[place] = f"{told[place]}\n{words}" if place in told else words
    return told


def said(trouble: KnownTrouble) -> str:
    """Return a refusal without the names of fields, which nobody reads on a screen."""
    if not isinstance(trouble, InputRefused):
        return str(trouble)
    lines = (f"{problem.message} {problem.hint}".strip() for problem in trouble.problems)
    return "\n".join(lines)
