"""The check between files: what they say of one another, on the addresses that will be there."""

from collections.abc import Mapping

from gongkai import urls
from gongkai.cache import Entry
from gongkai.diagnostics import Diagnostics
from gongkai.gather import Gathered
from gongkai.plan import Plan
from gongkai.reading import broken, mentions_of
from gongkai.rules import exceptions, gov, published, references
from gongkai.site import Site


def check(gathered: Gathered, planned: Plan, found: Diagnostics) -> dict[str, str] | None:
    """Report what is wrong between files, leave out what is excepted; return the register's lines if they change."""
    entries, site, file_of = gathered.entries, gathered.site, gathered.file_of
    addresses = dict.fromkeys((*planned.kept, *planned.outputs), "")
    mentions, public = mentions_of(entries), mentions_of(entries, addresses)
    unreadable = broken(entries)
    addresses |= dict.fromkeys(unreadable, "")
    addresses |= {address: file for address, file in file_of.items() if address in addresses}
    targets = references.Known(site, gathered.store.notice, unreadable)
    references.organizations(targets, mentions, public, gathered.inputs.owner, found)
    references.hierarchy(site, found)
    references.attachments(mentions, gathered.files, found)
    references.continued(targets, public, found)
    references.links(targets, public, addresses, found)
    references.contacts(site, file_of, found)
    references.published_once(site, file_of, found)
    gov.dates(site, file_of, found)
    summaries = (entry.summary for entry in entries.values())
    waiting = [summary for summary in summaries if summary and (summary.draft or summary.id not in site.by_id)]
    references.feedback_answered(targets, waiting, mentions, gathered.inputs.as_of, found)
    new_lines = None
    if gathered.register is not None:
        published.nothing_lost(gathered.register, targets, addresses, found)
        new_lines = published.registered_anew(gathered.register, targets)
    _except(entries, site, file_of, found)
    return new_lines


def _except(entries: Mapping[str, Entry], site: Site, file_of: Mapping[str, str], found: Diagnostics) -> None:
    """Leave out the findings that a notice or the settings except."""
    exemptions = {f"content/{path}": entry.exemptions for path, entry in entries.items() if entry.exemptions}
    if exemptions or site.settings.checks_off:
        public = {file_of.get(urls.notice(notice), "") for notice in site.by_id}
        exceptions.apply(found, exemptions, public, frozenset(site.settings.checks_off))
