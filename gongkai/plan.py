"""Every output of a site, each address once."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from gongkai import urls
from gongkai.assets import Asset
from gongkai.diagnostics import Diagnostics, Place
from gongkai.exports import feed, hosting, vcard
from gongkai.language import mark
from gongkai.pages import home, lists, notice, organizations, problems
from gongkai.pages.output import Briefs, Output
from gongkai.site import Site
from gongkai.views import CopyShows

# Views whose pages the sitemap lists besides the notices.
_LISTED = ("home", "page", "organizations", "organization", "problems", "notices")


def plan(
    site: Site, assets: Mapping[str, Asset], files: Mapping[str, str], file_of: Mapping[str, str], found: Diagnostics
) -> dict[str, Output]:
    """Return the outputs by address; `files` are attachments with their fingerprints, `file_of` names sources."""
    outputs: dict[str, Output] = {}
    briefs = Briefs(site)
    _collect(outputs, notice.plan(site, briefs), file_of, found)
    _collect(outputs, organizations.plan(site, briefs), file_of, found)
    _collect(outputs, lists.plan(site, briefs), file_of, found)
    _collect(outputs, problems.plan(site, briefs), file_of, found)
    _collect(outputs, home.plan(site, briefs), file_of, found)
    _collect(outputs, feed.plan(site, briefs), file_of, found)
    _collect(outputs, vcard.plan(site), file_of, found)
    listed = sorted(output.address for output in outputs.values() if output.view in _LISTED)
    _collect(outputs, hosting.plan(site, listed), file_of, found)
    _collect(outputs, _copies(site, assets, files), file_of, found)
    return outputs


def _collect(
    outputs: dict[str, Output], more: Iterable[Output], file_of: Mapping[str, str], found: Diagnostics
) -> None:
    for output in more:
        taken = outputs.setdefault(output.address, output)
        if taken is not output:
            file, other = (file_of.get(getattr(o.shows, "target", o.address), "") for o in (output, taken))
            if not other or other == file:
                other = mark("a page that gongkai makes itself")
            found.add("address-taken", Place(file), address=output.address, other=other)


def _copies(site: Site, assets: Mapping[str, Asset], files: Mapping[str, str]) -> Iterable[Output]:
    """Yield assets, and the attachments of public notices (of no others: a draft's must not be found)."""
    for name, asset in assets.items():
        yield Output(asset.address, "copy", CopyShows(f"assets/{name}", asset.fingerprint))
    attached = {name for summary in site.notices for name in summary.attachments if name in files}
    for name in sorted(attached):
        path = Path("content/files", name).as_posix()
        yield Output(urls.file(name), "copy", CopyShows(path, files[name]))
