"""Counts what became of the faults of a package, module by module."""

from collections import Counter
from collections.abc import Iterator

from tests.campaigns.mutation import Verdict


class Tally:
    """The figures of one campaign.

    Attributes:
        all: Faults that were put in.
        killed: Those that a test noticed, by failing or by taking far too long.
        late: Those noticed by the time they took.
        equivalent: Those not noticed and listed with the reason why nothing can notice them.
    """

    def __init__(self, package: str) -> None:
        self._package = package
        self.all = self.killed = self.late = self.equivalent = 0
        self._every: Counter[str] = Counter()
        self._survived: Counter[str] = Counter()
        self._listed: Counter[str] = Counter()

    def add(self, verdict: Verdict) -> Iterator[str]:
        """Count a verdict and yield what a reader must know of it at once."""
        one = verdict.mutant
        self.all += 1
        self._every[one.module] += 1
        place = f"{self._package}/{one.module}.py:{one.line} {one.what} ({one.number}): {one.text}"
        if verdict.killed:
            self.killed += 1
            self.late += verdict.late
            if verdict.equivalent:
                yield f"listed as equivalent, but noticed: {place}"
        elif verdict.equivalent:
            self.equivalent += 1
            self._listed[one.module] += 1
        else:
            self._survived[one.module] += 1
            yield f"not noticed: {place}"

    def table(self) -> str:
        """Return the figures of every module as a table in Markdown."""
        rows = ["| Module | Faults | Noticed | Not noticed | Equivalent |", "|---|---|---|---|---|"]
        for module, number in sorted(self._every.items()):
            left, listed = self._survived[module], self._listed[module]
            rows.append(f"| {module} | {number} | {number - left - listed} | {left} | {listed} |")
        return "\n".join(rows)
