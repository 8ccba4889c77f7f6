"""The shape of what changes, holds, ends or reloads a drug."""

from itertools import pairwise
from typing import Annotated

from navigator.domain import library
from navigator.library import fields as f
from navigator.library.faults import Faults
from navigator.library.schema import DrugRef, ElementRef, Region, Sourced, no_entries

DoseUnitWord = Annotated[library.DoseUnit, f.one_of(library.DoseUnit)]


class ReloadRecord(Sourced):
    """When a drug is loaded again."""

    makes = library.Reload
    from_days: f.Positive
    dose: f.Amount
    per: DoseUnitWord
    text: f.Words
    interval_days: f.Natural = 0
    beside: list[DrugRef] = no_entries()
    counts: list[DrugRef] = no_entries()


class LadderRecord(Sourced):
    """The dose levels of a drug."""

    makes = library.Ladder
    steps: list[f.Amount]
    per: DoseUnitWord | None = None
    region: Region = ""
    beside: list[DrugRef] = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse a ladder that does not lead down."""
        super().check(faults)
        if len(self.steps) < 2 or any(low >= high for high, low in pairwise(self.steps)):
            faults.add(
                "order", "`{name}` must be the full dose and then lower ones, in order.", ("steps",)
            )
        if self.per is None and self.steps and self.steps[0] != 100:
            faults.add("order", "`{name}` in percent must begin with 100.", ("steps",))


class DoseRuleRecord(Sourced):
    """A rule that changes, holds or ends a drug."""

    makes = library.DoseRule
    id: f.Id
    topic: f.WrittenLine
    when: f.WrittenCriterion
    action: Annotated[library.Action, f.one_of(library.Action)]
    text: f.Words
    percent: f.Percent | None = None
    levels: f.LineNumber = 0
    dose: f.Amount | None = None
    per: DoseUnitWord | None = None
    group: f.Line = ""
    recheck_days: f.Positive | None = None
    while_on: f.YesNo = False
    beside: list[DrugRef] = no_entries()
    not_beside: list[DrugRef] = no_entries()
    only_dose: f.Amount | None = None
    with_drugs: list[DrugRef] = no_entries()
    days: list[f.Positive] = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse an action without its amount, and an amount without its action."""
        super().check(faults)
        action = library.Action
        self._needs(faults, "percent", self.percent is not None, action.REDUCE_PERCENT)
        if self.percent == 0:
            faults.add("out-of-range", "`{name}` must be above 0.", ("percent",), "Write `hold`.")
        self._needs(faults, "dose", self.dose is not None, action.SET_DOSE)
        self._needs(faults, "per", self.per is not None, action.SET_DOSE)
        lowering = self.action in {action.REDUCE_LEVEL, action.HOLD}
        if self.levels and not lowering:
            faults.add("needless", "`{name}` belongs to `reduce_level` and `hold`.", ("levels",))
        if self.action is action.REDUCE_LEVEL and not self.levels:
            faults.add("missing", "`reduce_level` needs `levels`.", (), "Write how many.")

    def _needs(self, faults: Faults, key: str, given: bool, action: library.Action) -> None:  # noqa: FBT001  (whether the key is there)
        if given and self.action is not action:
            faults.add("needless", f"`{{name}}` belongs to `{action.value}`.", (key,))
        if not given and self.action is action:
            faults.add("missing", f"`{action.value}` needs `{key}`.", (), f"Add `{key}`.")


class LifetimeLimitRecord(Sourced):
    """A sum over all lines of therapy."""

    makes = library.LifetimeLimit
    id: f.Id
    amount: f.Amount
    element: ElementRef
    text: f.Words
    when: f.Criterion = ""
