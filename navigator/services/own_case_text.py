"""A teacher's own case as a small readable file; the same case gives the same bytes."""

import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from navigator.domain.source import Source
from navigator.domain.teaching import Answer, Question, TeachingCase, Twist
from navigator.domain.text import Text

ENDING = ".case.json"


def case_text(case: TeachingCase) -> str:
    """Return the file of a case: what is not written has no key, keys stand in a fixed order."""
    document = _told(
        {
            "id": case.id,
            "title": _text(case.title),
            "edition": case.edition,
            "topic": case.topic,
            "difficulty": case.difficulty,
            "story": _text(case.story),
            "record": _exactly(case.record),
            "questions": [_question(one) for one in case.questions],
            "twists": [_twist(one) for one in case.twists],
            "trials": list(case.trials),
            "discussion": _text(case.discussion),
            "notes": _text(case.notes),
            "sources": _sources(case.sources),
        }
    )
    return json_text(document, indent=2) + "\n"


def json_text(document: object, indent: int | None = None) -> str:
    """Return a document as JSON; a whole number has no point, so that it is written one way.

    Args:
        document: Decimals may stand in it.
        indent: Spaces for each level, None for one line.
    """
    return json.dumps(document, ensure_ascii=False, indent=indent, default=_number, allow_nan=False)


def _number(value: object) -> int | float:
    """A float prints the shortest text that reads back the same for all plausible numbers."""
    assert isinstance(value, Decimal)
    return int(value) if value == value.to_integral_value() else float(value)


def _exactly(text: str) -> Any:
    return json.loads(text or "{}", parse_float=Decimal)


def _question(question: Question) -> dict[str, Any]:
    return _told(
        {
            "id": question.id,
            "step": question.step,
            "text": _text(question.text),
            "answers": [_answer(one) for one in question.answers],
            "reveal": _text(question.reveal),
            "notes": _text(question.notes),
            "sources": _sources(question.sources),
        }
    )


def _answer(answer: Answer) -> dict[str, Any]:
    return _told(
        {
            "id": answer.id,
            "text": _text(answer.text),
            "regimen": answer.regimen,
            "right": answer.right or None,
            "reply": _text(answer.reply),
        }
    )


def _twist(twist: Twist) -> dict[str, Any]:
    return _told(
        {
            "id": twist.id,
            "text": _text(twist.text),
            "facts": _exactly(twist.facts),
            "reveal": _text(twist.reveal),
            "sources": _sources(twist.sources),
        }
    )


def _text(text: Text) -> str | dict[str, str]:
    return {"en": text.en, "fr": text.fr} if text.fr else text.en


def _sources(sources: Iterable[Source]) -> list[dict[str, str]]:
    # Whether somebody has compared a statement is for the library to say, never for a file.
    return [_told({"ref": one.reference, "at": one.at}) for one in sources]


def _told(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value not in (None, "", [])}
