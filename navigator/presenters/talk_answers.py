"""Why and why not, for each answer of a question, with the reasons of the engine."""

from collections.abc import Iterator
from dataclasses import dataclass

from navigator.domain.assessment import Assessment, OptionStatus
from navigator.domain.facts import PatientRecord
from navigator.domain.guideline import Edition
from navigator.domain.ids import RegimenId
from navigator.domain.teaching import Answer, Question
from navigator.presenters.options_shown import OptionShown, options_shown
from navigator.presenters.talk_slides import Line, Tone
from navigator.presenters.talk_theirs import theirs
from navigator.words import say, tr


@dataclass(frozen=True, slots=True)
class Read:
    """A patient of a case, as it is written or with a fact changed, and what came of it."""

    edition: Edition
    record: PatientRecord
    found: Assessment

    @property
    def options(self) -> tuple[OptionShown, ...]:
        """Return the options where it ends."""
        step = self.edition.steps[self.found.step]
        return options_shown(self.edition, step, self.found, self.record)


def answer_lines(read: Read, question: Question) -> Iterator[Line]:
    """Give each answer with whether it is right, what the engine says of it, and the reply."""
    for at, answer in enumerate(question.answers, start=1):
        tone = Tone.GOOD if answer.right else Tone.STOP
        verdict = tr("right") if answer.right else tr("not here")
        head = tr("{answer}: {verdict}", answer=say(answer.text), verdict=verdict)
        parts = [_engine(read, question, answer), say(answer.reply)]
        yield Line(" ".join(filter(None, parts)), head, tone, str(at))


def _engine(read: Read, question: Question, answer: Answer) -> str:
    """Return the status of the answer's option with its reason; the way taken without one."""
    if answer.regimen is not None:
        return _option(read, answer.regimen)
    if not answer.right or question.step is None:
        return ""
    passed = next((one for one in read.found.path if one.step == question.step), None)
    return _sentence(passed.reason.words) if passed is not None else ""


def _option(read: Read, regimen: RegimenId) -> str:
    shown = next((one for one in read.options if _stands_for(read.edition, one, regimen)), None)
    if shown is None:
        return _elsewhere(read, regimen)
    return option_words(shown)


def _elsewhere(read: Read, regimen: RegimenId) -> str:
    """Return where the patient's path left the way to an option, and why."""
    other = theirs(read.edition, read.found, regimen, "")
    if other is None:
        return tr("It is not offered at this step.")
    passed = next(one for one in read.found.path if one.step == other.fork)
    title = say(read.edition.steps[other.fork].title)
    reason = _sentence(passed.reason.words)
    return tr("Not offered here. The path left at “{step}”: {reason}", step=title, reason=reason)


def _stands_for(edition: Edition, shown: OptionShown, regimen: RegimenId) -> bool:
    known = edition.regimens.get(shown.regimen)
    return shown.regimen == regimen or (known is not None and regimen in known.resolves_to)


def option_words(shown: OptionShown) -> str:
    """Return the status of an option with the reason that decided."""
    status = status_words(shown.option.status)
    if shown.option.status is OptionStatus.RECOMMENDED:
        tier = shown.option.tier.value
        if tier != "preferred":
            return tr("{status}, not in first place.", status=status)
        return tr("{status}, in first place.", status=status)
    return tr("{status}: {reason}", status=status, reason=_sentence(shown.summary))


def status_words(status: OptionStatus) -> str:
    """Return a status in words, capitalised."""
    return {
        OptionStatus.RECOMMENDED: tr("Recommended"),
        OptionStatus.NEEDS_FACT: tr("Needs a fact"),
        OptionStatus.EXCLUDED: tr("Excluded"),
        OptionStatus.NOT_APPLICABLE: tr("Not applicable"),
    }[status]


def _sentence(words: str) -> str:
    whole = words[:1].upper() + words[1:]
    return whole if whole.endswith((".", "!", "?", "…")) or not whole else f"{whole}."


def moved_lines(before: Read, after: Read) -> Iterator[Line]:
    """Give every option whose status a changed fact moved, the reason with each."""
    was = {one.regimen: one.option.status for one in before.options}
    for shown in after.options:
        old = was.get(shown.regimen)
        if old is shown.option.status:
            continue
        good = shown.option.status is OptionStatus.RECOMMENDED
        yield Line(option_words(shown), shown.name, Tone.GOOD if good else Tone.STOP)
