"""A printed plan in the form in which a case keeps it."""

from navigator.domain.case import AcceptedProposal, NewPlan
from navigator.domain.plan import Plan, ProposalStatus
from navigator.report.case_attachment import plan_file
from navigator.report.document_id import document_id

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
