"""Plans of the shipped content for patients given in a few words."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import cache

from navigator.assets import content_folder
from navigator.domain.assessment import Assessment, OptionAssessment, OptionStatus, Status
from navigator.domain.facts import Fact, PatientRecord
from navigator.domain.guideline import Basis, Option, Tier
from navigator.domain.plan import Decision
from navigator.engine.derive import derive
from navigator.library.content import read_content
from navigator.services.plan_course import PlanRefused, PlanRequest, plan_course

TODAY = date(2026, 11, 23)
START = date(2026, 12, 1)
YES = Decision(accepted=True, by="Dr Example")
NO = Decision(accepted=False, by="Dr Example", reason="discussed with the patient")

# A woman of 55 years, 165 cm and 70 kg, with normal values of the laboratory.
USUAL = {
    "her2_final": "positive",
    "age": 55,
    "sex": "female",
    "height": 165,
    "weight": 70,
    "creat": "0.8",
    "lvef_pct": 62,
    "lvef_baseline": 62,
    "anc": 4,
    "plt": 250,
    "hb": 13,
    "bili": "0.6",
    "bili_uln": "1.2",
    "ast": 20,
    "ast_uln": 40,
    "alt": 20,
    "alt_uln": 40,
    "alp": 60,
    "alp_uln": 120,
    "chf_symptomatic": False,
    "ild": "none",
    "dpyd": "normal",
    "child_pugh": "none",
    "prior_anthracycline": 0,
    "comedication": frozenset(),
    "grade_ild": "0",
    "grade_diarrhoea": "0",
    "diarrhoea_complicated": False,
    "grade_hand_foot": "0",
    "grade_neuropathy": "0",
    "grade_other": "0",
    "febrile_neutropenia": False,
    "toxicity_times": 0,
    "grade_infusion_reaction": "0",
    "anc_day8": 4,
    "plt_day8": 250,
    "neutropenia_days": 0,
    "neutropenia_holds": 0,
    "heart_holds": 0,
    "heart_hold_days": 0,
    "ild_days": 0,
    "held_days": 0,
}

WHOLE = frozenset(
    {
        "age",
        "toxicity_times",
        "neutropenia_days",
        "neutropenia_holds",
        "heart_holds",
        "heart_hold_days",
        "ild_days",
        "held_days",
    }
)


class ShippedLibrary:
    """The content in memory, as the library gives it."""

    def __init__(self, content):
        self._content = content
        self.digest = "0" * 64

    def drug(self, drug_id):
        return self._content.drugs[drug_id]

    def regimen(self, regimen_id):
        return self._content.regimens[regimen_id]

    def protocol(self, protocol_id):
        return self._content.protocols[protocol_id]

    def trial(self, trial_id):
        return self._content.trials[trial_id]

    def reference(self, reference_id):
        return self._content.references[reference_id]

    def edition(self, edition_id):
        return self._content.editions[edition_id]

    def protocols(self):
        return tuple(self._content.protocols)


@cache
def shipped():
    return ShippedLibrary(read_content(content_folder() / "her2-mbc")[0])


def facts(region="EU", without=(), **changes):
    values = {**USUAL, **changes}
    known = {key: _fact(key, value) for key, value in values.items() if key not in without}
    if region:
        known["region"] = Fact("region", region)
    return known


def _fact(element, value):
    plain = isinstance(value, bool | frozenset) or element in WHOLE
    is_number = not plain and not isinstance(value, str)
    is_number = is_number or element in {"creat", "bili", "bili_uln"}
    return Fact(element, Decimal(value) if is_number else value, TODAY)


def plan_of(protocol, region="EU", without=(), request=None, **changes):
    """A plan of one protocol for the usual patient with `changes`, offered for the occasion.

    `request` gives further fields of what is asked for.
    """
    library = shipped()
    chosen = library.protocol(protocol)
    edition = library.edition("2013")
    step = next(each for each in edition.steps.values() if each.options)
    option = Option(chosen.regimen, Tier.OTHER, Basis.ENRICHMENT)
    step = replace(step, options=(option,))
    edition = replace(edition, steps={**edition.steps, step.id: step})
    record = PatientRecord(facts=facts(region, without, **changes), lines=())
    offered = OptionAssessment(
        chosen.regimen, Tier.OTHER, OptionStatus.RECOMMENDED, Basis.ENRICHMENT, ()
    )
    assessment = Assessment(
        edition=edition.id,
        digest=edition.digest,
        status=Status.OPTIONS,
        path=(),
        step=step.id,
        message="Choose.",
        options=(offered,),
        facts=derive(record, edition)[0],
    )
    asked = PlanRequest(
        **{
            "regimen": chosen.regimen,
            "protocol": protocol,
            "start": START,
            "made_on": TODAY,
            **(request or {}),
        }
    )
    return plan_course(library, edition, assessment, record, asked)


def refusals(protocol, **changes):
    """Codes of the problems for which a plan is refused, with their messages."""
    try:
        plan_of(protocol, **changes)
    except PlanRefused as refused:
        return {problem.code: f"{problem.message} {problem.hint}" for problem in refused.problems}
    return {}


def asked(plan):
    """What is proposed, by id, with its kind."""
    return {each.id: each.kind.value for each in plan.proposals if each.status.value == "proposed"}


def found(plan, proposal_id):
    return next(each for each in plan.proposals if each.id == proposal_id)


def given(plan, drug):
    """Final doses of a drug with the cycles of their rules, in order."""
    return [
        (dose.final_mg, dose.component.from_cycle, dose.component.to_cycle)
        for dose in plan.doses
        if dose.drug_id == drug
    ]


def doses_by_cycle(plan, drug):
    """Milligrams of every administration of a drug, by cycle."""
    return [
        [each.dose.final_mg for each in cycle.administrations if each.dose.drug_id == drug]
        for cycle in plan.cycles
    ]
