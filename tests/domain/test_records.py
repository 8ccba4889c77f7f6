"""A record is held against what the standard library makes of the same class."""

import copy
import dataclasses
import inspect
import pickle
from dataclasses import field
from decimal import Decimal

import pytest

from navigator.domain.records import dataclass
from navigator.domain.text import Text


@dataclass(frozen=True, slots=True)
class Dose:
    """Ours."""

    drug: str
    amount: Decimal
    days: tuple[int, ...] = (1,)
    notes: dict[str, str] = field(default_factory=dict)

    def doubled(self):
        return dataclasses.replace(self, amount=self.amount * 2)


Ours = Dose


@dataclasses.dataclass(frozen=True, slots=True)
class Dose:
    """The yardstick."""

    drug: str
    amount: Decimal
    days: tuple[int, ...] = (1,)
    notes: dict[str, str] = field(default_factory=dict)


Standard = Dose
SIX = Decimal(6)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        (("trastuzumab", SIX), {}),
        (("trastuzumab", SIX, (1, 8)), {"notes": {"a": "b"}}),
        ((), {"amount": SIX, "drug": "trastuzumab"}),
    ],
)
def test_a_record_says_and_holds_what_the_standard_one_does(values, named):
    ours, standard = Ours(*values, **named), Standard(*values, **named)
    assert repr(ours) == repr(standard)
    assert dataclasses.asdict(ours) == dataclasses.asdict(standard)
    assert dataclasses.astuple(ours) == dataclasses.astuple(standard)


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ((), {}),
        (("one",), {}),
        (("one", SIX, (1,), {}, "too many"), {}),
        (("one", SIX), {"drug": "again"}),
        (("one", SIX), {"unknown": 1}),
    ],
)
def test_a_record_refuses_the_arguments_that_the_standard_one_refuses(values, named):
    told = []
    for kind in (Ours, Standard):
        with pytest.raises(TypeError) as refused:
            kind(*values, **named)
        told.append(str(refused.value))
    assert told[0] == told[1]


def test_the_standard_library_describes_both_alike():
    described = [
        [(one.name, one.type, one.default, one.default_factory, one.init) for one in parts]
        for parts in (dataclasses.fields(Ours), dataclasses.fields(Standard))
    ]
    assert described[0] == described[1]
    assert dataclasses.is_dataclass(Ours)
    assert Ours.__match_args__ == Standard.__match_args__
    assert Ours.__slots__ == Standard.__slots__
    assert [
        (one.name, one.annotation, one.kind) for one in inspect.signature(Ours).parameters.values()
    ] == [
        (one.name, one.annotation, one.kind)
        for one in inspect.signature(Standard).parameters.values()
    ]


def test_records_are_equal_where_every_field_is_and_the_class_is():
    assert Ours("a", SIX) == Ours("a", Decimal("6.0"))
    assert Ours("a", SIX) != Ours("b", SIX)
    assert Ours("a", SIX) != Standard("a", SIX)
    assert Ours("a", SIX) != ("a", SIX, (1,), {})


def test_equal_records_have_one_hash_and_what_cannot_be_hashed_is_refused():
    assert hash(Text("a", "b")) == hash(Text("a", "b"))
    assert {Text("a"): 1}[Text("a")] == 1
    with pytest.raises(TypeError):
        hash(Ours("a", SIX))


def test_a_field_of_a_record_can_neither_be_set_nor_deleted_nor_added():
    one = Ours("a", SIX)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'amount'"):
        one.amount = Decimal(60)
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'amount'"):
        del one.amount
    with pytest.raises(AttributeError):
        one.other = 1
    assert one.amount == SIX


def test_a_default_that_is_made_is_made_for_each_record():
    assert Ours("a", SIX).notes is not Ours("a", SIX).notes


def test_a_record_can_be_replaced_copied_and_pickled():
    one = Ours("a", SIX, notes={"x": "y"})
    assert one.doubled() == Ours("a", Decimal(12), notes={"x": "y"})
    assert copy.copy(one) == copy.deepcopy(one) == one
    text = Text("a", "b")
    assert pickle.loads(pickle.dumps(text)) == text


def test_a_record_can_be_taken_apart_by_a_pattern():
    match Ours("a", SIX):
        case Ours(drug, amount=amount):
            assert (drug, amount) == ("a", SIX)


def test_a_record_without_fields_is_equal_to_another():
    @dataclass(frozen=True, slots=True)
    class Nothing:
        """Holds nothing."""

    assert Nothing() == Nothing()
    assert hash(Nothing()) == hash(Nothing())
    assert repr(Nothing()).endswith("Nothing()")


def test_methods_that_a_class_writes_itself_stay():
    @dataclass(frozen=True, slots=True)
    class Quiet:
        """Says little."""

        text: str

        def __repr__(self):
            return "…"

        def __eq__(self, other):
            return isinstance(other, Quiet)

        def __hash__(self):
            return 7

    assert (repr(Quiet("a")), Quiet("a") == Quiet("b"), hash(Quiet("a"))) == ("…", True, 7)


def test_a_field_without_default_behind_one_with_it_is_refused():
    with pytest.raises(TypeError, match="stands behind"):

        @dataclass(frozen=True, slots=True)
        class Wrong:
            """Cannot be called."""

            one: int = 1
            two: int


def test_a_record_inherits_from_no_other():
    with pytest.raises(AssertionError):

        @dataclass(frozen=True, slots=True)
        class More(Ours):
            """Would lose the fields of the other."""

            more: int = 0
