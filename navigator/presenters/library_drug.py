"""The page of a drug."""

from navigator.domain.guideline import Effect, Safeguard
from navigator.domain.ids import DrugId
from navigator.domain.library import Advice, Ceiling, Check, Drug, Ladder
from navigator.dosing.wording import phase_words
from navigator.presenters.library_catalogue import Catalogue, sources_in
from navigator.presenters.library_criteria import criterion_shown
from navigator.presenters.library_linked import (
    course_link,
    drug_link,
    links,
    regimen_link,
    trial_link,
)
from navigator.presenters.library_links import Kind, Link, Target
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
from navigator.presenters.library_words import (
    action_words,
    advice_words,
    code_words,
    dose_words,
    drug_kind_words,
    emetic_words,
    kind_words,
    rounding_words,
    route_words,
    topic_words,
)
from navigator.presenters.values import number_words
from navigator.words import say, tr, trn

_CHANGES = ("hold", "resume", "stop")
_GIVING = (
    "preparation",
    "premedication",
    "antiemetic",
    "administration",
    "observation",
    "extravasation",
    "handling",
)
_WATCH = ("toxicity", "call_when", "supportive")


def drug_page(catalogue: Catalogue, drug_id: DrugId) -> Page:
    """Return the page of a drug."""
    drug = catalogue.drugs[drug_id]
    return Page(
        Target(Kind.DRUG, drug.id),
        tr("{kind} · {group}", kind=kind_words(Kind.DRUG), group=drug_kind_words(drug.kind)),
        drug.name,
        ", ".join(drug.brands),
        drug.mark,
        say(drug.look_alike),
        _sections(catalogue, drug),
        unverified=len({one for one in sources_in(drug) if not one.verified}),
    )


def _sections(catalogue: Catalogue, drug: Drug) -> tuple[Section, ...]:
    return (
        *_ceilings(catalogue, drug),
        *section(tr("At a glance"), _names(catalogue, drug)),
        *_confused(catalogue, drug),
        *_advice(catalogue, drug, ("boxed_warning",), tr("Boxed warning"), tone="stop"),
        *_safeguards(catalogue, drug),
        *_changes(catalogue, drug),
        *_proposals(catalogue, drug),
        *_levels(catalogue, drug),
        *_missed(catalogue, drug),
        *_advice(catalogue, drug, ("kidney", "liver"), tr("Kidney and liver")),
        *_advice(catalogue, drug, ("interaction",), tr("Interactions")),
        *_monitoring(catalogue, drug),
        *_advice(
            catalogue, drug, ("contraception", "lactation"), tr("Contraception and breastfeeding")
        ),
        *_advice(catalogue, drug, _GIVING, tr("Preparing and giving it")),
        *_advice(catalogue, drug, _WATCH, tr("Watching the patient")),
        *_advice(catalogue, drug, ("trap",), tr("Traps")),
        *_use(catalogue, drug),
        *section(
            tr("Products"),
            *(
                Statement(
                    _product(one.form, number_words(one.strength_mg, "mg"), one.brand, one.region),
                    sources_shown(catalogue, one.sources),
                    detail=say(one.note),
                )
                for one in drug.products
            ),
        ),
        *section(tr("Codes"), _codes(drug)),
    )


def _product(form: str, strength: str, brand: str, region: str) -> str:
    words = tr("{strength} {form}", strength=strength, form=form)
    told = [one for one in (brand, region) if one]
    return tr("{product}, {where}", product=words, where=", ".join(told)) if told else words


def _never_more(ceiling: Ceiling) -> str:
    dose = dose_words(ceiling.amount, ceiling.per)
    if ceiling.phase is None:
        return tr("Never more than {dose} at a time", dose=dose)
    phase = phase_words(ceiling.phase)
    return tr("{phase}: never more than {dose} at a time", phase=phase, dose=dose)


