"""Small editions made by hand, and short ways to write patients."""

from datetime import date
from decimal import Decimal

from navigator.domain.elements import (
    Choice,
    DataElement,
    Derivation,
    ElementGroup,
    ElementType,
    Limits,
)
from navigator.domain.facts import Fact, Line, PatientRecord, Setting, StopReason
from navigator.domain.guideline import (
    Basis,
    Branch,
    Chart,
    Edition,
    Effect,
    Option,
    RegimenSummary,
    Safeguard,
    Step,
    StepKind,
    Tier,
)
from navigator.domain.source import Source
from navigator.domain.text import NO_TEXT, Text
from navigator.engine.criteria import read_criterion

SOURCE = (Source("somewhere", "1"),)
DAY = date(2026, 11, 2)


def element(name, type_, **more):
    label = name.replace("_", " ").capitalize()
    return DataElement(name, "group", Text(label), Text(f"{label}?"), type_, **more)


def number(name, low=0, high=1000, **more):
    limits = Limits(Decimal(low), Decimal(high))
    return element(name, ElementType.NUMBER, hard=limits, **more)


def integer(name, low=0, high=20, **more):
    limits = Limits(Decimal(low), Decimal(high))
    return element(name, ElementType.INTEGER, hard=limits, **more)


def yes_no(name, **more):
    return element(name, ElementType.BOOLEAN, **more)


def choice(name, *values, **more):
    choices = tuple(Choice(value, Text(value.replace("_", " ").capitalize())) for value in values)
    return element(name, ElementType.CHOICE, choices=choices, **more)


def choices(name, *values, **more):
    made = choice(name, *values, **more)
    return element(name, ElementType.CHOICES, choices=made.choices, **more)


def by_id(*things):
    return {thing.id: thing for thing in things}


ELEMENTS = by_id(
    number("lvef_pct", 5, 85, unit="%", not_done=True),
    number("lvef_baseline", 5, 85, unit="%"),
    number("weight", 20, 300, unit="kg"),
    integer("ecog", 0, 4),
    yes_no("chf"),
    yes_no("fit"),
    choice("her2", "positive", "negative", "pending"),
    choices("sites", "brain", "liver", "bone"),
    element("seen_on", ElementType.DATE),
    element("relapsed_on", ElementType.DATE),
    element("goals", ElementType.TEXT),
)


def node(text, elements=None):
    return read_criterion(text, ELEMENTS if elements is None else elements).node


def answer(text, /, **values):
    return read_criterion(text, ELEMENTS).test(values)


def branch(name, when, to):
    return Branch(name, Text(name), when, to)


def decision(name, *branches, **more):
    more = {"sources": SOURCE, **more}
    return Step(name, StepKind.DECISION, Text(f"Step {name}"), branches=branches, **more)


def offer(regimen, when="", tier=Tier.PREFERRED, **more):
    more = {"sources": SOURCE, **more}
    return Option(regimen, tier, more.pop("basis", Basis.STATED), when, **more)


def recommendation(name, *options, **more):
    title = Text(f"Step {name}")
    return Step(name, StepKind.RECOMMENDATION, title, options=options, sources=SOURCE, **more)


def action(name, text="Do something"):
    return Step(name, StepKind.ACTION, Text(f"Step {name}"), action=Text(text), sources=SOURCE)


def end(name, text=""):
    words = Text(text) if text else NO_TEXT
    return Step(name, StepKind.END, Text(f"Step {name}"), action=words, sources=SOURCE)


def exclude(when, name="guard", owner="drug"):
    return Safeguard(name, owner, when, Effect.EXCLUDE, Text(f"Not with {name}"), SOURCE)


def warn(when, name="caution", owner="drug"):
    return Safeguard(name, owner, when, Effect.WARN, Text(f"Careful with {name}"), SOURCE)


def regimen(name, *safeguards, drugs=("trastuzumab_iv",), dosed=True, kind="drugs", **more):
    label = Text(name.replace("_", " "))
    return RegimenSummary(name, label, drugs, dosed, safeguards, kind, **more)


DRUG_NAMES = {
    "trastuzumab": "trastuzumab_iv",
    "herceptin": "trastuzumab_iv",
    "trastuzumab emtansine": "t_dm1",
    "kadcyla": "t_dm1",
    "trastuzumab deruxtecan": "t_dxd",
    "capecitabine": "capecitabine",
    "docetaxel": "docetaxel",
    "vinorelbine": "vinorelbine",
    "lapatinib": "lapatinib",
    "neratinib": "neratinib",
}


def edition(*steps, elements=None, regimens=None, **more):
    known = (regimen("T_MONO"),) if regimens is None else regimens
    return Edition(
        id="test",
        guideline=Text("Guideline"),
        title=Text("Edition"),
        year=2026,
        start=more.pop("start", steps[0].id),
        steps=by_id(*steps),
        elements=ELEMENTS if elements is None else elements,
        groups=(ElementGroup("group", Text("Group")),),
        regimens=by_id(*known),
        chart=Chart(0, 0, {}, ()),
        drug_names=DRUG_NAMES,
        digest="0" * 64,
        **more,
    )


def fact(name, value, taken_on=None):
    return Fact(name, value, taken_on)


def record(lines=None, samples=(), site=None, **values):
    facts = {name: fact(name, value) for name, value in values.items()}
    settings = {name: fact(name, value) for name, value in (site or {}).items()}
    return PatientRecord(facts, lines, samples, settings)


def line(words, setting=Setting.METASTATIC, **more):
    return Line(words, setting, **more)


def progressed(words, **more):
    return line(words, stop_reason=StopReason.PROGRESSION, **more)


def derived(name, make, rule, drugs=(), setting="", **more):
    return make(name, derived=Derivation(rule, drugs, setting), **more)


def heart_edition(**more):
    """A whole small edition: heart first, then two ways, options with safeguards."""
    regimens = (
        regimen("T_DOC", exclude("not fit", "unfit"), warn("ecog >= 2", "weak")),
        regimen("T_ET", exclude("her2 == 'negative'", "no target")),
        regimen("BEST", kind="supportive", drugs=(), dosed=False),
    )
    return edition(
        decision(
            "heart",
            branch("safe", "measured(lvef_pct) and lvef_pct >= 50 and not chf", "status"),
            branch("not_safe", "not measured(lvef_pct) or lvef_pct < 50 or chf", "stop"),
        ),
        decision(
            "status",
            branch("good", "ecog <= 2", "treat"),
            branch("poor", "otherwise", "outside"),
        ),
        recommendation(
            "treat",
            offer("BEST", tier=Tier.SELECTED),
            offer("T_DOC", tier=Tier.PREFERRED),
            offer("T_ET", "her2 == 'positive'", tier=Tier.OTHER),
            action=Text("Ask the board."),
        ),
        action("stop", "See a cardiologist."),
        end("outside", "Offer supportive care."),
        regimens=regimens,
        **more,
    )


HEALTHY = {"lvef_pct": Decimal(60), "chf": False, "ecog": 1, "fit": True, "her2": "positive"}
