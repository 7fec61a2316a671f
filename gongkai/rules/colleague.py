"""What a careful colleague would say of a notice before it goes out: every rule that looks at one notice by itself.

The order says nothing; findings are sorted by place.
"""

from collections.abc import Sequence

from gongkai.fields import Reader
from gongkai.markdown_slips import Line
from gongkai.model import Notice, Organization
from gongkai.rules import calendar, contacts, figures, form, groups, names, pairs, privacy, progress, wording
from gongkai.rules.body import Body, File
from gongkai.summary import Tally


def check(notice: Notice, tally: Tally, lines: Sequence[Line], reader: Reader) -> None:
    """Run every rule on a notice and what it lists; `lines` are those of its text, findings go to the reader."""
    body = Body(lines, reader)
    first = lines[0].number if lines else len(reader.text.lines) + 1
    privacy.check(File(reader), notice.contacts, privacy.hidden_lines(reader, first))
    names.check(body)
    contacts.check(notice.contacts, reader)
    contacts.window_is_open(notice, reader)
    form.title_is_of_the_form_used(notice, reader)
    form.check(body)
    calendar.check(body)
    pairs.check(body)
    wording.check(body)
    progress.check(notice, body)
    groups.check(notice, body)
    figures.sums_fit(notice, tally, reader)
    figures.totals_are_said(notice, body)
    figures.results_are_said(notice, body)


def check_organization(organization: Organization, reader: Reader) -> None:
    """Run the rules that an organization's file needs."""
    contacts.check(organization.contacts, reader)
