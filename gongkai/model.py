"""What the site is about: notices, problems, organizations, contacts. Values only; no files, no pages.

Every field has one English name (the attribute) and one Chinese name (`Meta.title`). The JSON of a notice,
`canonical_json`, is what pages, data files and hashes stand on; docs/format.md documents it.
"""

from enum import StrEnum
from typing import Annotated, ClassVar, NewType, Self

import msgspec
from msgspec import Meta

from gongkai.language import mark

# Kinds of text, each with its own check in `fields`.
Date = NewType("Date", str)  # ISO 8601: year, month or day
Day = NewType("Day", str)  # ISO 8601: day
Quantity = NewType("Quantity", str)  # a number as written, 万 and 亿 allowed
PhoneNumber = NewType("PhoneNumber", str)
Email = NewType("Email", str)
Url = NewType("Url", str)
SitePath = NewType("SitePath", str)  # path of an address on this site
Postcode = NewType("Postcode", str)
RegionCode = NewType("RegionCode", str)  # GB/T 2260
CreditCode = NewType("CreditCode", str)  # GB 32100-2015


class Choice(StrEnum):
    """A closed list of terms: English value, Chinese term, English label."""

    chinese: str
    label: str

    def __new__(cls, value: str, chinese: str, label: str) -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.chinese = chinese
        member.label = label
        return member

    @property
    def to_write(self) -> str:
        """The term that messages tell an editor to write."""
        return self.chinese


class Status(Choice):
    """How far a problem is rectified, as the notice says it (never defaulted to done)."""

    done = "done", "已完成", mark("Done")
    mostly_done = "mostly_done", "基本完成", mark("Mostly done")
    in_progress = "in_progress", "持续推进", mark("In progress")
    behind = "behind", "未达序时进度", mark("Behind schedule")
    not_done = "not_done", "未完成", mark("Not done")
    unstated = "unstated", "未注明", mark("Not stated")


# What a reader counts as still to be done; 未注明 is neither open nor done.
OPEN_STATUSES = (Status.not_done, Status.behind, Status.in_progress, Status.mostly_done)


class Mark(Choice):
    """What holds of a problem independently of its status."""

    at_once = "at_once", "立行立改", mark("Rectified at once")
    kept_up = "kept_up", "长期坚持", mark("Kept up in the long term")
    focus_period = "focus_period", "集中整改期完成", mark("Done within the focus period")
    recurred = "recurred", "反弹", mark("Recurred")


class Kind(Choice):
    """Kinds of notice."""

    rectification = "rectification", "整改通报", mark("Rectification notice")
    work = "work", "工作通报", mark("Work report")
    news = "news", "动态", mark("News")


class Level(Choice):
    """Levels of the hierarchy of organizations."""

    national = "national", "国家", mark("National")
    provincial = "provincial", "省", mark("Provincial")
    municipal = "municipal", "市", mark("Municipal")
    county = "county", "县", mark("County")
    township = "township", "乡", mark("Township")


