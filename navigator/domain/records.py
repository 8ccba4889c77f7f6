"""Records: what `dataclass(frozen=True, slots=True)` makes, four times as quickly.

The standard decorator compiles six methods for each class, one by one; for the hundred records
that the first picture needs this took a tenth of the whole start. Here those that must be quick
are compiled in one go, and the others are shared by all records. `fields`, `replace`, `asdict`
and `is_dataclass` of the standard library take these records as their own.
"""

import dataclasses
from typing import TYPE_CHECKING, Any, ClassVar, get_origin

if TYPE_CHECKING:
    from dataclasses import dataclass  # tells type checkers what is made
else:

    def dataclass(*, frozen: bool, slots: bool) -> type:
        """Decorate a class: its annotated names become the fields of a frozen record.

        Args:
            frozen: True. A record that changes, is ordered or inherits from another record
                takes the standard decorator.
            slots: True.
        """
        assert frozen, "only frozen records are made here"
        assert slots, "only records with slots are made here"
        return _record


__all__ = ["dataclass"]

_NEW = object()  # stands for a default that is made anew for each record


def _record(cls: type) -> type:
    """Return the class anew, with slots and the methods of a record."""
    assert not any(map(dataclasses.is_dataclass, cls.__mro__)), "a record inherits from no other"
    body = {**_SHARED, **cls.__dict__}
    parts = [
        _field(name, kind, body.pop(name, dataclasses.MISSING))
        for name, kind in body.get("__annotations__", {}).items()
        if ClassVar not in (kind, get_origin(kind))
    ]
    for of_the_class_before in ("__dict__", "__weakref__"):
        body.pop(of_the_class_before, None)
    names = tuple(part.name for part in parts)
    body["__slots__"] = body["__match_args__"] = names
    body["__dataclass_fields__"] = dict(zip(names, parts, strict=True))
    made = type(cls)(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    for name, method in _compiled(made, parts).items():
        if name not in cls.__dict__:
            setattr(made, name, method)
    return made


def _field(name: str, kind: Any, given: Any) -> Any:
    """Return the standard library's description of a field."""
    part: Any = given if isinstance(given, dataclasses.Field) else dataclasses.field(default=given)
    part.name, part.type, part.kw_only = name, kind, False
    part._field_type = dataclasses._FIELD  # type: ignore[attr-defined]  # noqa: SLF001  (`fields` asks for it)
    return part


_METHODS = """
def __init__(self, {names}):
 pass
{sets}
def __hash__(self):
 return hash(({mine}))
def __eq__(self, other):
 if other.__class__ is not self.__class__:
  return NotImplemented
 return ({mine}) == ({others})
"""


def _compiled(made: type, parts: list[Any]) -> dict[str, Any]:
    """Compile the methods that are called often; `__init__` fills the slots directly."""
    space: dict[str, Any] = {"_NEW": _NEW, "__name__": made.__module__}
    names = [part.name for part in parts]
    text = _METHODS.format(
        names=", ".join(names),
        sets="".join(
            f" _set_{name}(self, {_value(part, space)})\n"
            for name, part in zip(names, parts, strict=True)
        ),
        mine="".join(f"self.{name}, " for name in names),
        others="".join(f"other.{name}, " for name in names),
    )
    space |= {f"_set_{name}": getattr(made, name).__set__ for name in names}
    exec(text, space)  # noqa: S102  (names of fields only, as the standard decorator does)
    start = space["__init__"]
    start.__defaults__ = _defaults(parts)
    start.__annotations__ = {**{part.name: part.type for part in parts}, "return": None}
    methods = {name: space[name] for name in ("__init__", "__hash__", "__eq__")}
    for name, method in methods.items():
        method.__qualname__ = f"{made.__qualname__}.{name}"
    return methods


def _value(part: Any, space: dict[str, Any]) -> str:
    """Return the expression for what a field is set to."""
    if part.default_factory is dataclasses.MISSING:
        return str(part.name)
    space[f"_make_{part.name}"] = part.default_factory
    return f"_make_{part.name}() if {part.name} is _NEW else {part.name}"


def _defaults(parts: list[Any]) -> tuple[Any, ...]:
    """Return the defaults of the last fields."""
    found = [part for part in parts if not _needed(part)]
    if found != parts[len(parts) - len(found) :]:
        raise TypeError("a field without a default stands behind one with a default")
    return tuple(_NEW if part.default is dataclasses.MISSING else part.default for part in found)


def _needed(part: Any) -> bool:
    return part.default is part.default_factory is dataclasses.MISSING


def _repr(self: Any) -> str:
    values = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
    return f"{type(self).__qualname__}({values})"


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    del self, value
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    del self
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _getstate(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__match_args__]


def _setstate(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__match_args__, state, strict=True):
        object.__setattr__(self, name, value)


_SHARED = {
    "__repr__": _repr,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _getstate,
    "__setstate__": _setstate,
}
