"""The end of a period for comments as a calendar entry (RFC 5545): an all-day event with an alarm before it."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec

from gongkai import dates, urls
from gongkai.language import catalogue
from gongkai.pages.chapter import Chapter
from gongkai.pages.output import Briefs, Output
from gongkai.site import Site
from gongkai.summary import Summary

# Three days before, at nine in the morning: time enough for a letter.
_ALARM = timedelta(days=-3, hours=9)


class CalendarShows(msgspec.Struct, frozen=True, array_like=True):
    """The absolute address of a notice, what its entry is known by for ever, and its last day for comments."""

    address: str
    uid: str
    title: str
    end: str
    changed: str
    is_withdrawn: bool
    language: str


def chapters(site: Site) -> Iterator[Chapter]:
    """Yield the entries of each organization's notices whose period has an end."""
    own: dict[str, list[Summary]] = {}
    for notice in (*site.notices, *site.withdrawn):
        if notice.consultation and notice.consultation.end:
            own.setdefault(notice.organization, []).append(notice)
    for notices in own.values():
        yield Chapter(plan, (notices,))


def plan(briefs: Briefs, notices: Sequence[Summary]) -> Iterator[Output]:
    """Yield an entry for each of the notices, past ones too: a published address stays.

    That of a withdrawn notice says that it is cancelled.
    """
    settings = briefs.frame.settings
    host = settings.origin.partition("://")[2]
    for notice in notices:
        assert notice.consultation
        end = notice.consultation.end
        withdrawn = notice.withdrawn.date if notice.withdrawn else ""
        shows = CalendarShows(
            address=urls.absolute(settings, urls.notice(notice.id)),
            uid=f"comments/{notice.id}@{host}",
            title=notice.title,
            end=end,
            changed=dates.first_day(max(notice.updated, withdrawn) or end),
            is_withdrawn=notice.withdrawn is not None,
            language=settings.language,
        )
        yield Output(urls.calendar(notice.id), "calendar", shows)


def render(shows: CalendarShows) -> str:
    """Return the entry; its time stamp is the day the notice last changed: the same input gives the same bytes."""
    from icalendar import Alarm, Calendar, Event  # 40 ms: only when an entry changes

    translate = catalogue(shows.language).gettext
    end = date.fromisoformat(shows.end)
    words = translate("Last day for comments: %(title)s") % {"title": shows.title}
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", _ALARM)
    alarm.add("description", words)
    event = Event()
    event.add("uid", shows.uid)
    event.add("dtstamp", datetime.combine(date.fromisoformat(shows.changed), datetime.min.time(), UTC))
    event.add("dtstart", end)
    event.add("dtend", end + timedelta(days=1))
    event.add("summary", words)
    event.add("description", translate("Whom to tell, and how: %(address)s") % {"address": f"{shows.address}#feedback"})
    event.add("url", shows.address)
    event.add("transp", "TRANSPARENT")
    event.add("sequence", int(shows.is_withdrawn))
    event.add("status", "CANCELLED" if shows.is_withdrawn else "CONFIRMED")
    event.add_component(alarm)
    calendar = Calendar()
    calendar.add("prodid", "-//gongkai//gongkai//ZH")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return str(calendar.to_ical(), "utf-8")
