"""The kinds of value that content is made of, each with the words for what it must be."""

import difflib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo

from navigator.domain.elements import DataElement
from navigator.domain.ids import ElementId
from navigator.domain.text import Text
from navigator.library.codes import code_fault
from navigator.library.criteria import criterion_faults
from navigator.library.faults import Faults, fault

LANGUAGES = ("en", "fr")
LONGEST_ID = 60
FIRST_YEAR, LAST_YEAR = 1900, 2100

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]*")
_ELEMENT_ID = re.compile(r"[a-z][a-z0-9_]*")
_WEB = re.compile(r"https://[!-~]+")
_DOI = re.compile(r"10\.[0-9]{4,9}/[!-~]+")
# A number that stands by itself, years, 0 and 1 apart: those in HER2, T-DM1 and CDK4/6 belong to
# names, and "1 of" or "2013" states no amount.
_STATED_NUMBER = re.compile(
    r"(?<![\w/.-])(?!(?:0|1|19[0-9]{2}|20[0-9]{2})(?![\w.,%]))[0-9]+(?:[.,][0-9]+)*(?![\w-])"
)
_PMID = re.compile(r"[1-9][0-9]{0,8}")


@dataclass(frozen=True, slots=True)
class Known:
    """What the whole of the content holds, given to every validation as its context.

    Attributes:
        ids: Kind ("drug", "regimen", "step", ...) to the ids of it.
        elements: The data elements that are themselves without fault, for criteria.
        faulty: Ids of data elements with faults of their own; criteria that name one wait.
    """

    ids: Mapping[str, Collection[str]] = field(default_factory=dict)
    elements: Mapping[ElementId, DataElement] = field(default_factory=dict)
    faulty: Collection[str] = ()


def known(info: ValidationInfo) -> Known | None:
    """Return what the content holds; None where a record is validated by itself."""
    context = info.context
    return context if isinstance(context, Known) else None


def nearest(word: str, words: Collection[str]) -> str:
    """Return a hint that names the word most like `word`, or a few words there are."""
    close = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    if close:
        return f"Did you mean `{close[0]}`?"
    few = sorted(words)[:8]
    return f"There are: {', '.join(few)}{' …' if len(words) > len(few) else ''}." if few else ""


def _line(raw: Any) -> str:
    if not isinstance(raw, str):
        hint = "Put it in quotes." if isinstance(raw, (int, Decimal, date, bool)) else ""
        raise fault("not-text", "`{name}` must be text.", hint)
    if raw != raw.strip() or "\n" in raw.strip():
        raise fault("not-text", "`{name}` must be one line without spaces around it.")
    return raw


def _written_line(raw: Any) -> str:
    if not _line(raw):
        raise fault("empty", "`{name}` must not be empty.")
    return str(raw)


def _like(pattern: re.Pattern[str], expected: str) -> PlainValidator:
    def validate(raw: Any) -> str:
        text = _line(raw)
        if len(text) > 300 or not pattern.fullmatch(text):
            raise fault("form", f"`{{name}}` must be {expected}.")
        return text

    return PlainValidator(validate)


def _id_like(pattern: re.Pattern[str], expected: str) -> PlainValidator:
    def validate(raw: Any) -> str:
        text = _written_line(raw)
        if len(text) > LONGEST_ID or not pattern.fullmatch(text):
            raise fault("id", f"`{{name}}` must be {expected}, at most {LONGEST_ID} signs.")
        return text

    return PlainValidator(validate)


def _text(raw: Any) -> Text:
    if isinstance(raw, str):
        return Text(_paragraph(raw))
    if not isinstance(raw, dict):
        hint = "Put it in quotes." if isinstance(raw, (int, Decimal, date, bool)) else ""
        raise fault("not-text", "`{name}` must be text, or a mapping of languages.", hint)
    faults = Faults()
    for language, words in raw.items():
        if language not in LANGUAGES:
            hint = f"There are: {', '.join(LANGUAGES)}."
            message = "`{name}` is not a language of the content."
            faults.add("language", message, (language,), hint, of_key=True)
        elif not isinstance(words, str) or not words.strip():
            faults.add("not-text", "`{name}` must be text.", (language,))
    if "en" not in raw:
        faults.add("missing", "`{name}` has no English text.", (), "Add `en: ...`.")
    faults.raise_all("text")
    return Text(**{language: _paragraph(words) for language, words in raw.items()})


def _paragraph(raw: str) -> str:
    text = raw.strip()
    if not text:
        raise fault("empty", "`{name}` must not be empty.", "Write the text or leave the key out.")
    return text


def number_of(raw: Any) -> Decimal:
    """Return a number as Decimal; text, yes/no and dates are no numbers."""
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)):
        hint = "Write it without quotes." if isinstance(raw, str) else ""
        raise fault("not-a-number", "`{name}` must be a number.", hint)
    return Decimal(raw)


def _number(low: int | None = None, high: int | None = None, *, above: bool = False) -> Any:
    expected = "a number"
    if low is not None:
        expected += f" {'above' if above else 'from'} {low}"
    if high is not None:
        expected += f" to {high}"

    def validate(raw: Any) -> Decimal:
        number = number_of(raw)
        too_low = low is not None and (number <= low if above else number < low)
        if too_low or (high is not None and number > high):
            raise fault("out-of-range", f"`{{name}}` must be {expected}.")
        return number

    return PlainValidator(validate)


