"""Every element of the checklist of a printed plan, read back from plans of different kinds.

Sources of the elements: ASCO/ONS antineoplastic safety standards (doi 10.1200/OP.24.00216), the
Institute of Medicine's treatment plan, HOPA dose rounding, ISMP safe communication, the labels.
"""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from navigator.report.document_id import document_id
from navigator.report.plan_pdf import plan_pdf
from tests.report.reading import flat, pages_of, read_through, signs_of_pages
from tests.report.ten_plans import KINDS, ten_plans
from tests.report.test_typography import RULES

EVERY = tuple(KINDS)
COMPLETE = tuple(kind for kind in EVERY if kind != "draft")
ANTIBODY = ("first-line", "tucatinib-triple", "pertuzumab-docetaxel", "weekly", "endocrine")
INFUSED = (*ANTIBODY, "emtansine-us", "deruxtecan", "reduced")
TABLETS = ("lapatinib-capecitabine", "tucatinib-triple", "endocrine", "reduced", "values-differ")
TRASTUZUMAB = (*INFUSED, "subcutaneous")
BY_WEIGHT = INFUSED
BY_SURFACE = ("first-line", "lapatinib-capecitabine", "weekly", "pertuzumab-docetaxel", "reduced")

# The element, the plans that have it, the words that stand there. The patient is the sample
# patient: 165 cm, 70 kg, 58 years, creatinine 0.8 mg/dL.
ELEMENTS = (
    ("P03 age, sex", EVERY, ("Sex Female", "Age 58 years")),
    ("P03 pregnancy", EVERY, ("Pregnancy Cannot be pregnant (20 Nov 2026)",)),
    ("P03 contraception", EVERY, ("Contraception and interactions", "Contraception.")),
    ("P04 allergies", COMPLETE, ("Allergies penicillin (rash)",)),
    ("P04 allergies not asked", ("draft",), ("Allergies Not recorded",)),
    ("P05 diagnosis", EVERY, ("Diagnosis HER2-positive metastatic breast cancer",)),
    ("P05 extent and sites", EVERY, ("Extent of disease Metastatic", "Bone, Liver, Lymph nodes")),
    ("P05 HER2", EVERY, ("HER2 Positive (26 Feb 2024)",)),
    ("P05 method, specimen", EVERY, ("26 Feb 2024, metastasis, IHC 2+, ISH positive, ratio 3.1",)),
    ("P05 receptors", EVERY, ("Hormone receptors Positive",)),
    ("P06 intent", ("first-line", "reduced"), ("Intent of treatment Palliative",)),
    ("P06 intent unknown", ("draft",), ("Intent of treatment Not recorded",)),
    ("P06 line of therapy", ("first-line",), ("Line of therapy 1",)),
    ("P06 later line", ("weekly", "endocrine", "draft"), ("Line of therapy 3",)),
    ("P07 performance status", EVERY, ("ECOG performance status 1 (20 Nov 2026)",)),
    ("P07 heart", EVERY, ("Symptomatic heart failure no",)),
    ("P07 lung", EVERY, ("Interstitial lung disease or pneumonitis Never",)),
    ("P08 earlier therapy", EVERY, ("Trastuzumab, docetaxel and carboplatin (adjuvant, 08 Feb",)),
    ("P08 what it did", ("reduced",), ("anthracycline 240 mg/m²) Neuropathy, grade 2. Stopped",)),
    ("P08 anthracycline", EVERY, ("Anthracycline so far 0 mg/m²",)),
    ("P09 regimen", ("first-line",), ("Trastuzumab and paclitaxel every 3 weeks",)),
    ("P09 regimen", ("emtansine-us",), ("Trastuzumab emtansine Protocol",)),
    ("P09 regimen", ("tucatinib-triple",), ("Tucatinib, trastuzumab and capecitabine",)),
    ("P10 protocol", ("first-line",), ("both every 3 weeks (H-PAC-3W-Q3) [",)),
    ("P10 protocol", ("weekly",), ("(H-PAC-W) [",)),
    ("P11 cycle", EVERY, ("Cycle 1, until progression",)),
    ("P12 day 1", EVERY, ("Day 1 Tue 01 Dec 2026",)),
    ("P12 interval", COMPLETE[:4], ("Cycle length every 21 days",)),
    ("P12 how it goes on", EVERY, ("days until progression or unacceptable toxicity",)),
    ("P12 response", EVERY, ("Response to be assessed on (date) by (method)",)),
    # 165 / 2.54 = 64.96; 70 / 0.45359237 = 154.32; 0.8 x 88.4 = 70.72; 1.5 x 88.4 = 132.6
    ("P13 height", EVERY, ("Height 165 cm = 65 in (20 Nov 2026)",)),
    ("P14 weight", COMPLETE, ("Weight 70 kg = 154.3 lb (20 Nov 2026)",)),
    ("P14 how measured", EVERY, ("Weight and height measured stated",)),
    ("creatinine", ("weekly", "endocrine"), ("Creatinine 0.8 mg/dL = 70.7 µmol/L (20 Nov 2026)",)),
    ("creatinine", ("reduced",), ("Creatinine 1.5 mg/dL = 132.6 µmol/L (20 Nov 2026)",)),
    ("bilirubin", ("first-line", "reduced"), ("Total bilirubin 0.6 mg/dL = 10.3 µmol/L (20 Nov",)),
    # sqrt(165 x 70 / 3600) = 1.7912
    ("P15 surface", COMPLETE, ("Body surface area 1.79 m² (Mosteller, 165 cm, 70 kg)",)),
    # (140 - 58) x 70 / (72 x 0.8) x 0.85 = 84.71; with 1.5 mg/dL 45.18
    ("clearance", ("weekly",), ("Creatinine clearance 84.7 mL/min (Cockcroft-Gault, 58 years,",)),
    ("clearance", ("reduced",), ("Creatinine clearance 45.2 mL/min (Cockcroft-Gault, 58 years",)),
    ("P18 reason", ("reduced",), ("× 75 % =", "start with 75 % of the dose. (Dr Example, as the")),
    ("P19 brand", ANTIBODY, ("trastuzumab (Herceptin) ·",)),
    ("P19 brand", ("emtansine-us",), ("ado-trastuzumab emtansine (Kadcyla)",)),
    ("P19 brand", ("deruxtecan",), ("trastuzumab deruxtecan (Enhertu)",)),
    ("P19 tall man", ("first-line", "weekly"), ("PACLitaxel (Taxol)",)),
    ("P20 interchange", TRASTUZUMAB, ("Never interchange trastuzumab, trastuzumab emtansine",)),
    ("P22 tablets", ("lapatinib-capecitabine",), ("Per intake: 5 tablets of 250 mg; once daily;",)),
    ("P22 days off", ("lapatinib-capecitabine",), ("On days 1 to 14; 7 days off in each cycle",)),
    ("P22 daily total", ("tucatinib-triple",), ("twice daily; daily total 600 mg",)),
    ("P23 phase", ("first-line", "reduced"), ("8 mg/kg loading", "6 mg/kg maintenance")),
    ("P23 no loading", ("emtansine-us", "deruxtecan"), ("mg/kg no loading dose",)),
    ("P23 reload rule", ("first-line", "weekly"), ("Late or missed dose.", "load again")),
    ("P24 route", INFUSED, ("· intravenous infusion",)),
    ("P24 route", ("subcutaneous",), ("subcutaneous",)),
    ("P24 route", TABLETS, ("· by mouth",)),
    ("P25 diluent", ANTIBODY, ("Sodium chloride 0.9 %, never glucose",)),
    ("P25 diluent", ("deruxtecan",), ("Glucose 5 %, never sodium chloride",)),
    ("P26 rate", ("first-line",), ("in 250 mL, over 90 minutes, observe for 4 hours 30 minutes",)),
    ("P26 later", ("first-line",), ("in 250 mL, over 30 to 90 minutes",)),
    ("P27 sequence", ("first-line", "weekly"), ("Order of administration: Trastuzumab first",)),
    ("P28 premedication", ("first-line", "weekly"), ("Premedication. trastuzumab: None is",)),
    ("P28 none told", ("lapatinib-capecitabine",), ("Premedication. Not recorded",)),
    ("P28 vomiting", ("first-line", "weekly"), ("Against vomiting. trastuzumab: Minimal emetic",)),
    ("P29 counts", ("first-line",), ("3.4 × 10⁹/L (20 Nov 2026) before every cycle",)),
    ("P29 missing", ("draft",), ("every cycle. [4 (2*)] Not recorded",)),
    ("P30 LVEF", EVERY, ("LVEF (left ventricular ejection fraction) 61 % (18 Nov 2026)",)),
    ("P30 baseline", EVERY, ("LVEF before any anti-HER2 treatment 65 % (20 Jan 2021)",)),
    # 1 December 2026 and 90 days is 1 March 2027
    ("P30 next due", ("first-line",), ("01 Mar 2027; then every 90 days",)),
    ("P31 lung check", ("deruxtecan",), ("cough, breathlessness and fever before every dose",)),
    ("P31 lung picture", ("deruxtecan",), ("Chest CT before the first dose",)),
    ("P32 hold and stop", EVERY, ("Hold, resume, stop",)),
    ("P32 heart", ("first-line", "deruxtecan"), ("Heart (LVEF). trastuzumab",)),
    (
        "P33 interactions",
        ("first-line", "reduced"),
        ("Other drugs that matter none (20 Nov",),
    ),
    ("P33 not asked", ("weekly", "draft"), ("Other drugs that matter Not recorded",)),
    ("P33 ticked", EVERY, ("Other medicines checked for interactions yes",)),
    ("P35 monitoring", EVERY, ("Conditions to treat and monitoring Check Last value Due",)),
    ("P36 education", EVERY, ("Consent given", "Patient informed, number to call given yes")),
    ("P37 handling", ("first-line", "weekly"), ("PACLitaxel (Taxol) · cytotoxic",)),
    ("P37 handling", ("emtansine-us",), ("antibody-drug conjugate, cytotoxic", "Leak into tissue")),
    ("P38 signatures", EVERY, ("Prepared by Name Role Signature Date Time First independent",)),
    (
        "P41 decision",
        ("reduced",),
        ("Decided against the guideline: Trastuzumab and",),
    ),
    ("P41 who and why", ("reduced",), ("Patient’s wish. Wants no infusions. – Dr Example 23 Nov",)),
    ("second check", ("reduced",), ("CHECKED blind by a second person, all values agree: Nurse",)),
    ("second check", ("values-differ",), ("NOT CHECKED, values differ: Nurse Example on 23 Nov",)),
    ("what differs", ("values-differ",), ("Weight: second person 80 kg, plan 70 kg",)),
    ("conflict", ("reduced",), ("Not in agreement:", "entered 0 mg/m², worked out 240 mg/m²")),
    ("toxicities", EVERY, ("Toxicities and when to call Expect.", "Call when.")),
    ("alternatives", EVERY, ("Alternatives considered", "Also recommended:")),
    ("trial offered", EVERY, ("Clinical trial offered declined none open",)),
    ("evidence", EVERY, ("Why this regimen, and the evidence", "References [1]")),
    ("self-test", EVERY, ("Self-test 29 of 29 cases as expected",)),
    ("path", EVERY, ("Path through the guideline Metastatic or", "HER2-positive?")),
)
CASES = [
    pytest.param(kind, one, id=f"{name}-{kind}")
    for name, kinds, words in ELEMENTS
    for kind in kinds
    for one in words
]


