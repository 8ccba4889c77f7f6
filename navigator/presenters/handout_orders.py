"""Which handouts there are for a seminar, and how each is made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from navigator.domain.guideline import Edition
from navigator.domain.ids import EditionId
from navigator.domain.problems import KnownTrouble
from navigator.domain.teaching import TeachingCase, Topic
from navigator.presenters.handout_sheets import (
    CaseHandouts,
    evidence_sheet,
    primer_sheet,
    sheets_together,
    topic_sheet,
)
from navigator.presenters.library_catalogue import Catalogue
from navigator.report.sheets import PageSize
from navigator.words import say, tr

if TYPE_CHECKING:
    from navigator.report.handout_sheet import HandoutSheet
    from navigator.report.poster_pdf import PosterPage


class Kind(Enum):
    """What a handout is; the value is part of its file's name."""

    CASE = "case"
    KEY = "key"
    EVIDENCE = "evidence"
    CHART = "flowchart"
    PRIMER = "primer"
    POINTS = "points"


@dataclass(frozen=True, slots=True)
class Order:
    """One handout to be made.

    Attributes:
        name: Of its file, without an ending.
        topic: What it belongs to, None for an own case.
        case: For CASE, KEY and EVIDENCE of a case.
        edition: For CHART and PRIMER.
    """

    kind: Kind
    name: str
    topic: Topic | None = None
    case: TeachingCase | None = None
    edition: EditionId | None = None


def kind_words(kind: Kind) -> str:
    """Return what a handout is called."""
    return {
        Kind.CASE: tr("Case sheet"),
        Kind.KEY: tr("Answer key"),
        Kind.EVIDENCE: tr("Evidence"),
        Kind.CHART: tr("Blank flowchart"),
        Kind.PRIMER: tr("Primer"),
        Kind.POINTS: tr("To remember"),
    }[kind]


def orders_of_topic(
    topic: Topic, cases: Iterable[TeachingCase], kinds: Iterable[Kind] = tuple(Kind)
) -> tuple[Order, ...]:
    """Return the handouts of a topic with all its cases, each once.

    Args:
        topic: The seminar.
        cases: Any cases; those of other topics are left out.
        kinds: What is wanted.
    """
    wanted = set(kinds)
    mine = [one for one in cases if one.topic == topic.id]
    return tuple(order for order in _of_topic(topic, mine) if order.kind in wanted)


def orders_of_case(
    case: TeachingCase, topic: Topic | None, kinds: Iterable[Kind] = tuple(Kind)
) -> tuple[Order, ...]:
    """Return the handouts of one case."""
    wanted = set(kinds)
    charts = _charts(topic, [case])
    evidence = [Order(Kind.EVIDENCE, f"{case.id}-evidence", topic, case)] if case.trials else []
    every = [*_of_case(case, topic, case.id), *evidence, *charts]
    return tuple(order for order in every if order.kind in wanted)


def orders_of_all(
    topics: Iterable[Topic], cases: Iterable[TeachingCase], kinds: Iterable[Kind] = tuple(Kind)
) -> tuple[Order, ...]:
    """Return the handouts of every topic, and of the cases that belong to none."""
    known, there, wanted = list(topics), list(cases), tuple(kinds)
    ids = {one.id for one in known}
    orders = [order for topic in known for order in orders_of_topic(topic, there, wanted)]
    alone = [one for one in there if one.topic not in ids]
    orders += [order for case in alone for order in orders_of_case(case, None, wanted)]
    # A flowchart belongs to several topics and is printed once.
    return tuple({one.name: one for one in orders}.values())


def made(order: Order, catalogue: Catalogue, size: PageSize) -> bytes:
    """Return a handout as PDF; the same content gives the same bytes.

    Args:
        order: Of a topic or a case.
        catalogue: The library.
        size: Paper of every page; a flowchart is spread over as many as it needs.

    Raises:
        KnownTrouble: an edition is not installed, a case has faults, or a character cannot be
            printed; in words.
    """
    if order.kind is Kind.CHART:
        from navigator.report.poster_pdf import poster_pdf  # noqa: PLC0415  (on request)

        page: PosterPage = "Letter tiled" if size == "Letter" else "A4 tiled"
        return poster_pdf(_edition(order, catalogue), None, page)
    from navigator.report.handout_pdf import handout_pdf  # noqa: PLC0415  (on request)

    return handout_pdf(_sheet(order, catalogue), size)


