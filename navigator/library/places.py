"""From the name of a thing in the content to the file and line where it is written."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from navigator.domain.problems import Place, Problem
from navigator.library.located import KeyPath, Located
from navigator.library.records import ReadFile

_NAMING_KEYS = ("id", "regimen", "drug", "measure")


class Places:
    """Finds things by names such as "steps.P02.branches.safe.when"."""

    def __init__(self, files: Iterable[ReadFile]) -> None:
        self._spots: dict[tuple[str, str], tuple[Located, KeyPath]] = {}
        for read in files:
            for name, path in _names(read.located.value, (), ()):
                self._spots.setdefault((read.file.edition, name), (read.located, path))

    def find(self, name: str, edition: str = "") -> Place | None:
        """Return the place of `name`, or of the nearest thing around it that has one.

        Args:
            name: Ids and keys joined by dots, from the list's key on; "elements" stands for
                "data_elements".
            edition: Where to look first; "" for the pack alone.
        """
        name = name.replace("elements.", "data_elements.", 1) if _is_element(name) else name
        while name:
            for owner in (edition, ""):
                found = self._spots.get((owner, name))
                if found:
                    return found[0].place(found[1])
            name = name.rpartition(".")[0]
        return None

    def locate(self, problem: Problem, edition: str = "") -> Problem:
        """Return `problem` with its place in the files, unchanged where none is known."""
        place = self.find(problem.place.file, edition)
        return replace(problem, place=place) if place else problem


def _is_element(name: str) -> bool:
    return name.startswith("elements.")


def _names(value: Any, name: tuple[str, ...], path: KeyPath) -> Iterator[tuple[str, KeyPath]]:
    if name:
        yield ".".join(name), path
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _names(part, (*name, key), (*path, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _names(part, (*name, _own_name(part, index)), (*path, index))


def _own_name(part: Any, index: int) -> str:
    if isinstance(part, dict):
        for key in _NAMING_KEYS:
            if isinstance(part.get(key), str):
                return str(part[key])
    return str(index)
