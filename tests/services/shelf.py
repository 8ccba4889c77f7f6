"""A library held in the hand: editions, trials and references, nothing read from anywhere."""

from navigator.domain.library import Trial
from navigator.domain.source import Reference
from navigator.domain.text import Text

SOMEWHERE = Reference("somewhere", "article", "Somebody. A journal 2001;1:2.", 2001, "10.1/x")


def trial(name, year, *publications):
    return Trial(name, name, "3", Text("Everybody"), "1", (), 100, year, publications=publications)


class Shelf:
    """A library with just these things in it."""

    def __init__(self, *editions, trials=(), references=(SOMEWHERE,)):
        self._editions = {one.id: one for one in editions}
        self._trials = {one.id: one for one in trials}
        self._references = {one.id: one for one in references}

    def editions(self):
        return {one.id: one.title for one in self._editions.values()}

    def edition(self, wanted):
        return self._editions[wanted]

    def trial(self, wanted):
        return self._trials[wanted]

    def reference(self, wanted):
        return self._references[wanted]
