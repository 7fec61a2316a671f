"""What was recognized → the front matter of the draft: the fields of the notice, and what is to be verified."""

import re

from gongkai.importers.doubts import NAMES, place_words
from gongkai.importers.recognize import Recognized
from gongkai.language import catalogue
from gongkai.model import Kind
from gongkai.skeleton import quoted


def front_matter(found: Recognized, doubts: list[str]) -> list[str]:
    """Return the lines of the front matter, without the dashes."""
    kind = found.verdict.kind or Kind.work
    lines = [f"标题: {quoted(str(found.value('title') or ''))}", f"类型: {kind.chinese}"]
    if published := found.value("published"):
        lines.append(f"发布日期: {published}")
    if dated := found.value("dated"):
        lines.append(f"成文日期: {dated}")
    for name in ("document_number", "index_number"):
        if value := found.value(name):
            lines.append(f"{NAMES[name]}: {quoted(str(value))}")
    lines += _group(found, "巡视巡察", "inspection")
    if as_of := found.value("as_of"):
        lines.append(f"截至: {as_of}")
    lines += _totals(found)
    lines += _results(found)
    if signature := found.value("signature"):
        lines.append(f"署名: {quoted(str(signature))}")
    lines += contact_lines(found)
    lines += _group(found, "征求意见", "consultation", {"start": "起", "end": "止"})
    lines.append("草稿: 是")
    if doubts:
        lines.append("待核对:")
        lines += [f"  - {always_quoted(doubt)}" for doubt in doubts]
    return lines


def _group(found: Recognized, title: str, name: str, names: dict[str, str] | None = None) -> list[str]:
    lines = []
    for item in found.fields:
        if item.field.startswith(f"{name}.") and item.value:
            key = item.field.partition(".")[2]
            shown = (names or {}).get(key) or NAMES[item.field]
            lines.append(f"  {shown}: {quoted(str(item.value))}")
    order = ["类别", "机构", "轮次", "进驻", "结束", "反馈", "起", "止"]
    lines.sort(key=lambda line: order.index(line.strip().partition(":")[0]))
    return [f"{title}:", *lines] if lines else []


def _totals(found: Recognized) -> list[str]:
    lines: list[str] = []
    for one in found.totals:
        pairs = ", ".join(f"{NAMES[item.field]}: {item.value}" for item in one)
        quote = re.sub(r"\s+", " ", one[0].quote).strip()
        place = place_words(one[0].origin, catalogue("zh").gettext)
        source = f"  # {place}：{quote}"
        if source not in lines:
            lines.append(source)
        lines.append(f"  - {{{pairs}}}")
    return ["公布总数:", *lines] if lines else []


def _results(found: Recognized) -> list[str]:
    lines = []
    shown = {"name": "名称", "value": "数值", "unit": "单位", "hedge": "概数"}
    for one in found.results:
        pairs = ", ".join(f"{shown[item.field]}: {_in_braces(str(item.value))}" for item in one)
        lines.append(f"  - {{{pairs}}}")
    return ["成效:", *lines] if lines else []


def _in_braces(text: str) -> str:
    return always_quoted(text) if quoted(text) != text or "," in text else text


def contact_lines(found: Recognized) -> list[str]:
    """Return the lines of 联系方式."""
    given = {item.field.partition(".")[2]: item.value for item in found.fields if item.field.startswith("contacts.")}
    lines: list[str] = []
    phones = sorted({match[1] for name in given if (match := re.match(r"phones\[(\d+)\]", name))}, key=int)
    if phones:
        lines.append("  电话:")
        for index in phones:
            shown = (("number", "号码"), ("purpose", "用途"), ("hours", "时间"))
            pairs = [
                f"{word}: {always_quoted(str(given[key]))}"
                for name, word in shown
                if (key := f"phones[{index}].{name}") in given
            ]
            lines.append(f"    - {{{', '.join(pairs)}}}")
    faxes = [always_quoted(str(given[name])) for name in given if name.startswith("faxes[")]
    if faxes:
        lines.append(f"  传真: [{', '.join(faxes)}]")
    emails = [str(given[name]) for name in given if name.startswith("emails[")]
    if emails:
        lines.append(f"  邮箱: [{', '.join(emails)}]")
    for name, word in (("address", "地址"), ("postcode", "邮编"), ("office_hours", "办公时间")):
        if name in given:
            value = str(given[name])
            lines.append(f"  {word}: {always_quoted(value) if name == 'postcode' else quoted(value)}")
    return ["联系方式:", *lines] if lines else []


def always_quoted(text: str) -> str:
    """Return a YAML value in double quotes."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
