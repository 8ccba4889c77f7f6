"""The pages of the settings: what can be chosen, what is chosen, and what a choice changes."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

from navigator.domain.elements import DataElement, ElementType
from navigator.domain.ids import DrugId, ElementId
from navigator.domain.site import PAGE_SIZES, Freshness, PreferredBrand, SiteLayer
from navigator.dosing.body import BsaFormula
from navigator.dosing.rounding import RoundingPolicy
from navigator.presenters.plan_inputs import rounding_words
from navigator.presenters.settings import LOCK_MINUTES, TEXT_PERCENTS, Settings
from navigator.presenters.units import other_unit
from navigator.services.site_file import DAYS, LONGEST_TEXT
from navigator.services.use_site import REGION
from navigator.words import LANGUAGES, say, tr

YES, NO = "yes", "no"


class Kind(Enum):
    """How a setting is chosen."""

    CHOICE = "choice"  # one of a few
    NUMBER = "number"  # whole, between two bounds
    SWITCH = "switch"  # YES or NO
    TEXT = "text"  # one line


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as it is shown.

    Attributes:
        key: Stable; tells the settings of all pages apart.
        value: In force, as text.
        usual: Value of the program as it comes.
        use: The settings with another value.
        choices: (value, words) of a choice, in the order shown.
        low, high, step, unit: Of a number.
        at_low: What the lowest number means where it means something else.
        words: What it does, "" where the label says it.
    """

    key: str
    label: str
    kind: Kind
    value: str
    usual: str
    use: Callable[[Settings, str], Settings]
    choices: tuple[tuple[str, str], ...] = ()
    low: int = 0
    high: int = 0
    step: int = 1
    unit: str = ""
    at_low: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class SettingsPage:
    """Settings that belong together."""

    id: str
    title: str
    words: str
    settings: tuple[Setting, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What there is to choose from besides the program's own lists.

    Attributes:
        elements: Of the edition on screen.
        brands: (drug, its name, its brands) of every drug that has several.
        themes: (value, words).
    """

    elements: Mapping[ElementId, DataElement]
    brands: tuple[tuple[DrugId, str, tuple[str, ...]], ...] = ()
    themes: tuple[tuple[str, str], ...] = ()


def settings_pages(settings: Settings, offered: Offered) -> tuple[SettingsPage, ...]:
    """Return every page with what is in force."""
    site = settings.site
    return (
        _page("look", tr("Look"), "", _look(settings, offered)),
        _page(
            "site",
            tr("Site"),
            tr("Where patients are treated. New patients begin with this; each can differ."),
            _site(site, offered.elements),
        ),
        _page(
            "plans",
            tr("Plans"),
            tr("What a new plan begins with. A plan on screen keeps what it has."),
            _plans(site),
        ),
        _page(
            "entering", tr("Entering"), tr("Units and ages of results."), _entering(site, offered)
        ),
        _page(
            "products",
            tr("Products"),
            tr("The brand that the pharmacy keeps, and why this one."),
            _products(site, offered),
        ),
        _page("privacy", tr("Privacy"), "", _privacy(settings)),
    )


def as_it_comes(settings: Settings, page: SettingsPage) -> Settings:
    """Return the settings with those of one page as the program comes with them."""
    for setting in page.settings:
        settings = setting.use(settings, setting.usual)
    return settings


def _page(page: str, title: str, words: str, settings: Iterator[Setting]) -> SettingsPage:
    return SettingsPage(page, title, words, tuple(settings))


def _look(now: Settings, offered: Offered) -> Iterator[Setting]:
    usual = Settings()
    yield Setting(
        "theme", tr("Theme"), Kind.CHOICE, now.theme, usual.theme, _plain("theme"), offered.themes
    )
    yield Setting(
        "text_percent",
        tr("Text size"),
        Kind.NUMBER,
        str(now.text_percent),
        str(usual.text_percent),
        _number("text_percent"),
        low=TEXT_PERCENTS[0],
        high=TEXT_PERCENTS[-1],
        step=10,
        unit="%",
    )
    yield Setting(
        "language",
        tr("Language"),
        Kind.CHOICE,
        now.language,
        usual.language,
        _plain("language"),
        (("", tr("As the system")), *((one, _language_name(one)) for one in LANGUAGES)),
        words=tr("Used when the program is started again."),
    )
    yield _switch("first_page", tr("Show the first page at every start"), now)


def _site(site: SiteLayer, elements: Mapping[ElementId, DataElement]) -> Iterator[Setting]:
    region = elements.get(REGION)
    if region is not None:
        known = tuple((one.id, say(one.label)) for one in region.choices)
        yield Setting(
            "site.region",
            say(region.question),
            Kind.CHOICE,
            site.region,
            "",
            _of_site(lambda layer, value: replace(layer, region=value)),
            (*known, ("", tr("Not told"))),
        )
    for element in elements.values():
        if element.site and element.type is ElementType.BOOLEAN:
            yield _access(element, site)


def _access(element: DataElement, site: SiteLayer) -> Setting:
    def use(layer: SiteLayer, value: str) -> SiteLayer:
        access = {one: told for one, told in layer.access.items() if one != element.id}
        return replace(layer, access={**access, element.id: value == YES} if value else access)

    told = site.access.get(element.id)
    return Setting(
        f"site.access.{element.id}",
        say(element.question),
        Kind.CHOICE,
        "" if told is None else _word_of(told=told),
        "",
        _of_site(use),
        ((YES, tr("Yes")), (NO, tr("No")), ("", tr("Not told"))),
    )


def _plans(site: SiteLayer) -> Iterator[Setting]:
    usual = SiteLayer()
    yield Setting(
        "site.bsa_formula",
        tr("Body surface"),
        Kind.CHOICE,
        site.bsa_formula,
        usual.bsa_formula,
        _of_site(lambda layer, value: replace(layer, bsa_formula=value)),
        tuple((one.value, one.value) for one in BsaFormula),
        words=tr("The formula is printed beside every dose that rests on it."),
    )
    yield Setting(
        "site.rounding",
        tr("Rounding of infusions and injections"),
        Kind.CHOICE,
        site.rounding,
        usual.rounding,
        _of_site(lambda layer, value: replace(layer, rounding=value)),
        tuple((one.value, rounding_words(one)) for one in RoundingPolicy),
        words=tr("Never by more than the drug allows, and never upward where that is unsafe."),
    )
    yield Setting(
        "site.page_size",
        tr("Paper"),
        Kind.CHOICE,
        site.page_size,
        usual.page_size,
        _of_site(lambda layer, value: replace(layer, page_size=value)),
        tuple((one, one) for one in PAGE_SIZES),
    )


def _entering(site: SiteLayer, offered: Offered) -> Iterator[Setting]:
    for element in offered.elements.values():
        other = other_unit(element)
        if other is not None:
            yield _unit(element, other.unit, site)
    for name, label in (
        ("laboratory", tr("Laboratory values are too old after")),
        ("lvef", tr("LVEF is too old after")),
        ("imaging", tr("Imaging is too old after")),
    ):
        yield Setting(
            f"site.freshness.{name}",
            label,
            Kind.NUMBER,
            str(getattr(site.freshness, name)),
            str(getattr(Freshness(), name)),
            _freshness(name),
            low=DAYS[0],
            high=DAYS[-1],
            unit=tr("days"),
        )


def _unit(element: DataElement, other: str, site: SiteLayer) -> Setting:
    def use(layer: SiteLayer, value: str) -> SiteLayer:
        units = {one: unit for one, unit in layer.units.items() if one != element.id}
        own = value == element.unit
        return replace(layer, units=units if own else {**units, element.id: value})

    return Setting(
        f"site.units.{element.id}",
        say(element.label),
        Kind.CHOICE,
        site.units.get(element.id, element.unit),
        element.unit,
        _of_site(use),
        ((element.unit, element.unit), (other, other)),
    )


def _products(site: SiteLayer, offered: Offered) -> Iterator[Setting]:
    for drug, name, brands in offered.brands:
        kept = site.brands.get(drug, PreferredBrand(""))
        yield Setting(
            f"site.brand.{drug}",
            name,
            Kind.CHOICE,
            kept.brand,
            "",
            _of_site(_brand_of(drug)),
            (("", tr("None in particular")), *((one, one) for one in brands)),
        )
        if kept.brand:
            yield Setting(
                f"site.brand_reason.{drug}",
                tr("Why {brand}?", brand=kept.brand),
                Kind.TEXT,
                kept.reason,
                "",
                _of_site(_reason_of(drug)),
            )


def _privacy(now: Settings) -> Iterator[Setting]:
    yield Setting(
        "lock_minutes",
        tr("Lock after a rest of"),
        Kind.NUMBER,
        str(now.lock_minutes),
        str(Settings().lock_minutes),
        _number("lock_minutes"),
        low=LOCK_MINUTES[0],
        high=LOCK_MINUTES[-1],
        unit=tr("minutes"),
        at_low=tr("Never"),
    )
    yield _switch(
        "keep_recent",
        tr("Remember the files opened last"),
        now,
        tr("Only where they lie, nothing that is in them. They are listed in the File menu."),
    )


def _switch(name: str, label: str, now: Settings, words: str = "") -> Setting:
    return Setting(
        name,
        label,
        Kind.SWITCH,
        _word_of(told=getattr(now, name)),
        _word_of(told=getattr(Settings(), name)),
        lambda settings, value: _with(settings, name, value == YES),
        words=words,
    )


def _word_of(*, told: bool) -> str:
    return YES if told else NO


def _with(settings: Settings, name: str, value: Any) -> Settings:
    return replace(settings, **{name: value})


def _plain(name: str) -> Callable[[Settings, str], Settings]:
    return lambda settings, value: _with(settings, name, value)


def _number(name: str) -> Callable[[Settings, str], Settings]:
    return lambda settings, value: _with(settings, name, int(value))


def _of_site(use: Callable[[SiteLayer, str], SiteLayer]) -> Callable[[Settings, str], Settings]:
    return lambda settings, value: replace(settings, site=use(settings.site, value))


def _freshness(name: str) -> Callable[[Settings, str], Settings]:
    return _of_site(
        lambda layer, value: replace(
            layer, freshness=replace(layer.freshness, **{name: int(value)})
        )
    )


def _brand_of(drug: DrugId) -> Callable[[SiteLayer, str], SiteLayer]:
    def use(layer: SiteLayer, value: str) -> SiteLayer:
        brands = {one: kept for one, kept in layer.brands.items() if one != drug}
        return replace(layer, brands={**brands, drug: PreferredBrand(value)} if value else brands)

    return use


def _reason_of(drug: DrugId) -> Callable[[SiteLayer, str], SiteLayer]:
    def use(layer: SiteLayer, value: str) -> SiteLayer:
        kept = layer.brands.get(drug)
        if kept is None:
            return layer
        told = replace(kept, reason=value.strip()[:LONGEST_TEXT])
        return replace(layer, brands={**layer.brands, drug: told})

    return use


def _language_name(language: str) -> str:
    return {"en": "English", "fr": "Français"}[language]