@pytest.fixture(scope="module")
def plans(library):
    return ten_plans(library)


@pytest.fixture(scope="module")
def printed(plans):
    """Pages of each plan."""
    return {kind: pages_of(plan_pdf(plan, "A4")) for kind, plan in plans.items()}


@pytest.fixture(scope="module")
def texts(printed):
    return {kind: read_through(pages) for kind, pages in printed.items()}


@pytest.mark.parametrize(("kind", "words"), CASES)
def test_the_plan_holds_the_element(texts, kind, words):
    assert words in texts[kind]


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize(
    "words",
    [
        "SAMPLE Patient (fictitious)",  # P01
        "Number SAMPLE-0001 Born 14 Mar 1968",  # P02
        "Decision support – not an order until signed",  # P39
        "2013 edition · review by 31 May 2027",  # P10
        "program 0.1.0",  # P40
    ],
)
def test_every_page_holds_the_element(printed, kind, words):
    assert all(words in page for page in printed[kind])


@pytest.mark.parametrize("kind", EVERY)
def test_every_page_names_document_library_and_number(plans, printed, kind):
    plan, pages = plans[kind], printed[kind]
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page  # P40
        assert f"plan {document_id(plan)}" in page
        assert f"library {plan.edition.digest[:12]}" in page  # P10


