"""A plan of a case: with the head of its audit trail, and in the form in which it is kept."""

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from navigator.domain.case import AcceptedProposal, NewPlan, PatientNumber
from navigator.domain.plan import Plan, ProposalStatus
from navigator.domain.problems import KnownTrouble
from navigator.report.case_attachment import plan_file
from navigator.report.document_id import document_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from navigator.services.case_ports import CaseStore
    from navigator.services.plan_request import PlanRequest

_ANSWERED = (ProposalStatus.ACCEPTED, ProposalStatus.DECLINED)


def plan_to_keep(plan: Plan, pdf: bytes) -> NewPlan:
    """Return a plan with the bytes that left the program and all it takes to make it again."""
    inside = plan_file(pdf)
    return NewPlan(
        document_id(plan),
        plan.edition.id,
        plan.edition.digest,
        plan.regimen.id,
        plan.made_on,
        inside.case.decode("utf-8", "replace") if inside is not None else "",
        pdf,
        tuple(
            AcceptedProposal(one.id, one.status is ProposalStatus.ACCEPTED, one.reason, one.by)
            for one in plan.proposals
            if one.status in _ANSWERED
        ),
        bool(plan.drafts),
    )


def plan_in_case(
    store: "CaseStore",
    case: PatientNumber,
    make: "Callable[[PlanRequest], Plan]",
    request: "PlanRequest",
) -> Plan:
    """Make a plan that says where the audit trail stands.

    A plan that was printed before comes out again with the head of then, so with the same bytes.

    Args:
        store: Open; where it cannot be read the plan is made without a head.
        case: The patient.
        make: Makes a plan.
        request: What is asked for.
    """
    try:
        head, kept = str(store.head), store.plans(case)
    except KnownTrouble:
        return make(request)
    plan = make(replace(request, audit_head=head))
    number = document_id(plan)
    for one in kept:
        if one.number == number:
            return make(replace(request, audit_head=_printed_head(one.case)))
    return plan


def _printed_head(case: str) -> str:
    """Return the head that a kept plan was printed with, "" where it had none."""
    try:
        head = json.loads(case)["navigator_plan"]["request"].get("audit_head", "")
    except (ValueError, LookupError, TypeError, AttributeError):
        return ""
    return str(head)
