"""The one mechanism of translation: English source strings, gettext catalogues beside this module.

Knows nothing of notices. `mark` marks a string for extraction where it is defined but translated later.
"""

import gettext
from functools import cache
from pathlib import Path

LOCALE_PATH = Path(__file__).parent / "locale"
LANGUAGES = ("zh", "en")


def mark(message: str) -> str:
    """Return `message` unchanged; the extractor finds it."""
    return message


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the translations of `language` (one of LANGUAGES); English needs none."""
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation("gongkai", LOCALE_PATH, [language])
