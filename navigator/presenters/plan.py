"""The plan of one option: doses, dates and monitoring beside the pages that will be printed."""

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from navigator.domain.ids import ProtocolId, RegimenId
from navigator.domain.plan import Decision, Plan, Proposal
from navigator.domain.problems import InputRefused, KnownTrouble
from navigator.presenters.jobs import Jobs
from navigator.presenters.plan_again import asked_by, choices_of
from navigator.presenters.plan_choices import (
    PlanChoices,
    Usual,
    outdated_answers,
    refused_answers,
)
from navigator.presenters.plan_choosing import PlanChoosing, who_first
from navigator.presenters.plan_inputs import field_troubles, level_rows, said
from navigator.presenters.plan_pages import NewestPages
from navigator.presenters.plan_state import (
    BSA_FORMULAS,
    PAGE_SIZES,
    LastDoseRow,
    Paper,
    PlanState,
    refused,
    shown,
)
from navigator.presenters.plan_tools import PlanTools, PlanView, Unremembered
from navigator.presenters.proposals_shown import answered_cards
from navigator.presenters.second_check import CheckField, check_fields
from navigator.presenters.self_test import draft_reason
from navigator.services.plan_course import NothingToGive, PlanRequest
from navigator.services.second_check import Typed, compare
from navigator.words import tr

if TYPE_CHECKING:
    from navigator.presenters.navigate import History

__all__ = ["PlanPresenter", "PlanState", "PlanTools", "PlanView"]


