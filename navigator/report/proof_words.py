"""What the proof of an edition says, statement by statement, in words for a committee."""

from collections.abc import Iterable
from dataclasses import dataclass

from navigator.domain.problems import Problem, Severity
from navigator.domain.proof import EditionProof
from navigator.words import tr


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that is proved.

    Attributes:
        words: What holds for every patient.
        over: What was looked at.
        refuted: Faults that say otherwise; 0 where it holds.
        looked: Whether it was looked at; other faults may come first.
    """

    words: str
    over: str
    refuted: int
    looked: bool = True


def statements(edition: EditionProof) -> list[Statement]:
    """Return every statement of the proof with what refutes it, in the order of the chart."""
    states = tr("{number} combinations of answers", number=edition.states)
    steps = tr("{number} steps", number=edition.steps)
    branches = tr("{number} branches", number=edition.branches)
    options = tr("{number} options", number=edition.options)
    rows = [
        (
            tr("Exclusive: no patient fits two branches of a step."),
            states,
            ("overlap", "duplicate-branch"),
        ),
        (
            tr(
                "Exhaustive: every patient fits a branch, or the missing fact is named; what was "
                "not done counts as an answer of its own."
            ),
            states,
            ("gap",),
        ),
        (
            tr(
                "Unknown is never a no: no branch is taken while an unknown fact could still close "
                "it, and “otherwise” only when all its siblings are ruled out."
            ),
            states,
            ("fires-on-unknown", "otherwise-not-last"),
        ),
        (
            tr("Reachable: some patient reaches every step and takes every branch."),
            f"{steps}, {branches}",
            ("unreachable", "dead-branch", "missing-step"),
        ),
        (
            tr("Finite: every way ends, and none leads back to a step above."),
            f"{steps}, {branches}",
            ("cycle", "dead-end", "stray-branches"),
        ),
        (
            tr("Offered: every option can be recommended to somebody who gets to its step."),
            options,
            ("never-offered", "no-options", "stray-options"),
        ),
        (
            tr(
                "Guarded: no option is recommended while a contraindication of it, or of all that "
                "it stands for, is known or not ruled out."
            ),
            options,
            ("offered-contraindicated",),
        ),
        (
            tr("Dosed: every option names a regimen with complete doses, or one that needs none."),
            options,
            ("no-doses", "unknown-regimen", "kind-not-told"),
        ),
        (
            tr("Sourced: every option, statement, safeguard and limit names where it comes from."),
            f"{steps}, {options}",
            ("no-source",),
        ),
    ]
    known = {code for *_, codes in rows for code in codes} | _CASES
    found = _faults(edition.problems)
    followed = edition.holds or edition.states > 0
    told = [
        Statement(words, over, _count(found, codes), followed or codes[0] in _WITHOUT_PATIENTS)
        for words, over, codes in rows
    ]
    others = [code for code in found if code not in known]
    return [*told, _read(edition, len(others)), _tried(edition, _count(found, _CASES))]


_CASES = frozenset({"unexpected-answer"})
# First faults of the statements that show without following anybody through the chart.
_WITHOUT_PATIENTS = frozenset({"no-doses", "no-source"})


def _faults(problems: Iterable[Problem]) -> list[str]:
    return [one.code for one in problems if one.severity is Severity.STOP]


def _count(found: Iterable[str], codes: Iterable[str]) -> int:
    wanted = set(codes)
    return sum(code in wanted for code in found)


def _read(edition: EditionProof, refuted: int) -> Statement:
    words = tr(
        "Read: every criterion names known facts and choices, compares like with like and keeps "
        "to its units."
    )
    over = tr(
        "{criteria} criteria over {elements} facts",
        criteria=edition.criteria,
        elements=edition.elements,
    )
    return Statement(words, over, refuted)


def _tried(edition: EditionProof, refuted: int) -> Statement:
    words = tr("Tried: the written cases are answered as their authors expect.")
    over = tr("{passed} of {total} cases", passed=edition.passed, total=edition.cases)
    return Statement(words, over, refuted, looked=edition.cases > 0)


def method() -> tuple[str, ...]:
    """Return how it was proved and what it does not say, a paragraph each."""
    return (
        tr(
            "How: the values of every fact that a criterion reads are cut at the limits the "
            "criteria name, boundaries, “not done” and “unknown” included. Every combination that "
            "some way through the chart leads to is looked at, so that the statements hold for "
            "every patient and not for a sample. A fault comes with a patient who shows it."
        ),
        tr(
            "What it does not say: that the guideline is right, that a source was read correctly, "
            "or that a treatment suits a patient. That is what this committee reviews; the matters "
            "that are still open are listed by file."
        ),
    )
