"""Plans of more than ten kinds from the shipped content, as different as a ward's week."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from navigator.domain.facts import Fact, Line, Override, OverrideReason, Setting, Toxicity
from navigator.domain.plan import Decision, ProposalKind, ProposalStatus
from navigator.domain.second_check import SecondCheck
from navigator.services.second_check import Typed, asked_of, compare
from tests.report.shipped_plans import MADE_ON, plan_of_sample, with_answers

SEEN = date(2026, 11, 20)
NOBODY = frozenset()


def known(**values):
    """Facts of the day on which the sample patient was seen."""
    return {each: Fact(each, value, SEEN) for each, value in values.items()}


def first_line(record):
    """The same woman before any treatment for metastases."""
    adjuvant = tuple(one for one in record.lines or () if one.setting is not Setting.METASTATIC)
    return replace(record, lines=adjuvant)


def usual(record):
    """Everything that a plan asks for has been answered."""
    facts = known(
        intent="palliative",
        bili=Decimal("0.6"),
        bili_uln=Decimal("1.2"),
        ast=Decimal(20),
        ast_uln=Decimal(40),
        alt=Decimal(20),
        alt_uln=Decimal(40),
        alp=Decimal(60),
        alp_uln=Decimal(120),
        child_pugh="none",
        grade_ild="0",
        comedication=NOBODY,
    )
    return replace(record, facts={**record.facts, **facts})


def weak_kidney(record):
    """Clearance between 30 and 50 mL/min: capecitabine at three quarters."""
    return replace(record, facts={**record.facts, **known(creat=Decimal("1.5"))})


def remembered(record):
    """An earlier line with what it did to her."""
    line = Line(
        "docetaxel",
        Setting.METASTATIC,
        date(2024, 1, 8),
        date(2024, 3, 4),
        anthracycline_mg_m2=Decimal(240),
        toxicities=(Toxicity("Neuropathy", 2),),
        note="Stopped early.",
    )
    return replace(record, lines=(*(record.lines or ()), line))


def unknown(record):
    """Nobody has weighed her, drawn blood, or asked for allergies or what treatment is for."""
    untold = {"weight", "creat", "intent"}
    facts = {key: one for key, one in record.facts.items() if key not in untold}
    identity = replace(record.identity, allergies=None)
    return replace(record, facts=facts, identity=identity)


def decided(record, step, regimen):
    override = Override(
        "2013", step, regimen, OverrideReason.WISH, "Wants no infusions.", "Dr Example", MADE_ON
    )
    return replace(record, overrides=(override,))


def accepted(plan):
    """Every open proposal that would change something is answered yes."""
    return {
        one.id: Decision(accepted=True, by="Dr Example", reason="as the label says")
        for one in plan.proposals
        if one.status is ProposalStatus.PROPOSED and one.kind is not ProposalKind.CONTINUE
    }


def checked(plan, **wrong) -> SecondCheck:
    """A second person typed the plan's own numbers, or others."""
    own = {one.key: one for one in compare_with_itself(plan).values}
    values = {key: wrong.get(key.rpartition(".")[2], one.ours) for key, one in own.items()}
    return compare(plan, Typed(by="Nurse Example", first="Dr Example", on=MADE_ON, values=values))


def compare_with_itself(plan):
    ones = {one.key: Decimal(1) for one in asked_of(plan)}
    return compare(plan, Typed(by="Nurse Example", first="Dr Example", on=MADE_ON, values=ones))


def ten_plans(library) -> dict[str, object]:
    """Return every plan by its kind."""
    return {kind: make(library) for kind, make in KINDS.items()}


def sample(regimen, protocol, region="EU", **more) -> Callable:
    return lambda library: plan_of_sample(library, regimen, protocol, region, **more)


def _reduced(library):
    """Proposals are accepted, decisions were taken, and a second person has checked."""
    change = lambda record: remembered(weak_kidney(usual(record)))  # noqa: E731  (two in one)
    plan = plan_of_sample(library, "T_CAPE", "H-CAPE", changed=change)
    against = lambda record: decided(change(record), plan.step.id, "T_CAPE")  # noqa: E731
    answers = accepted(plan)
    asked = {"changed": against, "decisions": answers}
    plan = plan_of_sample(library, "T_CAPE", "H-CAPE", **asked)
    return plan_of_sample(library, "T_CAPE", "H-CAPE", **asked, second_check=checked(plan))


def _differing(library):
    """The second person weighed somebody else."""
    plan = plan_of_sample(library, "LAP_CAPE", "LAP-CAPE", changed=usual)
    check = checked(plan, weight=Decimal(80))
    return plan_of_sample(library, "LAP_CAPE", "LAP-CAPE", changed=usual, second_check=check)


KINDS: dict[str, Callable] = {
    "first-line": sample(
        "T_PAC_Q3W", "H-PAC-3W-Q3", changed=lambda record: first_line(usual(record))
    ),
    "lapatinib-capecitabine": sample("LAP_CAPE", "LAP-CAPE"),
    "emtansine-us": sample("TDM1", "TDM1", "US"),
    "deruxtecan": sample("TDXD", "TDXD"),
    "tucatinib-triple": sample("TUC_T_CAPE", "TUC-H-CAPE"),
    "pertuzumab-docetaxel": sample("THP_DOC", "PH-DOC"),
    "subcutaneous": sample("T_MONO", "H-SC-MONO"),
    "weekly": sample("T_PAC_W", "H-PAC-W"),
    "endocrine": sample("T_AI", "H-ANA"),
    "draft": sample("LAP_CAPE", "LAP-CAPE", changed=unknown),
    "reduced": _reduced,
    "values-differ": _differing,
}

__all__ = ["KINDS", "checked", "ten_plans", "with_answers"]