class PlanPresenter(PlanChoosing):
    """Turns a chosen option into a `PlanState` and keeps it current with every change."""

    def __init__(
        self, view: PlanView, tools: PlanTools, jobs: Jobs, history: "History | None" = None
    ) -> None:
        choices = PlanChoices(tools.today(), formula=BSA_FORMULAS[0], page_size=PAGE_SIZES[0])
        super().__init__(view, Unremembered() if history is None else history, choices)
        self._tools = tools
        self._jobs = jobs
        self.pages = NewestPages(jobs)
        self._ticket = 0
        self._regimen = RegimenId("")
        self._left: dict[tuple[int, RegimenId], PlanChoices] = {}
        self._asked: PlanRequest | None = None
        self._plan_now: Plan | None = None
        self._asked_now: tuple[Proposal, ...] = ()

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
        self.pages.forget()
        self._history.forget()
        self._regimen = RegimenId("")
        self._plan_now = None
        self._blind = False
        self._state = PlanState(by=self._state.by)

    def begin_check(self) -> tuple[CheckField, ...]:
        """Take every number off the screen and return what a second person has to type."""
        plan = self._plan_now
        if plan is None or not plan.doses:
            return ()
        self._blind = True
        self._show(self._state)
        return check_fields(plan)

    def end_check(self) -> None:
        """Show the numbers again."""
        self._blind = False
        self._show(self._state)

    def take_check(self, first: str, by: str, values: Mapping[str, Decimal]) -> None:
        """Hold what a second person typed against the plan."""
        if self._plan_now is None:
            return
        typed = Typed(by, first, self._tools.today(), values)
        try:
            check = compare(self._plan_now, typed)
        except KnownTrouble as trouble:
            self._show(replace(self._state, answer_trouble=said(trouble)))
            return
        if not self._state.by:
            self._state = replace(self._state, by=check.first)
        self._change(tr("Second check"), replace(self._choices, second_check=check))

    def drop_check(self) -> None:
        """Leave the plan without a second check again."""
        self._change(tr("Second check"), replace(self._choices, second_check=None))

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
        found = [one for one in self._asked_now if one.id == proposal_id]
        if not found:
            return
        if not decision.by:
            self._show(replace(self._state, answer_trouble=who_first()))
            return
        after = self._choices.with_answer(found[0], decision)
        try:
            self._plan(after)
        except NothingToGive:
            pass  # an answer like another: every drug is held or stopped, and that is shown
        except KnownTrouble as trouble:
            self._show(replace(self._state, answer_trouble=said(trouble)))
            return
        accepted = tr("Accept: {rule}", rule=proposal_id)
        declined = tr("Decline: {rule}", rule=proposal_id)
        self._change(accepted if decision.accepted else declined, after)

    def _use(self, choices: PlanChoices) -> None:
        self._choices = choices
        self._remake()

    def _remake(self) -> None:
        self._ticket += 1
        self._plan_now, self._asked_now = None, ()
        self.pages.forget()
        try:
            plan, dropped = self._planned()
        except KnownTrouble as trouble:
            troubles = field_troubles(trouble)
            state = self._with_rows(self._framed(), ProtocolId(self._choices.protocol))
            state = replace(state, start_trouble=troubles.get("start", ""))
            state = refused(state, said(trouble), troubles)
            if isinstance(trouble, NothingToGive):
                self._asked_now = trouble.proposals
                state = replace(state, proposals=answered_cards(trouble.proposals))
            self._show(state)
            return
        self._plan_now, self._asked_now = plan, plan.proposals
        state = replace(shown(self._framed(), plan, self._choices.delays), dropped=dropped)
        self._show(replace(self._with_rows(state, plan.protocol.id), busy=True))
        ticket, page_size = self._ticket, self._choices.page_size
        self.pages.want(
            lambda: self._tools.pdf(plan, page_size),
            done=lambda pdf: self._finish(ticket, replace(self._state, pdf=pdf, busy=False)),
            failed=lambda error: self._fail(ticket, error),
        )

    def _with_rows(self, state: PlanState, protocol: ProtocolId) -> PlanState:
        """Return the state with what the protocol's drugs leave open, as it was chosen."""
        if not protocol:
            return state
        return replace(
            state,
            last_doses=self._last_doses(protocol),
            levels=level_rows(self._tools.levels(protocol), self._choices.levels),
        )

    def _framed(self) -> PlanState:
        """Return the state with the choices in force in its fields."""
        choices = self._choices
        delays = (replace(row, days=choices.delays.get(row.cycle, 0)) for row in self._state.delays)
        return replace(
            self._state,
            protocol=choices.protocol,
            start_text=choices.start.isoformat(),
            start_trouble="",
            formula=choices.formula,
            page_size=choices.page_size,
            cycle=choices.cycle,
            delays=tuple(delays),
            weights=choices.weights,
            rounding=choices.rounding,
            holidays=choices.holidays,
            troubles={},
            answer_trouble="",
            dropped="",
        )

    def _planned(self) -> tuple[Plan, str]:
        """Return the plan; answers to what is no longer asked are dropped, and that is said."""
        dropped: tuple[str, ...] = ()
        try:
            plan = self._plan(self._choices)
        except NothingToGive as nothing:
            dropped = outdated_answers(self._choices, nothing.proposals)
            if not dropped:
                raise
            self._choices = self._choices.without_answers(dropped)
            plan = self._plan(self._choices)
        except InputRefused as trouble:
            dropped = refused_answers(self._choices, trouble)
            if not dropped:
                raise
            self._choices = self._choices.without_answers(dropped)
            plan = self._plan(self._choices)
        outdated = outdated_answers(self._choices, plan.proposals)
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
        plain = replace(
            known,
            made_on=self._tools.today(),
            program_version=self._tools.program_version,
            self_test=tested.words if tested is not None else "",
            brands=known.brands if self._asked is not None else self._usual().brands,
            # Of another day it would say that this plan stands in the trail of then.
            audit_head=known.audit_head if known.made_on == self._tools.today() else "",
        )
        return choices.asked_of(plain)

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


def _dropped_words(proposals: tuple[str, ...]) -> str:
    if not proposals:
        return ""
    return tr(
        "Answers to other facts no longer stand and are asked anew: {rules}.",
        rules=", ".join(proposals),
    )
