"""Checks of the `gov` profile: what the tags of government sites need besides what every notice has."""

from collections.abc import Mapping

from gongkai import urls
from gongkai.diagnostics import Diagnostics
from gongkai.finding import Place
from gongkai.settings import Profile
from gongkai.site import Site

_FULL_DATE = len("2024-04-19")


def dates(site: Site, file_of: Mapping[str, str], diagnostics: Diagnostics) -> None:
    """A notice has a whole date: PubDate cannot stop at the month, and nobody makes up a day."""
    if site.settings.profile is not Profile.gov:
        return
    for notice in site.notices:
        if notice.published and len(notice.published) < _FULL_DATE:
            place = Place(file_of.get(urls.notice(notice.id), ""))
            diagnostics.add("gov-date", place, date=notice.published)
