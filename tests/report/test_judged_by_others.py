"""What other programs say to every document, and that making it again gives the same bytes."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from navigator.report.letter_pdf import patient_letter_pdf
from navigator.report.plan_pdf import plan_pdf
from navigator.report.poster_pdf import poster_pdf
from tests.report.ten_plans import KINDS, ten_plans

SIZES = ("A4", "Letter")
POSTERS = ("A3", "A4")
DARKEST = 128  # of 255: below it a point is ink


@pytest.fixture(scope="module")
def plans(library):
    return ten_plans(library)


@pytest.fixture(scope="module")
def documents(plans, library):
    """Every document by its name, with what makes it again."""
    made = {}
    for kind, plan in plans.items():
        for size in SIZES:
            made[f"plan-{kind}-{size}"] = lambda plan=plan, size=size: plan_pdf(plan, size)
            made[f"letter-{kind}-{size}"] = lambda plan=plan, size=size: patient_letter_pdf(
                plan, size
            )
    plan = plans["first-line"]
    for edition in library.editions():
        chart = library.edition(edition)
        passed = plan.assessment if edition == plan.edition.id else None
        for size in POSTERS:
            made[f"poster-{edition}-{size}"] = lambda chart=chart, passed=passed, size=size: (
                poster_pdf(chart, passed, size)
            )
    return {name: (make(), make) for name, make in made.items()}


def test_every_kind_of_document_is_here(documents):
    assert len(documents) >= len(KINDS) * len(SIZES) * 2 + 2 * len(POSTERS)


def test_qpdf_has_nothing_to_complain_about(documents):
    complaints = {}
    for name, (pdf, _) in documents.items():
        with pikepdf.open(BytesIO(pdf)) as document:
            complaints[name] = [*document.check_pdf_syntax(), *document.get_warnings()]
    assert [name for name, said in complaints.items() if said] == []


def test_pdfium_draws_every_page_with_ink_on_it(documents):
    blank = []
    for name, (pdf, _) in documents.items():
        with pypdfium2.PdfDocument(pdf) as document:
            for page in document:
                drawn = bytes(page.render(scale=0.2, grayscale=True).buffer)
                blank += [name] if min(drawn) >= DARKEST else []
    assert blank == []


def test_made_again_every_document_has_the_same_bytes(documents):
    assert [name for name, (pdf, make) in documents.items() if make() != pdf] == []


def test_no_picture_no_link_and_no_script_is_in_any_document(documents):
    refused = {"/Image", "/URI", "/JavaScript", "/JS", "/Launch", "/AA", "/OpenAction"}
    for name, (pdf, _) in documents.items():
        with pikepdf.open(BytesIO(pdf)) as document:
            found = streams_and_dictionaries(document)
            kinds = {str(one.get("/Subtype", "")) for one in found}
            keys = set().union(*(one.keys() for one in found))
        assert refused & (kinds | keys) == set(), name


def streams_and_dictionaries(document):
    kinds = (pikepdf.Dictionary, pikepdf.Stream)
    return [one for one in document.objects if isinstance(one, kinds)]
