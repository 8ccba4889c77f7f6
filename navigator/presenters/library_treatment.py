"""The pages of a regimen and of a protocol."""

from collections.abc import Iterable

from navigator.domain.ids import ProtocolId, RegimenId
from navigator.domain.library import Protocol as Course
from navigator.domain.library import Regimen
from navigator.presenters.guideline_words import basis_words
from navigator.presenters.library_catalogue import Catalogue, Offer, sources_in
from navigator.presenters.library_criteria import criterion_shown
from navigator.presenters.library_doses import dose_blocks
from navigator.presenters.library_drug import safeguard_shown
from navigator.presenters.library_linked import (
    course_link,
    course_words,
    drug_link,
    links,
    offer_link,
    regimen_link,
    trial_link,
)
from navigator.presenters.library_links import Kind, Link, Target, step_target
from navigator.presenters.library_pages import (
    Block,
    Cell,
    Page,
    Pair,
    Pairs,
    Section,
    Statement,
    Table,
    Topic,
    section,
)
from navigator.presenters.library_sources import sources_shown
from navigator.presenters.library_trial import headline
from navigator.presenters.library_words import (
    advice_words,
    emetic_words,
    kind_words,
    regimen_kind_words,
    tier_words,
)
from navigator.words import say, tr


def regimen_page(catalogue: Catalogue, regimen_id: RegimenId) -> Page:
    """Return the page of a regimen."""
    regimen = catalogue.regimens[regimen_id]
    kind = tr(
        "{kind} · {group}", kind=kind_words(Kind.REGIMEN), group=regimen_kind_words(regimen.kind)
    )
    offers = catalogue.offers_of(regimen.id)
    return Page(
        Target(Kind.REGIMEN, regimen.id),
        kind,
        say(regimen.name),
        say(regimen.summary),
        warning=_marked(catalogue, regimen.drugs),
        sections=(
            *section(tr("Drugs"), links(drug_link(catalogue.drugs[one]) for one in regimen.drugs)),
            *section(
                tr("Stands for one of"),
                links(
                    regimen_link(catalogue, catalogue.regimens[one]) for one in regimen.resolves_to
                ),
            ),
            *_courses(catalogue, regimen),
            *_offered(catalogue, offers),
            *_evidence(catalogue, regimen),
            *section(
                tr("Contraindications and cautions of the combination"),
                *(safeguard_shown(catalogue, one) for one in regimen.safeguards),
            ),
            *section(tr("Rests on"), _rests_on(catalogue, regimen)),
        ),
        unverified=_unverified(regimen),
    )


def _marked(catalogue: Catalogue, drugs: Iterable[str]) -> str:
    """Return the warning of a regimen with a drug that is easily confused."""
    names = [one.name for one in catalogue.drugs.values() if one.id in set(drugs) and one.mark]
    if not names:
        return ""
    return tr(
        "Easily confused: {drugs}. Read the full name, the brand and the mark on every order.",
        drugs=", ".join(names),
    )


def _unverified(thing: object) -> int:
    return len({one for one in sources_in(thing) if not one.verified})


def _rests_on(catalogue: Catalogue, thing: Regimen | Course) -> Pairs | None:
    if not thing.sources:
        return None
    return Pairs((Pair(tr("Sources"), sources=sources_shown(catalogue, thing.sources)),))


def _courses(catalogue: Catalogue, regimen: Regimen) -> tuple[Section, ...]:
    blocks: list[Block] = []
    for one in regimen.protocols:
        course = catalogue.protocols[one]
        heading = links([course_link(catalogue, course)])
        blocks += [*([heading] if heading else []), *dose_blocks(catalogue, course)]
    return section(tr("Protocols and doses"), *blocks)


def _offered(catalogue: Catalogue, offers: tuple[Offer, ...]) -> tuple[Section, ...]:
    blocks: list[Block] = []
    for edition in dict.fromkeys(one.edition.id for one in offers):
        mine = [one for one in offers if one.edition.id == edition]
        blocks.append(Topic(say(mine[0].edition.title)))
        blocks += [_offer(catalogue, one) for one in mine]
    return section(tr("Where it is offered"), *blocks)


def _offer(catalogue: Catalogue, offer: Offer) -> Statement:
    option = offer.option
    step = step_target(offer.edition.id, offer.step.id)
    parts = [basis_words(option.basis)]
    if option.grade is not None:
        parts.append(
            tr("grade {value} ({scheme})", value=option.grade.value, scheme=option.grade.scheme)
        )
    if option.when:
        parts.append(
            tr("only when: {criterion}", criterion=criterion_shown(catalogue, option.when))
        )
    trials = (catalogue.trials[one] for one in option.evidence)
    return Statement(
        say(option.rationale),
        sources_shown(catalogue, option.sources),
        tier_words(option.tier),
        detail=" · ".join(parts),
        links=(
            Link(step, say(offer.step.title)),
            *(Link(Target(Kind.TRIAL, one.id), one.name) for one in trials),
        ),
    )


def _evidence(catalogue: Catalogue, regimen: Regimen) -> tuple[Section, ...]:
    trials = catalogue.trials_of(regimen.id)
    if not trials:
        return ()
    rows = tuple(
        (
            Cell(one.name, Target(Kind.TRIAL, one.id)),
            Cell(trial_link(one).caption),
            Cell(headline(one), strong=True),
        )
        for one in trials
    )
    header = (tr("Trial"), tr("Setting and size"), tr("Main result"))
    return section(tr("Evidence"), Table(tr("Evidence"), header, rows))


def protocol_page(catalogue: Catalogue, protocol_id: ProtocolId) -> Page:
    """Return the page of a protocol."""
    course = catalogue.protocols[protocol_id]
    regimen = catalogue.regimens[course.regimen]
    drugs = dict.fromkeys(part.drug for part in course.components)
    trials = catalogue.trials_of(regimen.id)
    return Page(
        Target(Kind.PROTOCOL, course.id),
        kind_words(Kind.PROTOCOL),
        say(course.name),
        course_words(course),
        warning=_marked(catalogue, drugs),
        sections=(
            *section(tr("Doses"), *dose_blocks(catalogue, course)),
            *section(tr("At a glance"), _course_pairs(catalogue, course)),
            *_said(catalogue, course),
            *section(tr("Drugs"), links(drug_link(catalogue.drugs[one]) for one in drugs)),
            *section(tr("Regimen"), links([regimen_link(catalogue, regimen)])),
            *section(
                tr("Where it is offered"), links(map(offer_link, catalogue.offers_of(regimen.id)))
            ),
            *section(tr("Trials behind it"), links(map(trial_link, trials))),
        ),
        unverified=_unverified(course),
    )


def _course_pairs(catalogue: Catalogue, course: Course) -> Pairs:
    values = (
        (tr("Cycle"), course_words(course)),
        (tr("Duration"), say(course.duration)),
        (tr("Emetic risk of the day"), emetic_words(course.emetic_risk)),
    )
    rows = [Pair(label, words) for label, words in values if words]
    rests = [Pair(tr("Rests on"), sources=sources_shown(catalogue, course.sources))]
    return Pairs((*rows, *(rests if course.sources else [])))


def _said(catalogue: Catalogue, course: Course) -> tuple[Section, ...]:
    blocks: list[Block] = []
    for kind in dict.fromkeys(one.kind for one in course.advice):
        blocks.append(Topic(advice_words(kind)))
        blocks += [
            Statement(say(one.text), sources_shown(catalogue, one.sources))
            for one in course.advice
            if one.kind == kind
        ]
    return section(tr("To know"), *blocks)
