"""Both comparisons as pages: what the screen shows, handed to the report."""

from navigator.domain.guideline import Edition
from navigator.presenters.compare_line import LineShown, share_of
from navigator.presenters.compare_options import ComparedMeasure, CompareState
from navigator.presenters.compare_place import ComparePlaceState
from navigator.presenters.library_forest import position
from navigator.presenters.library_pages import Bars, Forest
from navigator.report.compare_pdf import editions_page, options_pages
from navigator.report.compare_sheet import (
    BarSheet,
    DotSheet,
    EditionsSheet,
    ForestSheet,
    LineSheet,
    MeasureSheet,
    OptionsSheet,
    OutcomeSheet,
    RatioSheet,
    SideSheet,
    TableRow,
)
from navigator.report.sheets import PageSize
from navigator.services.time_line import Allowed
from navigator.words import say, tr


def editions_pdf(state: ComparePlaceState, patient: str, size: str) -> bytes:
    """Return one page with both editions, what differs, and the time line.

    Args:
        state: As the screen shows it.
        patient: Who is compared, without a name.
        size: "A4" or "Letter".
    """
    sides = tuple(
        SideSheet(one.edition, one.assessment, one.words.title, one.words.stands)
        for one in state.sides
    )
    rows = tuple(
        TableRow(row.name, (*row.texts, ", ".join(row.made)), strong=row.differs)
        for row in state.rows
    )
    sheet = EditionsSheet(
        patient, (sides[0], sides[1]), state.headline, rows, _line(state.line), _allowed(state.line)
    )
    return editions_page(sheet, _page(size))


def options_pdf(state: CompareState, edition: Edition, patient: str, size: str) -> bytes:
    """Return the pages of options side by side, drawn as on the screen.

    Args:
        state: As the screen shows it.
        edition: Which offers them.
        patient: Who is compared, without a name.
        size: "A4" or "Letter".
    """
    sheet = OptionsSheet(
        patient,
        say(edition.title),
        edition.digest,
        state.names,
        tuple(TableRow(row.title, row.texts) for row in state.rows),
        forest_sheet(state.forest) if state.forest is not None else None,
        tuple(_measure(one) for one in state.measures),
        state.note,
    )
    return options_pages(sheet, _page(size))


def _page(size: str) -> PageSize:
    return "Letter" if size == "Letter" else "A4"


def _line(line: LineShown) -> LineSheet:
    lanes = []
    for region, wanted in line.regions:
        marks = [one for one in line.approvals if one.region == region]
        dots = tuple(
            DotSheet(share_of(one.on), one.label if one.concerns else "", one.on <= line.day)
            for one in marks
        )
        lanes += [(region, dots)] if wanted else []
    return LineSheet(
        line.day,
        line.years,
        tuple(lanes),
        tuple((one.year, one.label) for one in line.trials),
    )


def _allowed(line: LineShown) -> tuple[TableRow, ...]:
    signs = {
        Allowed.YES: tr("allowed"),
        Allowed.NOT_YET: tr("not yet"),
        Allowed.NOT_RECORDED: tr("not recorded"),
    }
    return tuple(
        TableRow(one.name, (signs[one.allowed], one.words), strong=one.allowed is Allowed.YES)
        for one in line.options
    )


def forest_sheet(forest: Forest) -> ForestSheet:
    """Return hazard ratios at the places that they have on the screen."""
    rows = tuple(
        RatioSheet(
            one.label,
            one.detail if one.verified else tr("{detail}, unverified", detail=one.detail),
            position(forest, one.ratio),
            position(forest, one.low) if one.low is not None else None,
            position(forest, one.high) if one.high is not None else None,
            one.words,
        )
        for one in forest.rows
    )
    ticks = tuple((str(one), position(forest, one)) for one in forest.ticks)
    return ForestSheet(rows, ticks, forest.left, forest.right)


def _measure(measure: ComparedMeasure) -> MeasureSheet:
    return MeasureSheet(
        measure.measure,
        tuple(
            OutcomeSheet(
                tr(
                    "{option}: {trial}, {measure}",
                    option=one.option,
                    trial=one.trial,
                    measure=one.bars.measure,
                ),
                one.arms,
                bar_sheets(one.bars),
                one.bars.comparison,
            )
            for one in measure.outcomes
        ),
    )


def bar_sheets(bars: Bars) -> tuple[BarSheet, ...]:
    """Return the arms of an outcome at the lengths that they have on the screen."""
    return tuple(
        BarSheet(
            one.label,
            float(one.value / bars.top) if one.value is not None else None,
            float(one.low / bars.top) if one.low is not None else None,
            float(one.high / bars.top) if one.high is not None else None,
            one.words,
        )
        for one in bars.bars
    )
