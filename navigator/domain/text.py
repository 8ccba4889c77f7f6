"""A text shown to people, in every language it has been written in."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """One statement of the content in several languages; English is the source.

    Attributes:
        en: English, never empty for a text that is shown.
        fr: French, "" while it is not written.
    """

    en: str
    fr: str = ""

    def in_language(self, language: str) -> str:
        """Return the text in `language` ("en", "fr"), or in English where it is not written."""
        return (self.fr if language == "fr" else "") or self.en

    def __bool__(self) -> bool:
        """Tell whether anything is written."""
        return bool(self.en)


NO_TEXT = Text("")
