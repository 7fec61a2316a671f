"""Cross-references resolved: who publishes what, what is public today, what follows what → Site."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

import msgspec

from gongkai import dates, urls
from gongkai.lineage import Lineage
from gongkai.model import Organization, Page
from gongkai.outcome import Held
from gongkai.settings import Settings
from gongkai.summary import Summary

_LEVELS = {"national": 0, "provincial": 1, "municipal": 2, "county": 3, "township": 4}


class Frame:
    """The site without its notices: settings, the day that counts as today, organizations, the site's own pages."""

    def __init__(
        self, settings: Settings, organizations: Mapping[str, Organization], pages: Iterable[Page], as_of: str
    ) -> None:
        self.settings = settings
        self.as_of = as_of
        self.organizations = dict(organizations)
        self.pages = sorted(pages, key=lambda page: (page.menu is None, page.menu or 0, page.id))

    @property
    def encoded(self) -> bytes:
        """All that the frame is made of."""
        return msgspec.msgpack.encode((self.settings, self.as_of, list(self.organizations.values()), self.pages))

    @cached_property
    def children(self) -> dict[str, list[str]]:
        """The organizations directly below each organization, in the order of `ordered`."""
        found: dict[str, list[str]] = defaultdict(list)
        for organization in self.ordered:
            found[organization.parent].append(organization.id)
        return found

    @cached_property
    def ordered(self) -> list[Organization]:
        """All organizations: by level, region (GB/T 2260), then pinyin of the name."""
        return sorted(self.organizations.values(), key=_organization_order)

    @cached_property
    def moved(self) -> list[tuple[str, str, str]]:
        """Former addresses of organizations and pages, each with the one it leads to and the title of what is there."""
        entities = [(urls.organization(one.id), one.name, one.former_addresses) for one in self.ordered]
        entities += [(urls.page(one.id), one.title, one.former_addresses) for one in self.pages]
        return [(former, address, title) for address, title, formers in entities for former in formers]

    def ancestors(self, organization: str) -> list[Organization]:
        """Return the organizations above one, the highest first; stops where a circle closes."""
        line: list[Organization] = []
        above = self.organizations[organization].parent if organization in self.organizations else ""
        while above in self.organizations and self.organizations[above] not in line:
            line.insert(0, self.organizations[above])
            above = line[0].parent
        return line


class Site:
    """All that is public on the day `as_of`, in the order readers see it. Built once, never changed."""

    def __init__(
        self,
        settings: Settings,
        organizations: Mapping[str, Organization],
        notices: Iterable[Summary],
        pages: Iterable[Page],
        *,
        as_of: str,
        drafts: bool = False,
    ) -> None:
        public_organizations = {name: one for name, one in organizations.items() if drafts or not one.draft}
        self.frame = Frame(settings, public_organizations, pages, as_of)
        self.settings, self.as_of = settings, as_of
        self.organizations, self.pages = self.frame.organizations, self.frame.pages
        public, self.held = _divide(notices, as_of, drafts=drafts)
        self.draft_organizations = sorted(organizations.keys() - public_organizations.keys())
        self.withdrawn = [notice for notice in public if notice.withdrawn]
        # Newest first; of one day, by id, so that the order never depends on the file system.
        self.notices = sorted((notice for notice in public if not notice.withdrawn), key=lambda notice: notice.id)
        self.notices.sort(key=lambda notice: dates.last_day(notice.published), reverse=True)
        self.by_id = {notice.id: notice for notice in (*self.notices, *self.withdrawn)}

    @cached_property
    def by_organization(self) -> dict[str, list[Summary]]:
        """The notices that concern each organization, newest first."""
        found: dict[str, list[Summary]] = defaultdict(list)
        for notice in self.notices:
            for organization in notice.organizations:
                found[organization].append(notice)
        return found

    @cached_property
    def by_year(self) -> dict[str, list[Summary]]:
        """The notices of each year, newest first."""
        found: dict[str, list[Summary]] = defaultdict(list)
        for notice in self.notices:
            if notice.year:  # a draft that is shown may have no date yet
                found[notice.year].append(notice)
        return found

    @cached_property
    def followers(self) -> dict[str, list[Summary]]:
        """The later notices that continue problems of a notice, by its id, oldest first."""
        found: dict[str, list[Summary]] = defaultdict(list)
        for notice in reversed(self.notices):
            for target in dict.fromkeys(problem.target.partition("#")[0] for problem in notice.continues):
                found[target].append(notice)
        return found

    @cached_property
    def lineage(self) -> Lineage:
        """The stories of problems that are followed through notices."""
        return Lineage((*self.notices, *self.withdrawn))


def _divide(notices: Iterable[Summary], as_of: str, *, drafts: bool) -> tuple[list[Summary], list[Held]]:
    public: list[Summary] = []
    held: list[Held] = []
    for notice in notices:
        if drafts or not (notice.draft or is_future(notice.published, as_of)):
            public.append(notice)
        else:
            held.append(Held(notice.id, "" if notice.draft else dates.first_day(notice.published)))
    return public, sorted(held)


def is_future(published: str, as_of: str) -> bool:
    """Whether a publication date lies after `as_of`; a month or year counts from its first day."""
    return not published or dates.first_day(published) > as_of


def _organization_order(organization: Organization) -> tuple[int, str, str, str]:
    level = _LEVELS.get(organization.level or "", len(_LEVELS))
    return (level, organization.region_code or "999999", organization.sort_name, organization.name)