@pytest.mark.parametrize("kind", EVERY)
def test_what_is_missing_stands_on_the_first_page(plans, printed, kind):
    for element in plans[kind].missing:  # P42
        assert flat(plans[kind].edition.elements[element].label.en) in printed[kind][0]
    assert ("Not recorded: Creatinine clearance, Weight" in printed[kind][0]) == (kind == "draft")


@pytest.mark.parametrize("kind", EVERY)
def test_only_the_draft_says_draft_on_every_page(printed, kind):
    assert all(("DRAFT" in page) == (kind == "draft") for page in printed[kind])  # P39


PER_UNIT = r"{rule} mg/{unit} × (?P<measure>[\d.]+) {unit}[^=]*?(?:× (?P<percent>\d+) % )?= "
RESULT = r"(?P<counted>[\d.]+) mg → (?P<final>[\d.]+) mg \(.*?(?P<off>[+-]?[\d.]+) %\)"


@pytest.mark.parametrize("kind", BY_WEIGHT)
def test_doses_by_weight_are_right_when_they_are_read_back(texts, kind):
    found = counted(texts[kind], "kg")
    assert found  # P16, P17, P21
    for one in found:
        assert_right(one, Decimal(one["measure"]))


@pytest.mark.parametrize("kind", BY_SURFACE)
def test_doses_by_surface_are_right_when_they_are_read_back(texts, kind):
    found = counted(texts[kind], "m²")
    assert found  # P15, P16, P17, P21
    for one in found:
        # What is printed is rounded to 1.79: the sum is made with the whole root.
        assert_right(one, (Decimal(165) * 70 / 3600).sqrt())


