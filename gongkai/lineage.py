"""Problems followed through notices by 承接: which belong together, and what that says of each.

Works on summaries. A withdrawn notice keeps its place in a story, but nothing is concluded from what it said.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from gongkai import dates
from gongkai.model import Status
from gongkai.summary import Summary

# A problem: the id of its notice, and its position among the problems there.
Key = tuple[str, int]


class Member(NamedTuple):
    """A problem of a story; `number` is the one that the notice gives it."""

    notice: Summary
    position: int
    number: str

    @property
    def key(self) -> Key:
        """What identifies the problem."""
        return self.notice.id, self.position

    @property
    def anchor(self) -> str:
        """Its place in its notice; only of a problem that continues another, others' places are not held."""
        return next(one.anchor for one in self.notice.continues if one.position == self.position)

    @property
    def status(self) -> Status:
        """How far it is rectified, as its notice says."""
        return self.notice.standing.status(self.position)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done, as its notice says."""
        return self.notice.standing.is_open(self.position)


class Fate(NamedTuple):
    """What other notices say of a problem: the last to take it up, an earlier one that called it done, open since."""

    latest: Member | None
    returned: bool
    since: str

    @property
    def followed(self) -> bool:
        """Whether a later notice takes it up."""
        return self.latest is not None


class Story(NamedTuple):
    """Problems that continue one another, oldest first, and the one that gives the story its address."""

    name: Member
    members: tuple[Member, ...]

    @property
    def latest(self) -> Member:
        """The last problem of the story that is still public; the last of all where none is."""
        return next((member for member in reversed(self.members) if not member.notice.withdrawn), self.members[-1])


class Lineage:
    """The stories of a site, newest first."""

    def __init__(self, notices: Iterable[Summary]) -> None:
        self._notices = {notice.id: notice for notice in notices}
        self._earlier: dict[Key, list[Member]] = defaultdict(list)
        self._later: dict[Key, list[Member]] = defaultdict(list)
        self._members: dict[Key, Member] = {}
        for notice in self._notices.values():
            self._link(notice)
        self.stories = sorted(self._stories(), key=lambda story: story.name.key)
        self.stories.sort(key=lambda story: _day(story.members[-1].notice), reverse=True)
        self.story_of: dict[str, dict[int, Story]] = defaultdict(dict)
        self.fates: dict[str, dict[int, Fate]] = defaultdict(dict)
        for story in self.stories:
            for member in story.members:
                self.story_of[member.notice.id][member.position] = story
                if not member.notice.withdrawn:
                    self.fates[member.notice.id][member.position] = self._fate(member)

    def later(self, notice: str, position: int) -> list[Member]:
        """Return the problems of public notices that continue a problem, no others between them."""
        return [one for one in self._later.get((notice, position), ()) if not one.notice.withdrawn]

    def _link(self, notice: Summary) -> None:
        for problem in notice.continues:
            target, _, number = problem.target.partition("#")
            earlier = self._notices.get(target)
            numbers = earlier.numbers.split("\t") if earlier and number else []
            if earlier and number in numbers and target != notice.id:
                old = Member(earlier, numbers.index(number), number)
                new = Member(notice, problem.position, problem.number)
                self._members |= {old.key: old, new.key: new}
                self._earlier[new.key].append(old)
                self._later[old.key].append(new)

    def _stories(self) -> Iterator[Story]:
        """Yield what hangs together."""
        told: set[Key] = set()
        for member in self._members.values():
            if member.key not in told:
                together = sorted(
                    self._reached(member, self._earlier, self._later), key=lambda one: (_day(one.notice), *one.key)
                )
                told.update(one.key for one in together)
                name = next(one for one in together if one.key in self._later)
                yield Story(name, tuple(together))

    def _reached(self, start: Member, *ways: dict[Key, list[Member]]) -> list[Member]:
        """Return the problems that are reached from one, itself included."""
        found = {start.key: start}
        waiting = [start]
        while waiting:
            key = waiting.pop().key
            for member in (one for way in ways for one in way.get(key, ())):
                if member.key not in found:
                    found[member.key] = member
                    waiting.append(member)
        return list(found.values())

    def _fate(self, member: Member) -> Fate:
        """Conclude from the public notices alone."""
        later, earlier = (
            [one for one in self._reached(member, way) if not one.notice.withdrawn and one.key != member.key]
            for way in (self._later, self._earlier)
        )
        return Fate(
            latest=max(later, key=lambda one: (_day(one.notice), *one.key), default=None),
            returned=member.is_open and any(one.status is Status.done for one in earlier),
            since=min(open_since(one.notice) for one in self._open_run(member)),
        )

    def _open_run(self, member: Member) -> list[Member]:
        """Return the problem and those before it, back to where one was not open."""
        run = {member.key: member}
        waiting = [member]
        while waiting:
            for one in self._earlier.get(waiting.pop().key, ()):
                if one.is_open and not one.notice.withdrawn and one.key not in run:
                    run[one.key] = one
                    waiting.append(one)
        return list(run.values())


def open_since(notice: Summary) -> str:
    """Return the last day on which the problems of a notice may have become known: its feedback, else publication.

    A draft that is shown may have neither; then it is a day that never comes.
    """
    known = notice.inspection.feedback if notice.inspection and notice.inspection.feedback else notice.published
    return dates.last_day(known) if known else "9999-12-31"


def _day(notice: Summary) -> str:
    return dates.last_day(notice.published)
