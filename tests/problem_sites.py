"""A drawn site whose problems are known to the test: the filter of the page is held against a plain filter of these."""

import calendar
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from tests.sites import make_site, notice

# Heading above the problems → what a reader may filter by.
SUBJECTS = {
    "聚焦贯彻党的路线方针政策方面": "policy",
    "聚焦群众身边腐败问题和不正之风方面": "conduct",
    "聚焦领导班子和干部队伍建设方面": "organization",
    "落实巡察整改方面": "follow_up",
    "其他方面": "unstated",
}
STATUSES = {
    "已完成": "done",
    "基本完成": "mostly_done",
    "持续推进": "in_progress",
    "未达序时进度": "behind",
    "未完成": "not_done",
    "未注明": "unstated",
}
OPEN = {"mostly_done", "in_progress", "behind", "not_done"}
ORGANIZATIONS = {
    "yunshan-gsl": ("云山市工商业联合会", "市", "330700"),
    "haixia-gsl": ("海下县工商业联合会", "县", "330702"),
    "linhai-jyj": ("临海县教育局", "县", "330802"),
    "wuming-she": ("无名社", "", ""),
}
_LEVELS = {"市": "municipal", "县": "county", "": "unstated"}


@dataclass
class Problem:
    """A problem as it was drawn; `earlier` are those that it continues."""

    notice: str
    number: int
    status: str
    subject: str
    recurred: bool
    deadline: str
    year: str
    published: str
    feedback: str
    round: str
    category: str
    organizations: list[str]
    withdrawn: bool
    earlier: list["Problem"] = field(default_factory=list)
    later: list["Problem"] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"/notices/{self.notice}/#problem-{self.number}"

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    def reach(self, way: str) -> list["Problem"]:
        """Return all earlier or all later problems."""
        found = list(getattr(self, way))
        for one in found:
            found += [more for more in getattr(one, way) if more not in found]
        return found

    def values(self, name: str, today: str, months: int) -> set[str]:
        """Return what the problem is under a field of the filter."""
        _, level, region = ORGANIZATIONS[self.organizations[0]]
        regions = {region[:2] + "0000", region[:4] + "00", region} if region else {"unstated"}
        return {
            "status": {self.status},
            "subject": {self.subject},
            "organization": set(self.organizations),
            "year": {self.year},
            "round": {self.round or "unstated"},
            "category": {self.category or "unstated"},
            "level": {_LEVELS[level]},
            "region": regions,
            "concern": self._concerns(today, months),
        }[name]

    def _concerns(self, today: str, months: int) -> set[str]:
        found = set()
        is_followed = any(not one.withdrawn for one in self.reach("later"))
        if self.is_open and not is_followed:
            if self.deadline and _end(self.deadline) < today:
                found.add("overdue")
            if self._since() < _months_before(today, months):
                found.add("long_open")
        was_done = any(one.status == "done" and not one.withdrawn for one in self.reach("earlier"))
        if self.recurred or (self.is_open and was_done):
            found.add("returned")
        return found

    def _since(self) -> str:
        known = [_end(self.feedback or self.published)]
        known += [one._since() for one in self.earlier if one.is_open and not one.withdrawn]
        return min(known)


def _end(date: str) -> str:
    year, month = int(date[:4]), int(date[5:7] or 12)
    return date if len(date) == 10 else f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def _months_before(day: str, months: int) -> str:
    year, month, date = map(int, day.split("-"))
    for _ in range(months):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    return f"{year}-{month:02}-{min(date, calendar.monthrange(year, month)[1]):02}"


def draw_site(folder: Path, seed: int, count: int = 24) -> tuple[Path, list[Problem]]:
    """Make a site of `count` notices in `folder`; return it with the problems that are public."""
    rng = Random(seed)
    drawn: list[Problem] = []
    files: dict[str, str | bytes | None] = {
        f"content/organizations/{name}.yaml": f"名称: {title}\n联系方式: {{电话: 0579-85550123}}\n"
        + (f'层级: {level}\n行政区划代码: "{region}"\n' if level else "")
        for name, (title, level, region) in ORGANIZATIONS.items()
    }
    for position in range(count):
        path, text, problems = _draw_notice(position, drawn, rng)
        files[path] = text
        drawn += problems
    return make_site(folder, files), [problem for problem in drawn if not problem.withdrawn]


def _draw_notice(position: int, drawn: list[Problem], rng: Random) -> tuple[str, str, list[Problem]]:
    owner = rng.choice(list(ORGANIZATIONS))
    name = f"{owner}/n{position:02}"
    year = 2019 + position // 5
    published = rng.choice([f"{year}", f"{year}-0{1 + position % 5}", f"{year}-0{1 + position % 5}-1{position % 9}"])
    inspection = {
        "反馈": rng.choice(["", f"{year - 1}-11", f"{year - 1}-09-30", f"{year - 1}"]),
        "轮次": rng.choice(["", "第一轮", "第二轮", "第三轮"]),
        "类别": rng.choice(["", "常规", "专项"]),
    }
    others = [one for one in ORGANIZATIONS if one != owner]
    shared = {
        "year": str(year),
        "published": published,
        "feedback": inspection["反馈"],
        "round": inspection["轮次"],
        "category": inspection["类别"],
        "organizations": [owner, *(rng.sample(others, 1) if rng.random() < 0.3 else [])],
        "withdrawn": rng.random() < 0.1,
    }
    body, problems = "", []
    for number in range(1, rng.randint(2, 7)):
        text, problem = _draw_problem(name, number, shared, drawn, rng)
        body += text
        problems.append(problem)
    stated = ", ".join(f"{key}: {value}" for key, value in inspection.items() if value)
    fields = {
        "标题": f"第{position}份通报",
        "发布日期": published,
        "机构": f"[{', '.join(shared['organizations'][1:])}]",
    }
    if stated:
        fields["巡视巡察"] = f"{{{stated}}}"
    if shared["withdrawn"]:
        fields["撤下"] = f"{{日期: {year}-12-01, 原因: 内容有误}}"
    return f"content/notices/{name}.md", notice(body, **fields), problems


def _draw_problem(
    name: str, number: int, shared: dict[str, object], drawn: list[Problem], rng: Random
) -> tuple[str, Problem]:
    heading, status = rng.choice(list(SUBJECTS)), rng.choice(list(STATUSES))
    deadline = rng.choice(["", "", f"{shared['year']}-12", f"{shared['year']}-10-15", "2030-01-01"])
    problem = Problem(
        notice=name,
        number=number,
        status=STATUSES[status],
        subject=SUBJECTS[heading],
        recurred=rng.random() < 0.1,
        deadline=deadline,
        **shared,  # type: ignore[arg-type]
    )
    lines = [f"## {heading}", "", f"### 问题{number}", f"状态：{status}", f"编号：{number}"]
    if deadline:
        lines.append(f"时限：{deadline}")
    if problem.recurred:
        lines.append("标记：反弹")
    candidates = [one for one in drawn if one.notice != name]
    if candidates and rng.random() < 0.3:
        problem.earlier = rng.sample(candidates, min(len(candidates), rng.choice([1, 1, 2])))
        for one in problem.earlier:
            one.later.append(problem)
        lines.append("承接：" + "、".join(f"{one.notice}#{one.number}" for one in problem.earlier))
    return "\n".join([*lines, "", "一是整改。", "", ""]), problem
