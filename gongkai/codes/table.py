"""Every code with its words, and which of them may be switched off."""

from gongkai.codes.bodies import OUTLINE
from gongkai.codes.checks import CHECKS
from gongkai.codes.files import FILES, YAML
from gongkai.codes.imports import IMPORT
from gongkai.codes.sites import SITE
from gongkai.codes.tools import TOOL
from gongkai.codes.values import FIELDS
from gongkai.codes.words import Table

CODES: Table = FILES | YAML | FIELDS | OUTLINE | SITE | CHECKS | IMPORT | TOOL

# What may be switched off in site.toml, or excepted in a notice: what is a matter of judgement. Errors of form are not;
# of the other errors only the one that may be wrong about a number.
SWITCHABLE = frozenset(
    code
    for code, words in CODES.items()
    if words.severity == "warning" and code not in ("findings-left-out", "exception-unused", "unverified-draft")
) | {"identity-card"}
