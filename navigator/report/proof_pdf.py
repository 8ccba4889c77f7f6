"""The proof of the content as PDF, for a guideline committee."""

from functools import partial

from navigator.domain.proof import ContentProof
from navigator.report.dates import date_words
from navigator.report.fonts import register_fonts
from navigator.report.frame import MARGIN, Frame, draw_pages
from navigator.report.lines import lines_of, one_line
from navigator.report.pages import Columns, paginate
from navigator.report.proof_blocks import (
    counts_block,
    edition_block,
    faults_block,
    open_block,
    opening,
    sign_block,
)
from navigator.report.runs import said
from navigator.report.sheets import PAGES, About, written
from navigator.report.strips import Strip
from navigator.report.style import HEADING, LABEL, NAME, NOTE_BOLD
from navigator.words import tr

_PROGRAM = "Guideline Navigator"
_DIGEST_SHOWN = 12


def proof_pdf(proof: ContentProof) -> bytes:
    """Return the proof as PDF on A4; the same proof and language give the same bytes.

    Args:
        proof: What was proved, over how much, and what is still open.

    Raises:
        CharacterNotPrintable: a text of the content holds a character that the page cannot show.
    """
    register_fonts()
    frame = _frame(proof)
    pages = paginate(_flow(proof, frame.text_width), frame.text_width, frame.text_height)
    about = About(tr("Proof of the guideline content"), tr("For a guideline committee"))
    return written(PAGES["A4"], about, partial(draw_pages, pages=pages, frame=frame))


def _flow(proof: ContentProof, width: float) -> list[Strip | Columns]:
    """Return the whole document in reading order."""
    return [
        *opening(proof, width),
        *faults_block(proof, width),
        *(strip for edition in proof.editions for strip in edition_block(edition, width)),
        *counts_block(proof, width),
        *open_block(proof, width),
        *sign_block(width),
    ]


def _frame(proof: ContentProof) -> Frame:
    page_width, page_height = PAGES["A4"]
    day = date_words(proof.checked_on)
    foot = tr(
        "library {digest} · program {version} · decimal point, no thousands mark",
        digest=proof.digest[:_DIGEST_SHOWN],
        version=proof.program_version or tr("Not recorded"),
    )
    return Frame(
        left=(
            one_line([said(_PROGRAM, NAME)]),
            one_line([said(tr("For a guideline committee"), LABEL)]),
        ),
        right=(
            one_line([said(tr("Proof of the content"), HEADING)]),
            one_line([said(tr("made on {day}", day=day), LABEL)]),
        ),
        status=one_line([said(_status(proof), NOTE_BOLD)]),
        foot=lines_of([said(foot, LABEL)], page_width - 2 * MARGIN),
        draft=False,
        page_width=page_width,
        page_height=page_height,
    )


def _status(proof: ContentProof) -> str:
    if proof.holds:
        return tr("No patient data. What was proved is the shape of the content, not its truth")
    return tr("This content has faults. Nothing may be built from it")
