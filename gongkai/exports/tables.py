"""Notices, problems and organizations as CSV for spreadsheets: RFC 4180 with a byte order mark, safe to open.

A spreadsheet takes a cell that begins with = + - @ for a formula; an apostrophe before it makes it a text. Plain
numbers, and telephone numbers written with spaces, stay as they are: a sign before digits alone computes nothing.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from gongkai import urls
from gongkai.exports.json_files import Origin, read_problems
from gongkai.language import mark
from gongkai.model import Contacts, Organization, Phone
from gongkai.pages.output import Notices, lines_of
from gongkai.summary import STATUSES

BYTE_ORDER_MARK = "\ufeff"
# What spreadsheets take for the start of a formula, full-width in some languages; a tab or line end hides one.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
_FIRST = frozenset("=+-@＝＋－＠ \t\r\n\u3000\xa0")
_AFTER_NUMBER = re.compile(r"[\s、．.,，:：]+(?=[^\d\s])")
_QUOTED = re.compile('["\\r\\n]')
_NUMBER = re.compile(r"[+-]?\d[\d ]*(?:\.\d+)?%?")


class Column(NamedTuple):
    """A column: its Chinese head, its English name, and what it holds."""

    chinese: str
    name: str
    words: str


NOTICE_COLUMNS = (
    Column("标识", "id", mark("Organization and name, as in its address: <organization>/<name>, for ever.")),
    Column("标题", "title", mark("Full title of the document.")),
    Column("类型", "kind", mark("Kind of notice.")),
    Column("发布日期", "published", mark("When it was published; year, month or day.")),
    Column("更新日期", "updated", mark("Date of the last correction, or of publication.")),
    Column("机构", "organizations", mark("The organizations that it concerns, the owner first.")),
    Column("巡视巡察类别", "inspection_category", mark("Kind of inspection.")),
    Column("巡视巡察机构", "inspection_body", mark("Who inspected.")),
    Column("轮次", "inspection_round", mark("Which round it was.")),
    Column("进驻", "inspection_start", mark("When it began.")),
    Column("结束", "inspection_end", mark("When it ended.")),
    Column("反馈", "inspection_feedback", mark("When the findings were received.")),
    Column("征求意见起", "consultation_start", mark("First day.")),
    Column("征求意见止", "consultation_end", mark("Last day, included.")),
    Column("问题数", "problems", mark("How many problems the text lists.")),
    *(Column(status.chinese, status.value, mark("How many of them have this status.")) for status in STATUSES),
    Column("摘编", "digest", mark("是: a digest of a public notice, not its official text.")),
    Column("网址", "url", mark("Address of the page, for ever.")),
    Column("数据", "data", mark("Address of its JSON file.")),
    Column("校验值", "sha256", mark("SHA-256 of the canonical bytes, in hexadecimal.")),
)
PROBLEM_COLUMNS = (
    Column("标识", "id", mark("Id of the notice, #, and the anchor: unique, for ever.")),
    Column("机构标识", "organization_id", mark("Id of the organization that owns the notice.")),
    Column("机构", "organization", mark("The organization that owns the notice.")),
    Column("通报标识", "notice_id", mark("Id of the notice.")),
    Column("通报", "notice", mark("Title of the notice.")),
    Column("发布日期", "published", mark("When the notice was published.")),
    Column("轮次", "inspection_round", mark("Which round it was.")),
    Column("进展截至", "as_of", mark("The day up to which the notice tells the progress.")),
    Column("所在标题", "headings", mark("The headings that the problem stands under, the highest first.")),
    Column("编号", "number", mark("Number of the problem in its notice.")),
    Column("标题", "title", mark("Heading of the problem, without mark-up and without the number it opens with.")),
    Column("状态", "status", mark("How far it is rectified, as the notice says; never defaulted to done.")),
    Column("标记", "marks", mark("What holds besides the status.")),
    Column("发现的问题", "finding", mark("What the inspection found.")),
    Column("责任单位", "unit", mark("Who is responsible.")),
    Column("时限", "deadline", mark("When it is to be done.")),
    Column("完成日期", "completed", mark("When it was done.")),
    Column("承接", "continues", mark("Earlier problems that it continues: <notice>#<number>.")),
    Column(
        "后续",
        "continued_by",
        mark(
            "Ids of the later problems that continue it. To count each problem once, take the rows where it is empty."
        ),
    ),
    Column("措施数", "measures", mark("How many measures are found in its text.")),
    Column("网址", "url", mark("Address of the problem on the page of its notice.")),
)
ORGANIZATION_COLUMNS = (
    Column("标识", "id", mark("Name in its address, for ever.")),
    Column("名称", "name", mark("Full name.")),
    Column("简称", "short_name", mark("Short name.")),
    Column("类型", "kind", mark("Kind of organization, in words.")),
    Column("层级", "level", mark("Level in the hierarchy.")),
    Column("行政区划代码", "region_code", mark("Code of its region, GB/T 2260, six digits.")),
    Column("统一社会信用代码", "credit_code", mark("Unified social credit code, GB 32100-2015, 18 characters.")),
    Column("上级", "parent", mark("Id of the organization above it.")),
    Column("简介", "description", mark("What it is, in a few sentences.")),
    Column("电话", "phones", mark("Telephone numbers.")),
    Column("传真", "faxes", mark("Fax numbers.")),
    Column("邮箱", "emails", mark("E-mail addresses.")),
    Column("地址", "address", mark("Postal address.")),
    Column("邮编", "postcode", mark("Postcode, six digits.")),
    Column("办公时间", "office_hours", mark("When the office is open.")),
    Column("表单", "form", mark("Address of an online form.")),
    Column("公众号", "wechat", mark("Name of its WeChat account.")),
    Column("官网", "website", mark("Its own website.")),
    Column("网址", "url", mark("Address of its page, for ever.")),
)


# A problem that later ones continue: id of its notice, its position there, ids of the later ones.
Continuation = tuple[str, int, tuple[str, ...]]


class NoticeTableShows(msgspec.Struct, frozen=True, array_like=True):
    """Many notices as a table."""

    origin: Origin
    notices: tuple[msgspec.Raw, ...]


class ProblemTableShows(msgspec.Struct, frozen=True, array_like=True):
    """The problems of many notices as a table: id, fingerprint and organization of each notice.

    `continued` are problems that later ones continue: notice, position, ids of the later ones.
    """

    origin: Origin
    notices: tuple[tuple[str, str, str], ...]
    continued: tuple[Continuation, ...]


class OrganizationTableShows(msgspec.Struct, frozen=True, array_like=True):
    """All organizations as a table."""

    origin: Origin
    organizations: tuple[Organization, ...]


def safe(text: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text


def without_number(title: str, number: str) -> str:
    """Return a title without the number that it opens with, as `一-1 学习`; what only looks alike (1.5万元) stays."""
    if not number or not title.startswith(number):
        return title
    rest = title.removeprefix(number)
    cut = _AFTER_NUMBER.match(rest)
    return rest[cut.end() :] if cut else rest if number[-1] in "）)" and rest else title


def table(columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a CSV file with Chinese heads."""
    # Nearly no cell begins so that it needs a closer look.
    lines = [_line([safe(cell) if cell and cell[0] in _FIRST else cell for cell in row]) for row in rows]
    head = _line([column.chinese for column in columns])
    return (BYTE_ORDER_MARK + head + "".join(lines)).encode()


