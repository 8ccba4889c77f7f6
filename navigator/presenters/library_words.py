"""Ids of the library in words."""

from decimal import Decimal

from navigator.domain.guideline import Tier
from navigator.domain.library import (
    Action,
    DoseRule,
    DoseUnit,
    Rounding,
    RoundingKind,
    Route,
)
from navigator.presenters.library_links import Kind
from navigator.presenters.values import number_words
from navigator.words import tr, trn


def kind_words(kind: Kind) -> str:
    """Return what one thing of a kind is called."""
    return {
        Kind.DRUG: tr("Drug"),
        Kind.REGIMEN: tr("Regimen"),
        Kind.PROTOCOL: tr("Protocol"),
        Kind.TRIAL: tr("Trial"),
        Kind.STEP: tr("Step"),
        Kind.ELEMENT: tr("Fact"),
        Kind.REFERENCE: tr("Reference"),
        Kind.FOREST: tr("Trials side by side"),
        Kind.CONTENTS: tr("Library"),
        Kind.COMMAND: tr("Command"),
        Kind.CASE: tr("Case"),
    }[kind]


def kinds_words(kind: Kind) -> str:
    """Return what several things of a kind are called."""
    return {
        Kind.DRUG: tr("Drugs"),
        Kind.REGIMEN: tr("Regimens"),
        Kind.PROTOCOL: tr("Protocols"),
        Kind.TRIAL: tr("Trials"),
        Kind.STEP: tr("Steps of the guidelines"),
        Kind.ELEMENT: tr("Facts of a patient"),
        Kind.REFERENCE: tr("References"),
        Kind.FOREST: tr("Trials side by side"),
        Kind.CONTENTS: tr("Contents"),
        Kind.COMMAND: tr("Commands"),
        Kind.CASE: tr("Cases"),
    }[kind]


def route_words(route: Route) -> str:
    """Return how a drug is given, in full."""
    return {
        Route.INTRAVENOUS: tr("intravenous"),
        Route.SUBCUTANEOUS: tr("subcutaneous"),
        Route.ORAL: tr("by mouth"),
        Route.INTRAMUSCULAR: tr("intramuscular"),
    }[route]


def drug_kind_words(kind: str) -> str:
    """Return the heading under which drugs of a kind stand."""
    return {
        "antibody": tr("Antibodies"),
        "adc": tr("Antibody-drug conjugates"),
        "cytotoxic": tr("Chemotherapy"),
        "kinase inhibitor": tr("Kinase inhibitors"),
        "endocrine": tr("Endocrine therapy"),
    }.get(kind, tr("Other drugs"))


def regimen_kind_words(kind: str) -> str:
    """Return the heading under which regimens of a kind stand."""
    return {
        "drugs": tr("Drugs with doses"),
        "undosed": tr("Drugs without a dose here"),
        "choice": tr("One of several"),
        "procedure": tr("Procedures"),
        "supportive": tr("Supportive care"),
        "trial": tr("Clinical trials"),
    }.get(kind, tr("Others"))


def reference_kind_words(kind: str) -> str:
    """Return what a reference is."""
    return {
        "article": tr("Article"),
        "label": tr("Label"),
        "guideline": tr("Guideline"),
        "standard": tr("Standard"),
        "abstract": tr("Abstract"),
    }.get(kind, tr("Reference"))


def tier_words(tier: Tier) -> str:
    """Return how an edition ranks an option."""
    return {
        Tier.PREFERRED: tr("Preferred"),
        Tier.OTHER: tr("Other option"),
        Tier.SELECTED: tr("For selected patients"),
    }[tier]


def line_words(line: str) -> str:
    """Return the line of therapy a trial was made in.

    Args:
        line: "1", "2+", "1-3", "1, maintenance", "early", "any", "3 (2+)".
    """
    named = {
        "early": tr("Early breast cancer"),
        "any": tr("Any line"),
        "1": tr("First line"),
        "2": tr("Second line"),
        "3": tr("Third line"),
    }
    if line in named:
        return named[line]
    if line.startswith("1, "):
        return tr("First line, maintenance")
    plus = line.partition(" ")[0]
    if plus.endswith("+") and plus[:-1].isdigit():
        return tr("Line {number} or later", number=plus[:-1])
    return tr("Line {range}", range=line.replace("-", "\N{EN DASH}"))


