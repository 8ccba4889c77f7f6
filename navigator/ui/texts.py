"""Words, signs and colours for the ids that presenters give."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtGui import QColor

from navigator.domain.assessment import OptionStatus
from navigator.domain.facts import Response, Setting, StopReason
from navigator.domain.guideline import Basis, StepKind, Tier
from navigator.engine.marks import Mark
from navigator.presenters.facts_shown import Knowledge
from navigator.presenters.guideline_words import basis_words, step_kind_words
from navigator.ui.icons import Icon
from navigator.ui.theme import Colours, Theme
from navigator.words import tr


@dataclass(frozen=True, slots=True)
class Sign:
    """A status as it is shown: never by colour alone."""

    words: str
    icon: Icon
    colour: QColor
    soft: QColor


def option_sign(status: OptionStatus, colours: Colours) -> Sign:
    """Return how the status of an option is shown."""
    quiet = (colours.muted, colours.hover)
    return {
        OptionStatus.RECOMMENDED: Sign(
            tr("Recommended"), Icon.KNOWN, colours.good, colours.good_soft
        ),
        OptionStatus.NEEDS_FACT: Sign(
            tr("Needs a fact"), Icon.QUESTION, colours.warn, colours.warn_soft
        ),
        OptionStatus.EXCLUDED: Sign(tr("Excluded"), Icon.EXCLUDED, colours.stop, colours.stop_soft),
        OptionStatus.NOT_APPLICABLE: Sign(tr("Not applicable"), Icon.NOT_APPLICABLE, *quiet),
    }[status]


def knowledge_sign(knowledge: Knowledge, colours: Colours) -> Sign:
    """Return how it is shown whether a fact is known."""
    return {
        Knowledge.KNOWN: Sign(tr("known"), Icon.KNOWN, colours.good, colours.good_soft),
        Knowledge.DERIVED: Sign(tr("derived"), Icon.DERIVED, colours.accent, colours.accent_soft),
        Knowledge.NOT_DONE: Sign(tr("not done"), Icon.NOT_DONE, colours.warn, colours.warn_soft),
        Knowledge.UNKNOWN: Sign(tr("unknown"), Icon.UNKNOWN, colours.muted, colours.hover),
    }[knowledge]


def kind_icon(kind: StepKind) -> Icon:
    """Return the icon of a kind of step."""
    return {
        StepKind.DECISION: Icon.DECISION,
        StepKind.RECOMMENDATION: Icon.RECOMMENDATION,
        StepKind.ACTION: Icon.ACTION,
        StepKind.END: Icon.END,
    }[kind]


def tier_words(tier: Tier) -> str:
    """Return the heading of a tier."""
    return {
        Tier.PREFERRED: tr("Preferred"),
        Tier.OTHER: tr("Other options"),
        Tier.SELECTED: tr("For selected patients"),
    }[tier]


def mark_words(mark: Mark) -> str:
    """Return how a step stands to the patient."""
    return {
        Mark.TAKEN: tr("path taken"),
        Mark.CURRENT: tr("the patient is here"),
        Mark.OPEN: tr("still open"),
        Mark.EXCLUDED: tr("excluded"),
    }[mark]


def setting_words(setting: Setting) -> str:
    """Return where in the disease a line of therapy was given."""
    return {
        Setting.NEOADJUVANT: tr("Neoadjuvant"),
        Setting.ADJUVANT: tr("Adjuvant"),
        Setting.METASTATIC: tr("Metastatic"),
    }[setting]


def stop_words(reason: StopReason) -> str:
    """Return why a line of therapy ended."""
    return {
        StopReason.PROGRESSION: tr("Progression"),
        StopReason.TOXICITY: tr("Toxicity"),
        StopReason.COMPLETED: tr("Completed as planned"),
        StopReason.WISH: tr("Patient's wish"),
        StopReason.OTHER: tr("Other reason"),
    }[reason]


def response_words(response: Response) -> str:
    """Return the best response to a line of therapy."""
    return {
        Response.COMPLETE: tr("Complete response"),
        Response.PARTIAL: tr("Partial response"),
        Response.STABLE: tr("Stable disease"),
        Response.PROGRESSION: tr("Progression"),
        Response.NOT_ASSESSED: tr("Not assessed"),
    }[response]


def theme_words(theme: Theme) -> str:
    """Return the name of a theme."""
    return {
        Theme.SYSTEM: tr("As the system"),
        Theme.LIGHT: tr("Light"),
        Theme.DARK: tr("Dark"),
        Theme.CONTRAST: tr("High contrast"),
    }[theme]


WORDED: dict[type[Enum], object] = {
    StepKind: step_kind_words,
    Tier: tier_words,
    Basis: basis_words,
    Mark: mark_words,
    Setting: setting_words,
    StopReason: stop_words,
    Response: response_words,
    Theme: theme_words,
}
