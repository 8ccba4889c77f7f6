"""From what an earlier plan was asked for back to what a person chose and answered."""

from dataclasses import replace

from navigator.domain.plan import Decision, Plan
from navigator.presenters.plan_choices import Answer, PlanChoices
from navigator.services.plan_request import PlanRequest


def choices_of(request: PlanRequest, page_size: str) -> PlanChoices:
    """Return the choices that lead to the same plan again.

    Args:
        request: Of the earlier plan.
        page_size: The paper; it is no part of a request.
    """
    return PlanChoices(
        request.start,
        protocol=str(request.protocol or ""),
        formula=request.formula.value,
        page_size=page_size,
        answers={one: _unasked(decision) for one, decision in request.decisions.items()},
        last_doses=dict(request.last_doses),
        cycle=request.cycle,
        delays=dict(request.delays),
        rounding=request.rounding,
        levels=dict(request.levels),
        weights=request.weights,
        holidays=request.holidays,
        second_check=request.second_check,
    )


def asked_by(choices: PlanChoices, plan: Plan) -> PlanChoices:
    """Return the choices with each answer beside what the plan made of them asks now."""
    words = {proposal.id: proposal.words for proposal in plan.proposals}
    answers = {
        one: replace(answer, asked=words.get(one, answer.asked))
        for one, answer in choices.answers.items()
    }
    return replace(choices, answers=answers)


def _unasked(decision: Decision) -> Answer:
    return Answer(decision, "")
