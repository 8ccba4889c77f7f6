"""Why a patient stands where they stand, and why each option is what it is: facts and sources."""

from collections.abc import Iterable, Iterator, Mapping

from navigator.domain.assessment import (
    Assessment,
    Need,
    OptionAssessment,
    OptionStatus,
    Passed,
    Reason,
)
from navigator.domain.facts import Fact
from navigator.domain.guideline import Edition, Option
from navigator.domain.ids import ReferenceId
from navigator.domain.source import Reference, Source
from navigator.engine.frontier import status_words
from navigator.engine.reasons import sentence_of
from navigator.engine.wording import fact_words, names_of
from navigator.services.ports import Library
from navigator.words import say, tr

_INDENT = "      "


class Explanation:
    """The answer for one patient in full, as lines and as plain values."""

    def __init__(self, library: Library, edition: Edition, assessment: Assessment) -> None:
        self._library = library
        self._edition = edition
        self._found = assessment
        self._references: dict[ReferenceId, Reference] = {}

    def as_json(self) -> dict[str, object]:
        """Return the explanation as plain JSON values, in the order in which it is read.

        Returns:
            `path`: every step passed with its branch, criterion, words, facts and sources;
            `here`: the step with its question or action, the branches ruled out and what is
            missing, with what each answer would do; `options`: each with its reasons and
            warnings (facts, missing elements, sources) and `blocked_by`, the smallest set of
            facts that keeps it from being recommended.
        """
        step = self._edition.steps[self._found.step]
        return {
            "path": [self._passed_as_json(passed) for passed in self._found.path],
            "here": {
                "step": step.id,
                "title": say(step.title),
                "question": say(step.question),
                "action": say(step.action),
                "ruled_out": [self._reason_as_json(reason) for reason in self._found.ruled_out],
                "needs": [self._need_as_json(need) for need in self._found.needs],
                "sources": self._sources_as_json(step.sources),
            },
            "options": [self._option_as_json(option) for option in self._found.options],
        }

    def lines(self) -> list[str]:
        """Return the explanation for a terminal."""
        step = self._edition.steps[self._found.step]
        lines = [say(self._edition.title), ""]
        for number, passed in enumerate(self._found.path, 1):
            lines += self._passed_lines(number, passed)
        lines += [f"→ {say(step.title)} ({step.id})", self._found.message]
        lines += self._ruled_out_lines()
        for need in self._found.needs:
            lines += self._need_lines(need)
        for option in self._found.options:
            lines += ["", *self._option_lines(option)]
        return lines

    # ------------------------------------------------------------------ the way

    def _passed_as_json(self, passed: Passed) -> dict[str, object]:
        step = self._edition.steps[passed.step]
        return {
            "step": passed.step,
            "title": say(step.title),
            "branch": passed.branch,
            "label": say(passed.reason.text),
            "to": passed.to,
            "criterion": passed.reason.criterion,
            "words": passed.reason.words,
            "facts": self._facts_as_json(passed.reason.facts),
            "sources": self._sources_as_json(step.sources),
        }

    def _passed_lines(self, number: int, passed: Passed) -> Iterator[str]:
        step, reason = self._edition.steps[passed.step], passed.reason
        yield f"{number}. {say(step.title)} ({passed.step}) → {say(reason.text)}"
        yield _INDENT + tr("Because: {words}", words=reason.words)
        yield from self._fact_lines(reason.facts)
        yield from self._source_lines(step.sources)

    def _ruled_out_lines(self) -> Iterator[str]:
        for reason in self._found.ruled_out:
            yield _INDENT + tr(
                "Ruled out: {branch}: {words}", branch=say(reason.text), words=reason.words
            )

    def _need_as_json(self, need: Need) -> dict[str, object]:
        element = self._edition.elements[need.element]
        return {
            "element": need.element,
            "label": say(element.label),
            "question": say(element.question),
            "why": say(element.why),
            "decides": need.decides,
            "answers": [
                {"answer": answer, "consequence": consequence}
                for answer, consequence in need.leads_to
            ],
        }

    def _need_lines(self, need: Need) -> Iterator[str]:
        element = self._edition.elements[need.element]
        name, question = say(element.label), say(element.question)
        yield tr("Missing: {name}. {question}", name=name, question=question)
        for answer, consequence in need.leads_to:
            yield f"{_INDENT}{answer}: {consequence}"

    # ------------------------------------------------------------------ options

    def _option_as_json(self, option: OptionAssessment) -> dict[str, object]:
        listed = self._listed(option)
        return {
            "regimen": option.regimen,
            "name": self._name(option),
            "tier": option.tier.value,
            "status": option.status.value,
            "basis": option.basis.value,
            "grade": None if listed.grade is None else listed.grade.value,
            "grade_scheme": None if listed.grade is None else listed.grade.scheme,
            "evidence": list(listed.evidence),
            "reasons": [self._reason_as_json(reason) for reason in option.reasons],
            "warnings": [self._reason_as_json(reason) for reason in option.warnings],
            "blocked_by": list(option.blocked_by),
        }

    def _option_lines(self, option: OptionAssessment) -> Iterator[str]:
        status = status_words(option.status)
        yield f"[{option.tier.value}] {self._name(option)} ({option.regimen}): {status}"
        for reason in option.reasons:
            yield from self._reason_lines(reason, _heading(reason))
        for warning in option.warnings:
            yield from self._reason_lines(warning, tr("Warning"))
        if option.blocked_by:
            names = names_of(self._edition.elements, option.blocked_by)
            if option.status is OptionStatus.NEEDS_FACT:
                yield _INDENT + tr("The smallest set that is missing: {names}", names=names)
            else:
                yield _INDENT + tr("The smallest set that blocks it: {names}", names=names)

    def _reason_lines(self, reason: Reason, heading: str) -> Iterator[str]:
        sentence = sentence_of(reason, self._edition)
        yield f"{_INDENT}{heading}: {sentence}"
        yield from self._fact_lines(reason.facts)
        yield from self._source_lines(reason.sources)

    def _reason_as_json(self, reason: Reason) -> dict[str, object]:
        return {
            "kind": reason.kind,
            "answer": reason.truth.name.lower(),
            "criterion": reason.criterion,
            "words": sentence_of(reason, self._edition),
            "text": say(reason.text),
            "facts": self._facts_as_json(reason.facts),
            "missing": list(reason.missing),
            "sources": self._sources_as_json(reason.sources),
        }

    def _listed(self, option: OptionAssessment) -> Option:
        offered = self._edition.steps[self._found.step].options
        return next(one for one in offered if one.regimen == option.regimen)

    def _name(self, option: OptionAssessment) -> str:
        return say(self._edition.regimens[option.regimen].name)

    # ---------------------------------------------------------- facts, sources

    def _facts_as_json(self, facts: Iterable[Fact]) -> list[dict[str, object]]:
        return [
            {
                "element": fact.element,
                "label": say(self._edition.elements[fact.element].label),
                "value": fact_words(self._edition.elements[fact.element], fact),
                "date": None if fact.taken_on is None else fact.taken_on.isoformat(),
                "derived_from": list(fact.derived_from),
                "how": fact.how,
            }
            for fact in facts
        ]

    def _fact_lines(self, facts: Iterable[Fact]) -> Iterator[str]:
        """Give what a criterion does not say itself: where a worked-out fact comes from."""
        for fact in facts:
            if fact.how:
                name = say(self._edition.elements[fact.element].label)
                yield f"{_INDENT}  {name}: {fact.how}"

    def _sources_as_json(self, sources: Iterable[Source]) -> list[dict[str, object]]:
        return [
            {
                "reference": source.reference,
                "citation": self._reference(source.reference).citation,
                "at": source.at,
                "verified": source.verified,
                **_ways_to(self._reference(source.reference)),
            }
            for source in sources
        ]

    def _source_lines(self, sources: Iterable[Source]) -> Iterator[str]:
        for source in sources:
            yield f"{_INDENT}  {source_words(self._reference(source.reference), source)}"

    def _reference(self, wanted: ReferenceId) -> Reference:
        found = self._references.get(wanted)
        if found is None:
            found = self._references[wanted] = self._library.reference(wanted)
        return found


def _heading(reason: Reason) -> str:
    if reason.missing:
        return tr("Missing")
    return tr("Why not") if reason.kind in {"safeguard", "not_for"} else tr("Why")


def source_words(reference: Reference, source: Source) -> str:
    """Return a source as one line: citation, place in it, how to open it, unverified or not."""
    ways = _ways_to(reference)
    parts = [reference.citation.rstrip(".")]
    parts += [tr("at {place}", place=source.at)] if source.at else []
    parts += [next((f"{name}:{way}" for name, way in ways.items() if way), "")]
    words = tr("Source: {words}", words=", ".join(part for part in parts if part))
    return words if source.verified else tr("{words} (unverified)", words=words)


def _ways_to(reference: Reference) -> Mapping[str, str]:
    return {"doi": reference.doi, "pmid": reference.pmid, "url": reference.url}
