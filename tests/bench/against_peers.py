"""The engine against zen-engine on patients, and the proof against z3-solver; both have to agree.

Each engine is given the edition in its own language, generated, and is ready before the clock
starts. Every patient is new to both when the clock runs. The clock is that of the processor: all
this is computing, and other programs of the machine must not count.
"""

import gc
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from importlib.util import find_spec
from itertools import islice
from time import process_time

from navigator.domain.guideline import Edition
from navigator.engine.assess import assess
from navigator.engine.checker import prove
from navigator.engine.ready import ready
from navigator.engine.walk import statuses_everywhere, walk
from navigator.library.open import SqliteLibrary
from tests.bench.paired import ROUNDS, Cost, Ratio, paired
from tests.bench.peers.patients import Patient, complete_patients
from tests.bench.peers.zen_model import context_of, graph_of, is_status, key_of

MISSING = (
    "not installed; for the comparison with zen-engine and z3-solver: pip install -e '.[bench]'"
)
PATIENTS = 200  # a round; each round has others
_CHECKED_FAULTS = ("gap", "overlap", "dead-branch", "unreachable", "never-offered")
_SLIPS = 12
_GRAPHS = {
    "every": {"everywhere": True},
    "every, cautions": {"everywhere": True, "cautions": True},
    "end, cautions": {"cautions": True},
}
_TRACED = {"trace": True}


def installed() -> bool:
    """Tell whether the peers are there; they are no part of the program or its tests."""
    return find_spec("zen") is not None and find_spec("z3") is not None


@dataclass(frozen=True)
class Finding:
    """One line of the comparison.

    Attributes:
        ratio: Theirs against ours.
        at_least: What is to be reached; 0 for what is only told.
    """

    what: str
    ratio: Ratio
    at_least: float
    peer: str = "zen"


def on_patients(library: SqliteLibrary, edition_id: str) -> tuple[list[Finding], list[str]]:
    """Measure one edition on generated patients.

    Returns:
        What was measured, and where the two disagree on a complete patient: nowhere.
    """
    import zen  # noqa: PLC0415  (an extra)

    edition = library.edition(edition_id)
    patients = complete_patients(library, edition_id, PATIENTS * (ROUNDS + 1))
    engine = zen.ZenEngine()
    graphs = {
        name: engine.create_decision(graph_of(edition, **options))
        for name, options in _GRAPHS.items()
    }

    def theirs(name: str) -> Callable[[], Cost]:
        told = _told(patients, cautions="cautions" in name)
        return each(told, lambda context: graphs[name].evaluate(context, _TRACED))

    def reasons() -> Callable[[], Cost]:
        fresh = _fresh(edition)
        return each([one.record for one in patients], lambda record: assess(fresh, record))

    known, partly = [one.values for one in patients], [one.partly for one in patients]
    found = [
        Finding(
            "path and status of every option",
            paired(theirs("every"), _statuses(edition, known)),
            50,
        ),
        Finding(
            "the same with a third unknown", paired(theirs("every"), _statuses(edition, partly)), 50
        ),
        Finding("with full reasons", paired(theirs("every, cautions"), reasons()), 10),
        Finding(
            "the same against its options where the path ends, without reasons",
            paired(theirs("end, cautions"), reasons()),
            0,
        ),
    ]
    return found, _disagreements(edition, patients, graphs["every"])


def _told(patients: list[Patient], *, cautions: bool) -> list[dict[str, object]]:
    """Return patients for zen, with no more than the graph reads."""
    return [context_of({**p.values, **p.cautions} if cautions else p.values) for p in patients]


def _statuses(edition: Edition, patients: list[dict[str, object]]) -> Callable[[], Cost]:
    prepared = ready(_fresh(edition))
    return each(
        patients, lambda known: (walk(prepared, known), prepared.statuses_everywhere(known))
    )


def _fresh(edition: Edition) -> Edition:
    """Return an edition that has met no patient, its criteria read as the peers have read them."""
    fresh = replace(edition)
    _ = ready(fresh).leaves
    return fresh


