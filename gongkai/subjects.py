"""What a problem is about, by the words of the headings above it: the aspects under which inspections report.

The notices have no field for it. Only words that name an aspect are taken; every other problem is 未注明: no guess.
"""

import re
from collections.abc import Sequence

from gongkai.language import mark
from gongkai.model import Choice, Part


class Subject(Choice):
    """The aspects that inspections look at; most notices divide their problems by them."""

    policy = "policy", "贯彻路线方针政策和决策部署", mark("Policy and decisions")
    conduct = "conduct", "全面从严治党和作风", mark("Discipline and conduct")
    organization = "organization", "领导班子、干部队伍和基层党组织", mark("Leadership, staff and party branches")
    follow_up = "follow_up", "巡视巡察、审计等的整改", mark("Earlier findings")
    unstated = "unstated", "未注明", mark("Not stated")


SUBJECTS = tuple(Subject)

_WORDS = {
    Subject.policy: re.compile(r"路线方针政策|决策部署|党的理论|政治建设|政治建会|政治责任|意识形态|职能责任"),
    Subject.conduct: re.compile(r"从严治党|管党治党|腐败|不正之风|作风|廉政|廉洁|两个责任|监督责任|八项规定"),
    Subject.organization: re.compile(r"组织路线|领导班子|班子|干部|基层党组织|党的建设|党建|选人用人|人才"),
    # 整改 alone heads every such notice: what was to be rectified earlier must be named.
    Subject.follow_up: re.compile(
        r"(?:上次|上轮|以往|历次|审计|主题教育|监督检查)[^。]*整改|整改(?:落实)?(?:不力|不到位|责任)|落实巡[视察]整改"
    ),
}
_ASPECT = re.compile(r"方面|聚焦")


def subjects(body: Sequence[Part]) -> list[Subject]:
    """Return the subject of each problem of a text, in order."""
    above: list[tuple[int, str]] = []
    current: Subject | None = None
    found = []
    for part in body:
        while above and above[-1][0] >= part.level:
            above.pop()
            current = None
        if part.problem:
            current = current or _nearest([heading for _, heading in above])
            found.append(current)
        elif part.heading:
            above.append((part.level, part.heading))
            current = None
    return found


def _nearest(headings: Sequence[str]) -> Subject:
    """Return the subject of the nearest heading that names one; those further up must be aspects."""
    for distance, heading in enumerate(reversed(headings)):
        if (not distance or _ASPECT.search(heading)) and (subject := _named(heading)):
            return subject
    return Subject.unstated


def _named(heading: str) -> Subject | None:
    """Return the subject that a heading names first, if any."""
    starts = [(match.start(), subject) for subject, words in _WORDS.items() if (match := words.search(heading))]
    return min(starts, key=lambda start: start[0])[1] if starts else None
