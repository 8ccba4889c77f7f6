"""Two realistic plans made of hand-made objects, for every test that needs a plan.

`sample_plan("LAP_CAPE")` and `sample_plan("T_PAC_Q3W")` are for a woman of 165 cm and 70 kg.
Nothing here is read from the library's content: the numbers are for tests only.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from navigator.domain.assessment import (
    Assessment,
    OptionAssessment,
    OptionStatus,
    Passed,
    Reason,
    Status,
)
from navigator.domain.elements import Choice, DataElement, ElementGroup, ElementType, Limits
from navigator.domain.facts import (
    Fact,
    Identity,
    Line,
    PatientRecord,
    Response,
    Setting,
    StopReason,
)
from navigator.domain.guideline import (
    Basis,
    Box,
    Branch,
    Chart,
    Edition,
    Effect,
    Grade,
    Option,
    RegimenSummary,
    Safeguard,
    Statement,
    Step,
    StepKind,
    Tier,
)
from navigator.domain.library import (
    Advice,
    Ceiling,
    Check,
    Component,
    DoseUnit,
    Drug,
    Infusion,
    Outcome,
    Phase,
    Product,
    Protocol,
    Regimen,
    Rounding,
    RoundingKind,
    Route,
    Trial,
)
from navigator.domain.plan import Plan
from navigator.domain.source import Reference, Source
from navigator.domain.text import Text
from navigator.domain.truth import Truth
from navigator.services.plan_course import PlanRequest, plan_course

MADE_ON = date(2026, 11, 23)
MEASURED_ON = date(2026, 11, 20)
START = date(2026, 12, 1)
DIGEST = "0123456789abcdef" * 4

LABEL = (Source("eu-test-label", "4.2", verified=True),)
GUIDELINE = (Source("test-guideline", verified=True),)
TRIAL = (Source("test-trial", "Table 2"),)

NEAREST_MG = Rounding(RoundingKind.NEAREST, Decimal(1))
DOWN_MG = Rounding(RoundingKind.DOWN, Decimal(1))
TABLETS = Rounding(RoundingKind.TABLETS)


def _tablet(mg):
    return Product("tablet", Decimal(mg), sources=LABEL)


def _advice(kind, text, topic=""):
    return Advice(kind, Text(text), topic, LABEL)


_LVEF = Check(
    "lvef",
    Text("Left ventricular ejection fraction by echocardiography or MUGA scan"),
    element="lvef_pct",
    every_days=84,
    sources=LABEL,
)
_COUNTS = Check(
    "blood-count", Text("Full blood count"), element="anc", every_cycle=True, sources=LABEL
)
_LIVER = Check("liver", Text("Liver values"), element="bili", every_days=42, sources=LABEL)

TRASTUZUMAB = Drug(
    id="trastuzumab_iv",
    name="trastuzumab",
    kind="antibody",
    drug_class=Text("HER2 antibody"),
    route=Route.INTRAVENOUS,
    brands=("Herceptin",),
    mark="H",
    look_alike=Text("Not trastuzumab emtansine, not trastuzumab deruxtecan, not subcutaneous."),
    products=(
        Product("vial", Decimal(150), region="EU", sources=LABEL),
        Product("vial", Decimal(420), region="US", sources=LABEL),
    ),
    rounding=NEAREST_MG,
    ceilings=(Ceiling(Decimal(8), DoseUnit.MG_PER_KG, LABEL),),
    emetic_risk="minimal",
    diluent=Text("sodium chloride 0.9 %, never glucose", "chlorure de sodium 0,9 %, sans glucose"),
    safeguards=(
        Safeguard(
            "trastuzumab-lvef",
            "trastuzumab_iv",
            "lvef_pct < 50",
            Effect.EXCLUDE,
            Text("Not started below an ejection fraction of 50 %."),
            LABEL,
        ),
    ),
    checks=(_LVEF,),
    advice=(
        _advice("boxed_warning", "Heart failure, infusion reactions, harm to an unborn child."),
        _advice(
            "hold", "Hold when the ejection fraction falls by 10 points to below 50 %.", "lvef"
        ),
        _advice("contraception", "Effective contraception during and 7 months after treatment."),
        _advice("call_when", "Call for breathlessness, swollen legs or palpitations."),
    ),
    sources=LABEL,
)
PACLITAXEL = Drug(
    id="paclitaxel",
    name="paclitaxel",
    tall_man="PACLitaxel",
    kind="cytotoxic",
    drug_class=Text("taxane"),
    route=Route.INTRAVENOUS,
    brands=("Taxol",),
    look_alike=Text("Not albumin-bound paclitaxel, not docetaxel."),
    rounding=NEAREST_MG,
    ceilings=(Ceiling(Decimal(250), DoseUnit.MG_PER_M2, LABEL),),
    emetic_risk="low",
    diluent=Text("sodium chloride 0.9 % or glucose 5 %, in a set free of PVC"),
    checks=(_COUNTS, _LIVER),
    advice=(
        _advice("premedication", "Dexamethasone, an H1 and an H2 blocker before every infusion."),
        _advice("hold", "Hold while neutrophils are below 1.5 × 10⁹/L.", "neutrophils"),
        _advice("toxicity", "Numb fingers and toes, hair loss, low blood counts."),
        _advice("extravasation", "Vesicant: stop at once and aspirate."),
    ),
    sources=LABEL,
)
LAPATINIB = Drug(
    id="lapatinib",
    name="lapatinib",
    tall_man="LAPAtinib",
    kind="kinase inhibitor",
    drug_class=Text("HER2 and EGFR kinase inhibitor"),
    route=Route.ORAL,
    brands=("Tykerb", "Tyverb"),
    products=(_tablet(250),),
    rounding=TABLETS,
    ceilings=(Ceiling(Decimal(1500), DoseUnit.MG, LABEL),),
    emetic_risk="low",
    checks=(_LVEF, _LIVER),
    advice=(
        _advice("boxed_warning", "Severe liver damage has occurred."),
        _advice("administration", "At least one hour before or after food, once a day."),
        _advice("hold", "Hold at diarrhoea of grade 3 until grade 1 at most.", "diarrhoea"),
        _advice("interaction", "No strong CYP3A4 inhibitors or inducers, no grapefruit."),
        _advice("supportive", "Loperamide at hand from day 1."),
    ),
    sources=LABEL,
)
CAPECITABINE = Drug(
    id="capecitabine",
    name="capecitabine",
    kind="cytotoxic",
    drug_class=Text("fluoropyrimidine"),
    route=Route.ORAL,
    brands=("Xeloda",),
    products=(_tablet(150), _tablet(500)),
    rounding=TABLETS,
    ceilings=(Ceiling(Decimal(1250), DoseUnit.MG_PER_M2, LABEL),),
    emetic_risk="low",
    safeguards=(
        Safeguard(
            "capecitabine-kidney",
            "capecitabine",
            "crcl < 30",
            Effect.EXCLUDE,
            Text("Not below a creatinine clearance of 30 mL/min."),
            LABEL,
        ),
    ),
    checks=(_COUNTS,),
    advice=(
        _advice("boxed_warning", "Raises the effect of vitamin K antagonists."),
        _advice("administration", "Within 30 minutes after a meal, morning and evening."),
        _advice("hold", "Hold at a hand-foot syndrome of grade 2 until grade 1.", "hand_foot"),
        _advice("toxicity", "Diarrhoea, sore hands and feet, sore mouth."),
        _advice("call_when", "Call for four more stools a day than usual, or fever."),
    ),
    sources=LABEL,
)
DRUGS = (TRASTUZUMAB, PACLITAXEL, LAPATINIB, CAPECITABINE)

EVERY_3_WEEKS = Protocol(
    id="H-PAC-3W-Q3",
    regimen="T_PAC_Q3W",
    name=Text("Trastuzumab + paclitaxel, both every 3 weeks"),
    cycle_days=21,
    components=(
        Component(
            drug="trastuzumab_iv",
            phase=Phase.LOADING,
            dose=Decimal(8),
            per=DoseUnit.MG_PER_KG,
            days=(1,),
            to_cycle=1,
            infusion=Infusion(minutes=90, volume_ml=250, observe_minutes=270),
            note=Text("Observe until six hours after the start of the first infusion."),
            sources=LABEL,
        ),
        Component(
            drug="trastuzumab_iv",
            phase=Phase.MAINTENANCE,
            dose=Decimal(6),
            per=DoseUnit.MG_PER_KG,
            days=(1,),
            from_cycle=2,
            infusion=Infusion(minutes=30, minutes_max=90, volume_ml=250),
            sources=LABEL,
        ),
        Component(
            drug="paclitaxel",
            phase=Phase.MAINTENANCE,
            dose=Decimal(175),
            per=DoseUnit.MG_PER_M2,
            days=(1,),
            order=2,
            infusion=Infusion(minutes=180),
            sources=TRIAL,
        ),
    ),
    duration=Text("Until progression or unacceptable toxicity."),
    sequence=Text("Trastuzumab first, then paclitaxel."),
    emetic_risk="low",
    sources=TRIAL,
)
LAPATINIB_CAPECITABINE = Protocol(
    id="LAP-CAPE",
    regimen="LAP_CAPE",
    name=Text("Lapatinib + capecitabine"),
    cycle_days=21,
    components=(
        Component(
            drug="lapatinib",
            phase=Phase.MAINTENANCE,
            dose=Decimal(1250),
            per=DoseUnit.MG,
            days=tuple(range(1, 22)),
            note=Text("Once a day, at least one hour before or after food."),
            sources=LABEL,
        ),
        Component(
            drug="capecitabine",
            phase=Phase.MAINTENANCE,
            dose=Decimal(1000),
            per=DoseUnit.MG_PER_M2,
            days=tuple(range(1, 15)),
            times_a_day=2,
            note=Text("Within 30 minutes after a meal, morning and evening."),
            sources=LABEL,
        ),
    ),
    duration=Text("Until progression or unacceptable toxicity."),
    emetic_risk="low",
    advice=(_advice("monitoring", "Response by imaging about every 9 weeks."),),
    sources=TRIAL,
)
PROTOCOLS = (EVERY_3_WEEKS, LAPATINIB_CAPECITABINE)

REGIMENS = (
    Regimen(
        "T_PAC_Q3W",
        Text("Trastuzumab + paclitaxel", "Trastuzumab + paclitaxel"),
        "drugs",
        drugs=("trastuzumab_iv", "paclitaxel"),
        protocols=("H-PAC-3W-Q3",),
        short_name="H + paclitaxel",
        sources=GUIDELINE,
    ),
    Regimen(
        "LAP_CAPE",
        Text("Lapatinib + capecitabine", "Lapatinib + capécitabine"),
        "drugs",
        drugs=("lapatinib", "capecitabine"),
        protocols=("LAP-CAPE",),
        sources=GUIDELINE,
    ),
    Regimen(
        "T_OTHER",
        Text("Trastuzumab + another drug"),
        "choice",
        resolves_to=("T_PAC_Q3W", "LAP_CAPE"),
    ),
    Regimen("TRIAL", Text("Clinical trial"), "trial"),
)

TRIALS = (
    Trial(
        id="TEST-1",
        name="TEST-1",
        phase="3",
        population=Text("HER2-positive metastatic breast cancer after trastuzumab"),
        line="2",
        arms=(Text("lapatinib + capecitabine"), Text("capecitabine")),
        n=399,
        year=2006,
        outcomes=(
            Outcome(
                "TTP",
                "months",
                (Decimal("8.4"), Decimal("4.4")),
                hazard_ratio=Decimal("0.49"),
                hr_low=Decimal("0.34"),
                hr_high=Decimal("0.71"),
                p="<0.001",
                sources=TRIAL,
            ),
            Outcome("OS", "months", (None, Decimal("15.3")), note=Text("not reached")),
        ),
        toxicity=(Advice("toxicity", Text("Diarrhoea in 60 % of patients."), sources=TRIAL),),
        publications=("test-trial",),
    ),
)

REFERENCES = (
    Reference(
        "test-guideline",
        "article",
        "Author A, et al. A review. Presse Med 2013;42(11)",
        2013,
        doi="10.1016/j.lpm.2013.01.066",
        pmid="23721860",
    ),
    Reference(
        "eu-test-label",
        "label",
        "A label, summary of product characteristics, EMA",
        url="https://www.ema.europa.eu/en/medicines",
        region="EU",
    ),
    Reference("test-trial", "article", "Author B, et al. A trial. N Engl J Med 2006", 2006),
)


def _number_element(element, label, unit, hard, stale=None):
    limits = Limits(*map(Decimal, hard))
    return DataElement(
        element,
        "patient",
        Text(label),
        Text(f"What is the {label}?"),
        ElementType.NUMBER,
        unit=unit,
        hard=limits,
        stale_after_days=stale,
    )


def _choice_element(element, label, *choices):
    return DataElement(
        element,
        "patient",
        Text(label),
        Text(f"What is the {label}?"),
        ElementType.CHOICE,
        choices=tuple(Choice(each, Text(each.capitalize())) for each in choices),
    )


ELEMENTS = (
    _number_element("weight", "Weight", "kg", (25, 250), stale=30),
    _number_element("height", "Height", "cm", (120, 220)),
    _number_element("bsa", "Body surface area", "m²", ("0.8", 4)),
    _number_element("creat", "Creatinine", "mg/dL", ("0.1", 20), stale=14),
    _number_element("lvef_pct", "LVEF", "%", (5, 85), stale=90),
    _number_element("crcl", "Creatinine clearance", "mL/min", (1, 300), stale=14),
    _number_element("anc", "Neutrophils", "10⁹/L", (0, 100), stale=14),
    _number_element("bili", "Bilirubin", "mg/dL", ("0.05", 60), stale=14),
    DataElement("age", "patient", Text("Age"), Text("How old?"), ElementType.INTEGER, unit="years"),
    _choice_element("sex", "Sex", "female", "male"),
    DataElement("lvef_date", "patient", Text("Day of LVEF"), Text("When?"), ElementType.DATE),
    _choice_element("her2_final", "HER2 status", "positive", "negative"),
)

START_STEP = Step(
    "P00",
    StepKind.DECISION,
    Text("HER2 status"),
    question=Text("Is the tumour HER2-positive?"),
    branches=(
        Branch("positive", Text("HER2-positive"), "her2_final == 'positive'", "Q_3L"),
        Branch("other", Text("anything else"), "otherwise", "OUT"),
    ),
)
OPTIONS_STEP = Step(
    "Q_3L",
    StepKind.RECOMMENDATION,
    Text("After a second progression on trastuzumab"),
    why=Text("The disease has grown twice on trastuzumab."),
    action=Text("Discuss a clinical trial."),
    statements=(
        Statement(Text("Lapatinib with capecitabine is proposed."), Basis.STATED, GUIDELINE),
    ),
    options=(
        Option(
            "LAP_CAPE",
            Tier.PREFERRED,
            Basis.STATED,
            evidence=("TEST-1",),
            grade=Grade("1A", "test scheme"),
            rationale=Text("Longer control than capecitabine alone."),
            sources=GUIDELINE,
        ),
        Option("T_PAC_Q3W", Tier.OTHER, Basis.ENRICHMENT, sources=GUIDELINE),
        Option("T_OTHER", Tier.OTHER, Basis.STATED_CLASS, sources=GUIDELINE),
        Option("TRIAL", Tier.SELECTED, Basis.STATED, sources=GUIDELINE),
    ),
    line=3,
    sources=GUIDELINE,
)
OUT_STEP = Step("OUT", StepKind.END, Text("Outside this edition"), action=Text("Look elsewhere."))

EDITION = Edition(
    id="2013",
    guideline=Text("HER2-positive metastatic breast cancer"),
    title=Text("HER2-positive metastatic breast cancer, 2013", "Cancer du sein HER2+, 2013"),
    year=2013,
    start="P00",
    steps={step.id: step for step in (START_STEP, OPTIONS_STEP, OUT_STEP)},
    elements={element.id: element for element in ELEMENTS},
    groups=(ElementGroup("patient", Text("Patient")),),
    regimens={
        each.id: RegimenSummary(
            each.id,
            each.name,
            each.drugs,
            dosed=bool(each.protocols),
            safeguards=tuple(
                guard for drug in DRUGS if drug.id in each.drugs for guard in drug.safeguards
            ),
            kind=each.kind,
            resolves_to=each.resolves_to,
        )
        for each in REGIMENS
    },
    chart=Chart(200, 100, {"P00": Box(0, 0, 80, 40), "Q_3L": Box(0, 60, 80, 40)}, ()),
    review_by=date(2027, 5, 31),
    sources=GUIDELINE,
    digest=DIGEST,
)


def _by_id(parts):
    return {each.id: each for each in parts}


class FakeLibrary:
    """A library in memory; a missing id is a KeyError, as the port says."""

    digest = DIGEST

    def __init__(self, **parts):
        self._drugs = _by_id(parts.get("drugs", DRUGS))
        self._regimens = _by_id(parts.get("regimens", REGIMENS))
        self._protocols = _by_id(parts.get("protocols", PROTOCOLS))
        self._trials = _by_id(parts.get("trials", TRIALS))
        self._references = _by_id(parts.get("references", REFERENCES))
        self._editions = _by_id(parts.get("editions", (EDITION,)))

    def editions(self):
        return {each.id: each.title for each in self._editions.values()}

    def edition(self, edition_id):
        return self._editions[edition_id]

    def drug(self, drug_id):
        return self._drugs[drug_id]

    def regimen(self, regimen_id):
        return self._regimens[regimen_id]

    def protocol(self, protocol_id):
        return self._protocols[protocol_id]

    def trial(self, trial_id):
        return self._trials[trial_id]

    def reference(self, reference_id):
        return self._references[reference_id]


def facts_of(day=MEASURED_ON, **values):
    """Entered facts by element, all of one day."""
    return {element: Fact(element, value, day) for element, value in values.items()}


FACTS = facts_of(
    her2_final="positive",
    age=55,
    sex="female",
    height=Decimal(165),
    weight=Decimal(70),
    creat=Decimal("0.8"),
    lvef_pct=Decimal(62),
)
IDENTITY = Identity(
    name="Anna Example",
    identifier="MRN 000-123",
    birth_date=date(1971, 2, 3),
    allergies=("penicillin (rash)",),
    note="Lives alone.",
)
LINES = (
    Line(
        "T_PAC_Q3W",
        Setting.METASTATIC,
        date(2024, 1, 15),
        date(2024, 12, 2),
        StopReason.PROGRESSION,
        Response.PARTIAL,
    ),
    Line(
        "trastuzumab + vinorelbine",
        Setting.METASTATIC,
        date(2025, 1, 8),
        date(2026, 11, 10),
        StopReason.PROGRESSION,
        Response.STABLE,
    ),
)
RECORD = PatientRecord(
    facts=FACTS, lines=LINES, site=facts_of(None, region="EU"), identity=IDENTITY
)


def reason(kind, truth, words, *, criterion="", **rest):
    return Reason(kind, truth, criterion, words, **rest)


def assessment_of(record=RECORD, **statuses):
    """Stand at the options; `LAP_CAPE=OptionStatus.EXCLUDED` and so on sets a status."""
    kinds = {
        OptionStatus.RECOMMENDED: ("applies", Truth.YES, "Meant for everybody here."),
        OptionStatus.NEEDS_FACT: ("safeguard", Truth.UNKNOWN, "The LVEF is not known."),
        OptionStatus.EXCLUDED: ("safeguard", Truth.YES, "LVEF is 42 %, below 50 %."),
        OptionStatus.NOT_APPLICABLE: ("not_for", Truth.NO, "Capecitabine was used before."),
    }
    options = []
    for option in OPTIONS_STEP.options:
        status = statuses.get(option.regimen, OptionStatus.RECOMMENDED)
        why = reason(*kinds[status])
        blocked = () if status is OptionStatus.RECOMMENDED else ("lvef_pct",)
        options.append(
            OptionAssessment(
                option.regimen, option.tier, status, option.basis, (why,), blocked_by=blocked
            )
        )
    her2 = record.facts.get("her2_final")
    passed = Passed(
        "P00",
        "positive",
        "Q_3L",
        reason(
            "branch",
            Truth.YES,
            "HER2 status is positive.",
            criterion="her2_final == 'positive'",
            facts=(her2,) if her2 else (),
        ),
    )
    return Assessment(
        edition="2013",
        digest=DIGEST,
        status=Status.OPTIONS,
        path=(passed,),
        step="Q_3L",
        message="Choose one of the options.",
        options=tuple(options),
        facts={**record.facts, **record.site},
    )


def request_of(regimen="LAP_CAPE", **changes):
    return replace(
        PlanRequest(
            regimen=regimen,
            start=START,
            made_on=MADE_ON,
            program_version="0.1.0",
            self_test="12 of 12 vignettes as expected",
        ),
        **changes,
    )


def sample_plan(regimen="LAP_CAPE", record=RECORD, *, assessment=None, **changes) -> Plan:
    """A plan for the sample patient; further keywords change the request."""
    return plan_course(
        FakeLibrary(),
        EDITION,
        assessment or assessment_of(record),
        record,
        request_of(regimen, **changes),
    )


def draft_plan(regimen="LAP_CAPE") -> Plan:
    """The same plan while the weight and the LVEF are not known: a draft without its doses."""
    known = {key: fact for key, fact in FACTS.items() if key not in {"weight", "lvef_pct"}}
    record = replace(RECORD, facts=known)
    waiting = assessment_of(record, **{regimen: OptionStatus.NEEDS_FACT})
    return sample_plan(regimen, record, assessment=waiting)