def _line(cells: Sequence[str]) -> str:
    """Return a line; the library writes it where a cell needs quotes, which takes five times as long as to join."""
    line = ",".join(cells)
    if line.count(",") < len(cells) and not _QUOTED.search(line):
        return line + "\r\n"
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerow(cells)
    return file.getvalue()


def notices(shows: NoticeTableShows) -> bytes:
    """Return a table of notices."""
    return table(NOTICE_COLUMNS, _notice_rows(shows))


def _notice_rows(shows: NoticeTableShows) -> Iterable[Sequence[str]]:
    for line in lines_of(shows.notices):
        name = line.address.removeprefix(urls.NOTICES).rstrip("/")
        inspection, window = line.inspection, line.consultation
        asked = (inspection.category, inspection.body, inspection.round) if inspection else ("", "", "")
        days = (inspection.start, inspection.end, inspection.feedback) if inspection else ("", "", "")
        yield (
            name,
            line.title,
            line.kind.chinese,
            line.published,
            line.updated,
            "、".join(organization.text for organization in line.organizations),
            *asked,
            *days,
            *((window.start, window.end) if window else ("", "")),
            str(line.total),
            *map(str, line.counts),
            "是" if line.digest else "",
            shows.origin(line.address),
            shows.origin(urls.data_notice(name)),
            line.fingerprint,
        )


def problems(shows: ProblemTableShows, store: Notices) -> bytes:
    """Return a table of problems."""
    return table(PROBLEM_COLUMNS, _problem_rows(shows, store))


def _problem_rows(shows: ProblemTableShows, store: Notices) -> Iterable[Sequence[str]]:
    continued = {(name, position): later for name, position, later in shows.continued}
    for name, found, organization in shows.notices:
        notice, listed = read_problems(shows.origin, name, found, store)
        for position, problem in enumerate(listed):
            yield (
                problem.id,
                name.partition("/")[0],
                organization,
                name,
                notice.title,
                notice.published,
                notice.inspection.round if notice.inspection else "",
                notice.as_of,
                " › ".join(problem.headings),
                problem.number,
                without_number(problem.title, problem.number),
                problem.status.chinese,
                "、".join([one.chinese for one in problem.marks]) if problem.marks else "",
                problem.finding,
                problem.unit,
                problem.deadline,
                problem.completed,
                "、".join(problem.continues) if problem.continues else "",
                "、".join(continued.get((name, position), ())),
                str(problem.measures),
                problem.url,
            )


def organizations(shows: OrganizationTableShows) -> bytes:
    """Return the table of organizations."""
    return table(ORGANIZATION_COLUMNS, (_organization_row(found, shows.origin) for found in shows.organizations))


def _organization_row(found: Organization, origin: Origin) -> Sequence[str]:
    contacts = found.contacts or Contacts()
    return (
        found.id,
        found.name,
        found.short_name,
        found.kind,
        found.level.chinese if found.level else "",
        found.region_code,
        found.credit_code,
        found.parent,
        found.description,
        "；".join(map(_phone, contacts.phones)),
        "；".join(contacts.faxes),
        "；".join(contacts.emails),
        contacts.address,
        contacts.postcode,
        contacts.office_hours,
        contacts.form,
        contacts.wechat,
        found.url,
        origin(urls.organization(found.id)),
    )


def _phone(phone: Phone) -> str:
    details = "，".join(text for text in (phone.purpose, phone.hours) if text)
    return f"{phone.number}（{details}）" if details else phone.number
