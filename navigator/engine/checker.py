"""The proof that an edition is whole, or a patient for whom it is not.

Everything a patient can be is cut into cells by the constants of the edition's criteria, "not done"
and "unknown" among them, and every combination that some way leads to is looked at. A fault of the
flowchart comes with a counter-example in the form of a facts file.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from navigator.domain.guideline import OTHERWISE, Branch, Edition, Step, StepKind
from navigator.domain.problems import Place, Problem
from navigator.engine.behind import dangers_behind, leaves_behind
from navigator.engine.counter_example import facts_file, patient_of
from navigator.engine.cutting import space_of
from navigator.engine.flow import Arrival, Decision, Flow, witness
from navigator.engine.offered import Offers
from navigator.engine.parts import Fault
from navigator.engine.places import branch_place, option_place, step_place, when
from navigator.engine.ready import ReadyEdition, ready
from navigator.engine.regions import Bits
from navigator.engine.structure import structural_faults
from navigator.engine.walk import walk
from navigator.words import tr


@dataclass(frozen=True, slots=True)
class Proof:
    """What was looked at, and what is wrong.

    Attributes:
        elements: Data elements that criteria read.
        criteria: Different criteria of branches, options and excluding safeguards.
        states: Combinations of cells that were looked at, over all decisions; 0 where the
            flowchart could not be followed because of other faults.
        problems: All of them, those without a patient first.
    """

    steps: int
    branches: int
    options: int
    elements: int
    criteria: int
    states: int
    problems: tuple[Problem, ...]


def check_edition(edition: Edition) -> tuple[Problem, ...]:
    """Return everything that is wrong with an edition.

    Args:
        edition: Any edition, however broken. Places are names as in `navigator.engine.places`.
    """
    return prove(edition).problems


def prove(edition: Edition) -> Proof:
    """Look at every patient that an edition can tell apart.

    Args:
        edition: Any edition, however broken.
    """
    prepared = ready(edition)
    problems = list(structural_faults(prepared))
    followed = _followable(prepared) if problems else prepared
    states = 0
    if followed is not None:
        asked = dict.fromkeys((*followed.leaves, *leaves_behind(followed)))
        flow = Flow(followed, space_of(edition.elements, tuple(asked)))
        problems += _Examination(followed, flow).faults()
        states = sum(flow.reaching(step).bit_count() for step in flow.decisions)
    steps = edition.steps.values()
    return Proof(
        steps=len(edition.steps),
        branches=sum(len(step.branches) for step in steps),
        options=sum(len(step.options) for step in steps),
        elements=len(followed.elements_read) if followed is not None else 0,
        criteria=prepared.criteria_read,
        states=states,
        problems=_once(problems),
    )


def _once(problems: list[Problem]) -> tuple[Problem, ...]:
    """Leave out what was found twice, such as a regimen without doses that is offered twice."""
    found = {(problem.code, problem.place, problem.message): problem for problem in problems}
    return tuple(found.values())


class _Examination:
    """Finds the faults of one edition that show on patients."""

    def __init__(self, edition: ReadyEdition, flow: Flow) -> None:
        self._ready = edition
        self._edition = edition.edition
        self._flow = flow

    def faults(self) -> Iterator[Problem]:
        """Give the faults in the order of the content."""
        offers = Offers(self._flow)
        for step in self._edition.steps.values():
            arrivals = self._flow.arrivals.get(step.id, [])
            if not arrivals:
                yield self._unreachable(step)
            elif step.kind is StepKind.DECISION and step.branches:
                yield from self._decision_faults(self._flow.decisions[step.id], arrivals)
            elif step.kind is StepKind.RECOMMENDATION:
                yield from self._offer_faults(step, arrivals, offers)
        for step, branch in self._flow.circles:
            yield self._circle(step, branch)

    def _decision_faults(self, decision: Decision, arrivals: list[Arrival]) -> Iterator[Problem]:
        step = decision.step
        outside = self._example(decision, decision.outside(), arrivals)
        if outside is not None:
            message = tr("At “{step}” no branch fits this patient.", step=step.id)
            hint = tr("Widen a branch, or add one; “otherwise” takes what remains.")
            yield Problem("gap", message, step_place(step), hint, counter_example=outside)
        yield from self._overlaps(decision, arrivals)
        reached = self._flow.reaching(step.id)
        for way, branch in enumerate(step.branches):
            place = branch_place(step, branch)
            if not reached & decision.yes[way]:
                message = tr("Nobody can ever take the branch “{branch}”.", branch=branch.id)
                hint = tr("It contradicts itself, or the way that leads here.")
                yield Problem("dead-branch", message, when(place), hint)
            unknown = decision.layout.fires_on_unknown(decision.yes[way])
            example = self._example(decision, unknown, arrivals)
            if example is not None:
                message = tr("“{branch}” is taken while a fact is unknown.", branch=branch.id)
                hint = tr("An unknown fact must leave the branch open.")
                yield Problem(
                    "fires-on-unknown", message, when(place), hint, counter_example=example
                )

    def _overlaps(self, decision: Decision, arrivals: list[Arrival]) -> Iterator[Problem]:
        branches = decision.step.branches
        for one, other in combinations(range(len(branches)), 2):
            shared = decision.yes[one] & decision.yes[other]
            example = self._example(decision, shared, arrivals) if shared else None
            if example is None:
                continue
            first, second = branches[one], branches[other]
            message = tr(
                "“{one}” and “{other}” both fit this patient.", one=first.id, other=second.id
            )
            hint = tr("Narrow one of them, for example with < instead of <=.")
            place = when(branch_place(decision.step, second))
            yield Problem("overlap", message, place, hint, counter_example=example)

    def _offer_faults(
        self, step: Step, arrivals: list[Arrival], offers: Offers
    ) -> Iterator[Problem]:
        for offer in self._ready.offers(step):
            place, regimen = option_place(step, offer.option), offer.option.regimen
            if not offers.possible(offer, arrivals):
                message = tr(
                    "{regimen} can be recommended to nobody who gets here.", regimen=regimen
                )
                hint = tr("Its criterion or a safeguard contradicts the way that leads here.")
                nobody = self._patient(arrivals[0], {})
                yield Problem("never-offered", message, place, hint, counter_example=nobody)
            harmed = offers.harmed(offer, dangers_behind(self._ready, offer), arrivals)
            if harmed is not None:
                message = tr(
                    "{regimen} is recommended though all it stands for is contraindicated.",
                    regimen=regimen,
                )
                hint = tr("Give it a safeguard, or narrow the option's criterion.")
                example = self._patient(*harmed)
                yield Problem(
                    "offered-contraindicated", message, place, hint, counter_example=example
                )

    def _unreachable(self, step: Step) -> Problem:
        named = any(
            branch.to == step.id
            for other in self._edition.steps.values()
            for branch in other.branches
        )
        message = tr("Nobody can ever reach “{step}”.", step=step.id)
        hint = tr("Lead a branch to it, or remove it.")
        if named:
            hint = tr("The branches that lead to it can never be taken.")
        return Problem("unreachable", message, step_place(step), hint)

    def _circle(self, step: Step, branch: Branch) -> Problem:
        message = tr("“{step}” leads back to “{above}”.", step=step.id, above=branch.to)
        hint = tr("Every way must end; lead it to another step.")
        place: Place = branch_place(step, branch)
        return Problem(
            "cycle", message, place, hint, counter_example=self._going_round(step, branch)
        )

    def _going_round(self, step: Step, branch: Branch) -> dict[str, object]:
        """Return a patient who goes round and round, nothing where no patient can."""
        decision = self._flow.decisions[step.id]
        yes = decision.yes[decision.step.branches.index(branch)]
        for arrival in self._flow.arrivals[step.id]:
            bits = yes & decision.layout.box(arrival.box)
            if not bits:
                continue
            cells = witness(arrival, _first(decision, bits), self._flow.space)
            patient = patient_of(cells, self._flow.space)
            if walk(self._ready, patient).fault is Fault.CIRCLE:
                return facts_file(self._edition, patient)
        return {}

    def _example(
        self, decision: Decision, bits: Bits, arrivals: list[Arrival]
    ) -> dict[str, object] | None:
        """Return a patient who reaches the decision and is among `bits`, None where nobody is."""
        for arrival in arrivals if bits else ():
            here = bits & decision.layout.box(arrival.box)
            if here:
                return self._patient(arrival, _first(decision, here))
        return None

    def _patient(self, arrival: Arrival, chosen: dict[int, int]) -> dict[str, object]:
        cells = witness(arrival, chosen, self._flow.space)
        return facts_file(self._edition, patient_of(cells, self._flow.space))


def _first(decision: Decision, bits: Bits) -> dict[int, int]:
    """Return the first combination: the one in which most is known."""
    return decision.layout.cells_at((bits & -bits).bit_length() - 1)


def _followable(prepared: ReadyEdition) -> ReadyEdition | None:
    """Return an edition with faults so that its ways can be followed, None where they cannot.

    Options and safeguards whose criteria cannot be read are left out, as are the branches of what
    is no decision.
    """
    edition = prepared.edition
    texts = [branch.when for step in edition.steps.values() for branch in step.branches]
    if edition.start not in edition.steps:
        return None
    if any(not prepared.readable(text) for text in texts if text != OTHERWISE):
        return None
    steps = {
        step.id: replace(
            step,
            branches=step.branches if step.kind is StepKind.DECISION else (),
            options=tuple(o for o in step.options if prepared.readable(o.when)),
        )
        for step in edition.steps.values()
    }
    regimens = {
        summary.id: replace(
            summary,
            safeguards=tuple(s for s in summary.safeguards if prepared.readable(s.when)),
        )
        for summary in edition.regimens.values()
    }
    return ReadyEdition(replace(edition, steps=steps, regimens=regimens))
