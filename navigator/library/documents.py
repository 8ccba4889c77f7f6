"""From the content to what the program reads while it runs: documents, and words to search."""

import json
import re
import zlib
from collections.abc import Iterable, Iterator
from typing import Any

from navigator.domain.guideline import Edition, Step
from navigator.domain.library import Drug, Regimen, Trial
from navigator.domain.text import Text
from navigator.library.codec import encoded
from navigator.library.content import Content

Row = dict[str, Any]

_NOT_ALNUM = re.compile(r"[\W_]+")


def canonical_json(value: Any) -> str:
    """Return compact JSON, the same text for the same value.

    In ASCII: it is decoded at every start, and any other text takes fifteen times as long.
    """
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def check_sum(text: str) -> int:
    """Return what is kept beside a document to see that it was not damaged."""
    return zlib.crc32(text.encode())


def document_rows(content: Content) -> Iterator[Row]:
    """Give every document as a row, kind by kind, in the order of the content."""
    kinds: tuple[tuple[str, Iterable[tuple[str, Text, Any]]], ...] = (
        ("edition", (_edition_row(e) for e in content.editions.values() if not e.primer)),
        ("primer", (_edition_row(e) for e in content.editions.values() if e.primer)),
        ("drug", ((d.id, Text(d.name), encoded(d)) for d in content.drugs.values())),
        ("regimen", ((r.id, r.name, encoded(r)) for r in content.regimens.values())),
        ("protocol", ((p.id, p.name, encoded(p)) for p in content.protocols.values())),
        ("trial", ((t.id, Text(t.name), encoded(t)) for t in content.trials.values())),
        ("reference", ((r.id, Text(r.citation), encoded(r)) for r in content.references.values())),
        ("approval", ((a.id, a.text, encoded(a)) for a in content.approvals.values())),
        ("topic", ((t.id, t.title, encoded(t)) for t in content.topics.values())),
        ("case", ((c.id, c.title, encoded(c)) for c in content.cases.values())),
        ("vignettes", ((e, Text(e), encoded(v)) for e, v in content.vignettes.items())),
    )
    for kind, documents in kinds:
        for position, (document_id, title, value) in enumerate(documents):
            text = canonical_json(value)
            yield {
                "kind": kind,
                "id": document_id,
                "position": position,
                "title_en": title.en,
                "title_fr": title.fr,
                "json": text,
                "crc32": check_sum(text),
            }


def _edition_row(edition: Edition) -> tuple[str, Text, Any]:
    return edition.id, edition.title, edition_document(edition)


def edition_document(edition: Edition) -> dict[str, Any]:
    """Return an edition as its document.

    A drug's safeguards belong to every regimen with the drug; they are written once, and the
    regimens name them by id.
    """
    document: dict[str, Any] = encoded(edition)
    safeguards: dict[str, Any] = {}
    for regimen in document.get("regimens", {}).values():
        for safeguard in regimen.get("safeguards", ()):
            safeguards[safeguard["id"]] = safeguard
        if "safeguards" in regimen:
            regimen["safeguards"] = [safeguard["id"] for safeguard in regimen["safeguards"]]
    return {**document, "safeguards": safeguards}


def search_rows(content: Content) -> Iterator[Row]:
    """Give everything that can be found, what is looked for most often first."""
    # By name, so that trastuzumab itself stands before what contains its name.
    for drug in sorted(content.drugs.values(), key=lambda one: one.name):
        yield _hit("drug", drug.id, Text(drug.name), _drug_names(drug), _drug_body(drug))
        for alias in _aliases(drug):
            row = _hit("drug", drug.id, Text(drug.name), [alias], [])
            yield {**row, "title_en": "", "title_fr": ""}
    names = {drug.id: drug.name for drug in content.drugs.values()}
    for regimen in content.regimens.values():
        body = [regimen.summary.en, regimen.summary.fr, *(names[drug] for drug in regimen.drugs)]
        yield _hit("regimen", regimen.id, regimen.name, _regimen_names(regimen), body)
    for trial in content.trials.values():
        yield _hit("trial", trial.id, Text(trial.name), [trial.id], _trial_body(trial))
    for edition in (one for one in content.editions.values() if not one.primer):
        for step in edition.steps.values():
            step_id = f"{edition.id}/{step.id}"
            yield _hit("step", step_id, step.title, [step.id], _step_body(step))
    for protocol in content.protocols.values():
        body = [names[part.drug] for part in protocol.components]
        yield _hit("protocol", protocol.id, protocol.name, [protocol.id], body)
    for element in content.elements.values():
        body = _both([element.question, element.why])
        yield _hit("data_element", element.id, element.label, [element.id], body)
    for one in content.references.values():
        yield _hit("reference", one.id, Text(one.citation), [one.id, one.doi, one.pmid], [])


def _hit(kind: str, hit_id: str, title: Text, names: Iterable[str], body: Iterable[str]) -> Row:
    named = [name for name in names if name]
    return {
        "kind": kind,
        "id": hit_id,
        "shown_en": title.en,
        "shown_fr": title.fr,
        "title_en": title.en,
        "title_fr": title.fr,
        "names": " ".join([*named, *_squeezed([*named, title.en])]),
        "body": " ".join(part for part in body if part),
    }


def _squeezed(names: Iterable[str]) -> Iterator[str]:
    """Give names with signs in them without these, for who types TDM1 and means T-DM1."""
    for name in names:
        squeezed = _NOT_ALNUM.sub("", name)
        if squeezed != name and len(squeezed) <= 20:
            yield squeezed


def _drug_names(drug: Drug) -> list[str]:
    named = [drug.id, drug.us_name, drug.tall_man, *drug.brands, *drug.synonyms]
    return [*named, *drug.codes.values()]


def _aliases(drug: Drug) -> list[str]:
    """Return what a drug is called besides its name, each to be found from its beginning.

    A name that begins as the drug's own is found by that.
    """
    named = [name for name in (drug.us_name, *drug.brands, *drug.synonyms) if name]
    own = drug.name[:4].casefold()
    return [name for name in [*named, *_squeezed(named)] if not name.casefold().startswith(own)]


def _drug_body(drug: Drug) -> list[str]:
    texts = [drug.drug_class, drug.look_alike, drug.diluent]
    texts += [part.text for part in drug.safeguards]
    texts += [part.text for part in drug.checks]
    texts += [part.text for part in drug.advice]
    return _both(texts)


def _regimen_names(regimen: Regimen) -> list[str]:
    return [regimen.id, regimen.short_name, *regimen.protocols]


def _trial_body(trial: Trial) -> list[str]:
    measures = [outcome.measure for outcome in trial.outcomes]
    return [*_both([trial.population, *trial.arms]), trial.line, *measures]


def _step_body(step: Step) -> list[str]:
    texts = [step.question, step.why, step.action, step.caution]
    texts += [part.text for part in step.statements]
    texts += [part.rationale for part in step.options]
    texts += [branch.label for branch in step.branches]
    return _both(texts)


def _both(texts: Iterable[Text]) -> list[str]:
    return [words for text in texts for words in (text.en, text.fr)]
