"""Faults of the schema in words, at the file, line and column they stand at."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError

from navigator.domain.problems import Place, Problem
from navigator.library.faults import NAME
from navigator.library.known import nearest
from navigator.library.located import KeyPath, Located
from navigator.words import tr


def problems_of(
    trouble: ValidationError, model: type[BaseModel], located: Located, root: KeyPath
) -> Iterator[Problem]:
    """Word every fault of one record.

    Args:
        trouble: What the schema raised.
        model: The record's shape.
        located: The file.
        root: Path of the record in the file.
    """
    for error in trouble.errors(include_url=False, include_input=False):
        path = (*root, *error["loc"])
        match error["type"]:
            case "missing":
                yield _missing(path, located)
            case "extra_forbidden":
                yield _unknown_key(path, located, _keys_at(model, error["loc"][:-1]))
            case "fault":
                yield _fault(path, located, error["ctx"])
            case kind:
                yield _problem("shape", _shape_message(kind, error["msg"]), "", path, located)


def _shape_message(kind: str, otherwise: str) -> str:
    """Return what is expected instead of a value of another shape."""
    match kind:
        case "list_type":
            return tr("`{name}` must be a list.", name=NAME)
        case "model_type" | "model_attributes_type" | "dict_type":
            return tr("`{name}` must be a mapping with keys.", name=NAME)
    return tr("`{name}`: {fault}.", name=NAME, fault=otherwise)


def _missing(path: KeyPath, located: Located) -> Problem:
    name = path[-1]
    place = located.place(path[:-1])
    return Problem(
        "missing",
        tr("`{key}` is missing.", key=name),
        place,
        tr("Add `{key}: ...`.", key=name),
    )


def _unknown_key(path: KeyPath, located: Located, keys: list[str]) -> Problem:
    name = str(path[-1])
    place = located.place(path, of_key=True)
    return Problem(
        "unknown-key",
        tr("The key `{key}` is not known here.", key=name),
        place,
        nearest(name, keys),
    )


def _fault(path: KeyPath, located: Located, told: dict[str, Any]) -> Problem:
    problem = _problem(told["code"], told["message"], told["hint"], path, located)
    if told.get("of_key"):
        place = located.place(path, of_key=True)
        return Problem(problem.code, problem.message, place, problem.hint)
    if "line" not in told:
        return problem
    place = problem.place
    inset = located.inset(path)
    column = place.column + inset + told["column"] - 1 if told["line"] <= 1 else told["column"]
    line = place.line + max(told["line"] - 1, 0)
    return Problem(problem.code, problem.message, Place(place.file, line, column), problem.hint)


def _problem(code: str, message: str, hint: str, path: KeyPath, located: Located) -> Problem:
    place = located.place(path)
    return Problem(code, message.replace(NAME, _name(path)), place, hint)


def _name(path: KeyPath) -> str:
    """Return how a person would name what stands at `path`."""
    if path and isinstance(path[-1], int):
        owner = _name(path[:-1])
        return f"{owner}[{path[-1] + 1}]"
    return str(path[-1]) if path else tr("the file")


def _keys_at(model: type[BaseModel], path: KeyPath) -> list[str]:
    """Return the keys that the record at `path` inside `model` may have."""
    here = model
    for part in path:
        if isinstance(part, int):
            continue
        inner = _record_in(next((f.annotation for k, f in _by_key(here) if k == part), None))
        if inner is None:
            return []
        here = inner
    return [key for key, _ in _by_key(here)]


def _by_key(model: type[BaseModel]) -> list[tuple[str, Any]]:
    return [(info.alias or name, info) for name, info in model.model_fields.items()]


def _record_in(annotation: Any) -> type[BaseModel] | None:
    """Return the record inside `list[Record]`, `Record | None` or `Record`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _record_in(inner)
        if found is not None:
            return found
    return None
