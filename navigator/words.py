"""Words of the program itself, translated: one catalogue for window, terminal and paper.

English is the source. A catalogue is a gettext `.mo` file in `resources/translations`; it is
read once, when the language is chosen, so that the pure layers may word their answers too.
Content carries its own languages in `navigator.domain.text.Text`.
"""

import gettext
from pathlib import Path

from navigator.domain.text import Text

LANGUAGES = ("en", "fr")


class _Chosen:
    """The language in force; set by the composition root, read everywhere else."""

    language: str = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def choose_language(language: str, folder: Path) -> None:
    """Put `language` in force for everything that is worded from now on.

    Args:
        language: One of LANGUAGES; any other gives English.
        folder: Holds `<language>/LC_MESSAGES/navigator.mo`; a missing catalogue gives English.
    """
    _Chosen.language = language if language in LANGUAGES else "en"
    _Chosen.catalogue = gettext.translation(
        "navigator", folder, languages=[_Chosen.language], fallback=True
    )


def use_catalogue(catalogue: gettext.NullTranslations) -> None:
    """Put `catalogue` in force, such as that of a language that only shows what longer words do."""
    _Chosen.catalogue = catalogue


def language() -> str:
    """Return the language in force."""
    return _Chosen.language


def tr(message: str, /, **values: object) -> str:
    """Return `message` in the language in force with its `{names}` filled in.

    Args:
        message: An English literal; names in braces stand for values.
        values: One per name.
    """
    return _Chosen.catalogue.gettext(message).format(**values)


def trn(one: str, many: str, number: int, /, **values: object) -> str:
    """Return the form of the message that fits `number`, filled in; `{number}` is given."""
    return _Chosen.catalogue.ngettext(one, many, number).format(number=number, **values)


def say(text: Text) -> str:
    """Return a text of the content in the language in force."""
    return text.in_language(_Chosen.language)
