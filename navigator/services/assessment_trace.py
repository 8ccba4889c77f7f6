"""An assessment as it is kept with a case, and what two of them say differently, in words."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from navigator.domain.assessment import Assessment, OptionAssessment, OptionStatus
from navigator.domain.case_care import Outcome
from navigator.domain.guideline import Edition, Tier
from navigator.domain.ids import RegimenId, StepId
from navigator.engine.frontier import status_words
from navigator.services.assess_patient import assessment_as_json
from navigator.words import language, say, tr

Trace = Mapping[str, Any]


def trace_of(edition: Edition, assessment: Assessment) -> dict[str, Any]:
    """Return an assessment as JSON values, with the evidence behind each option."""
    trace = dict(assessment_as_json(edition, assessment))
    listed = {option.regimen: option for option in edition.steps[assessment.step].options}
    trace["language"] = language()
    trace["behind"] = {
        option.regimen: _behind(option, listed.get(option.regimen)) for option in assessment.options
    }
    return trace


def trace_text(edition: Edition, assessment: Assessment) -> str:
    """Return `trace_of` as the text that a case keeps."""
    return json.dumps(trace_of(edition, assessment), ensure_ascii=False)


def read_trace(text: str) -> Trace | None:
    """Return a kept trace; None where it is none, as of an older version."""
    try:
        trace = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return trace if isinstance(trace, dict) and isinstance(trace.get("options"), list) else None


def _behind(option: OptionAssessment, listed: Any) -> dict[str, object]:
    """Return what an option rests on, by ids, which no translation changes."""
    safeguards = [*option.reasons, *option.warnings]
    return {
        "evidence": list(listed.evidence) if listed else [],
        "grade": listed.grade.value if listed and listed.grade else "",
        "sources": sorted({source.reference for source in listed.sources}) if listed else [],
        "safeguards": sorted(
            f"{one.safeguard.owner}/{one.safeguard.id}" for one in safeguards if one.safeguard
        ),
    }


def difference(edition: Edition, before: Trace, after: Trace) -> tuple[Outcome, tuple[str, ...]]:
    """Return how far two assessments of one patient differ, and in what.

    Args:
        edition: As it is now, for names.
        before: The one kept.
        after: The one of today.

    Returns:
        The gravest of what differs, and a sentence for each difference, the gravest first.
    """
    recommended = (*_way(edition, before, after), *_options(edition, before, after))
    behind = tuple(_evidence_and_safety(edition, before, after))
    if recommended:
        return Outcome.RECOMMENDATION, (*recommended, *behind)
    return (Outcome.EVIDENCE if behind else Outcome.UNCHANGED), behind


def _way(edition: Edition, before: Trace, after: Trace) -> Iterator[str]:
    then, now = str(before.get("step", "")), str(after.get("step", ""))
    if then != now:
        yield tr(
            "The path ended at “{then}” and now ends at “{now}”.",
            then=_step(edition, then),
            now=_step(edition, now),
        )
    elif before.get("path") != after.get("path"):
        yield tr("The path to “{now}” is another one now.", now=_step(edition, now))
    if then == now and before.get("status") != after.get("status"):
        yield tr("What the guideline answers at “{now}” is another thing now.",
                 now=_step(edition, now))  # fmt: skip


def _options(edition: Edition, before: Trace, after: Trace) -> Iterator[str]:
    then, now = _by_regimen(before), _by_regimen(after)
    for regimen in dict.fromkeys((*then, *now)):
        name = _regimen(edition, regimen)
        was, is_ = then.get(regimen), now.get(regimen)
        if was is None:
            assert is_ is not None  # it comes from one of the two
            words = _status(is_)
            yield tr("{name} is new: {status}.", name=name, status=words)
        elif is_ is None:
            yield tr("{name} is not offered any more; it was: {status}.",
                     name=name, status=_status(was))  # fmt: skip
        else:
            yield from _one_option(name, was, is_)


def _one_option(name: str, was: Trace, is_: Trace) -> Iterator[str]:
    if was.get("status") != is_.get("status"):
        yield tr("{name} was: {then}; now: {now}.", name=name, then=_status(was), now=_status(is_))
    if was.get("tier") != is_.get("tier"):
        yield tr("{name} was ranked: {then}; now: {now}.", name=name,
                 then=_tier(was), now=_tier(is_))  # fmt: skip


def _evidence_and_safety(edition: Edition, before: Trace, after: Trace) -> Iterator[str]:
    then, now = before.get("behind"), after.get("behind")
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        for regimen in (one for one in now if one in then):
            yield from _behind_words(_regimen(edition, regimen), then[regimen], now[regimen])
    if before.get("language") == after.get("language"):
        yield from _warnings(edition, before, after)


def _behind_words(name: str, then: Trace, now: Trace) -> Iterator[str]:
    new, gone = _apart(then, now, "evidence")
    if new:
        yield tr("{name}: new evidence ({trials}).", name=name, trials=", ".join(new))
    if gone:
        yield tr("{name}: evidence no longer named ({trials}).", name=name, trials=", ".join(gone))
    if then.get("grade") != now.get("grade"):
        yield tr("{name}: graded {then} before, {now} now.", name=name,
                 then=then.get("grade") or tr("not at all"),
                 now=now.get("grade") or tr("not at all"))  # fmt: skip
    if any(_apart(then, now, "sources")):
        yield tr("{name}: its sources changed.", name=name)
    new, gone = _apart(then, now, "safeguards")
    if new:
        yield tr("{name}: a safeguard speaks now that did not ({ids}).",
                 name=name, ids=", ".join(new))  # fmt: skip
    if gone:
        yield tr("{name}: a safeguard does not speak any more ({ids}).",
                 name=name, ids=", ".join(gone))  # fmt: skip


def _warnings(edition: Edition, before: Trace, after: Trace) -> Iterator[str]:
    """Compare the sentences, which say more than the ids: a limit may be another one."""
    then, now = _by_regimen(before), _by_regimen(after)
    for regimen in (one for one in now if one in then):
        new, gone = _apart(then[regimen], now[regimen], "warnings")
        name = _regimen(edition, regimen)
        for words in new:
            yield tr("{name}: new warning: {words}", name=name, words=words)
        for words in gone:
            yield tr("{name}: warning no longer given: {words}", name=name, words=words)


def _apart(then: Trace, now: Trace, key: str) -> tuple[list[str], list[str]]:
    old: Sequence[str] = then.get(key) or []
    young: Sequence[str] = now.get(key) or []
    return [one for one in young if one not in old], [one for one in old if one not in young]


def _by_regimen(trace: Trace) -> dict[str, Trace]:
    return {str(option["regimen"]): option for option in trace["options"]}


def _step(edition: Edition, step: str) -> str:
    known = edition.steps.get(StepId(step))
    return say(known.title) if known else step


def _regimen(edition: Edition, regimen: str) -> str:
    known = edition.regimens.get(RegimenId(regimen))
    return say(known.name) if known else regimen


def _status(option: Trace) -> str:
    known = {one.value: one for one in OptionStatus}.get(str(option.get("status")))
    return status_words(known) if known else str(option.get("status"))


def _tier(option: Trace) -> str:
    words = {
        Tier.PREFERRED.value: tr("preferred"),
        Tier.OTHER.value: tr("other"),
        Tier.SELECTED.value: tr("for selected patients"),
    }
    value = str(option.get("tier"))
    return words.get(value, value)
