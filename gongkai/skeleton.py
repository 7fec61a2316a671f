"""The first lines of a new notice or organization, with comments that say what goes where. Writes one new file."""

import re
from pathlib import Path

from gongkai.language import mark
from gongkai.model import Kind
from gongkai.rules.placeholders import EMAIL, HEADINGS, MEASURE, OPENING, PHONE

NOTICE_NAME = re.compile(r"[a-z0-9][a-z0-9-]*")
ORGANIZATION_NAME = re.compile(r"[a-z][a-z0-9-]*")

_NOTICE = """\
---
标题: {title}
类型: {kind}
发布日期: {published}
草稿: true                  # {draft}
{rectification}# 联系方式:                 # {contacts}
#   电话: [{phone}]
#   邮箱: [{email}]
---

{opening}
{example}"""
_RECTIFICATION = """\
巡视巡察:
  类别: 常规
  机构: ""                  # {body}
  # 进驻: 2024-01-01
  # 结束: 2024-02-01
  # 反馈: 2024-03-01
# 截至: 2024-06-30
# 公布总数: {{问题: 24, 措施: 65, 已完成: 23}}
"""
_EXAMPLE = """
## {}

### {}

#### {}
状态：未注明
编号：1
问题：

{}
""".format(*HEADINGS, MEASURE)
_ORGANIZATION = """\
名称: {name}
# 简称:
# 类型: 人民团体
# 层级: 市                  # 国家 | 省 | 市 | 县 | 乡
# 行政区划代码: "330100"
# 上级:                     # {parent}
# 联系方式:
#   电话:
#     - {{号码: {phone}, 用途: {purpose}, 时间: "9:00—17:00"}}
#   邮箱: [{email}]
#   地址:
#   邮编: "310000"
"""
WORDS = {
    "draft": mark("delete this line when the text is final"),
    "contacts": mark("if not the organization's own"),
    "body": mark("who inspected, such as 市委第六巡察组"),
    "opening": OPENING,
    "parent": mark("the id of the organization above it"),
    "purpose": mark("feedback on rectification"),
}


def quoted(text: str) -> str:
    """Return a text as a YAML value, in quotes where it needs them."""
    if re.search(r"[:#\"'\\\[\]{}&*!|>%@`]|^[\s\-?,]|\s$", text) or not text:
        return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return text


def notice_text(title: str, kind: Kind, published: str, words: dict[str, str]) -> str:
    """Return the first lines of a notice; `words` are WORDS in the editor's language."""
    is_rectification = kind is Kind.rectification
    return _NOTICE.format(
        title=quoted(title),
        kind=kind.chinese,
        published=published,
        phone=PHONE,
        email=EMAIL,
        rectification=_RECTIFICATION.format(body=words["body"]) if is_rectification else "",
        example=_EXAMPLE if is_rectification else "",
        **{name: words[name] for name in ("draft", "contacts", "opening")},
    )


def organization_text(name: str, words: dict[str, str]) -> str:
    """Return the first lines of an organization."""
    named = {name: words[name] for name in ("parent", "purpose")}
    return _ORGANIZATION.format(name=quoted(name), phone=PHONE, email=EMAIL, **named)


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet; raises FileExistsError where it is."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