def counted(text, unit):
    """Every line of arithmetic by this unit."""
    line = PER_UNIT.format(rule=r"(?P<rule>[\d.]+)", unit=unit) + RESULT
    return list(re.finditer(line, text))


def assert_right(one, measure):
    """The arithmetic holds, and the rounding changes it by no more than 5 %."""
    exact = Decimal(one["rule"]) * measure * Decimal(one["percent"] or 100) / 100
    assert abs(exact - Decimal(one["counted"])) <= Decimal("0.05")
    off = (Decimal(one["final"]) - exact) / exact * 100
    assert abs(off) <= 5
    assert abs(off - Decimal(one["off"])) <= Decimal("0.06")


@pytest.mark.parametrize("kind", TABLETS)
def test_tablets_make_the_intake_and_intakes_make_the_day(texts, kind):
    each = (
        r"Per intake: (?P<counts>.*?); (?P<times>once|twice) daily; daily total (?P<day>[\d.]+) mg"
    )
    found = list(re.finditer(each, texts[kind]))
    assert found  # P22
    for one in found:
        pairs = re.findall(r"(\d+) tablets? of ([\d.]+) mg", one["counts"])
        intake = sum(int(number) * Decimal(strength) for number, strength in pairs)
        assert intake * {"once": 1, "twice": 2}[one["times"]] == Decimal(one["day"])


@pytest.mark.parametrize("kind", EVERY)
@pytest.mark.parametrize("rule", RULES)
def test_what_must_never_stand_on_a_plan_does_not(texts, kind, rule):
    # References carry the titles and addresses of others.
    body, _, rest = texts[kind].partition("References [1]")
    own = body + rest.partition("Compare it before you rely on it.")[2]
    assert [
        own[max(0, one.start() - 30) : one.end() + 30] for one in re.finditer(RULES[rule], own)
    ] == []


def test_an_allergy_that_was_asked_and_denied_is_not_one_that_nobody_asked(plans):
    plan = plans["weekly"]
    changed = {
        allergies: read_through(pages_of(plan_pdf(with_allergies(plan, allergies), "A4")))
        for allergies in ((), None)
    }
    assert "No known allergies (confirmed)" in changed[()]
    assert "Allergies Not recorded" in changed[None]


def with_allergies(plan, allergies):
    return replace(plan, identity=replace(plan.identity, allergies=allergies))


@pytest.mark.parametrize("kind", ["first-line", "lapatinib-capecitabine", "reduced"])
@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_no_text_is_smaller_than_seven_and_a_half_points_or_off_the_page(plans, kind, size):
    for (width, height), signs in signs_of_pages(plan_pdf(plans[kind], size)):
        seen = [sign for sign in signs if not sign.text.isspace()]
        assert min(sign.size for sign in seen) >= 7.5 - 0.01
        assert min(sign.left for sign in seen) >= 20
        assert max(sign.right for sign in seen) <= width - 20
        assert min(sign.bottom for sign in seen) >= 15
        assert max(sign.top for sign in seen) <= height - 15
