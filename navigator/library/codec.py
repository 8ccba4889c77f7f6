"""Words of the domain to plain JSON values and back; the way back is taken only when asked for.

A number is kept as text, so that no reader makes a float of it. A part that has its default is
left out. A mapping of records comes back as `LazyMapping`: opening a large edition then costs
little more than reading its JSON, and each record is made when somebody looks at it.
"""

import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, NewType, TypeVar, Union, get_args, get_origin

from navigator.domain.text import Text

Key = TypeVar("Key")
Item = TypeVar("Item")
Maker = Callable[[Any], Any]

_MAKERS: dict[Any, Maker] = {}
_PLAIN = (str, int, float, bool, type(None))


class LazyMapping(Mapping[Key, Item], Generic[Key, Item]):
    """A mapping whose items are made when they are first asked for, and then kept."""

    __slots__ = ("_made", "_make", "_raw")

    def __init__(self, raw: Mapping[Key, Any], make: Callable[[Any], Item]) -> None:
        self._raw = raw
        self._make = make
        self._made: dict[Key, Item] = {}

    def __getitem__(self, key: Key) -> Item:
        item = self._made.get(key)
        if item is None:
            item = self._made[key] = self._make(self._raw[key])
        return item

    def __iter__(self) -> Iterator[Key]:
        return iter(self._raw)

    def __len__(self) -> int:
        return len(self._raw)

    def __contains__(self, key: object) -> bool:
        return key in self._raw

    def __repr__(self) -> str:
        return f"{type(self).__name__}({dict(self)!r})"


def encoded(value: Any) -> Any:
    """Return a value of the domain as JSON has it.

    Raises:
        TypeError: of a type that the domain does not use.
    """
    match value:
        case Text():
            return [value.en, value.fr] if value.fr else value.en
        case tuple() | list():
            return [encoded(part) for part in value]
        case Mapping():
            return {str(key): encoded(part) for key, part in value.items()}
        case _ if is_dataclass(value):
            return _encoded_record(value)
        case _:
            return _encoded_leaf(value)


def _encoded_leaf(value: Any) -> str | int | float | None:
    match value:
        case Enum():
            return str(value.value)
        case bool() | str() | int() | float() | None:
            return value
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a document")


def _encoded_record(record: Any) -> dict[str, Any]:
    parts = {part.name: (getattr(record, part.name), _default(part)) for part in fields(record)}
    return {name: encoded(value) for name, (value, default) in parts.items() if value != default}


def _default(part: Field[Any]) -> Any:
    if part.default_factory is not MISSING:
        return part.default_factory()
    return part.default


def maker(kind: Any) -> Maker:
    """Return what makes a value of `kind` (a type as a field of the domain names it).

    Raises:
        TypeError: a type that the domain does not use.
    """
    made = _MAKERS.get(kind)
    if made is None:
        made = _MAKERS[kind] = _maker(kind)
    return made


def _maker(kind: Any) -> Maker:
    if isinstance(kind, NewType):
        return maker(kind.__supertype__)
    origin = get_origin(kind)
    if origin in {Union, types.UnionType}:
        return _maker_of_union(get_args(kind))
    if origin is tuple:
        return _maker_of_tuple(get_args(kind))
    if origin is not None and issubclass(origin, Mapping):
        return _maker_of_mapping(get_args(kind)[1])
    return _maker_of_class(kind)


def _same(raw: Any) -> Any:
    return raw


def _maker_of_class(kind: Any) -> Maker:
    if kind in _PLAIN:
        return _same
    if kind is Decimal:
        return Decimal
    if kind is date:
        return date.fromisoformat
    if kind is Text:
        return _text
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {member.value: member for member in kind}.__getitem__
    if is_dataclass(kind):
        return _maker_of_record(kind)
    raise TypeError(f"{kind} has no place in a document")


def _text(raw: Any) -> Text:
    return Text(raw) if isinstance(raw, str) else Text(*raw)


def _maker_of_record(kind: Any) -> Maker:
    # Asked for at the first use, so that a type may hold itself; put in place in one move, so
    # that a second thread never sees half of them.
    makers: list[tuple[str, Maker]] | None = None

    def make(raw: Mapping[str, Any]) -> Any:
        nonlocal makers
        if makers is None:
            makers = _makers_of_parts(kind)
        values = dict(raw)
        for name, make_part in makers:
            if name in values:
                values[name] = make_part(values[name])
        return kind(**values)

    return make


def _makers_of_parts(kind: Any) -> list[tuple[str, Maker]]:
    """Return the makers of a record's parts, without those that JSON has as they are."""
    found = ((part.name, maker(part.type)) for part in fields(kind))
    return [(name, make) for name, make in found if make is not _same]


def _maker_of_union(kinds: tuple[Any, ...]) -> Maker:
    """Of a union, only what may be missing and what are ids of two kinds is used."""
    makers = {maker(kind) for kind in kinds if kind is not type(None)}
    if len(makers) != 1:
        raise TypeError(f"{kinds} cannot be told apart in a document")
    (make,) = makers
    if type(None) not in kinds or make is _same:
        return make
    return lambda raw: None if raw is None else make(raw)


def _maker_of_tuple(kinds: tuple[Any, ...]) -> Maker:
    make = maker(kinds[0])
    if make is _same:
        return tuple
    return lambda raw: tuple([make(part) for part in raw])


def _maker_of_mapping(kind: Any) -> Maker:
    make = maker(kind)
    return _same if make is _same else lambda raw: LazyMapping(raw, make)


def decoded(kind: type[Item], raw: Any) -> Item:
    """Return the value of `kind` that `encoded` turned into `raw`."""
    made: Item = maker(kind)(raw)
    return made
