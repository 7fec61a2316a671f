"""How the problems of a notice stand, small enough to be held for every notice and to be sent to a phone.

One character a problem, in the order of the text; the script of the page of problems reads the same characters.
"""

import re

import msgspec

from gongkai import dates
from gongkai.model import OPEN_STATUSES, Mark, Notice, Problem, Status
from gongkai.subjects import SUBJECTS, Subject, subjects

STATUSES = tuple(Status)
# A code is status + 6 × subject + 30 × whether the notice says 反弹: below 60.
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_SUBJECT, _RECURRED = len(STATUSES), len(STATUSES) * len(SUBJECTS)
_STATUS_VALUES = {status: value for value, status in enumerate(STATUSES)}
_SUBJECT_VALUES = {subject: value * _SUBJECT for value, subject in enumerate(SUBJECTS)}
_RECURRED_CODE = re.compile(f"[{ALPHABET[_RECURRED:]}]")
_VALUES = {character: value for value, character in enumerate(ALPHABET)}
_OPEN = frozenset(_VALUES[ALPHABET[STATUSES.index(status)]] for status in OPEN_STATUSES)


class Standing(msgspec.Struct, frozen=True, array_like=True):
    """`codes`: a character for each problem. `deadlines` of those that are open: `3=2024-06-30 7=2024-12-31`.

    `kept_up` are the positions of those that are open for good and need no deadline: `4 9`.
    """

    codes: str = ""
    deadlines: str = ""
    kept_up: str = ""

    def status(self, position: int) -> Status:
        """Return the status of a problem."""
        return STATUSES[_VALUES[self.codes[position]] % _SUBJECT]

    def subject(self, position: int) -> Subject:
        """Return what a problem is about."""
        return SUBJECTS[_VALUES[self.codes[position]] % _RECURRED // _SUBJECT]

    def is_open(self, position: int) -> bool:
        """Whether a problem is still to be done, as the notice says."""
        return _VALUES[self.codes[position]] % _SUBJECT in _OPEN

    def recurred(self) -> list[int]:
        """Return the problems that the notice marks 反弹."""
        return [found.start() for found in _RECURRED_CODE.finditer(self.codes)]

    def open(self) -> list[int]:
        """Return the problems that are still to be done."""
        return [position for position, code in enumerate(self.codes) if _VALUES[code] % _SUBJECT in _OPEN]

    def dated(self) -> list[tuple[int, str]]:
        """Return the open problems that have a deadline, with the last day it may mean."""
        pairs = (pair.split("=") for pair in self.deadlines.split())
        return [(int(position), day) for position, day in pairs]

    def undated(self) -> list[int]:
        """Return the open problems of which nobody can tell whether they are overdue: they should have a deadline."""
        told = {position for position, _ in self.dated()}.union(map(int, self.kept_up.split()))
        return [position for position in self.open() if position not in told]


def is_kept_up(problem: Problem) -> bool:
    """Whether a problem is open for good: marked 长期坚持, without a deadline."""
    return Mark.kept_up in problem.marks and problem.status in OPEN_STATUSES and not problem.deadline


def standing(notice: Notice) -> Standing:
    """Return how the problems of a notice stand."""
    problems = [part.problem for part in notice.body if part.problem]
    if not problems:
        return Standing()
    codes, deadlines, kept_up = [], [], []
    for position, (problem, subject) in enumerate(zip(problems, subjects(notice.body), strict=True)):
        recurred = _RECURRED if problem.marks and Mark.recurred in problem.marks else 0
        codes.append(ALPHABET[_STATUS_VALUES[problem.status] + _SUBJECT_VALUES[subject] + recurred])
        if problem.deadline and problem.status in OPEN_STATUSES:
            deadlines.append(f"{position}={dates.last_day(problem.deadline)}")
        elif problem.marks and is_kept_up(problem):
            kept_up.append(str(position))
    return Standing("".join(codes), " ".join(deadlines), " ".join(kept_up))