def advice_words(kind: str) -> str:
    """Return the heading of statements about a drug."""
    return {
        "boxed_warning": tr("Boxed warning"),
        "contraindication": tr("Contraindications"),
        "preparation": tr("Preparation"),
        "administration": tr("Administration"),
        "observation": tr("Observation"),
        "premedication": tr("Pre-medication"),
        "antiemetic": tr("Against nausea"),
        "supportive": tr("Supportive care"),
        "monitoring": tr("Monitoring"),
        "hold": tr("Hold"),
        "resume": tr("Give again"),
        "stop": tr("Stop for good"),
        "dose_level": tr("Dose levels"),
        "missed_dose": tr("Missed dose"),
        "kidney": tr("Kidney"),
        "liver": tr("Liver"),
        "interaction": tr("Interactions"),
        "contraception": tr("Contraception"),
        "lactation": tr("Breastfeeding"),
        "toxicity": tr("Toxicity to watch"),
        "call_when": tr("The patient calls when"),
        "extravasation": tr("Leakage from the vein"),
        "handling": tr("Handling"),
        "trap": tr("Traps"),
    }.get(kind, kind.replace("_", " ").capitalize())


def topic_words(topic: str) -> str:
    """Return what a rule of a drug reads."""
    return {
        "": tr("In general"),
        "liver": tr("Liver"),
        "kidney": tr("Kidney"),
        "interaction": tr("Interactions"),
        "neutrophils": tr("Neutrophils"),
        "platelets": tr("Platelets"),
        "lvef": tr("Heart (LVEF)"),
        "ild": tr("Lung inflammation"),
        "infusion_reaction": tr("Infusion reaction"),
        "diarrhoea": tr("Diarrhoea"),
        "neuropathy": tr("Neuropathy"),
        "toxicity": tr("Other toxicity"),
        "hand_foot": tr("Hand-foot syndrome"),
        "qt": tr("QT interval"),
        "dpd": tr("DPD deficiency"),
        "salt": tr("Salt or base"),
        "skin": tr("Skin"),
    }.get(topic, topic.replace("_", " ").capitalize())


def code_words(system: str) -> str:
    """Return the name of a system of codes."""
    return {
        "atc": "ATC",
        "rxcui": "RxNorm",
        "snomed": "SNOMED CT",
        "ncit": "NCI Thesaurus",
        "loinc": "LOINC",
        "ucum": "UCUM",
    }.get(system, system)


def emetic_words(risk: str) -> str:
    """Return an emetic risk, "" where it is not known."""
    return {
        "minimal": tr("minimal"),
        "low": tr("low"),
        "moderate": tr("moderate"),
        "high": tr("high"),
    }.get(risk, "")


def rounding_words(rounding: Rounding) -> str:
    """Return how a calculated dose is rounded."""
    step = number_words(rounding.increment_mg, "mg")
    within = number_words(rounding.within_percent, "%")
    return {
        RoundingKind.NEAREST: tr(
            "to the nearest {step}, within {within}", step=step, within=within
        ),
        RoundingKind.DOWN: tr("down to {step}, never upward", step=step),
        RoundingKind.TABLETS: tr("to whole tablets, within {within}", within=within),
        RoundingKind.NONE: tr("fixed dose, not rounded"),
    }[rounding.kind]


def dose_words(amount: Decimal, per: DoseUnit) -> str:
    """Return an amount with its unit: "3.6 mg/kg", "AUC 6"."""
    if per is DoseUnit.AUC:
        return f"AUC\N{NO-BREAK SPACE}{number_words(amount)}"
    return number_words(amount, per.value)


def action_words(rule: DoseRule) -> str:
    """Return what a rule of a drug asks for."""
    return {
        Action.CONTINUE: tr("Same dose"),
        Action.HOLD: _hold_words(rule.levels),
        Action.STOP: tr("Do not give; stop for good"),
        Action.REDUCE_LEVEL: _levels_words(rule.levels),
        Action.REDUCE_PERCENT: tr(
            "Reduce to {percent} of the dose", percent=number_words(rule.percent or Decimal(0), "%")
        ),
        Action.SET_DOSE: tr(
            "Give {dose}", dose=dose_words(rule.dose or Decimal(0), rule.per or DoseUnit.MG)
        ),
    }[rule.action]


def _hold_words(levels: int) -> str:
    if not levels:
        return tr("Hold")
    return trn(
        "Hold, then {number} dose level lower", "Hold, then {number} dose levels lower", levels
    )


def _levels_words(levels: int) -> str:
    return trn("{number} dose level lower", "{number} dose levels lower", levels)