def _integer(low: int, high: int) -> PlainValidator:
    def validate(raw: Any) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not low <= raw <= high:
            raise fault("out-of-range", f"`{{name}}` must be a whole number from {low} to {high}.")
        return raw

    return PlainValidator(validate)


def _yes_or_no(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise fault("not-a-boolean", "`{name}` must be `true` or `false`.")
    return raw


def _day(raw: Any) -> date:
    if not isinstance(raw, date):
        raise fault("date", "`{name}` must be a day.", "Write it as 2027-05-31, without quotes.")
    if not FIRST_YEAR <= raw.year <= LAST_YEAR:
        raise fault("date", f"`{{name}}` must lie between {FIRST_YEAR} and {LAST_YEAR}.")
    return raw


def one_of(words: type[Enum]) -> PlainValidator:
    """Return the validator that turns one of the enum's values into its member."""
    by_value = {str(member.value): member for member in words}

    def validate(raw: Any) -> Enum:
        return by_value[_one_word(raw, tuple(by_value))]

    return PlainValidator(validate)


def one_word(*words: str) -> PlainValidator:
    """Return the validator for one of `words`."""
    return PlainValidator(lambda raw: _one_word(raw, words))


def _one_word(raw: Any, words: tuple[str, ...]) -> str:
    if isinstance(raw, str) and raw in words:
        return raw
    if words == ("",):
        raise fault("choice", "`{name}` must be empty.")
    shown = ", ".join(word or '""' for word in words)
    hint = nearest(raw, words) if isinstance(raw, str) and len(words) > 8 else ""
    raise fault("choice", f"`{{name}}` must be one of: {shown}.", hint)


def id_of(kind: str) -> PlainValidator:
    """Return the validator for the id of something of `kind` that the content holds."""

    def validate(raw: Any, info: ValidationInfo) -> str:
        text = _written_line(raw)
        content = known(info)
        ids = content.ids.get(kind, ()) if content else (text,)
        if text not in ids:
            spoken = kind.replace("_", " ")
            raise fault(
                f"unknown-{kind.replace('_', '-')}",
                f"There is no {spoken} `{text}`.",
                nearest(text, ids),
            )
        return text

    return PlainValidator(validate)


def _criterion(raw: Any, info: ValidationInfo) -> str:
    text = _line(raw)
    content = known(info)
    if text and content:
        faults = Faults()
        for problem in criterion_faults(text, content.elements, content.faulty):
            place = problem.place
            faults.add(
                problem.code,
                problem.message,
                (),
                problem.hint,
                line=place.line,
                column=place.column,
            )
        faults.raise_all("criterion")
    return text


def _written_criterion(raw: Any, info: ValidationInfo) -> str:
    if not _criterion(raw, info):
        raise fault("empty", "`{name}` must be a criterion.")
    return str(raw)


def _way(raw: Any, info: ValidationInfo) -> str:
    return raw if raw == "otherwise" else _written_criterion(raw, info)


def _codes(raw: Any) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise fault("not-a-mapping", "`{name}` must be a mapping from system to code.")
    faults = Faults()
    for system, code in raw.items():
        if not isinstance(code, str):
            faults.add("not-text", "`{name}` must be text.", (system,), "Put it in quotes.")
        elif expected := code_fault(system, code):
            faults.add("code-format", f"`{{name}}` must be {expected}.", (system,))
    faults.raise_all("codes")
    return dict(raw)


def refuse_bare_number(faults: Faults, sources: Sequence[object], **texts: Text) -> None:
    """Note every text that states a number while no source answers for it."""
    for name, text in texts.items():
        found = _STATED_NUMBER.search(text.en)
        if found and not sources:
            faults.add(
                "no-source",
                f"Nothing says where `{found[0]}` comes from.",
                (name,),
                "Add `sources`.",
            )


Id = Annotated[str, _id_like(_ID, "an id of letters, digits and . _ + -")]
ElementName = Annotated[str, _id_like(_ELEMENT_ID, "an id of small letters, digits and _")]
Line = Annotated[str, PlainValidator(_line)]
WrittenLine = Annotated[str, PlainValidator(_written_line)]
Words = Annotated[Text, PlainValidator(_text)]
Number = Annotated[Decimal, _number()]
Amount = Annotated[Decimal, _number(0, above=True)]
Percent = Annotated[Decimal, _number(0, 100)]
Positive = Annotated[int, _integer(1, 100_000)]
Natural = Annotated[int, _integer(0, 1_000_000)]
LineNumber = Annotated[int, _integer(0, 9)]
Year = Annotated[int, _integer(FIRST_YEAR, LAST_YEAR)]
YesNo = Annotated[bool, PlainValidator(_yes_or_no)]
Day = Annotated[date, PlainValidator(_day)]
Criterion = Annotated[str, PlainValidator(_criterion)]
WrittenCriterion = Annotated[str, PlainValidator(_written_criterion)]
Way = Annotated[str, PlainValidator(_way)]
Codes = Annotated[dict[str, str], PlainValidator(_codes)]
Web = Annotated[str, _like(_WEB, "an address that begins with https://")]
Doi = Annotated[str, _like(_DOI, "a DOI that begins with 10.")]
Pmid = Annotated[str, _like(_PMID, "a PubMed number of digits, in quotes")]
