"""What the fields mean that are in no data file: settings, pages, notes, and the parts of a YAML notice."""

from typing import NamedTuple

import msgspec

from gongkai.explained import EXPLAINED
from gongkai.language import catalogue, mark
from gongkai.model import Notice, Page, Record
from gongkai.notes import Exemption, NoticeFile
from gongkai.settings import Settings

SETTINGS = {
    "title": mark("Name of the site."),
    "address": mark("Address at which the site will be public: scheme, host and path."),
    "description": mark("What the site is, in a sentence."),
    "language": mark("Language of pages and messages: zh or en."),
    "utc_offset": mark("Difference of local time to UTC, such as +08:00."),
    "owner": mark("Id of the organization that runs the site."),
    "operator": mark("Who operates the site."),
    "icp_number": mark("ICP filing number."),
    "police_number": mark("Filing number of the public security authority."),
    "site_code": mark("Identification code of a government site; never make one up."),
    "feedback_form": mark("Address of an online form for opinions."),
    "notices_per_page": mark("How many notices a page of a list holds."),
    "feed_entries": mark("How many entries a feed holds."),
    "long_open_months": mark("After how many months a problem that is not done counts as long open."),
    "license": mark("Address of the licence or terms of use of the data."),
    "profile": mark("Conventions the site follows: general, or gov for government sites."),
    "column_type": mark("Type of column, for the tags of government sites."),
    "badge": mark("Address behind the badge of party and government organs."),
    "error_report": mark("Address for reporting errors of the site."),
    "checks_off": mark("Codes of checks that this site does without."),
}
PAGE = {
    "title": mark("Title of the page."),
    "menu": mark("Its place in the menu; without it, it is not in the menu."),
    "menu_title": mark("A shorter title for the menu, where the title is long."),
    "former_addresses": mark("Addresses on this site that lead to it."),
}
EXEMPTION = {
    "rule": mark("Code of the check whose finding is meant to stay."),
    "reason": mark("Why it is to stay; kept in the file, never published."),
}
NOTES = {"exceptions": mark("Findings of the checks that are meant to stay in this notice, and why.")}
# The keys of `yaml_body`, by English name.
PART = {
    "heading": mark("Heading of the part."),
    "text": mark("Text below the heading, in Markdown."),
    "measures": mark("Measures, one entry each; they become a numbered list."),
    "parts": mark("Parts below this one, one level deeper."),
}
BODY = mark("The official text: a list of parts.")


class Words(NamedTuple):
    """What a field means, in Chinese and in English."""

    zh: str
    en: str


def words_of(kind: type[Record]) -> dict[str, Words]:
    """Return what each field of a record means, by English name."""
    own: dict[type[msgspec.Struct], dict[str, str]] = {
        Settings: SETTINGS,
        Page: PAGE,
        Exemption: EXEMPTION,
        NoticeFile: EXPLAINED[Notice] | NOTES,
    }
    return {name: both(words) for name, words in (own.get(kind) or EXPLAINED[kind]).items()}


def both(words: str) -> Words:
    """Return an English source string with its translation."""
    return Words(catalogue("zh").gettext(words), words)
