"""The plan of one option: doses, dates and monitoring beside the pages that will be printed."""

import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from navigator.domain.ids import DrugId, ProtocolId, RegimenId
from navigator.domain.plan import Decision, Plan
from navigator.domain.problems import InputRefused, KnownTrouble
from navigator.dosing.body import BsaFormula
from navigator.presenters.jobs import Jobs
from navigator.presenters.plan_again import asked_by, choices_of
from navigator.presenters.plan_choices import (
    PlanChoices,
    Usual,
    outdated_answers,
    refused_answers,
)
from navigator.presenters.plan_state import (
    BSA_FORMULAS,
    PAGE_SIZES,
    LastDoseRow,
    Paper,
    PlanState,
    refused,
    shown,
)
from navigator.presenters.self_test import draft_reason
from navigator.services.plan_course import PlanRequest
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.presenters.navigate import History
    from navigator.services.self_test import SelfTest


class PlanView(Protocol):
    """What the presenter needs of the screen."""

    def draw(self, state: PlanState) -> None:
        """Draw `state`, replacing what was there."""


def _not_run() -> "SelfTest | None":
    return None


def _the_only_one() -> int:
    return 0


def _none_reloaded(protocol: ProtocolId) -> tuple[tuple[DrugId, str], ...]:
    del protocol
    return ()


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
        patient: Tells which patient is on screen, so that no answer meets another one.
        reloaded: Drugs of a protocol that may have to be loaded again, as (id, name).
        usual: What a new plan begins with; None for what the last one had.
        papers: Make what else can be exported, from a plan and the size of the paper; they run
            off the drawing thread.
    """

    plan: Callable[[PlanRequest], Plan]
    pdf: Callable[[Plan, str], bytes]
    write: Callable[[Path, bytes], None]
    protocols: Callable[[RegimenId], tuple[tuple[ProtocolId, str], ...]]
    today: Callable[[], date]
    program_version: str
    self_test: "Callable[[], SelfTest | None]" = _not_run
    patient: Callable[[], int] = _the_only_one
    reloaded: Callable[[ProtocolId], tuple[tuple[DrugId, str], ...]] = _none_reloaded
    papers: Mapping[Paper, Callable[[Plan, str], bytes]] = field(default_factory=dict)
    usual: Callable[[], Usual] | None = None


class Unremembered:
    """A history that makes changes and forgets them."""

    def do(self, words: str, change: Callable[[], None], take_back: Callable[[], None]) -> None:
        """Make `change`."""
        del words, take_back
        change()

    def forget(self) -> None:
        """Do nothing: there is nothing to drop."""


class PlanPresenter:
    """Turns a chosen option into a `PlanState` and keeps it current with every change."""

    def __init__(
        self, view: PlanView, tools: PlanTools, jobs: Jobs, history: "History | None" = None
    ) -> None:
        self._view = view
        self._tools = tools
        self._jobs = jobs
        self._history: History = Unremembered() if history is None else history
        self._ticket = 0
        self._regimen = RegimenId("")
        self._choices = PlanChoices(tools.today(), formula=BSA_FORMULAS[0], page_size=PAGE_SIZES[0])
        self._left: dict[tuple[int, RegimenId], PlanChoices] = {}
        self._asked: PlanRequest | None = None
        self._plan_now: Plan | None = None
        self._state = PlanState()

    @property
    def state(self) -> PlanState:
        """Return what is on screen."""
        return self._state

    def open(self, regimen: RegimenId) -> None:
        """Show the plan of `regimen`: from today on, or as it was left for this patient."""
        self._frame(regimen)
        usual = self._usual()
        protocols = self._state.protocols
        fresh = PlanChoices(
            self._tools.today(),
            protocol=protocols[0][0] if protocols else "",
            formula=usual.formula,
            page_size=usual.page_size,
            rounding=usual.rounding,
        )
        self._choices = self._left.get((self._tools.patient(), regimen), fresh)
        self._remake()

    def open_again(self, request: PlanRequest) -> None:
        """Show the plan that an earlier one was asked for, with its answers."""
        self._frame(request.regimen)
        self._asked = request
        self._choices = choices_of(request, self._usual().page_size)
        with contextlib.suppress(KnownTrouble):  # what is refused is told when it is made again
            self._choices = asked_by(self._choices, self._plan(self._choices))
        self._remake()

    def _frame(self, regimen: RegimenId) -> None:
        """Begin with a regimen; nothing of another plan stays."""
        self._history.forget()
        self._regimen = regimen
        self._asked = None
        self._state = PlanState(
            protocols=tuple((str(one), name) for one, name in self._tools.protocols(regimen)),
            by=self._state.by,
            papers=tuple(self._tools.papers),
        )

    def _usual(self) -> Usual:
        if self._tools.usual is not None:
            return self._tools.usual()
        choices = self._choices
        return Usual(choices.formula, choices.page_size, choices.rounding)

    def refresh(self) -> None:
        """Make the plan again after the patient's facts changed."""
        if self._regimen:
            self._remake()

    def close(self) -> None:
        """Leave the plan; pages that come late are dropped, the choices are kept for its return."""
        if self._regimen:
            self._left[self._tools.patient(), self._regimen] = self._choices
        self._ticket += 1
        self._history.forget()
        self._regimen = RegimenId("")
        self._plan_now = None
        self._state = PlanState(by=self._state.by)

    def choose_protocol(self, protocol: str) -> None:
        """Use another protocol of the regimen."""
        self._change(tr("Protocol"), replace(self._choices, protocol=protocol))

    def choose_start(self, text: str) -> None:
        """Take the first day as typed; what is no day leaves the plan as it was and says so."""
        try:
            start = date.fromisoformat(text.strip())
        except ValueError:
            trouble = tr("A day is written like {example}.", example="2026-12-01")
            self._show(replace(self._state, start_text=text, start_trouble=trouble))
            return
        self._change(tr("First day"), replace(self._choices, start=start))

    def choose_formula(self, formula: str) -> None:
        """Work out the body surface with another formula."""
        self._change(tr("Formula"), replace(self._choices, formula=formula))

    def choose_page_size(self, page_size: str) -> None:
        """Print on another paper."""
        self._change(tr("Paper"), replace(self._choices, page_size=page_size))

    def choose_cycle(self, cycle: int) -> None:
        """Begin with another cycle of a course that goes on."""
        self._change(tr("First cycle"), self._choices.with_cycle(cycle))

    def choose_last_dose(self, drug: DrugId, day: date | None) -> None:
        """Take the day on which a drug was given last; None makes it unknown."""
        self._change(tr("Last dose"), self._choices.with_last_dose(drug, day))

    def choose_delay(self, cycle: int, days: int) -> None:
        """Begin a cycle later by whole days; 0 takes the delay away."""
        self._change(tr("Delay"), self._choices.with_delay(cycle, days))

    def name_decider(self, by: str) -> None:
        """Take who decides; it stands with every answer given from now on."""
        if by.strip() != self._state.by:
            self._show(replace(self._state, by=by.strip(), answer_trouble=""))

    def accept(self, proposal: str, reason: str = "") -> None:
        """Carry out what a rule asks for."""
        self._decide(proposal, Decision(True, reason.strip(), self._state.by))

    def decline(self, proposal: str, reason: str) -> None:
        """Leave the dose as it is, with the reason."""
        self._decide(proposal, Decision(False, reason.strip(), self._state.by))

    def take_back(self, proposal: str) -> None:
        """Leave a proposal without an answer again."""
        self._change(tr("Answer taken back"), self._choices.without_answers([proposal]))

    def export(self, path: Path) -> None:
        """Write the pages on screen to `path`; trouble is told and nothing is lost."""
        if self._state.pdf:
            self._write(path, self._state.pdf)

    def export_paper(self, paper: Paper, path: Path) -> None:
        """Make what else belongs to the plan and write it to `path`."""
        plan, ticket, page_size = self._plan_now, self._ticket, self._choices.page_size
        if plan is None:
            return
        self._jobs.run(
            lambda: self._tools.papers[paper](plan, page_size),
            done=lambda content: self._write(path, content),
            failed=lambda error: self._fail_paper(ticket, error),
        )

    def _write(self, path: Path, content: bytes) -> None:
        try:
            self._tools.write(path, content)
        except KnownTrouble as trouble:
            self._show(replace(self._state, trouble=str(trouble)))
            return
        self._show(replace(self._state, written=str(path), trouble=""))

    def _fail_paper(self, ticket: int, error: Exception) -> None:
        known = isinstance(error, KnownTrouble)
        words = str(error) if known else tr("It could not be made. Nothing was written.")
        self._finish(ticket, replace(self._state, trouble=words))
        if not known:
            raise error

    def _decide(self, proposal_id: str, decision: Decision) -> None:
        """Take an answer if a plan can be made with it, else say why not."""
        plan = self._plan_now
        found = [one for one in plan.proposals if one.id == proposal_id] if plan else []
        if not found:
            return
        if not decision.by:
            words = tr("Say first who decides: it is printed beside the answer.")
            self._show(replace(self._state, answer_trouble=words))
            return
        after = self._choices.with_answer(found[0], decision)
        try:
            self._plan(after)
        except KnownTrouble as trouble:
            self._show(replace(self._state, answer_trouble=_said(trouble)))
            return
        accepted = tr("Accept: {rule}", rule=proposal_id)
        declined = tr("Decline: {rule}", rule=proposal_id)
        self._change(accepted if decision.accepted else declined, after)

    def _change(self, words: str, after: PlanChoices) -> None:
        before = self._choices
        if after == before:
            self._show(replace(self._state, start_text=before.start.isoformat(), start_trouble=""))
        else:
            self._history.do(words, partial(self._use, after), partial(self._use, before))

    def _use(self, choices: PlanChoices) -> None:
        self._choices = choices
        self._remake()

    def _remake(self) -> None:
        self._ticket += 1
        self._plan_now = None
        try:
            plan, dropped = self._planned()
        except KnownTrouble as trouble:
            self._show(refused(self._framed(), str(trouble)))
            return
        self._plan_now = plan
        state = replace(shown(self._framed(), plan, self._choices.delays), dropped=dropped)
        state = replace(state, last_doses=self._last_doses(plan.protocol.id))
        self._show(replace(state, busy=True))
        ticket, page_size = self._ticket, self._choices.page_size
        self._jobs.run(
            lambda: self._tools.pdf(plan, page_size),
            done=lambda pdf: self._finish(ticket, replace(self._state, pdf=pdf, busy=False)),
            failed=lambda error: self._fail(ticket, error),
        )

    def _framed(self) -> PlanState:
        """Return the state with the choices in force in its fields."""
        choices = self._choices
        return replace(
            self._state,
            protocol=choices.protocol,
            start_text=choices.start.isoformat(),
            start_trouble="",
            formula=choices.formula,
            page_size=choices.page_size,
            cycle=choices.cycle,
            answer_trouble="",
            dropped="",
        )

    def _planned(self) -> tuple[Plan, str]:
        """Return the plan; answers to what is no longer asked are dropped, and that is said."""
        dropped: tuple[str, ...] = ()
        try:
            plan = self._plan(self._choices)
        except InputRefused as trouble:
            dropped = refused_answers(self._choices, trouble)
            if not dropped:
                raise
            self._choices = self._choices.without_answers(dropped)
            plan = self._plan(self._choices)
        outdated = outdated_answers(self._choices, plan)
        if outdated:
            self._choices = self._choices.without_answers(outdated)
            plan = self._plan(self._choices)
        return plan, _dropped_words((*dropped, *outdated))

    def _plan(self, choices: PlanChoices) -> Plan:
        """Return the plan; of an edition that failed its own cases it is always a draft."""
        plan = self._tools.plan(self._request(choices))
        tested = self._tools.self_test()
        reason = draft_reason(tested) if tested is not None else ""
        return replace(plan, drafts=(reason, *plan.drafts)) if reason else plan

    def _request(self, choices: PlanChoices) -> PlanRequest:
        tested = self._tools.self_test()
        known = self._asked or PlanRequest(self._regimen, choices.start, self._tools.today())
        return replace(
            known,
            protocol=ProtocolId(choices.protocol) if choices.protocol else None,
            start=choices.start,
            made_on=self._tools.today(),
            formula=BsaFormula(choices.formula),
            program_version=self._tools.program_version,
            self_test=tested.words if tested is not None else "",
            cycle=choices.cycle,
            last_doses=choices.last_doses,
            decisions=choices.decisions,
            delays=choices.delays,
            rounding=choices.rounding,
        )

    def _last_doses(self, protocol: ProtocolId) -> tuple[LastDoseRow, ...]:
        known = self._choices.last_doses
        return tuple(
            LastDoseRow(drug, name, known.get(drug))
            for drug, name in self._tools.reloaded(protocol)
        )

    def _finish(self, ticket: int, state: PlanState) -> None:
        if ticket == self._ticket:
            self._show(state)

    def _fail(self, ticket: int, error: Exception) -> None:
        known = isinstance(error, KnownTrouble)
        words = str(error) if known else tr("The pages could not be made. No plan is shown.")
        self._finish(ticket, refused(self._state, words))
        if not known:
            raise error

    def _show(self, state: PlanState) -> None:
        self._state = state
        self._view.draw(state)


def _said(trouble: KnownTrouble) -> str:
    """Return a refusal without the names of fields, which nobody reads on a screen."""
    if not isinstance(trouble, InputRefused):
        return str(trouble)
    lines = (f"{problem.message} {problem.hint}".strip() for problem in trouble.problems)
    return "\n".join(lines)


def _dropped_words(proposals: tuple[str, ...]) -> str:
    if not proposals:
        return ""
    return tr(
        "Answers to other facts no longer stand and are asked anew: {rules}.",
        rules=", ".join(proposals),
    )
