"""A plan of every protocol that is shipped, for the sample patient."""

from dataclasses import replace
from datetime import date

from navigator.domain.guideline import Basis, Option, Tier
from navigator.domain.problems import InputRefused
from navigator.engine.assess import assess
from navigator.services.plan_course import PlanRequest, plan_course
from navigator.services.sample_patient import sample_patient

MADE_ON = date(2026, 11, 23)
EDITION = "2013"


def shipped_plans(library):
    """Yield (protocol, plan) of each dosed regimen, offered at the sample patient's step."""
    edition = library.edition(EDITION)
    record = sample_patient(library.vignettes(EDITION), edition, MADE_ON)
    for summary in edition.regimens.values():
        if not summary.dosed or summary.kind == "choice":
            continue
        for protocol in library.regimen(summary.id).protocols:
            plan = _plan(library, record, summary.id, protocol)
            if plan is not None:
                yield protocol, plan


def plan_of_sample(library, regimen, protocol, region="EU", *, changed=None, **request):
    """A plan for the sample patient, changed by a function of her record."""
    edition = library.edition(EDITION)
    record = sample_patient(library.vignettes(EDITION), edition, MADE_ON)
    record = changed(record) if changed else record
    known = next(one for one in library.regimen(regimen).protocols if one == protocol)
    plan = _plan(library, record, regimen, known, region=region, **request)
    assert plan is not None, (regimen, protocol)
    return plan


def _plan(library, record, regimen, protocol, *, region="", **more):
    edition = library.edition(EDITION)
    if not region:
        region = "CN" if regimen.startswith("PYRO") else "EU"  # approved there only
    able = with_answers(record, taxane_ok=True)
    able = replace(able, site={"region": replace(record.site["region"], value=region)})
    offering = _offering(edition, assess(edition, able).step, regimen)
    request = PlanRequest(
        regimen=regimen,
        protocol=protocol,
        start=date(2026, 12, 1),
        made_on=MADE_ON,
        program_version="0.1.0",
        self_test="29 of 29 cases as expected",
        **more,
    )
    try:
        return plan_course(library, offering, assess(offering, able), able, request)
    except InputRefused:
        return None  # excluded for this patient, by a safeguard of its own


def with_answers(record, **values):
    facts = {
        each: replace(fact, value=values[each]) if each in values else fact
        for each, fact in record.facts.items()
    }
    return replace(record, facts=facts)


def _offering(edition, step_id, regimen):
    step = edition.steps[step_id]
    if any(option.regimen == regimen for option in step.options):
        return edition
    options = (*step.options, Option(regimen, Tier.OTHER, Basis.STATED))
    return replace(edition, steps={**edition.steps, step_id: replace(step, options=options)})
