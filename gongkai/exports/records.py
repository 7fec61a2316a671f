"""What the data files hold: notices, problems, organizations, changes, and the index of all files.

Values only; docs/data.md and the page /data/ explain them, `schema` makes their JSON Schemas. A notice and an
organization stand in their files in their canonical form, byte for byte, so that `sha256` can be checked by anyone.
"""

from typing import Annotated

import msgspec
from msgspec import Meta

from gongkai.language import mark
from gongkai.model import Choice, Date, Day, Event, Mark, Notice, Organization, Status, Url


class Action(Choice):
    """What happened to a notice."""

    added = "added", "发布", mark("Published")
    altered = "altered", "更正", mark("Corrected")
    withdrawn = "withdrawn", "撤下", mark("Withdrawn")


class File(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What every JSON file says of itself."""

    schema: Annotated[Url, Meta(title="结构")] = msgspec.field(name="$schema", default=Url(""))
    license: Annotated[Url, Meta(title="许可")] = Url("")


class ProblemRecord(File, frozen=True, kw_only=True, omit_defaults=True):
    """One problem of a notice, with its addresses; its text stays in the notice."""

    id: Annotated[str, Meta(title="标识")]
    url: Annotated[Url, Meta(title="网址")]
    notice: Annotated[str, Meta(title="通报")]
    part: Annotated[int, Meta(title="部分")]
    headings: Annotated[tuple[str, ...], Meta(title="所在标题")] = ()
    title: Annotated[str, Meta(title="标题")]
    status: Annotated[Status, Meta(title="状态")]
    number: Annotated[str, Meta(title="编号")] = ""
    finding: Annotated[str, Meta(title="问题")] = ""
    unit: Annotated[str, Meta(title="责任单位")] = ""
    deadline: Annotated[Date, Meta(title="时限")] = Date("")
    completed: Annotated[Date, Meta(title="完成日期")] = Date("")
    marks: Annotated[tuple[Mark, ...], Meta(title="标记")] = ()
    continues: Annotated[tuple[str, ...], Meta(title="承接")] = ()
    measures: Annotated[int, Meta(title="措施数")] = 0


class NoticeFile(File, frozen=True, kw_only=True, omit_defaults=True):
    """A notice, and where in it each problem stands: by anchor, a JSON Pointer (RFC 6901) into the same file."""

    url: Annotated[Url, Meta(title="网址")]
    sha256: Annotated[str, Meta(title="校验值")]
    problems: Annotated[dict[str, str], Meta(title="问题")] = {}
    notice: Annotated[Notice, Meta(title="通报")]


class WithdrawnFile(File, frozen=True, kw_only=True, omit_defaults=True):
    """What is left of a notice that was withdrawn."""

    url: Annotated[Url, Meta(title="网址")]
    id: Annotated[str, Meta(title="标识")]
    title: Annotated[str, Meta(title="标题")]
    published: Annotated[Date, Meta(title="发布日期")] = Date("")
    withdrawn: Annotated[Event, Meta(title="撤下")]


class OrganizationFile(File, frozen=True, kw_only=True, omit_defaults=True):
    """An organization."""

    url: Annotated[Url, Meta(title="网址")]
    sha256: Annotated[str, Meta(title="校验值")]
    organization: Annotated[Organization, Meta(title="机构")]


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One change: a notice was published, corrected or withdrawn."""

    date: Annotated[Date, Meta(title="日期")]
    action: Annotated[Action, Meta(title="变动")]
    id: Annotated[str, Meta(title="标识")]
    title: Annotated[str, Meta(title="标题")]
    reason: Annotated[str, Meta(title="原因")] = ""
    sha256: Annotated[str, Meta(title="校验值")] = ""
    url: Annotated[Url, Meta(title="网址")] = Url("")
    data: Annotated[Url, Meta(title="数据")] = Url("")


class ChangesFile(File, frozen=True, kw_only=True, omit_defaults=True):
    """What changed in one year, by date."""

    year: Annotated[str, Meta(title="年份")]
    changes: Annotated[tuple[Change, ...], Meta(title="变动")]


class DataFile(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A file that holds many records."""

    url: Annotated[Url, Meta(title="网址")]
    kind: Annotated[str, Meta(title="内容")]
    format: Annotated[str, Meta(title="格式")]
    year: Annotated[str, Meta(title="年份")] = ""
    part: Annotated[int | None, Meta(title="分册")] = None
    records: Annotated[int, Meta(title="条数")]
    state: Annotated[str, Meta(title="状态标记")]
    conforms_to: Annotated[Url, Meta(title="结构")] = Url("")


class IndexFile(File, frozen=True, kw_only=True, omit_defaults=True):
    """All files that hold many records."""

    title: Annotated[str, Meta(title="标题")]
    url: Annotated[Url, Meta(title="网址")]
    updated: Annotated[Day, Meta(title="更新日期")] = Day("")
    notices: Annotated[int, Meta(title="通报数")]
    problems: Annotated[int, Meta(title="问题数")]
    organizations: Annotated[int, Meta(title="机构数")]
    files: Annotated[tuple[DataFile, ...], Meta(title="文件")]
