"""Records: what `dataclass(frozen=True, slots=True)` makes, ten times as quickly.

The standard decorator compiles six methods for each class; for the hundred classes of records at
the start this took a tenth of it. Here the methods that must be quick are compiled once for all
classes with as many fields, each class gets them with its own names, and the other methods are
shared by all. `fields`, `replace`, `asdict` and `is_dataclass` of the standard library take these
records as their own.
"""

import dataclasses
from collections.abc import Iterator
from functools import cache
from types import CodeType, FunctionType
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
    for name, method in _methods(made, parts):
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


@cache
def _compiled(made: tuple[bool, ...]) -> tuple[CodeType, ...]:
    """Compile the methods of all classes of records with as many fields, called f0, f1, ....

    Args:
        made: For each field whether its default is made anew for each record.
    """
    names = [f"f{number}" for number in range(len(made))]
    values = [
        f"make_{name}() if {name} is NEW else {name}" if is_made else name
        for name, is_made in zip(names, made, strict=True)
    ]
    sets = (f" set_{name}(self, {value})\n" for name, value in zip(names, values, strict=True))
    text = _METHODS.format(
        names=", ".join(names),
        sets="".join(sets),
        mine="".join(f"self.{name}, " for name in names),
        others="".join(f"other.{name}, " for name in names),
    )
    space: dict[str, Any] = {}
    exec(text, space)  # noqa: S102  (nothing in it comes from outside)
    return tuple(space[name].__code__ for name in ("__init__", "__hash__", "__eq__"))


def _methods(kind: type, parts: list[Any]) -> Iterator[tuple[str, FunctionType]]:
    """Give the compiled methods with the names of this class; `__init__` fills the slots."""
    missing = dataclasses.MISSING
    named = {f"f{number}": part.name for number, part in enumerate(parts)}
    space = {f"set_{name}": getattr(kind, of).__set__ for name, of in named.items()}
    makes = {f"make_f{number}": part.default_factory for number, part in enumerate(parts)}
    space |= {**makes, "NEW": _NEW, "__name__": kind.__module__}
    for code in _compiled(tuple(part.default_factory is not missing for part in parts)):
        own = code.replace(
            co_varnames=tuple(named.get(name, name) for name in code.co_varnames),
            co_names=tuple(named.get(name, name) for name in code.co_names),
        )
        method = FunctionType(own, space)
        method.__qualname__ = f"{kind.__qualname__}.{code.co_name}"
        if code.co_name == "__init__":
            method.__defaults__ = _defaults(parts)
            method.__annotations__ = {**{one.name: one.type for one in parts}, "return": None}
        yield code.co_name, method


def _defaults(parts: list[Any]) -> tuple[Any, ...]:
    """Return the defaults of the last fields."""
    missing = dataclasses.MISSING
    found = [part for part in parts if not part.default is part.default_factory is missing]
    if found != parts[len(parts) - len(found) :]:
        raise TypeError("a field without a default stands behind one with a default")
    return tuple(_NEW if part.default is missing else part.default for part in found)


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
