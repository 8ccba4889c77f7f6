"""The kinds of value that content is made of, each with the words for what it must be."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Annotated, Any

from pydantic import PlainValidator, ValidationInfo

from navigator.domain.text import Text
from navigator.library.codes import code_fault
from navigator.library.criteria import criterion_faults
from navigator.library.faults import NAME, Faults, fault
from navigator.library.known import known, nearest
from navigator.words import tr

LANGUAGES = ("en", "fr")
LONGEST_ID = 60
LONGEST_FORM = 300
FIRST_YEAR, LAST_YEAR = 1900, 2100

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+-]*")
_ELEMENT_ID = re.compile(r"[a-z][a-z0-9_]*")
_WEB = re.compile(r"https://[!-~]+")
_DOI = re.compile(r"10\.[0-9]{4,9}/[!-~]+")
_PMID = re.compile(r"[1-9][0-9]{0,8}")


def _line(raw: Any) -> str:
    if not isinstance(raw, str):
        hint = tr("Put it in quotes.") if isinstance(raw, (int, Decimal, date, bool)) else ""
        raise fault("not-text", tr("`{name}` must be text.", name=NAME), hint)
    if raw != raw.strip() or "\n" in raw.strip():
        raise fault(
            "not-text", tr("`{name}` must be one line without spaces around it.", name=NAME)
        )
    return raw


def _written_line(raw: Any) -> str:
    if not _line(raw):
        raise fault("empty", tr("`{name}` must not be empty.", name=NAME))
    return str(raw)


def _like(pattern: re.Pattern[str], expected: Callable[[], str]) -> PlainValidator:
    def validate(raw: Any) -> str:
        text = _line(raw)
        if len(text) > LONGEST_FORM or not pattern.fullmatch(text):
            raise fault("form", expected())
        return text

    return PlainValidator(validate)


def _id_like(pattern: re.Pattern[str], expected: Callable[[], str]) -> PlainValidator:
    def validate(raw: Any) -> str:
        text = _written_line(raw)
        if len(text) > LONGEST_ID or not pattern.fullmatch(text):
            raise fault("id", expected(), tr("At most {most} signs.", most=LONGEST_ID))
        return text

    return PlainValidator(validate)


def _text(raw: Any) -> Text:
    if isinstance(raw, str):
        return Text(_paragraph(raw))
    if not isinstance(raw, dict):
        hint = tr("Put it in quotes.") if isinstance(raw, (int, Decimal, date, bool)) else ""
        raise fault(
            "not-text", tr("`{name}` must be text, or a mapping of languages.", name=NAME), hint
        )
    faults = Faults()
    for language, words in raw.items():
        if language not in LANGUAGES:
            hint = tr("There are: {languages}.", languages=", ".join(LANGUAGES))
            message = tr("`{name}` is not a language of the content.", name=NAME)
            faults.add("language", message, (language,), hint, of_key=True)
        elif not isinstance(words, str) or not words.strip():
            faults.add("not-text", tr("`{name}` must be text.", name=NAME), (language,))
    if "en" not in raw:
        faults.add(
            "missing", tr("`{name}` has no English text.", name=NAME), (), tr("Add `en: ...`.")
        )
    faults.raise_all("text")
    return Text(**{language: _paragraph(words) for language, words in raw.items()})


def _paragraph(raw: str) -> str:
    text = raw.strip()
    if not text:
        raise fault(
            "empty",
            tr("`{name}` must not be empty.", name=NAME),
            tr("Write the text or leave the key out."),
        )
    return text


def number_of(raw: Any) -> Decimal:
    """Return a number as Decimal; text, yes/no and dates are no numbers."""
    if isinstance(raw, bool) or not isinstance(raw, (int, Decimal)):
        hint = tr("Write it without quotes.") if isinstance(raw, str) else ""
        raise fault("not-a-number", tr("`{name}` must be a number.", name=NAME), hint)
    return Decimal(raw)


def _number(low: int | None = None, high: int | None = None) -> PlainValidator:
    """Return the validator of a number: any, above `low`, or from `low` to `high`."""

    def validate(raw: Any) -> Decimal:
        number = number_of(raw)
        if low is not None and high is None and number <= low:
            message = tr("`{name}` must be a number above {low}.", name=NAME, low=low)
            raise fault("out-of-range", message)
        if low is not None and high is not None and not low <= number <= high:
            words = {"low": low, "high": high}
            message = tr("`{name}` must be a number from {low} to {high}.", name=NAME, **words)
            raise fault("out-of-range", message)
        return number

    return PlainValidator(validate)


def _integer(low: int, high: int) -> PlainValidator:
    def validate(raw: Any) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not low <= raw <= high:
            raise fault(
                "out-of-range",
                tr(
                    "`{name}` must be a whole number from {low} to {high}.",
                    name=NAME,
                    low=low,
                    high=high,
                ),
            )
        return raw

    return PlainValidator(validate)


def _yes_or_no(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise fault("not-a-boolean", tr("`{name}` must be `true` or `false`.", name=NAME))
    return raw


def _day(raw: Any) -> date:
    if not isinstance(raw, date):
        raise fault(
            "date",
            tr("`{name}` must be a day.", name=NAME),
            tr("Write it as 2027-05-31, without quotes."),
        )
    if not FIRST_YEAR <= raw.year <= LAST_YEAR:
        raise fault(
            "date",
            tr(
                "`{name}` must lie between {first} and {last}.",
                name=NAME,
                first=FIRST_YEAR,
                last=LAST_YEAR,
            ),
        )
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
        raise fault("choice", tr("`{name}` must be empty.", name=NAME))
    shown = ", ".join(word or '""' for word in words)
    hint = nearest(raw, words) if isinstance(raw, str) and len(words) > 8 else ""
    raise fault("choice", tr("`{name}` must be one of: {shown}.", name=NAME, shown=shown), hint)


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
                tr("There is no {spoken} `{text}`.", spoken=spoken, text=text),
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
        raise fault("empty", tr("`{name}` must be a criterion.", name=NAME))
    return str(raw)


def _way(raw: Any, info: ValidationInfo) -> str:
    return raw if raw == "otherwise" else _written_criterion(raw, info)


def _codes(raw: Any) -> dict[str, str]:
    if not isinstance(raw, dict):
        raise fault(
            "not-a-mapping", tr("`{name}` must be a mapping from system to code.", name=NAME)
        )
    faults = Faults()
    for system, code in raw.items():
        if not isinstance(code, str):
            faults.add(
                "not-text",
                tr("`{name}` must be text.", name=NAME),
                (system,),
                tr("Put it in quotes."),
            )
        elif wrong := code_fault(system, code):
            faults.add("code-format", wrong, (system,))
    faults.raise_all("codes")
    return dict(raw)


Id = Annotated[
    str,
    _id_like(_ID, lambda: tr("`{name}` must be an id of letters, digits and . _ + -", name=NAME)),
]
ElementName = Annotated[
    str,
    _id_like(
        _ELEMENT_ID,
        lambda: tr("`{name}` must be an id of small letters, digits and _", name=NAME),
    ),
]
Line = Annotated[str, PlainValidator(_line)]
WrittenLine = Annotated[str, PlainValidator(_written_line)]
Words = Annotated[Text, PlainValidator(_text)]
Number = Annotated[Decimal, _number()]
Amount = Annotated[Decimal, _number(0)]
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
Web = Annotated[
    str,
    _like(_WEB, lambda: tr("`{name}` must be an address that begins with https://", name=NAME)),
]
Doi = Annotated[
    str, _like(_DOI, lambda: tr("`{name}` must be a DOI that begins with 10.", name=NAME))
]
Pmid = Annotated[
    str, _like(_PMID, lambda: tr("`{name}` must be a PubMed number, in quotes.", name=NAME))
]
