"""The pages of a step, a data element and a reference, and the first page."""

from collections.abc import Iterable, Iterator

from navigator.domain.elements import DataElement
from navigator.domain.guideline import Edition, Option, Step, StepKind
from navigator.domain.ids import EditionId, ElementId, ReferenceId, StepId
from navigator.domain.number import number_text
from navigator.presenters.guideline_words import basis_words, step_kind_words
from navigator.presenters.library_catalogue import Catalogue, sources_in
from navigator.presenters.library_criteria import criterion_shown, reads
from navigator.presenters.library_forest import SETTINGS, compared, setting_link
from navigator.presenters.library_linked import drug_link, link_to, links
from navigator.presenters.library_links import CONTENTS, Kind, Link, Target, step_of, step_target
from navigator.presenters.library_pages import (
    Copyable,
    Page,
    Pair,
    Pairs,
    Section,
    Statement,
    Topic,
    Way,
    section,
)
from navigator.presenters.library_sources import citation_words, label_words, sources_shown
from navigator.presenters.library_words import (
    code_words,
    kind_words,
    kinds_words,
    reference_kind_words,
    tier_words,
)
from navigator.words import say, tr, trn


def _unverified(thing: object) -> int:
    return len({one for one in sources_in(thing) if not one.verified})


def step_page(catalogue: Catalogue, target: Target, current: str) -> Page:
    """Return the page of a step.

    Args:
        catalogue: The library.
        target: The step.
        current: The edition the patient is read against.
    """
    edition_id, step_id = step_of(target)
    edition = catalogue.editions[EditionId(edition_id)]
    step = edition.steps[StepId(step_id)]
    offers = step.kind is StepKind.RECOMMENDATION
    action = section(
        tr("If no option fits") if offers else tr("Do this"),
        Statement(say(step.action)) if step.action else None,
    )
    words = tr("Show in the flowchart")
    if edition.id != current:
        words = tr("Show in the flowchart of the {edition}", edition=say(edition.title))
    return Page(
        target,
        tr("{edition} · {kind}", edition=say(edition.title), kind=step_kind_words(step.kind)),
        say(step.title),
        say(step.question),
        sections=(
            *(() if offers else action),
            *section(
                tr("Caution"),
                Statement(say(step.caution)) if step.caution else None,
                tone="warn",
            ),
            *section(tr("Why"), Statement(say(step.why)) if step.why else None),
            *_branches(catalogue, edition, step),
            *_options(catalogue, step),
            *(action if offers else ()),
            *section(
                tr("What the edition says"),
                *(
                    Statement(
                        say(one.text),
                        sources_shown(catalogue, one.sources),
                        detail=basis_words(one.basis),
                    )
                    for one in step.statements
                ),
            ),
            *section(tr("From where it is reached"), links(_before(edition, step))),
            *section(tr("Rests on"), _basis(catalogue, step)),
        ),
        ways=(Way("flowchart", target.id, words),),
        unverified=_unverified(step),
    )


def _basis(catalogue: Catalogue, step: Step) -> Pairs:
    rows = [Pair(tr("Basis"), basis_words(step.basis))]
    if step.sources:
        rows.append(Pair(tr("Sources"), sources=sources_shown(catalogue, step.sources)))
    return Pairs(tuple(rows))


def _branches(catalogue: Catalogue, edition: Edition, step: Step) -> tuple[Section, ...]:
    return section(
        tr("Answers and where they lead"),
        *(
            Statement(
                say(one.label),
                detail=criterion_shown(catalogue, one.when),
                links=(Link(step_target(edition.id, one.to), say(edition.steps[one.to].title)),),
            )
            for one in step.branches
        ),
    )


def _options(catalogue: Catalogue, step: Step) -> tuple[Section, ...]:
    return section(tr("Options"), *(_option(catalogue, one) for one in step.options))


def _option(catalogue: Catalogue, option: Option) -> Statement:
    regimen = catalogue.regimens[option.regimen]
    parts = [basis_words(option.basis)]
    if option.when:
        only = criterion_shown(catalogue, option.when)
        parts.append(tr("only when: {criterion}", criterion=only))
    trials = (catalogue.trials[one] for one in option.evidence)
    return Statement(
        say(option.rationale),
        sources_shown(catalogue, option.sources),
        tier_words(option.tier),
        detail=" · ".join(parts),
        links=(
            Link(Target(Kind.REGIMEN, regimen.id), say(regimen.name)),
            *(Link(Target(Kind.TRIAL, one.id), one.name) for one in trials),
        ),
    )


def _before(edition: Edition, step: Step) -> Iterator[Link]:
    for other in edition.steps.values():
        for branch in other.branches:
            if branch.to == step.id:
                target = step_target(edition.id, other.id)
                yield Link(target, say(other.title), say(branch.label))


def element_page(catalogue: Catalogue, element_id: ElementId) -> Page:
    """Return the page of a data element."""
    element = catalogue.elements[element_id]
    way = tr("Enter it for the patient")
    return Page(
        Target(Kind.ELEMENT, element.id),
        kind_words(Kind.ELEMENT),
        say(element.label),
        say(element.question),
        sections=(
            *section(tr("Why it is asked"), Statement(say(element.why)) if element.why else None),
            *section(tr("What it can be"), _values(catalogue, element)),
            *section(tr("Steps that read it"), links(_reading_steps(catalogue, element.id))),
            *section(tr("Drugs and regimens that read it"), links(_reading(catalogue, element.id))),
        ),
        ways=() if element.derived else (Way("patient", element.id, way),),
        unverified=_unverified(element),
    )


