"""A printed plan dropped on the program: brought back whole, or refused in words."""

import json
import random
import zlib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from navigator.domain.elements import Choice, DataElement, ElementType
from navigator.domain.facts import Identity
from navigator.domain.plan import Decision
from navigator.domain.plan_file import PlanFile
from navigator.domain.problems import InputRefused, KnownTrouble
from navigator.domain.text import Text
from navigator.dosing.body import BsaFormula
from navigator.dosing.changes import LevelSet
from navigator.dosing.rounding import RoundingPolicy
from navigator.dosing.weight import WeightKind, Weights
from navigator.report.case_attachment import CASE_NAME, plan_file
from navigator.report.plan_pdf import plan_pdf
from navigator.services.open_plan import PlanNotOpened, bring_back, read_plan_file
from navigator.services.plan_case import (
    NotARequest,
    _with_check,
    case_text,
    request_of,
    unchecked,
)
from navigator.services.plan_course import plan_course
from tests.plans import (
    DIGEST,
    EDITION,
    MADE_ON,
    RECORD,
    FakeLibrary,
    draft_plan,
    sample_plan,
)
from tests.plans import (
    request_of as asked,
)
from tests.report.shipped_plans import shipped_plans

REGION = DataElement(
    "region",
    "patient",
    Text("Region"),
    Text("Where?"),
    ElementType.CHOICE,
    choices=(Choice("EU", Text("EU")), Choice("US", Text("US"))),
    site=True,
)
KNOWING = replace(EDITION, elements={**EDITION.elements, "region": REGION})
LIBRARY = FakeLibrary(editions=(KNOWING,))
EVERYTHING_ASKED = asked(
    "T_PAC_Q3W",
    protocol="H-PAC-3W-Q3",
    formula=BsaFormula.DU_BOIS,
    cycle=3,
    last_doses={"trastuzumab_iv": date(2026, 11, 10)},
    levels={"paclitaxel": LevelSet(1, "neuropathy", "Dr Green")},
    levels_reached={"paclitaxel": 1},
    decisions={"paclitaxel/x": Decision(accepted=False, reason="“no” \\ <b>", by="Łukasz")},
    delays={4: 7},
    holidays=(date(2026, 12, 25), date(2027, 1, 1)),
    weights=Weights(WeightKind.IDEAL),
    rounding=RoundingPolicy.VIAL,
    audit_head="42-9f86d081884c",
)


@pytest.fixture(scope="module")
def printed():
    return plan_pdf(sample_plan("T_PAC_Q3W"), "A4")


def opened(data):
    return read_plan_file(data, plan_file)


def with_case(printed, change):
    """The file with its case put through `change`, packed again and in the same place."""
    case = plan_file(printed).case
    start = printed.index(b"stream\n", printed.index(b"/Type /EmbeddedFile")) + len(b"stream\n")
    end = printed.index(b"endstream", start)
    return printed[:start] + zlib.compress(change(case)) + printed[end:]


# ----------------------------------------------------------------- there and back


@pytest.mark.parametrize("plan", [sample_plan("LAP_CAPE"), sample_plan("T_PAC_Q3W"), draft_plan()])
def test_a_plan_comes_back_as_the_patient_that_it_was_made_for(plan):
    back = bring_back(opened(plan_pdf(plan, "A4")), LIBRARY, MADE_ON)
    assert back.record == plan.record
    assert back.edition == KNOWING
    assert back.notices == ()
    assert back.request.regimen == plan.regimen.id
    assert back.request.start == plan.start


def test_the_plan_made_again_has_the_bytes_of_the_first(library):
    _, plan = next(shipped_plans(library))
    first = plan_pdf(plan, "Letter")
    back = bring_back(opened(first), library, MADE_ON)
    again = plan_course(library, plan.edition, plan.assessment, back.record, back.request)
    assert plan_pdf(again, "Letter") == first


def test_the_head_of_the_audit_trail_comes_back_and_is_printed_again():
    plan = sample_plan(audit_head="42-9f86d081884c")
    back = bring_back(opened(plan_pdf(plan, "A4")), LIBRARY, MADE_ON)
    assert back.request.audit_head == plan.audit_head


