"""Names and units by which pasted values are recognised."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from navigator.domain.elements import DataElement
from navigator.presenters.units import OtherUnit, other_unit

# What charts and laboratories write for a data element, beside its label, id and code. No name of
# another element may stand here.
_SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "age": ("alter", "âge"),
    "sex": ("gender", "geschlecht", "sexe"),
    "weight": ("body weight", "wt", "gewicht", "körpergewicht", "poids"),
    "height": ("body height", "ht", "größe", "grösse", "körpergröße", "taille"),
    "bsa": ("kof", "körperoberfläche"),
    "lvef_pct": ("ef", "ejection fraction", "left ventricular ejection fraction"),
    "spo2": ("o2 saturation", "oxygen saturation", "sao2", "sättigung"),
    "ecog": ("ecog ps", "performance status", "ps"),
    "anc": ("absolute neutrophil count", "neutrophil count", "neutrophile", "neutro"),
    "plt": ("platelet count", "thrombocytes", "thrombozyten", "thrombo", "plaquettes"),
    "hb": ("hemoglobin", "hgb", "hämoglobin", "hémoglobine"),
    "ast": ("asat", "got", "sgot"),
    "alt": ("alat", "gpt", "sgpt"),
    "alp": ("alk phos", "alkalische phosphatase", "ap"),
    "bili": ("bilirubin", "bilirubin total", "gesamtbilirubin", "tbil", "bilirubine"),
    "creat": ("creatinin", "kreatinin", "crea", "krea", "créatinine", "serum creatinine"),
    "crcl": ("kreatinin-clearance", "kreatininclearance", "crcl (cockcroft-gault)"),
    "her2_ihc": ("her2 ihc", "ihc"),
    "her2_ish": ("her2 ish", "her2 fish", "fish", "ish"),
    "hr": ("hormone receptor", "hormone receptor status", "hormonrezeptor"),
    "dpyd": ("dpd", "dpyd"),
    "germline_brca": ("brca", "gbrca"),
    "hep_b": ("hbsag", "hepatitis b"),
}
_UNIT_NAMES: Mapping[str, tuple[str, ...]] = {
    "years": ("y", "yr", "yrs", "year", "a", "jahre", "ans"),
    "months": ("mo", "month", "monate", "mois"),
    "days": ("d", "day", "tage", "jours"),
    "kg": ("kilogram", "kilograms"),
    "lb": ("lbs", "pound", "pounds"),
    "in": ("inch", "inches", '"'),
    "m²": ("m2", "m^2", "qm"),
    "mg/m²": ("mg/m2", "mg/m^2"),
    "%": ("percent", "per cent", "prozent"),
    "mL/min": ("ml/min", "ml/minute"),
    "U/L": ("iu/l", "u/l", "ui/l"),
    "10⁹/L": ("10^9/l", "10e9/l", "g/l", "giga/l", "gpt/l", "/nl", "x10^9/l", "×10⁹/l", "10*9/l"),
    "/µL": ("/ul", "per µl", "cells/µl", "/mm3", "/mm³", "/mcl"),
    "× ULN": ("x uln", "xuln", "uln"),
}
# Decimal factors, and bilirubin: 584.66 g/mol, so that 1 mg/dL is 17.1 µmol/L.
_FURTHER: Mapping[tuple[str, str], tuple[OtherUnit, ...]] = {
    ("height", "cm"): (OtherUnit("m", times=Decimal(100)),),
    ("anc", "10⁹/L"): (OtherUnit("/µL", over=Decimal(1000), keeps=3),),
    ("plt", "10⁹/L"): (OtherUnit("/µL", over=Decimal(1000), keeps=3),),
    ("hb", "g/dL"): (OtherUnit("g/L", over=Decimal(10)),),
    ("bili", "mg/dL"): (OtherUnit("µmol/L", over=Decimal("17.1"), keeps=4),),
}
_MARKS = re.compile(r"[\s_]+")


class Names:
    """Finds the data element that the beginning of a text names."""

    def __init__(self, elements: Iterable[DataElement]) -> None:
        self._names: dict[str, list[DataElement]] = defaultdict(list)
        known = list(elements)
        for element in known:
            for name in dict.fromkeys(map(folded, _own_names(element))):
                self._names[name].append(element)
        own = set(self._names)
        for element in known:
            for name in map(folded, _SYNONYMS.get(element.id, ())):
                if name not in own:
                    self._names[name].append(element)
        self._longest_first = sorted(self._names, key=len, reverse=True)

    def begin(self, text: str) -> tuple[tuple[DataElement, ...], str]:
        """Return the elements that the longest name at the start of `text` means, and the rest.

        Args:
            text: One value with its name. The rest begins behind the name.
        """
        typed = folded(text)
        for name in self._longest_first:
            after = typed[len(name) :]
            if typed.startswith(name) and not after[:1].isalnum():
                return tuple(self._names[name]), after.lstrip(" :=\t")
        return (), text

    def nearest(self, text: str) -> tuple[str, ...]:
        """Return names that look like the beginning of `text`."""
        import difflib  # noqa: PLC0415  (only for what was not understood)

        words = re.split(r"[:=0-9]", folded(text), maxsplit=1)[0].strip()
        return tuple(difflib.get_close_matches(words, self._longest_first, n=2, cutoff=0.75))


def folded(text: str) -> str:
    """Return a text so that names compare: blanks and underscores are one blank, case is gone."""
    return _MARKS.sub(" ", text).strip().casefold().replace("μ", "µ")


def _own_names(element: DataElement) -> list[str]:
    names = [str(element.id)]
    for label in filter(None, (element.label.en, element.label.fr)):
        short, _, inner = label.partition(" (")
        names += [label, short, inner.rstrip(")")]
    loinc = element.codes.get("loinc", "")
    return [name for name in (*names, loinc) if name]


def other_units(element: DataElement) -> tuple[OtherUnit, ...]:
    """Return the units beside its own in which a value of the element may come."""
    usual = other_unit(element)
    further = _FURTHER.get((str(element.id), element.unit), ())
    return further if usual is None else (usual, *further)


def is_unit(text: str, unit: str) -> bool:
    """Tell whether a text names a unit."""
    plain = _plain(text)
    return plain == _plain(unit) or plain in map(_plain, _UNIT_NAMES.get(unit, ()))


def _plain(text: str) -> str:
    return folded(text).replace(" ", "")