def _values(catalogue: Catalogue, element: DataElement) -> Pairs:
    choices = ", ".join(say(one.label) for one in element.choices)
    values = [
        (tr("Answers"), choices),
        (tr("Unit"), element.unit),
        (tr("Possible"), _limits(element)),
        (tr("“Not done” is an answer"), tr("yes") if element.not_done else tr("no")),
        (tr("Grows old"), _stale(element)),
        (
            tr("Worked out"),
            tr("from other facts, where these are known") if element.derived else "",
        ),
        *((code_words(system), code) for system, code in element.codes.items()),
    ]
    rows = [Pair(label, words) for label, words in values if words]
    if element.sources:
        rows.append(Pair(tr("Rests on"), sources=sources_shown(catalogue, element.sources)))
    return Pairs(tuple(rows))


def _limits(element: DataElement) -> str:
    if element.hard is None:
        return ""
    low, high = number_text(element.hard.low), number_text(element.hard.high)
    return tr("{low} to {high}", low=low, high=high)


def _stale(element: DataElement) -> str:
    days = element.stale_after_days
    return trn("after {number} day", "after {number} days", days) if days else ""


def _reading_steps(catalogue: Catalogue, element: ElementId) -> Iterator[Link]:
    for edition in reversed(list(catalogue.editions.values())):
        for step in edition.steps.values():
            tests = [*(one.when for one in step.branches), *(one.when for one in step.options)]
            if any(reads(catalogue, when, element) for when in tests):
                yield link_to(catalogue, step_target(edition.id, step.id))


def _reading(catalogue: Catalogue, element: ElementId) -> Iterator[Link]:
    for drug in catalogue.drugs.values():
        tests = [*(one.when for one in drug.safeguards), *(one.when for one in drug.rules)]
        checks = any(one.element == element for one in drug.checks)
        if checks or any(reads(catalogue, when, element) for when in tests):
            yield drug_link(drug)
    for regimen in catalogue.regimens.values():
        if any(reads(catalogue, one.when, element) for one in regimen.safeguards):
            yield link_to(catalogue, Target(Kind.REGIMEN, regimen.id))


def reference_page(catalogue: Catalogue, reference_id: ReferenceId) -> Page:
    """Return the page of a reference."""
    one = catalogue.references[reference_id]
    kind = reference_kind_words(one.kind)
    if one.kind == "label":
        kind = tr("{kind} · {region}", kind=kind, region=label_words(one.region))
    found = (
        Copyable(tr("Citation"), citation_words(one), tr("Copy citation")),
        Copyable(tr("DOI"), one.doi, tr("Copy DOI")) if one.doi else None,
        Copyable(tr("PMID"), one.pmid, tr("Copy PMID")) if one.pmid else None,
        Copyable(tr("Address"), one.url, tr("Copy address")) if one.url else None,
    )
    cited = [link_to(catalogue, target) for target in catalogue.cited_by(one.id)]
    return Page(
        Target(Kind.REFERENCE, one.id),
        kind,
        one.citation,
        str(one.year) if one.year else "",
        sections=(
            *section(tr("To find it"), *found),
            *(
                part
                for kind_ in Kind
                for part in section(
                    tr("{things} that rest on it", things=kinds_words(kind_)),
                    links(link for link in cited if link.target.kind is kind_),
                )
            ),
        ),
    )


def first_page(catalogue: Catalogue) -> Page:
    """Return what the Library shows before anything was looked up."""
    counts = catalogue.shelf.counts
    total, open_ = counts.get("sources", 0), counts.get("sources_unverified", 0)
    held = tr(
        "{drugs} drugs · {regimens} regimens · {protocols} protocols · {trials} trials · "
        "{references} references",
        drugs=len(catalogue.drugs),
        regimens=len(catalogue.regimens),
        protocols=len(catalogue.protocols),
        trials=len(catalogue.trials),
        references=len(catalogue.references),
    )
    checked = tr(
        "{open} of {total} sources are unverified: nobody has compared the statement with the "
        "document itself yet. They are marked wherever they stand.",
        open=open_,
        total=total,
    )
    return Page(
        CONTENTS,
        "",
        tr("Library"),
        held,
        sections=(
            *section(tr("What is in it"), Statement(checked)),
            *_confusable(catalogue),
            *section(
                tr("Trials side by side"),
                links(setting_link(catalogue, one) for one in SETTINGS if compared(catalogue, one)),
            ),
        ),
    )


def _confusable(catalogue: Catalogue) -> tuple[Section, ...]:
    blocks = []
    for family in dict.fromkeys(catalogue.families.values()):
        named = [catalogue.drugs[one] for one in family]
        plain = plain_name(one.name for one in named)
        first = sorted(named, key=lambda one: one.name != plain)
        blocks += [
            Topic(tr("Easily confused with {name}", name=plain)),
            links(map(drug_link, first)),
        ]
    return section(tr("Look-alike drugs"), *blocks)


def plain_name(names: Iterable[str]) -> str:
    """Return the name that most of the others contain."""
    all_ = tuple(names)
    return max(all_, key=lambda one: (sum(one in other for other in all_), -len(one)))
