"""What must be right between teaching content and the editions."""

from collections.abc import Collection, Iterator, Sequence

from navigator.domain.problems import Problem
from navigator.library.known import nearest
from navigator.library.records import Entry, Ids, of_kind
from navigator.library.schema import Record
from navigator.library.schema_guideline import GuidelineRecord
from navigator.library.schema_teaching import TeachingCaseRecord, TopicRecord
from navigator.words import tr

Entries = Sequence[Entry[Record]]


def cross_check_teaching(entries: Entries, ids: Ids) -> Iterator[Problem]:
    """Give every edition, primer and step that teaching names and nobody wrote."""
    editions = {entry.record.id for entry in of_kind(entries, GuidelineRecord)}
    primers = {entry.record.id for entry in of_kind(entries, GuidelineRecord) if _primer(entry)}
    for topic in of_kind(entries, TopicRecord):
        for index, primer in enumerate(topic.record.primers):
            if primer not in primers:
                message = tr("There is no primer `{id}`.", id=primer)
                yield topic.problem(
                    "unknown-id", message, ("primers", index), nearest(primer, primers)
                )
    for case in of_kind(entries, TeachingCaseRecord):
        record = case.record
        if record.edition in editions:
            yield from _steps(case, ids.ids[f"step of {record.edition}"])
        else:
            message = tr("There is no edition `{id}`.", id=record.edition)
            hint = nearest(record.edition, editions)
            yield case.problem("unknown-id", message, ("edition",), hint)


def _primer(entry: Entry[GuidelineRecord]) -> bool:
    return entry.record.primer


def _steps(case: Entry[TeachingCaseRecord], steps: Collection[str]) -> Iterator[Problem]:
    for index, question in enumerate(case.record.questions):
        if question.step is not None and question.step not in steps:
            message = tr("There is no step `{id}`.", id=question.step)
            path = ("questions", index, "step")
            yield case.problem("unknown-id", message, path, nearest(question.step, steps))
