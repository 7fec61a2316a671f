"""Notices and organizations as gongkai's source files (docs/format.md has the form)."""

from collections.abc import Iterator, Mapping

from bench.notices import Notice, Totals
from bench.organizations import Organization

SETTINGS = """\
title = "整改公开基准测试站"
address = "https://example.org"
language = "zh"
"""

ABOUT = """\
---
标题: 关于本站
导航: 1
---

本站的通报由程序按句式随机生成，其中的机构、地名、人名和数字均为虚构，只用于测量生成速度。
"""


def organization_file(organization: Organization) -> str:
    """Return an organization's YAML."""
    lines = [
        f"名称: {organization.name}",
        f"简称: {organization.short_name}",
        f"类型: {organization.kind}",
        f"层级: {organization.level}",
        f'行政区划代码: "{organization.region_code}"',
        f'统一社会信用代码: "{organization.credit_code}"',
    ]
    if organization.parent:
        lines.append(f"上级: {organization.parent}")
    lines.append(f"简介: {organization.name}，负责{organization.place}范围内的相关管理和服务工作。")
    return "\n".join([*lines, *_contacts(organization)]) + "\n"


def notice_file(notice: Notice) -> str:
    """Return a notice's Markdown with its front matter."""
    return "\n".join(["---", *_front_matter(notice), "---", "", notice.body.text])


def _front_matter(notice: Notice) -> Iterator[str]:
    dates, organization = notice.dates, notice.organization
    yield f"标题: {notice.title}"
    yield f"类型: {notice.kind}"
    yield f"发布日期: {dates.published}"
    yield f"成文日期: {dates.dated}"
    yield f"文号: {notice.document_number}"
    yield f"索引号: {notice.index_number}"
    if notice.others:
        yield f"机构: [{', '.join(other.id for other in notice.others)}]"
    yield "巡视巡察:"
    yield f"  类别: {notice.inspection.category}"
    yield f"  机构: {notice.inspection.body}"
    yield f"  进驻: {dates.start}"
    yield f"  结束: {dates.end}"
    yield f"  反馈: {dates.feedback:{'%Y-%m' if notice.vague else '%Y-%m-%d'}}"
    yield f"截至: {dates.as_of}"
    yield from _claimed(notice.claimed)
    yield "成效:"
    for result in notice.results:
        hedge = {"概数": result.hedge} if result.hedge else {}
        yield f"  - {_flow({'名称': result.name, '数值': result.value, '单位': result.unit, **hedge})}"
    yield f"署名: 中共{organization.name}{organization.party}"
    if notice.own_contacts:
        yield from _contacts(organization)
    yield from _rarely_given(notice)


def _rarely_given(notice: Notice) -> Iterator[str]:
    if notice.consultation:
        start, end = notice.consultation
        yield f"征求意见: {{起: {start}, 止: {end}}}"
    if notice.correction:
        day, reason = notice.correction
        yield f"更正记录:\n  - {_flow({'日期': str(day), '原因': reason})}"
    if notice.former_address:
        yield f"旧网址: [{notice.former_address}]"
    if notice.digest:
        yield f"来源:\n  标题: {notice.title}\n  网址: https://example.org/source/{notice.id}"
        yield "摘编: true"


def _claimed(claimed: tuple[Totals, ...]) -> Iterator[str]:
    if len(claimed) == 1:
        yield f"公布总数: {_flow(claimed[0])}"
    elif claimed:
        yield "公布总数:"
        for totals in claimed:
            yield f"  - {_flow(totals)}"


def _contacts(organization: Organization) -> Iterator[str]:
    yield "联系方式:"
    yield "  电话:"
    yield f"    - {{号码: {organization.phone}, 用途: 整改监督, 时间: 工作日8:30—17:30}}"
    yield f"  邮箱: [{organization.email}]"
    yield f"  地址: {organization.address}"
    yield f'  邮编: "{organization.postcode}"'
    yield "  办公时间: 工作日8:30—12:00，14:00—17:30"


def _flow(values: Mapping[str, str | int]) -> str:
    return "{" + ", ".join(f"{key}: {value}" for key, value in values.items()) + "}"