class Hedge(Choice):
    """Words that make a number approximate; `before` says which stand before it."""

    about = "约", "约", mark("about")
    near = "近", "近", mark("nearly")
    beyond = "逾", "逾", mark("more than")
    above = "超", "超", mark("above")
    exceeding = "超过", "超过", mark("exceeding")
    at_least = "不少于", "不少于", mark("no fewer than")
    odd = "余", "余", mark("over")
    over = "多", "多", mark("over")

    @property
    def before(self) -> bool:
        """Whether the word precedes the number."""
        return self not in (Hedge.odd, Hedge.over)


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of all entities. `plain` names the field that a bare text stands for."""

    plain: ClassVar[str] = ""


class Phone(Record, frozen=True, kw_only=True):
    """A telephone number, what it is for, and when it is answered."""

    plain: ClassVar[str] = "number"
    number: Annotated[PhoneNumber, Meta(title="号码")]
    purpose: Annotated[str, Meta(title="用途")] = ""
    hours: Annotated[str, Meta(title="时间")] = ""


class Contacts(Record, frozen=True, kw_only=True):
    """How to reach an organization."""

    phones: Annotated[tuple[Phone, ...], Meta(title="电话")] = ()
    faxes: Annotated[tuple[PhoneNumber, ...], Meta(title="传真")] = ()
    emails: Annotated[tuple[Email, ...], Meta(title="邮箱")] = ()
    address: Annotated[str, Meta(title="地址")] = ""
    postcode: Annotated[Postcode, Meta(title="邮编")] = Postcode("")
    office_hours: Annotated[str, Meta(title="办公时间")] = ""
    form: Annotated[Url, Meta(title="表单")] = Url("")
    wechat: Annotated[str, Meta(title="公众号")] = ""


class Organization(Record, frozen=True, kw_only=True):
    """A body that publishes notices. `id` is its file's name; `sort_name` the pinyin it is sorted by."""

    id: str
    sort_name: str = ""
    name: Annotated[str, Meta(title="名称")]
    short_name: Annotated[str, Meta(title="简称")] = ""
    kind: Annotated[str, Meta(title="类型")] = ""
    level: Annotated[Level | None, Meta(title="层级")] = None
    region_code: Annotated[RegionCode, Meta(title="行政区划代码")] = RegionCode("")
    credit_code: Annotated[CreditCode, Meta(title="统一社会信用代码")] = CreditCode("")
    parent: Annotated[str, Meta(title="上级")] = ""
    description: Annotated[str, Meta(title="简介")] = ""
    url: Annotated[Url, Meta(title="网址")] = Url("")
    contacts: Annotated[Contacts | None, Meta(title="联系方式")] = None
    former_addresses: Annotated[tuple[SitePath, ...], Meta(title="旧网址")] = ()
    draft: Annotated[bool, Meta(title="草稿")] = False


class Inspection(Record, frozen=True, kw_only=True):
    """The inspection a notice answers."""

    category: Annotated[str, Meta(title="类别")] = ""
    body: Annotated[str, Meta(title="机构")] = ""
    round: Annotated[str, Meta(title="轮次")] = ""
    start: Annotated[Date, Meta(title="进驻")] = Date("")
    end: Annotated[Date, Meta(title="结束")] = Date("")
    feedback: Annotated[Date, Meta(title="反馈")] = Date("")


class Totals(Record, frozen=True, kw_only=True):
    """One set of totals that the notice itself claims; `basis` says which."""

    basis: Annotated[str, Meta(title="口径")] = ""
    aspects: Annotated[int | None, Meta(title="方面")] = None
    categories: Annotated[int | None, Meta(title="类别")] = None
    problems: Annotated[int | None, Meta(title="问题")] = None
    suggestions: Annotated[int | None, Meta(title="建议")] = None
    tasks: Annotated[int | None, Meta(title="任务")] = None
    measures: Annotated[int | None, Meta(title="措施")] = None
    done: Annotated[int | None, Meta(title="已完成")] = None
    open: Annotated[int | None, Meta(title="未完成")] = None


class Result(Record, frozen=True, kw_only=True):
    """A result with its unit and hedge, as the notice gives it."""

    name: Annotated[str, Meta(title="名称")]
    value: Annotated[Quantity, Meta(title="数值")]
    unit: Annotated[str, Meta(title="单位")] = ""
    hedge: Annotated[Hedge | None, Meta(title="概数")] = None

    @property
    def written(self) -> str:
        """The quantity as Chinese writes it: `约31亿元`, `4500余名`, `165亿余元`."""
        if self.hedge is None:
            return f"{self.value}{self.unit}"
        parts = (self.hedge, self.value) if self.hedge.before else (self.value, self.hedge)
        return "".join(parts) + self.unit


class Window(Record, frozen=True, kw_only=True):
    """The period in which opinions are asked for, both days included."""

    start: Annotated[Day, Meta(title="起")] = Day("")
    end: Annotated[Day, Meta(title="止")] = Day("")


class Event(Record, frozen=True, kw_only=True):
    """A day and a reason: a correction, or the withdrawal of a notice."""

    date: Annotated[Day, Meta(title="日期")]
    reason: Annotated[str, Meta(title="原因")]


class FormerPlace(Record, frozen=True, kw_only=True):
    """An anchor that a notice had, and the one that stands for it now."""

    name: Annotated[str, Meta(title="名称")]
    now: Annotated[str, Meta(title="现在")]


class Attachment(Record, frozen=True, kw_only=True):
    """A file below content/files/ that belongs to the notice."""

    plain: ClassVar[str] = "file"
    file: Annotated[str, Meta(title="文件")]
    title: Annotated[str, Meta(title="标题")] = ""


