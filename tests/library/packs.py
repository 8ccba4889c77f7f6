"""A small pack without a fault, to put one fault at a time into."""

import inspect
from pathlib import Path
from textwrap import dedent

from navigator.library.content import read_content

FILES = {
    "pack.yaml": """\
id: small
title: {en: Small, fr: Petit}
version: "1"
review_by: 2027-05-31
""",
    "references.yaml": """\
references:
  - {id: label, kind: label, citation: "A label", region: EU, url: "https://example.org/label"}
  - {id: article, kind: article, citation: "An article", year: 2001, pmid: "11248153"}
""",
    "data_elements.yaml": """\
groups:
  - {id: heart, label: {en: Heart, fr: Cœur}}
data_elements:
  - id: lvef_pct
    group: heart
    label: {en: LVEF, fr: FEVG}
    question: {en: "LVEF?", fr: "FEVG ?"}
    type: number
    unit: "%"
    hard: [5, 85]
    soft: [20, 80]
    not_done: true
    codes: {loinc: "10230-1", ucum: "%"}
  - id: extent
    group: heart
    label: {en: Extent, fr: Extension}
    question: {en: "How far?", fr: "Quelle extension ?"}
    type: choice
    choices: [{id: early, label: Early}, {id: metastatic, label: Metastatic}]
""",
    "drugs.yaml": """\
drugs:
  - id: trastuzumab_iv
    name: trastuzumab
    kind: antibody
    drug_class: {en: Antibody against HER2, fr: Anticorps anti-HER2}
    route: intravenous
    brands: [Herceptin]
    synonyms: [T-mab]
    codes: {atc: L01FD01}
    products: [{form: vial, strength_mg: 150, sources: [{ref: label, at: "1", verified: true}]}]
    rounding: {kind: nearest, increment_mg: 1}
    ceilings: [{amount: 8, per: mg/kg, sources: [{ref: label}]}]
    safeguards:
      - id: trastuzumab-lvef
        when: lvef_pct < 50
        effect: exclude
        text: {en: The heart is too weak., fr: Le cœur est trop faible.}
        sources: [{ref: label, at: "4.3"}]
    sources: [{ref: label}]
""",
    "regimens.yaml": """\
regimens:
  - id: T_MONO
    name: {en: Trastuzumab, fr: Trastuzumab}
    kind: drugs
    drugs: [trastuzumab_iv]
    protocols: [H-MONO-3W]
  - {id: TRIAL, name: {en: Clinical trial, fr: Essai clinique}, kind: trial}
""",
    "protocols.yaml": """\
protocols:
  - id: H-MONO-3W
    regimen: T_MONO
    name: {en: Every three weeks, fr: Toutes les trois semaines}
    cycle_days: 21
    components:
      - drug: trastuzumab_iv
        phase: loading
        dose: 8
        per: mg/kg
        days: [1]
        to_cycle: 1
        sources: [{ref: label, at: "4.2"}]
      - drug: trastuzumab_iv
        phase: maintenance
        dose: 6
        per: mg/kg
        days: [1]
        from_cycle: 2
        sources: [{ref: label, at: "4.2"}]
""",
    "trials.yaml": """\
trials:
  - id: H0648g
    name: H0648g
    phase: "3"
    population: {en: First line, fr: Première ligne}
    line: "1"
    arms: [With trastuzumab, Without]
    n: 469
    outcomes:
      - measure: TTP
        unit: months
        values: [7.4, 4.6]
        hazard_ratio: 0.51
        hr_low: 0.41
        hr_high: 0.63
        p: "<0.001"
        sources: [{ref: article}]
    publications: [article]
""",
    "editions/2013/guideline.yaml": """\
id: "2013"
guideline: Small guideline
title: {en: 2013 edition, fr: Édition 2013}
year: 2013
start: P00
steps:
  - id: P00
    kind: decision
    title: Metastatic?
    question: How far has it spread?
    branches:
      - {id: early, label: "No", when: "extent == 'early'", to: Q_OUT}
      - {id: metastatic, label: "Yes", when: "extent == 'metastatic'", to: Q_1L}
  - id: Q_1L
    kind: recommendation
    title: First line
    options:
      - {regimen: T_MONO, tier: preferred, basis: enrichment, evidence: [H0648g]}
      - {regimen: TRIAL, tier: other, basis: expert_opinion}
  - id: Q_OUT
    kind: end
    title: Out of scope
    action: Look elsewhere.
""",
    "editions/2013/vignettes.yaml": """\
vignettes:
  - id: first
    title: A first line
    record: {facts: {extent: metastatic, lvef_pct: 62.5}, lines: []}
    expect: {status: options, step: Q_1L, path: [P00], recommended: [T_MONO, TRIAL], excluded: []}
""",
}


def write_pack(folder: Path, **changed: str | None) -> Path:
    """Write the small pack and return its folder.

    Args:
        changed: Text of a file instead of the small one's, by its path without the ending and
            with __ for /; None leaves the file out.
    """
    texts = dict(FILES)
    for name, text in changed.items():
        texts[f"{name.replace('__', '/')}.yaml"] = text
    for name, text in texts.items():
        if text is not None:
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


def with_line(file: str, old: str, new: str) -> str:
    """Return a file of the small pack in which the only `old` is `new`."""
    text = FILES[file]
    assert text.count(old) == 1, (file, old, text.count(old))
    return text.replace(old, new)


def faults(folder: Path) -> list[tuple[str, str, int, int]]:
    """Return what stops the content: code, file, line and column, in their order."""
    _, problems = read_content(folder)
    return [
        (one.code, Path(one.place.file).relative_to(folder).as_posix(), *_at(one.place))
        for one in problems
        if one.severity.value == "stop"
    ]


def _at(place) -> tuple[int, int]:
    return place.line, place.column


def user_file() -> str:
    """Return the docstring of the calling test as the file that its user wrote."""
    caller = inspect.currentframe().f_back
    return dedent(caller.f_globals[caller.f_code.co_name].__doc__).lstrip("\n")
