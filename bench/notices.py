"""A whole notice: dates, fields and body, drawn from its own seed. Knows no tool's file format."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from bench.body import NUMERALS, Body, Frame, draw_body
from bench.grammar import notice_grammar
from bench.organizations import Organization
from bench.problems import OPEN, draw_habits
from bench.timeline import LAST_DAY, Timeline, timeline, written

Totals = dict[str, str | int]

# Name, unit, smallest and largest value, decimals.
_RESULTS = (
    ("健全完善制度机制", "项", 3, 80, 0),
    ("开展专项治理", "项", 1, 12, 0),
    ("挽回资金损失", "万元", 1, 900, 2),
    ("清退违规资金", "万元", 1, 300, 2),
    ("批评教育", "人", 2, 90, 0),
    ("提醒谈话", "人次", 2, 160, 0),
    ("立案审查", "件", 1, 15, 0),
    ("化解信访积案", "件", 1, 60, 0),
    ("服务企业", "家", 20, 3000, 0),
    ("培训干部", "人次", 100, 9000, 0),
)


class Result(NamedTuple):
    """A result as the notice states it."""

    name: str
    value: str
    unit: str
    hedge: str

    @property
    def written(self) -> str:
        """The result as running text."""
        after = self.hedge in ("余", "多")
        return self.name + (f"{self.value}{self.hedge}" if after else f"{self.hedge}{self.value}") + self.unit


class Inspection(NamedTuple):
    """The inspection a notice answers: 巡视 by a province, 巡察 below."""

    category: str
    body: str
    genre: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in the words of the format; `others` are the further organizations it concerns."""

    organization: Organization
    others: tuple[Organization, ...]
    slug: str
    title: str
    kind: str
    dates: Timeline
    inspection: Inspection
    document_number: str
    index_number: str
    claimed: tuple[Totals, ...]
    results: tuple[Result, ...]
    own_contacts: bool
    consultation: tuple[date, date] | None
    correction: tuple[date, str] | None
    former_address: str
    digest: bool
    vague: bool  # gives the month of the feedback only
    continues: int
    body: Body

    @property
    def id(self) -> str:
        """The permanent id, `<organization>/<slug>`."""
        return f"{self.organization.id}/{self.slug}"

    @property
    def open_problems(self) -> list[tuple[str, str]]:
        """Title and reference of the problems that a later notice may take up again."""
        open_ones = [problem for problem in self.body.problems if problem.number and problem.status in OPEN]
        return [(problem.title, f"{self.id}#{problem.number}") for problem in open_ones]


def draw_notice(
    number: int,
    organization: Organization,
    others: tuple[Organization, ...],
    published: date,
    earlier: list[Notice],
    seed: int,
) -> Notice:
    """Return the `number`-th notice of a site; `earlier` are those of the same organization, oldest first."""
    rng = Random(f"notice {seed} {number}")
    dates = timeline(published, rng)
    inspection = _inspection(organization, rng)
    results = tuple(_result(*kind, rng) for kind in rng.sample(_RESULTS, rng.randint(2, 6)))
    continued = _continued(earlier, dates, rng)
    values = _values(organization, dates, inspection)
    stated = "、".join(result.written for result in results)
    body = draw_body(Frame(dates, draw_habits(rng), values, stated, continued), rng)
    year, serial = dates.dated.year, f"{number + 1:05}"
    answered = f"{inspection.body}{dates.feedback.year}年反馈意见整改进展情况"
    return Notice(
        organization=organization,
        others=others,
        slug=f"{published.year}-{'xunshi' if inspection.genre == '巡视' else 'xuncha'}-{serial}",
        title=f"中共{organization.name}{organization.party}关于{answered}的通报",
        kind="工作通报" if rng.random() < 0.06 else "整改通报",
        dates=dates,
        inspection=inspection,
        document_number=f"{organization.short_name}党〔{year}〕{rng.randint(1, 90)}号",
        index_number=f"{organization.credit_code[8:17]}/{year}-{serial}",
        claimed=_claimed(body, rng),
        results=results,
        own_contacts=rng.random() < 0.4,
        consultation=_consultation(published, rng) if rng.random() < 0.15 else None,
        correction=_correction(published, rng) if rng.random() < 0.02 else None,
        former_address=f"/art/{published:%Y/%m}/{number + 1}.html" if rng.random() < 0.03 else "",
        digest=rng.random() < 0.02,
        vague=rng.random() < 0.04 and dates.feedback.month not in (dates.end.month, dates.as_of.month),
        continues=len(continued),
        body=body,
    )


