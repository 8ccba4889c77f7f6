"""The shape of a drug."""

from decimal import Decimal
from typing import Annotated

from navigator.domain import library
from navigator.domain.text import NO_TEXT
from navigator.library import fields as f
from navigator.library.faults import NAME, Faults
from navigator.library.schema import (
    REGIONS,
    AdviceRecord,
    CheckRecord,
    EmeticRisk,
    Record,
    SafeguardRecord,
    Sourced,
    no_entries,
    no_keys,
)
from navigator.library.schema_dosing import (
    DoseRuleRecord,
    LadderRecord,
    LifetimeLimitRecord,
    ReloadRecord,
)
from navigator.words import tr

DRUG_KINDS = ("antibody", "adc", "cytotoxic", "kinase inhibitor", "endocrine", "other")
FORMS = ("vial", "tablet", "capsule", "prefilled syringe")


class ProductRecord(Sourced):
    """A form on the shelf."""

    makes = library.Product
    form: Annotated[str, f.one_word(*FORMS)]
    strength_mg: f.Amount
    brand: f.Line = ""
    region: Annotated[str, f.one_word("", *REGIONS)] = ""
    note: f.Words = NO_TEXT


class RoundingRecord(Record):
    """How a calculated dose becomes one that can be given."""

    makes = library.Rounding
    kind: Annotated[library.RoundingKind, f.one_of(library.RoundingKind)]
    increment_mg: f.Amount = Decimal(0)
    within_percent: f.Percent = Decimal(10)

    def check(self, faults: Faults) -> None:
        """Refuse a step where none is used, and none where one is."""
        stepped = self.kind in {library.RoundingKind.NEAREST, library.RoundingKind.DOWN}
        if stepped and not self.increment_mg:
            faults.add(
                "no-increment",
                tr("Rounding `{kind}` needs `increment_mg`.", kind=self.kind.value),
                (),
                tr("Write the step in mg."),
            )
        if not stepped and self.increment_mg:
            faults.add(
                "needless-increment",
                tr("Rounding `{kind}` has no step.", kind=self.kind.value),
                ("increment_mg",),
                tr("Leave `increment_mg` out."),
            )


class CeilingRecord(Sourced):
    """A dose that must never be exceeded."""

    makes = library.Ceiling
    amount: f.Amount
    per: Annotated[library.DoseUnit, f.one_of(library.DoseUnit)]
    phase: Annotated[library.Phase, f.one_of(library.Phase)] | None = None


class DrugRecord(Sourced):
    """A drug."""

    id: f.Id
    name: f.WrittenLine
    kind: Annotated[str, f.one_word(*DRUG_KINDS)]
    drug_class: f.Words
    route: Annotated[library.Route, f.one_of(library.Route)]
    brands: list[f.WrittenLine] = no_entries()
    us_name: f.Line = ""
    tall_man: f.Line = ""
    synonyms: list[f.WrittenLine] = no_entries()
    look_alike: f.Words = NO_TEXT
    mark: f.Line = ""
    codes: f.Codes = no_keys()
    products: list[ProductRecord] = no_entries()
    rounding: RoundingRecord = RoundingRecord.model_validate({"kind": "none"})
    ceilings: list[CeilingRecord] = no_entries()
    emetic_risk: EmeticRisk = ""
    diluent: f.Words = NO_TEXT
    safeguards: list[SafeguardRecord] = no_entries()
    checks: list[CheckRecord] = no_entries()
    advice: list[AdviceRecord] = no_entries()
    reloads: list[ReloadRecord] = no_entries()
    ladders: list[LadderRecord] = no_entries()
    rules: list[DoseRuleRecord] = no_entries()
    lifetime: list[LifetimeLimitRecord] = no_entries()

    def check(self, faults: Faults) -> None:
        """Refuse a drug that could be taken for another, or that cannot be rounded."""
        super().check(faults)
        if self.name != self.name.lower():
            faults.add(
                "not-lower-case",
                tr("`{name}` must be the generic name in lower case.", name=NAME),
                ("name",),
            )
        if self.mark and not self.look_alike:
            message = tr("`{name}` is given without `look_alike`.", name=NAME)
            hint = tr("Say what the drug must never be confused with.")
            faults.add("look-alike", message, ("mark",), hint)
        if len(self.mark) > 4:
            faults.add("mark", tr("`{name}` must have at most four signs.", name=NAME), ("mark",))
        tablets = self.rounding.kind is library.RoundingKind.TABLETS
        if tablets and not any(part.form in {"tablet", "capsule"} for part in self.products):
            faults.add(
                "no-tablets",
                tr("The dose is rounded to tablets, and there are none."),
                ("rounding",),
                tr("Name the strengths in `products`."),
            )
        self._check_rules(faults)

    def _check_rules(self, faults: Faults) -> None:
        """Refuse two rules of one name, and lower levels where there are no levels."""
        seen: set[str] = set()
        for index, rule in enumerate(self.rules):
            if rule.id in seen:
                message = f"The rule `{rule.id}` is given twice."
                faults.add("duplicate-id", message, ("rules", index, "id"))
            seen.add(rule.id)
            if rule.levels and not self.ladders:
                faults.add(
                    "no-levels",
                    f"The rule `{rule.id}` lowers the level, and the drug has none.",
                    ("rules", index, "levels"),
                    "Give `ladders`.",
                )
