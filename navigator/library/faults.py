"""Faults as the schema raises them: a code, a sentence and what to write instead."""

from typing import Any

from pydantic import ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from navigator.library.located import KeyPath

# Stands in a message where the name of the key belongs, which only the reader of it knows.
NAME = "{name}"


def fault(code: str, message: str, hint: str = "", **more: Any) -> PydanticCustomError:
    """Return a fault to raise from a validator.

    Args:
        code: Stable word for tests and tools.
        message: What is expected, with NAME where the key's name belongs.
        hint: What to write instead; "" where the message says it.
        more: `line` and `column` of the fault within a text; `of_key` for a fault of the key.
    """
    told: dict[str, Any] = {"message": message, "hint": hint, **more}
    # The template has no braces of its own: what the content says is never a template.
    return PydanticCustomError("fault", "{message}", {"code": code, **told})


class Faults:
    """Gathers the faults of one record, so that all of them are raised together."""

    def __init__(self) -> None:
        self._found: list[InitErrorDetails] = []

    def add(self, code: str, message: str, at: KeyPath = (), hint: str = "", **more: Any) -> None:
        """Note a fault at `at`, a path inside the record."""
        error = fault(code, message, hint, **more)
        self._found.append(InitErrorDetails(type=error, loc=at, input=None))

    def raise_all(self, record: str) -> None:
        """Raise what was noted; nothing noted, nothing raised."""
        if self._found:
            raise ValidationError.from_exception_data(record, self._found)