def _ceilings(catalogue: Catalogue, drug: Drug) -> tuple[Section, ...]:
    single = [
        Statement(
            _never_more(one),
            sources_shown(catalogue, one.sources),
            tr("Hard stop"),
            "stop",
        )
        for one in drug.ceilings
    ]
    lifetime = [
        Statement(
            say(one.text),
            sources_shown(catalogue, one.sources),
            tr("In a lifetime"),
            "stop",
            detail=criterion_shown(catalogue, one.when),
        )
        for one in drug.lifetime
    ]
    return section(tr("Highest dose"), *single, *lifetime)


def _names(catalogue: Catalogue, drug: Drug) -> Pairs:
    values = (
        (tr("Class"), say(drug.drug_class)),
        (tr("Given"), route_words(drug.route)),
        (tr("Brands"), ", ".join(drug.brands)),
        (tr("Name in the US"), drug.us_name),
        (tr("Tall-man letters"), drug.tall_man),
        (tr("Also called"), ", ".join(drug.synonyms)),
        (tr("Rounding"), rounding_words(drug.rounding)),
        (tr("Emetic risk"), emetic_words(drug.emetic_risk)),
        (tr("Diluent"), say(drug.diluent)),
    )
    rows = [Pair(label, words) for label, words in values if words]
    label = Pair(tr("Rests on"), sources=sources_shown(catalogue, drug.sources))
    return Pairs((*rows, *([label] if drug.sources else [])))


def _codes(drug: Drug) -> Pairs | None:
    rows = tuple(Pair(code_words(system), code) for system, code in drug.codes.items())
    return Pairs(rows) if rows else None


def _confused(catalogue: Catalogue, drug: Drug) -> tuple[Section, ...]:
    others = [one for one in catalogue.families.get(drug.id, ()) if one != drug.id]
    others_shown = links(drug_link(catalogue.drugs[one]) for one in others)
    return section(tr("Easily confused with"), others_shown)


def _said(catalogue: Catalogue, advice: Advice) -> Statement:
    return Statement(say(advice.text), sources_shown(catalogue, advice.sources))


def _advice(
    catalogue: Catalogue, drug: Drug, kinds: tuple[str, ...], title: str, *, tone: str = ""
) -> tuple[Section, ...]:
    """Return statements of some kinds; with more than one kind, each under its heading."""
    blocks: list[Block] = []
    for kind in kinds:
        mine = [one for one in drug.advice if one.kind == kind]
        if mine and len(kinds) > 1:
            blocks.append(Topic(advice_words(kind)))
        blocks += [_said(catalogue, one) for one in mine]
    return section(title, *blocks, tone=tone)


def safeguard_shown(catalogue: Catalogue, safeguard: Safeguard) -> Statement:
    """Return a contraindication or caution with its criterion in words."""
    stops = safeguard.effect is Effect.EXCLUDE
    return Statement(
        say(safeguard.text),
        sources_shown(catalogue, safeguard.sources),
        tr("Excludes") if stops else tr("Warns"),
        "stop" if stops else "warn",
        tr("When: {criterion}", criterion=criterion_shown(catalogue, safeguard.when)),
    )


def _safeguards(catalogue: Catalogue, drug: Drug) -> tuple[Section, ...]:
    said = [_said(catalogue, one) for one in drug.advice if one.kind == "contraindication"]
    order = sorted(drug.safeguards, key=lambda one: one.effect is not Effect.EXCLUDE)
    return section(
        tr("Contraindications and cautions"),
        *said,
        *(safeguard_shown(catalogue, one) for one in order),
    )


def _changes(catalogue: Catalogue, drug: Drug) -> tuple[Section, ...]:
    """Return when to hold, give again and stop, by what is read, as the label says it."""
    mine = [one for one in drug.advice if one.kind in _CHANGES]
    blocks: list[Block] = []
    for topic in dict.fromkeys(one.topic for one in mine):
        blocks.append(Topic(topic_words(topic)))
        blocks += [_change(catalogue, one) for one in mine if one.topic == topic]
    return section(tr("Hold, give again, stop"), *blocks)


def _change(catalogue: Catalogue, advice: Advice) -> Statement:
    tone = {"stop": "stop", "hold": "warn", "resume": "good"}[advice.kind]
    said = _said(catalogue, advice)
    return Statement(said.words, said.sources, advice_words(advice.kind), tone)