def _inspection(organization: Organization, rng: Random) -> Inspection:
    category = rng.choices(("常规", "专项", "机动", "提级"), (80, 12, 4, 4))[0]
    ordinal = NUMERALS[rng.randrange(9)]
    if organization.level == "省":
        return Inspection(category, f"省委第{ordinal}巡视组", "巡视")
    owner = "市委" if organization.level == "市" else "县委"
    return Inspection(category, f"{owner}第{ordinal}巡察组", "巡察")


def _values(organization: Organization, dates: Timeline, inspection: Inspection) -> dict[str, str]:
    """Return what the grammar's slots from outside stand for."""
    return {
        "org": organization.short_name,
        "party": organization.party,
        "leader": inspection.body[:2],
        "body": inspection.body,
        "category": inspection.category,
        "genre": inspection.genre,
        "start": written(dates.start),
        "end": written(dates.end),
        "feedback": written(dates.feedback),
        "phone": organization.phone,
        "address": organization.address,
        "postcode": organization.postcode,
        "email": organization.email,
    }


def _continued(earlier: list[Notice], dates: Timeline, rng: Random) -> tuple[tuple[str, str], ...]:
    """Return title and reference of problems of an earlier notice that came back; mostly none."""
    known = [notice for notice in earlier if notice.dates.published < dates.start and notice.open_problems]
    if not known or rng.random() > 0.115:
        return ()
    came_back = known[-1].open_problems
    return tuple(rng.sample(came_back, min(len(came_back), rng.randint(1, 4))))


def _result(name: str, unit: str, low: int, high: int, decimals: int, rng: Random) -> Result:
    if decimals:
        value = f"{rng.uniform(low, high):.{decimals}f}"
        return Result(name, value, unit, "约" if rng.random() < 0.1 else "")
    number = rng.randint(low, high)
    if number < 100 or rng.random() < 0.5:
        return Result(name, str(number), unit, "")
    hedge = rng.choice(("近", "逾", "超", "不少于", "超过", "余", "多"))
    return Result(name, str(number // 100 * 100), unit, hedge)


def _claimed(body: Body, rng: Random) -> tuple[Totals, ...]:
    """Return the totals the notice claims, which agree with what it lists; some notices claim none."""
    if rng.random() < 0.1:
        return ()
    statuses = [problem.status for problem in body.problems]
    listed: Totals = {"措施": sum(problem.measures for problem in body.problems)}
    if "已完成" in statuses:
        listed["已完成"] = statuses.count("已完成")
        # Whether 基本完成 counts as done differs, so such notices give no number of the open ones.
        if all(status == "已完成" or status in OPEN for status in statuses):
            listed["未完成"] = len(statuses) - statuses.count("已完成")
    found: Totals = {"方面": body.aspects, "问题": len(statuses)}
    if body.categories:
        found["类别"] = body.categories
    if rng.random() < 0.15:
        feedback: Totals = {"口径": "反馈意见", **found, "建议": rng.randint(2, 5)}
        return feedback, {"口径": "整改台账", "任务": len(statuses), **listed}
    return (found | listed,)


def _consultation(published: date, rng: Random) -> tuple[date, date]:
    return published, published + timedelta(rng.choice((7, 15, 19, 30)))


def _correction(published: date, rng: Random) -> tuple[date, str]:
    day = min(published + timedelta(rng.randint(1, 60)), LAST_DAY)
    return day, notice_grammar().expand("correction", rng)