def test_everything_that_was_asked_for_comes_back():
    text = case_text(KNOWING, RECORD, EVERYTHING_ASKED)
    found = read_plan_file(b"%PDF-", lambda _: PlanFile(text.encode(), untouched=True))
    assert found.request == EVERYTHING_ASKED
    assert found.digest == DIGEST
    assert found.edition == "2013"


def test_the_identity_that_is_printed_is_the_one_that_comes_back():
    told = Identity("Zoë Wałęsa", "MRN 7", None, (), "note")
    plan = sample_plan("T_PAC_Q3W", identity=told)
    back = bring_back(opened(plan_pdf(plan, "A4")), LIBRARY, MADE_ON)
    assert back.record.identity == told


def test_another_program_finds_the_case_under_its_name(printed):
    with pypdfium2.PdfDocument(printed) as document:
        assert document.count_attachments() == 1
        attachment = document.get_attachment(0)
        assert attachment.get_name() == CASE_NAME
        assert bytes(attachment.get_data()) == plan_file(printed).case
        assert json.loads(bytes(attachment.get_data()))["patient"]["name"] == "Anna Example"


def test_another_program_has_nothing_to_complain_about(printed):
    with pikepdf.open(BytesIO(printed)) as document:
        assert document.check_pdf_syntax() == []


def test_a_plan_saved_by_another_program_opens_and_says_so(printed):
    saved = BytesIO()
    with pikepdf.open(BytesIO(printed)) as document:
        document.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    back = bring_back(opened(saved.getvalue()), LIBRARY, MADE_ON)
    assert [notice.code for notice in back.notices] == ["plan-changed"]
    assert back.record == RECORD


# ---------------------------------------------------------------- what is noticed


def test_every_changed_byte_is_noticed(printed):
    for at in range(0, len(printed), 7):
        changed = bytearray(printed)
        changed[at] ^= 1
        found = plan_file(bytes(changed))
        assert found is None or not found.untouched, at


def test_a_plan_with_changed_pages_opens_and_says_so(printed):
    at = printed.rindex(b"startxref")
    changed = printed[:at] + b"%" + printed[at:]
    (notice,) = opened(changed).notices
    assert notice.code == "plan-changed"
    assert "Do not trust its pages" in str(notice)


def test_a_changed_case_is_refused(printed):
    changed = with_case(printed, lambda case: case.replace(b'"value": 70', b'"value": 71'))
    with pytest.raises(PlanNotOpened, match="was changed"):
        opened(changed)


def test_a_plan_of_another_library_opens_and_says_so(printed):
    class Other(FakeLibrary):
        digest = "f" * 64

    back = bring_back(opened(printed), Other(editions=(KNOWING,)), MADE_ON)
    (notice,) = back.notices
    assert notice.code == "other-library"
    assert "0123456789ab" in notice.message
    assert "ffffffffffff" in notice.message


def test_a_plan_of_an_edition_that_is_gone_is_refused(printed):
    gone = FakeLibrary(editions=(replace(KNOWING, id="2031"),))
    with pytest.raises(PlanNotOpened, match="no edition 2013"):
        bring_back(opened(printed), gone, MADE_ON)


def test_a_clock_behind_the_plan_refuses_none_of_its_dates(printed):
    assert bring_back(opened(printed), LIBRARY, date(2020, 1, 1)).record == RECORD


# ---------------------------------------------------------------- what is refused


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is not a PDF"),
        (b"PK\x03\x04", "is not a PDF"),
        (b"%PDF-1.4\n%%EOF", "no case of this program"),
        (b"%PDF-" + b"\0" * 20_000_000, "larger than a plan can be"),
    ],
)
def test_what_is_no_plan_is_named(data, words):
    with pytest.raises(PlanNotOpened, match=words):
        opened(data)


def test_an_attachment_that_unpacks_to_more_than_a_case_is_not_unpacked(printed):
    bomb = with_case(printed, lambda case: case + b" " * 300_000_000)
    with pytest.raises(PlanNotOpened, match="no case of this program"):
        opened(bomb)