class Source(Record, frozen=True, kw_only=True):
    """Where the text comes from."""

    plain: ClassVar[str] = "title"
    title: Annotated[str, Meta(title="标题")]
    url: Annotated[Url, Meta(title="网址")] = Url("")


class Problem(Record, frozen=True, kw_only=True):
    """What was found, and what is said of it; the title is the heading's. `measures` are found in the text."""

    status: Annotated[Status, Meta(title="状态")]
    number: Annotated[str, Meta(title="编号")] = ""
    finding: Annotated[str, Meta(title="问题")] = ""
    unit: Annotated[str, Meta(title="责任单位")] = ""
    deadline: Annotated[Date, Meta(title="时限")] = Date("")
    completed: Annotated[Date, Meta(title="完成日期")] = Date("")
    marks: Annotated[tuple[Mark, ...], Meta(title="标记")] = ()
    continues: Annotated[tuple[str, ...], Meta(title="承接")] = ()
    unverified: Annotated[str, Meta(title="待核对")] = ""
    measures: tuple[str, ...] = ()


class Part(Record, frozen=True, kw_only=True):
    """A heading and the Markdown below it, up to the next heading. Without a heading: the introduction."""

    heading: str = ""
    level: int = 2
    anchor: str = ""
    text: str = ""
    problem: Problem | None = None


class Notice(Record, frozen=True, kw_only=True):
    """One disclosure notice. `id` is `<organization>/<slug>`, for ever."""

    id: str
    title: Annotated[str, Meta(title="标题")]
    kind: Annotated[Kind, Meta(title="类型")]
    published: Annotated[Date, Meta(title="发布日期")] = Date("")
    dated: Annotated[Date, Meta(title="成文日期")] = Date("")
    document_number: Annotated[str, Meta(title="文号")] = ""
    index_number: Annotated[str, Meta(title="索引号")] = ""
    organizations: Annotated[tuple[str, ...], Meta(title="机构")] = ()
    inspection: Annotated[Inspection | None, Meta(title="巡视巡察")] = None
    as_of: Annotated[Date, Meta(title="截至")] = Date("")
    claimed: Annotated[tuple[Totals, ...], Meta(title="公布总数")] = ()
    results: Annotated[tuple[Result, ...], Meta(title="成效")] = ()
    signature: Annotated[str, Meta(title="署名")] = ""
    contacts: Annotated[Contacts | None, Meta(title="联系方式")] = None
    consultation: Annotated[Window | None, Meta(title="征求意见")] = None
    corrections: Annotated[tuple[Event, ...], Meta(title="更正记录")] = ()
    withdrawn: Annotated[Event | None, Meta(title="撤下")] = None
    former_addresses: Annotated[tuple[SitePath, ...], Meta(title="旧网址")] = ()
    former_places: Annotated[tuple[FormerPlace, ...], Meta(title="旧位置")] = ()
    attachments: Annotated[tuple[Attachment, ...], Meta(title="附件")] = ()
    source: Annotated[Source | None, Meta(title="来源")] = None
    digest: Annotated[bool, Meta(title="摘编")] = False
    draft: Annotated[bool, Meta(title="草稿")] = False
    validity: Annotated[str, Meta(title="有效性")] = ""
    unverified: Annotated[tuple[str, ...], Meta(title="待核对")] = ()
    body: tuple[Part, ...] = ()

    @property
    def organization(self) -> str:
        """The id of the organization that owns the notice."""
        return self.id.partition("/")[0]

    @property
    def problems(self) -> list[Part]:
        """The parts that are problems, in order."""
        return [part for part in self.body if part.problem]


class Page(Record, frozen=True, kw_only=True):
    """A page of the site itself, such as “about”."""

    id: str
    title: Annotated[str, Meta(title="标题")]
    menu: Annotated[int | None, Meta(title="导航")] = None
    menu_title: Annotated[str, Meta(title="导航名")] = ""
    former_addresses: Annotated[tuple[SitePath, ...], Meta(title="旧网址")] = ()
    body: tuple[Part, ...] = ()


def canonical_json(record: Record) -> bytes:
    """Return the one JSON form of an entity: UTF-8, fields in the model's order, nothing that is empty."""
    return msgspec.json.encode(record)
