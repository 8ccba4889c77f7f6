"""The plan of one option: doses, dates and monitoring beside the pages that will be printed."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from navigator.domain.ids import ProtocolId, RegimenId
from navigator.domain.plan import Plan
from navigator.domain.problems import KnownTrouble
from navigator.domain.records import dataclass
from navigator.dosing.body import BsaFormula
from navigator.presenters.jobs import Jobs
from navigator.presenters.plan_words import (
    CheckRow,
    CycleRow,
    DoseCard,
    MeasureRow,
    check_rows,
    cycle_rows,
    dose_cards,
    measure_rows,
)
from navigator.presenters.self_test import draft_reason
from navigator.services.plan_course import PlanRequest
from navigator.words import say, tr

if TYPE_CHECKING:
    from navigator.services.self_test import SelfTest

PAGE_SIZES = ("A4", "Letter")
BSA_FORMULAS = tuple(formula.value for formula in BsaFormula)


@dataclass(frozen=True, slots=True)
class PlanState:
    """Everything the plan screen shows; the view draws it and keeps nothing else.

    Attributes:
        protocols: (id, name) of the regimen's protocols, the preferred first.
        start_text: First day as typed.
        start_trouble: Why the typed day cannot be taken, "" when it can.
        drafts: Every reason why this is a draft.
        trouble: Why no plan can be shown; doses are empty then.
        pdf: The pages as they will be printed; empty while they are being made.
        written: Where the plan was exported last, "" before.
    """

    title: str = ""
    protocol_name: str = ""
    protocols: tuple[tuple[str, str], ...] = ()
    protocol: str = ""
    start_text: str = ""
    start_trouble: str = ""
    formula: str = BSA_FORMULAS[0]
    page_size: str = PAGE_SIZES[0]
    measures: tuple[MeasureRow, ...] = ()
    doses: tuple[DoseCard, ...] = ()
    cycles: tuple[CycleRow, ...] = ()
    checks: tuple[CheckRow, ...] = ()
    drafts: tuple[str, ...] = ()
    trouble: str = ""
    busy: bool = False
    pdf: bytes = b""
    written: str = ""


class PlanView(Protocol):
    """What the presenter needs of the screen."""

    def draw(self, state: PlanState) -> None:
        """Draw `state`, replacing what was there."""
        ...


def _not_run() -> "SelfTest | None":
    return None


@dataclass(frozen=True, slots=True)
class PlanTools:
    """What the presenter needs of the rest of the program.

    Attributes:
        plan: Makes the plan of the patient on screen; raises KnownTrouble when refused.
        pdf: Turns a plan into pages of a size; runs off the drawing thread.
        write: Puts bytes at a path; raises KnownTrouble when it cannot.
        protocols: (id, name) of a regimen's protocols.
        today: The day on which plans are made.
        self_test: What came of the edition's own cases, None while they have not been run.
    """

    plan: Callable[[PlanRequest], Plan]
    pdf: Callable[[Plan, str], bytes]
    write: Callable[[Path, bytes], None]
    protocols: Callable[[RegimenId], tuple[tuple[ProtocolId, str], ...]]
    today: Callable[[], date]
    program_version: str
    self_test: "Callable[[], SelfTest | None]" = _not_run


class PlanPresenter:
    """Turns a chosen option into a `PlanState` and keeps it current with every change."""

    def __init__(self, view: PlanView, tools: PlanTools, jobs: Jobs) -> None:
        self._view = view
        self._tools = tools
        self._jobs = jobs
        self._ticket = 0
        self._regimen = RegimenId("")
        self._start = tools.today()
        self._state = PlanState()

    @property
    def state(self) -> PlanState:
        """Return what is on screen."""
        return self._state

    def open(self, regimen: RegimenId) -> None:
        """Show the plan of `regimen` for the patient on screen, from today on."""
        self._regimen = regimen
        self._start = self._tools.today()
        protocols = self._tools.protocols(regimen)
        self._state = PlanState(
            protocols=tuple((str(one), name) for one, name in protocols),
            protocol=str(protocols[0][0]) if protocols else "",
            start_text=self._start.isoformat(),
            formula=self._state.formula,
            page_size=self._state.page_size,
        )
        self._remake()

    def refresh(self) -> None:
        """Make the plan again after the patient's facts changed."""
        if self._regimen:
            self._remake()

    def close(self) -> None:
        """Forget the plan; pages that come late are dropped."""
        self._ticket += 1
        self._regimen = RegimenId("")
        self._state = replace(PlanState(), page_size=self._state.page_size)

    def choose_protocol(self, protocol: str) -> None:
        """Use another protocol of the regimen."""
        if protocol != self._state.protocol:
            self._state = replace(self._state, protocol=protocol)
            self._remake()

    def choose_start(self, text: str) -> None:
        """Take the first day as typed; what is no day leaves the plan as it was and says so."""
        try:
            self._start = date.fromisoformat(text.strip())
        except ValueError:
            trouble = tr("A day is written like {example}.", example="2026-12-01")
            self._show(replace(self._state, start_text=text, start_trouble=trouble))
            return
        self._state = replace(self._state, start_text=text.strip(), start_trouble="")
        self._remake()

    def choose_formula(self, formula: str) -> None:
        """Work out the body surface with another formula."""
        if formula != self._state.formula:
            self._state = replace(self._state, formula=formula)
            self._remake()

    def choose_page_size(self, page_size: str) -> None:
        """Print on another paper."""
        if page_size != self._state.page_size:
            self._state = replace(self._state, page_size=page_size)
            self._remake()

    def export(self, path: Path) -> None:
        """Write the pages on screen to `path`; trouble is told and nothing is lost."""
        if not self._state.pdf:
            return
        try:
            self._tools.write(path, self._state.pdf)
        except KnownTrouble as trouble:
            self._show(replace(self._state, trouble=str(trouble)))
            return
        self._show(replace(self._state, written=str(path), trouble=""))

    def _remake(self) -> None:
        self._ticket += 1
        try:
            plan = self._plan()
        except KnownTrouble as trouble:
            self._show(_refused(self._state, str(trouble)))
            return
        shown = _shown(self._state, plan)
        self._show(replace(shown, busy=True))
        ticket, page_size = self._ticket, shown.page_size
        self._jobs.run(
            lambda: self._tools.pdf(plan, page_size),
            done=lambda pdf: self._finish(ticket, replace(shown, pdf=pdf)),
            failed=lambda error: self._fail(ticket, error),
        )

    def _plan(self) -> Plan:
        """Return the plan; of an edition that failed its own cases it is always a draft."""
        plan = self._tools.plan(self._request())
        tested = self._tools.self_test()
        reason = draft_reason(tested) if tested is not None else ""
        return replace(plan, drafts=(reason, *plan.drafts)) if reason else plan

    def _request(self) -> PlanRequest:
        tested = self._tools.self_test()
        return PlanRequest(
            regimen=self._regimen,
            protocol=ProtocolId(self._state.protocol) if self._state.protocol else None,
            start=self._start,
            made_on=self._tools.today(),
            formula=BsaFormula(self._state.formula),
            program_version=self._tools.program_version,
            self_test=tested.words if tested is not None else "",
        )

    def _finish(self, ticket: int, state: PlanState) -> None:
        if ticket == self._ticket:
            self._show(state)

    def _fail(self, ticket: int, error: Exception) -> None:
        known = isinstance(error, KnownTrouble)
        words = str(error) if known else tr("The pages could not be made. No plan is shown.")
        self._finish(ticket, _refused(self._state, words))
        if not known:
            raise error

    def _show(self, state: PlanState) -> None:
        self._state = state
        self._view.draw(state)


def _shown(state: PlanState, plan: Plan) -> PlanState:
    return replace(
        state,
        title=say(plan.regimen.name),
        protocol_name=say(plan.protocol.name),
        protocol=str(plan.protocol.id),
        measures=measure_rows(plan),
        doses=dose_cards(plan),
        cycles=cycle_rows(plan),
        checks=check_rows(plan),
        drafts=plan.drafts,
        trouble="",
        busy=False,
        pdf=b"",
    )


def _refused(state: PlanState, words: str) -> PlanState:
    """Return the state without any clinical content: a refusal never shows a dose."""
    return replace(
        state,
        measures=(),
        doses=(),
        cycles=(),
        checks=(),
        drafts=(),
        trouble=words,
        busy=False,
        pdf=b"",
    )
