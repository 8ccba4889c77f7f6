"""Derived facts of earlier treatment, counted from the lines of therapy.

A count is concluded only where the lines leave one number possible: an end without a reason, or a
line whose drugs are not all known, leaves it unknown, never zero.
"""

from collections.abc import Callable, Iterable
from datetime import date

from navigator.domain.elements import DataElement
from navigator.domain.facts import Line, Response, Setting, StopReason
from navigator.domain.ids import DrugId, RegimenId
from navigator.domain.truth import Truth, all_of, any_of, truth_of
from navigator.engine.derivation import LINES, Derived, Known
from navigator.words import say, tr, trn

_EARLY = (Setting.NEOADJUVANT, Setting.ADJUVANT)
_T_DXD, _T_DM1 = DrugId("t_dxd"), DrugId("t_dm1")
_TRASTUZUMAB = (DrugId("trastuzumab_iv"), DrugId("trastuzumab_sc"), DrugId("phesgo"))

# Kinds of anti-HER2 treatment for early disease, the choice of `adj_her2` each stands for.
_ADJUVANT_KINDS = (
    ("tdxd", (_T_DXD,)),
    ("tdm1", (_T_DM1,)),
    ("trastuzumab_based", _TRASTUZUMAB),
)
ADJUVANT_DRUGS = (_T_DXD, _T_DM1, *_TRASTUZUMAB)


def prior_drug(known: Known, element: DataElement) -> Derived | None:
    """Conclude whether any of the rule's drugs was given, lines in progress included."""
    lines = lines_in(known, setting_of(element))
    if lines is None:
        return None
    held = [(line, _holds(known, element, line)) for line in lines]
    given = any_of(truth for _, truth in held)
    if given is Truth.UNKNOWN:
        return None
    if given is Truth.NO:
        how = tr("in none of the lines of therapy told")
        return Derived(value=False, derived_from=(LINES,), how=how)
    line = next(line for line, truth in held if truth is Truth.YES)
    how = tr("given: {regimen}", regimen=_line_words(known, line))
    return Derived(value=True, derived_from=(LINES,), how=how)


def progressions_on(known: Known, element: DataElement) -> Derived | None:
    """Count the lines with one of the rule's drugs that ended in progression."""
    return _count(known, element, progressed)


def lines_ended(known: Known, element: DataElement) -> Derived | None:
    """Count the metastatic lines with one of the rule's drugs that failed or were not tolerated."""
    return _count(known, element, failed)


def phase(known: Known, _element: DataElement) -> Derived | None:
    """Conclude where the patient is now from the last line for metastatic disease."""
    lines = lines_in(known, "metastatic")
    if lines is None:
        return None
    if not lines:
        how = tr("no line of therapy for metastatic disease")
        return Derived("treatment_naive_mbc", (LINES,), how)
    last = lines[-1]
    value = _phase_of(last)
    if not value:
        return None
    how = tr("last line: {regimen}", regimen=_line_words(known, last))
    return Derived(value, (LINES,), how)


def last_adjuvant_her2(known: Known, _element: DataElement) -> Derived | None:
    """Conclude which anti-HER2 treatment was given last for the early disease."""
    lines = lines_in(known, "early")
    if lines is None:
        return None
    for line in reversed(lines):
        content = known.content_of(line)
        for kind, drugs in _ADJUVANT_KINDS:
            held = content.holds(drugs)
            if held is Truth.UNKNOWN:
                return None
            if held is Truth.YES:
                how = tr("given last: {regimen}", regimen=_line_words(known, line))
                return Derived(kind, (LINES,), how)
    return Derived("none", (LINES,), tr("in none of the lines for early disease"))


def lines_in(known: Known, setting: str) -> list[Line] | None:
    """Return the lines of a setting, the earliest first.

    Args:
        known: The patient.
        setting: "metastatic", "early" or "" for any.

    Returns:
        Lines by start where every start is known, else as told; None where nobody has told.
    """
    if known.record.lines is None:
        return None
    return [line for line in _in_order(known.record.lines) if _belongs(line, setting)]


def setting_of(element: DataElement) -> str:
    """Return the setting that the rule of an element counts."""
    return element.derived.setting if element.derived is not None else ""


def progressed(line: Line, *, followed: bool) -> Truth:
    """Tell whether the disease progressed on a line.

    Args:
        line: The line.
        followed: Whether a later line is told, so that this one has ended in any case.
    """
    if line.stop_reason is StopReason.PROGRESSION or line.best_response is Response.PROGRESSION:
        return Truth.YES
    return _ended_for(line, (), followed=followed)


def failed(line: Line, *, followed: bool) -> Truth:
    """Tell whether a line ended in progression or because it was not tolerated."""
    tolerated = _ended_for(line, (StopReason.TOXICITY,), followed=followed)
    return any_of((progressed(line, followed=followed), tolerated))


def _ended_for(line: Line, reasons: tuple[StopReason, ...], *, followed: bool) -> Truth:
    if line.stop_reason is not None:
        return truth_of(line.stop_reason in reasons)
    return Truth.NO if line.ongoing and not followed else Truth.UNKNOWN


def _count(known: Known, element: DataElement, counts: Callable[..., Truth]) -> Derived | None:
    told = known.record.lines
    if told is None:
        return None
    ordered = _in_order(told)
    truths = [
        all_of((_holds(known, element, line), counts(line, followed=line is not ordered[-1])))
        for line in ordered
        if _belongs(line, setting_of(element))
    ]
    if Truth.UNKNOWN in truths:
        return None
    number = truths.count(Truth.YES)
    how = trn("counted in {number} line of therapy", "counted in {number} lines of therapy", number)
    return Derived(number, (LINES,), how)


def _holds(known: Known, element: DataElement, line: Line) -> Truth:
    drugs = element.derived.drugs if element.derived is not None else ()
    return known.content_of(line).holds(drugs)


def _belongs(line: Line, setting: str) -> bool:
    if not setting:
        return True
    return (line.setting in _EARLY) is (setting == "early")


def _in_order(lines: Iterable[Line]) -> list[Line]:
    told = list(lines)
    if any(line.start is None for line in told):
        return told
    return sorted(told, key=lambda line: line.start or date.min)


def _phase_of(last: Line) -> str:
    if progressed(last, followed=False) is Truth.YES:
        return "progressing"
    if last.stop_reason is StopReason.TOXICITY:
        return "intolerant"
    working = last.best_response in (Response.COMPLETE, Response.PARTIAL, Response.STABLE)
    return "not_progressing_on_therapy" if last.ongoing and working else ""


def _line_words(known: Known, line: Line) -> str:
    summary = known.edition.regimens.get(RegimenId(line.regimen))
    return line.regimen if summary is None else say(summary.name)