def resealed(case, change):
    """A case changed by somebody who knows how its check is made."""
    return _with_check(change(unchecked(case.decode()))).encode()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"format": 1', '"format": 2', "newer version"),
        ('"edition": "2013"', '"edition": 2013', "does not name its edition"),
        ('"start": "2026-12-01"', '"start": "2026-13-01"', "request.start"),
        ('"start": "2026-12-01", ', "", "request.start"),
        ('"made_on": "2026-11-23"', '"made_on": 7', "request.made_on"),
        ('"program_version"', '"programme"', "request.programme"),
        ('"request": {', '"request": [{}], "other": {', "request"),
        ('"request": {', '"request": {"cycle": true, ', "request.cycle"),
        ('"request": {', '"request": {"cycle": 1e99, ', "request.cycle"),
        ('"request": {', '"request": {"delays": {"x": 1}, ', "request.delays"),
        ('"request": {', '"request": {"formula": "Guess", ', "request.formula"),
        ('"request": {', '"request": {"decisions": {"a": {"accepted": 1}}, ', "accepted"),
        ('"request": {', '"request": {"holidays": "2026-12-25", ', "request.holidays"),
    ],
)
def test_a_request_of_another_shape_is_refused_with_its_place(printed, old, new, words):
    forged = with_case(printed, lambda case: resealed(case, lambda text: text.replace(old, new, 1)))
    with pytest.raises(PlanNotOpened, match=words):
        opened(forged)


def test_a_patient_who_cannot_be_taken_is_refused_with_every_fault(printed):
    forged = with_case(
        printed,
        lambda case: resealed(case, lambda text: text.replace('"value": 70', '"value": 7000', 1)),
    )
    with pytest.raises(InputRefused, match=r"facts\.weight"):
        bring_back(opened(forged), LIBRARY, MADE_ON)


def test_a_case_nested_without_end_is_refused(printed):
    deep = _with_check('{\n "navigator_plan": ' + "[" * 500_000 + "\n}")
    with pytest.raises(PlanNotOpened, match="is damaged"):
        opened(with_case(printed, lambda _: deep.encode()))


def test_a_number_is_read_exactly():
    assert request_of({"regimen": "X", "start": "2026-12-01", "made_on": "2026-11-23"}).cycle == 1
    with pytest.raises(NotARequest):
        request_of({"regimen": Decimal(1), "start": "2026-12-01", "made_on": "2026-11-23"})


def test_two_thousand_damaged_plans_are_opened_or_refused_and_nothing_else(printed):
    chance = random.Random(20261123)
    for _ in range(2000):
        damaged = bytearray(printed)
        for _ in range(chance.randint(1, 8)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if chance.random() < 0.3:
            del damaged[chance.randrange(len(damaged)) :]
        if bytes(damaged) == printed:
            continue
        try:
            found = opened(bytes(damaged))
            bring_back(found, LIBRARY, MADE_ON)
        except KnownTrouble:
            continue
        assert found.notices, "a changed file passed for an untouched one"


def test_two_thousand_damaged_cases_are_refused_in_words(printed):
    chance = random.Random(42)
    case = plan_file(printed).case
    for _ in range(2000):
        damaged = bytearray(case)
        for _ in range(chance.randint(1, 4)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if bytes(damaged) == case:
            continue
        with pytest.raises(PlanNotOpened):
            read_plan_file(b"%PDF-", lambda _, b=bytes(damaged): PlanFile(b, untouched=True))


def test_two_thousand_forged_cases_are_opened_or_refused_in_words(printed):
    """The check made anew over damaged JSON: what reads it is on its own."""
    chance = random.Random(7)
    case = plan_file(printed).case
    for _ in range(2000):
        forged = resealed(case, lambda text: _scrambled(chance, text))
        try:
            found = read_plan_file(b"%PDF-", lambda _, b=forged: PlanFile(b, untouched=True))
            bring_back(found, LIBRARY, MADE_ON)
        except KnownTrouble:
            continue


def _scrambled(chance, text):
    """Swap, drop or double a piece of the JSON text."""
    start = chance.randrange(len(text))
    end = min(len(text), start + chance.randint(1, 12))
    piece = chance.choice(["", text[start:end] * 2, "null", "[]", "{}", "-1", '"', "9e9", "true"])
    return text[:start] + piece + text[end:]
