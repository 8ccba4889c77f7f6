"""What a second person came to who had not seen the plan's own numbers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum


class CheckStanding(Enum):
    """What a second check says about the plan it stands in."""

    AGREES = "agrees"  # every value is the same, and none has changed since
    DIFFERS = "differs"  # two people had different values
    VOID = "void"  # a value has changed since


@dataclass(frozen=True, slots=True)
class CheckedValue:
    """One value as two people had it when they compared, both rounded as they are printed.

    Attributes:
        key: Stable name of the value ("weight", "height", "dose.trastuzumab_iv.loading").
        what: The same in words.
        theirs: Typed by the second person.
        ours: The plan's.
    """

    key: str
    what: str
    unit: str
    theirs: Decimal
    ours: Decimal

    @property
    def differs(self) -> bool:
        """Tell whether the two have different values; there is no tolerance."""
        return self.theirs != self.ours


@dataclass(frozen=True, slots=True)
class SecondCheck:
    """A blind second check.

    Attributes:
        by: The second person.
        first: Who had made the plan; never the same person.
        on: Day of the check.
        values: Everything that was compared: weight and height where the plan has them, and
            every final dose.
        changed: What has changed since, in words; empty while the check holds.
    """

    by: str
    first: str
    on: date
    values: tuple[CheckedValue, ...]
    changed: tuple[str, ...] = ()

    @property
    def mismatches(self) -> tuple[CheckedValue, ...]:
        """Return the values that differed, in the order in which they were typed."""
        return tuple(value for value in self.values if value.differs)

    @property
    def standing(self) -> CheckStanding:
        """Return what the check says about the plan now."""
        if self.changed:
            return CheckStanding.VOID
        return CheckStanding.DIFFERS if self.mismatches else CheckStanding.AGREES

    @property
    def is_checked(self) -> bool:
        """Tell whether the plan may carry the mark of a second check."""
        return bool(self.values) and self.standing is CheckStanding.AGREES