def each(things: list, work: Callable[[object], object]) -> Callable[[], Cost]:
    """Return a measurement of `work` on the next few of the things; the cost is that of one."""
    left = iter(things)

    def measured() -> Cost:
        some = list(islice(left, PATIENTS))
        assert len(some) == PATIENTS, "every patient is new"
        gc.collect()
        began = process_time()
        for one in some:
            work(one)
        return Cost((process_time() - began) / len(some))

    return measured


def again(work: Callable[[], object], times: int = 1) -> Callable[[], Cost]:
    """Return a measurement of `work`, done `times` over; the cost is that of one."""

    def measured() -> Cost:
        gc.collect()
        began = process_time()
        for _ in range(times):
            work()
        return Cost((process_time() - began) / times)

    return measured


def _disagreements(edition: Edition, patients: list, graph: object) -> list[str]:
    """Return every patient for whom path, end or a status differ, in words."""
    return [
        f"{edition.id}: {patient.values}"
        for patient in patients
        if _ours(edition, patient.values)
        != _theirs(graph.evaluate(context_of(patient.values), _TRACED))
    ]


def _ours(edition: Edition, values: dict[str, object]) -> tuple[object, ...]:
    at = walk(ready(edition), values)
    path = [(step, way.branch.id) for step, way in at.passed]
    statuses = {
        key_of(step, regimen): status.value
        for (step, regimen), status in statuses_everywhere(edition, values).items()
    }
    return path, at.step.id, statuses


def _theirs(answer: dict[str, dict]) -> tuple[object, ...]:
    result = {**answer["result"]}
    end = result.pop("step", "")
    return _path(answer["trace"]), end, {k: v for k, v in result.items() if is_status(k)}


def _path(trace: dict) -> list[tuple[str, str]]:
    """Return the switches that were passed and the way that each of them took."""
    passed = [
        (part["order"], name, part["traceData"]["statements"][0]["id"])
        for name, part in trace.items()
        if part["traceData"] and "statements" in part["traceData"]
    ]
    return [(name, way) for _, name, way in sorted(passed)]


def on_the_proof(edition: Edition) -> tuple[Finding, Ratio, list[str]]:
    """Measure the whole proof of an edition.

    z3 is asked for gaps, overlaps, dead branches, unreachable steps and options for nobody. We
    look besides for branches that fire on unknown, for options that hide a contraindication and
    for faults that need no patient, and give a counter-example for each.

    Returns:
        The ratio; our first proof of an edition that was just opened against our later ones; and
        where the two disagree on an edition with a slip: nowhere.
    """
    from tests.bench.peers.z3_model import Formulas  # noqa: PLC0415  (an extra)

    formulas = Formulas(edition)
    later = again(lambda: prove(edition), 5)
    ratio = paired(again(formulas.faults), later)
    cold = paired(again(lambda: prove(replace(edition))), later)
    different = [
        f"{edition.id}: {name}: ours {ours}, z3 {theirs}"
        for name, slipped in _evenly(list(slips(edition)), _SLIPS)
        if (ours := our_faults(slipped)) != (theirs := Formulas(slipped).faults())
    ]
    return Finding("the whole proof", ratio, 8, "z3"), cold, different


def our_faults(edition: Edition) -> set[tuple[str, str, str]]:
    """Return what our proof finds, by kind, step and branch or option."""
    found = set()
    for problem in prove(edition).problems:
        if problem.code in _CHECKED_FAULTS:
            parts = problem.place.file.removesuffix(".when").split(".")
            found.add((problem.code, parts[1], parts[3] if len(parts) > 3 else ""))
    return found


def slips(edition: Edition) -> Iterator[tuple[str, Edition]]:
    """Give the edition as it is, and with each branch left out or open to everybody."""
    yield "as it is", edition
    for step in edition.steps.values():
        for place, branch in enumerate(step.branches):
            rest = [*step.branches[:place], *step.branches[place + 1 :]]
            open_ = [*step.branches]
            open_[place] = replace(branch, when="True")
            for name, branches in (("without", rest), ("always", open_)):
                changed = replace(step, branches=tuple(branches))
                slipped = replace(edition, steps={**edition.steps, step.id: changed})
                yield f"{name} {step.id}/{branch.id}", slipped


def _evenly(things: list, count: int) -> list:
    """Return the first and others at even distances."""
    return things[:: max(1, len(things) // count)]