def made_together(
    topic: Topic, kind: Kind, cases: Iterable[TeachingCase], catalogue: Catalogue, size: PageSize
) -> bytes:
    """Return all handouts of a kind of a topic as one PDF; of a flowchart the first.

    Raises:
        KnownTrouble: the topic has none of the kind, or one of them cannot be made; in words.
    """
    orders = orders_of_topic(topic, cases, [kind])
    if not orders:
        words = tr("“{topic}” has no handout “{kind}”.", topic=topic.id, kind=kind.value)
        raise NoSuchHandout(words)
    if kind is Kind.CHART:
        return made(orders[0], catalogue, size)
    from navigator.report.handout_pdf import handout_pdf  # noqa: PLC0415  (on request)

    sheets = [_sheet(order, catalogue) for order in orders]
    return handout_pdf(sheets_together(say(topic.title), sheets), size)


def _sheet(order: Order, catalogue: Catalogue) -> "HandoutSheet":
    if order.kind is Kind.PRIMER:
        return primer_sheet(catalogue, _edition(order, catalogue))
    if order.kind is Kind.EVIDENCE:
        return _evidence(order, catalogue)
    if order.kind is Kind.POINTS:
        assert order.topic is not None
        return topic_sheet(catalogue, order.topic)
    assert order.case is not None
    handouts = CaseHandouts(catalogue, order.case, order.topic)
    return handouts.case_sheet() if order.kind is Kind.CASE else handouts.answer_key()


def _evidence(order: Order, catalogue: Catalogue) -> "HandoutSheet":
    about = order.case or order.topic
    assert about is not None
    ids, title = about.trials, say(about.title)
    missing = [one for one in ids if one not in catalogue.trials]
    if missing:
        names = ", ".join(missing)
        raise NoSuchTrial(tr("The library has no trial “{trial}”.", trial=names))
    trials = [catalogue.trials[one] for one in ids]
    return evidence_sheet(catalogue, title, trials, None)


class NoSuchTrial(KnownTrouble):
    """A case names a trial that the library does not hold."""


class NoSuchHandout(KnownTrouble):
    """A topic has no handout of the kind asked for."""


def _edition(order: Order, catalogue: Catalogue) -> Edition:
    assert order.edition is not None
    return catalogue.shelf.edition(order.edition)


def _of_topic(topic: Topic, cases: list[TeachingCase]) -> Iterator[Order]:
    if topic.points:
        yield Order(Kind.POINTS, f"{topic.id}-points", topic)
    for case in cases:
        yield from _of_case(case, topic, f"{topic.id}-{case.id}")
        if case.trials and case.trials != topic.trials:
            yield Order(Kind.EVIDENCE, f"{topic.id}-{case.id}-evidence", topic, case)
    if topic.trials:
        yield Order(Kind.EVIDENCE, f"{topic.id}-evidence", topic)
    for primer in topic.primers:
        yield Order(Kind.PRIMER, f"{topic.id}-{primer}-primer", topic, edition=primer)
    yield from _charts(topic, cases)


def _of_case(case: TeachingCase, topic: Topic | None, name: str) -> Iterator[Order]:
    yield Order(Kind.CASE, f"{name}-case", topic, case)
    yield Order(Kind.KEY, f"{name}-key", topic, case)


def _charts(topic: Topic | None, cases: list[TeachingCase]) -> Iterator[Order]:
    primers = topic.primers if topic is not None else ()
    for edition in dict.fromkeys([*primers, *(case.edition for case in cases)]):
        yield Order(Kind.CHART, f"{edition}-flowchart", edition=edition)
