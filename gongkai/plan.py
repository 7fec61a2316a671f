"""Every output of a site, each address once; what the last build planned from the same values is not planned again."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from gongkai import urls
from gongkai.assets import Asset
from gongkai.concerns import Concerns
from gongkai.diagnostics import Diagnostics
from gongkai.exports import calendar, datasets, feed, hosting, search_index, search_text, vcard
from gongkai.exports.search_index import Segment
from gongkai.finding import Place
from gongkai.language import mark
from gongkai.pages import afterwards, home, lists, notice, organizations, problems, search, stories
from gongkai.pages.chapter import Chapter, Planned
from gongkai.pages.output import Briefs, Output
from gongkai.site import Site
from gongkai.views import CopyShows

# Views whose pages the sitemap lists besides the notices.
_LISTED = (
    "home",
    "page",
    "search",
    "organizations",
    "organization",
    "problems",
    "figures",
    "story",
    "stories",
    "notices",
    "data",
)


class Plan(NamedTuple):
    """What is published: all chapters by their keys, and the outputs of those that are new."""

    chapters: dict[bytes, Planned]
    outputs: dict[str, Output]
    kept: list[str]  # addresses of the other outputs
    segments: list[Segment]  # of the search index


def plan(
    site: Site,
    assets: Mapping[str, Asset],
    files: Mapping[str, str],
    file_of: Mapping[str, str],
    known: Mapping[bytes, Planned],
    surroundings: bytes,
    found: Diagnostics,
) -> Plan:
    """Plan the outputs of a site; `surroundings` is the hash of what every page depends on.

    `files` are attachments with their fingerprints, `file_of` names sources, `known` are chapters that are as they
    should be in the public folder.
    """
    frame = hashlib.blake2b(surroundings + site.frame.encoded, digest_size=16).digest()
    briefs = Briefs(site.frame)
    planned = Plan({}, {}, [], search_index.segments(site))
    chapters = list(_chapters(site, assets, files, planned.segments))
    for chapter in chapters:
        _add(planned, chapter, briefs, known, frame)
    listed = sorted(address for old in planned.chapters.values() for address in old.listed)
    chapters.append(Chapter(hosting.plan_site, (), (listed,)))
    _add(planned, chapters[-1], briefs, known, frame)
    every = [address for old in planned.chapters.values() for address in old.addresses]
    if len(set(every)) < len(every):
        _report_taken((output for chapter in chapters for output in chapter.outputs(briefs)), file_of, found)
    return planned


def _chapters(
    site: Site, assets: Mapping[str, Asset], files: Mapping[str, str], segments: Sequence[Segment]
) -> Iterator[Chapter]:
    said = afterwards.of_site(site)
    rows = tuple(organizations.rows(site, said))
    concerns = Concerns(site.notices, site.lineage, site.as_of, site.settings.long_open_months)
    yield from notice.chapters(site, said, concerns)
    yield from organizations.chapters(site, rows, concerns, said)
    yield from lists.chapters(site)
    yield from problems.chapters(site, concerns, said)
    yield from stories.chapters(site)
    yield from home.chapters(site, rows, said)
    yield search.chapter(site, segments)
    yield from search_index.chapters(segments)
    yield from search_text.chapters(site)
    yield from feed.chapters(site)
    yield from vcard.chapters(site)
    yield from calendar.chapters(site)
    yield from datasets.chapters(site)
    yield from hosting.chapters(site)
    yield Chapter(_copies, (), _copied(site, assets, files))


def _add(planned: Plan, chapter: Chapter, briefs: Briefs, known: Mapping[bytes, Planned], frame: bytes) -> None:
    key = chapter.key(frame)
    old = known.get(key)
    if old:
        planned.chapters[key] = old
        planned.kept.extend(old.addresses)
        return
    outputs = list(chapter.outputs(briefs))
    planned.chapters[key] = Planned(
        addresses=tuple(output.address for output in outputs),
        listed=tuple(output.address for output in outputs if output.view in _LISTED),
    )
    planned.outputs.update((output.address, output) for output in outputs)


def _report_taken(outputs: Iterable[Output], file_of: Mapping[str, str], found: Diagnostics) -> None:
    """Report outputs that want an address that another has."""
    first: dict[str, Output] = {}
    for output in outputs:
        taken = first.setdefault(output.address, output)
        if taken is not output:
            file, other = (file_of.get(getattr(o.shows, "target", o.address), "") for o in (output, taken))
            if not other or other == file:
                other = mark("a page that gongkai makes itself")
            found.add("address-taken", Place(file), address=output.address, other=other)


def _copied(site: Site, assets: Mapping[str, Asset], files: Mapping[str, str]) -> tuple[list[tuple[str, CopyShows]]]:
    """Return assets, and the attachments of public notices (of no others: a draft's must not be found)."""
    copies = [(asset.address, CopyShows(f"assets/{name}", asset.fingerprint)) for name, asset in assets.items()]
    for name in sorted({name for summary in site.notices for name in summary.attachments if name in files}):
        path = Path("content/files", name).as_posix()
        copies.append((urls.file(name), CopyShows(path, files[name])))
    return (copies,)


def _copies(_briefs: Briefs, copies: Sequence[tuple[str, CopyShows]]) -> Iterator[Output]:
    for address, shows in copies:
        yield Output(address, "copy", shows)