def _proposals(catalogue: Catalogue, drug: Drug) -> tuple[Section, ...]:
    """Return what a plan proposes by itself; a person accepts or declines it."""
    rows = tuple(
        (
            Cell(topic_words(rule.topic)),
            Cell(say(rule.text)),
            Cell(action_words(rule), strong=True),
        )
        for rule in drug.rules
    )
    if not rows:
        return ()
    name = tr("What a plan proposes for {drug}", drug=drug.name)
    sources = sources_shown(catalogue, (one for rule in drug.rules for one in rule.sources))
    table = Table(name, (tr("About"), tr("Rule"), tr("Proposal")), rows, sources)
    words = tr("Nothing changes by itself: a person accepts or declines each proposal.")
    return section(tr("What a plan proposes"), Statement(words), table)


def _levels(catalogue: Catalogue, drug: Drug) -> tuple[Section, ...]:
    ladders = [_ladder(catalogue, one) for one in drug.ladders]
    said = [_said(catalogue, one) for one in drug.advice if one.kind == "dose_level"]
    return section(tr("Dose levels"), *ladders, *said)


def _ladder(catalogue: Catalogue, ladder: Ladder) -> Statement:
    steps = [
        dose_words(step, ladder.per) if ladder.per is not None else number_words(step, "%")
        for step in ladder.steps
    ]
    told = []
    if ladder.region:
        told.append(ladder.region)
    if ladder.beside:
        names = ", ".join(catalogue.drugs[one].name for one in ladder.beside)
        told.append(tr("with {drugs}", drugs=names))
    if ladder.per is None:
        told.append(tr("of the protocol’s dose"))
    return Statement(
        " → ".join(steps), sources_shown(catalogue, ladder.sources), detail=", ".join(told)
    )


def _missed(catalogue: Catalogue, drug: Drug) -> tuple[Section, ...]:
    reloads = [
        Statement(
            say(one.text),
            sources_shown(catalogue, one.sources),
            tr("Load again"),
            "warn",
            trn(
                "From {number} day since the last dose",
                "From {number} days since the last dose",
                one.from_days,
            ),
        )
        for one in drug.reloads
    ]
    said = [_said(catalogue, one) for one in drug.advice if one.kind == "missed_dose"]
    return section(tr("Missed dose and reloading"), *reloads, *said)


def _monitoring(catalogue: Catalogue, drug: Drug) -> tuple[Section, ...]:
    checks = [
        Statement(
            say(one.text),
            sources_shown(catalogue, one.sources),
            detail=_when(one),
            links=_element(catalogue, one),
        )
        for one in drug.checks
    ]
    said = [_said(catalogue, one) for one in drug.advice if one.kind == "monitoring"]
    return section(tr("Monitoring"), *checks, *said)


def _when(check: Check) -> str:
    parts = []
    if check.before_first:
        parts.append(tr("before the first dose"))
    if check.every_cycle:
        parts.append(tr("before every cycle"))
    if check.every_days:
        parts.append(trn("every {number} day", "every {number} days", check.every_days))
    words = ", ".join(parts)
    return words[:1].upper() + words[1:]


def _element(catalogue: Catalogue, check: Check) -> tuple[Link, ...]:
    for one, element in catalogue.elements.items():
        if one == check.element:
            return (Link(Target(Kind.ELEMENT, one), say(element.label)),)
    return ()


def _use(catalogue: Catalogue, drug: Drug) -> tuple[Section, ...]:
    regimens = catalogue.regimens_with(drug.id)
    trials = {one.id: one for regimen in regimens for one in catalogue.trials_of(regimen.id)}
    courses = catalogue.protocols_with(drug.id)
    return (
        *section(
            tr("Protocols that use it"), links(course_link(catalogue, one) for one in courses)
        ),
        *section(tr("Regimens with it"), links(regimen_link(catalogue, one) for one in regimens)),
        *section(tr("Trials behind them"), links(map(trial_link, trials.values()))),
    )
