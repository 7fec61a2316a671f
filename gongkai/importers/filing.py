"""Where a draft goes, and whether it may be written: the same file changes nothing, an edited notice is never touched.

A line of the front matter remembers what was imported and what was written. It is a comment, so it is never published.
"""

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal, NamedTuple

from gongkai.importers.found import closed
from gongkai.importers.recognize import Recognized
from gongkai.model import Kind
from gongkai.skeleton import NOTICE_NAME, ORGANIZATION_NAME

_RECEIPT = re.compile(r"^# 导入: (?P<name>.*) (?P<source>[0-9a-f]{64}) (?P<draft>[0-9a-f]{64})\n", re.MULTILINE)
_MOST_NAMES = 1000
_REGION = re.compile(r"^(?P<place>[\u4e00-\u9fff]{2,6}?)(?:省|市|县|区|自治区|自治州|州|盟|旗|镇|乡|街道)(?P<rest>.+)$")


class Receipt(NamedTuple):
    """What a draft remembers: the name and hash of the file it was imported from, and whether it was edited since."""

    name: str
    source: str
    edited: bool


class Filed(NamedTuple):
    """What became of a draft: its path, and whether it is new, rewritten, unchanged, or left because it was edited."""

    path: Path
    outcome: Literal["new", "rewritten", "unchanged", "edited"]


def with_receipt(text: str, name: str, source: str) -> str:
    """Return a draft with the line that remembers its source; `text` begins with its front matter."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    shown = " ".join(name.split())
    line = f"# 导入: {shown} {source} {digest}\n"
    head, _, rest = text.partition("\n---\n") if text.startswith("---\n") else ("", "", "")
    return f"{head}\n{line}---\n{rest}" if head else line + text


def receipt_of(text: str) -> Receipt | None:
    """Return what a draft remembers; None for a notice that was not imported."""
    match = _RECEIPT.search(text)
    if not match:
        return None
    rest = text[: match.start()] + text[match.end() :]
    edited = hashlib.sha256(rest.encode()).hexdigest() != match["draft"]
    return Receipt(match["name"], match["source"], edited)


def file_draft(folder: Path, slug: str, suffix: str, text: str, name: str, sha256: str) -> Filed:
    """Write a draft into `folder`, beside whatever is there; nothing is written where the same file was imported.

    `name` and `sha256` are those of the file it was made from.
    """
    written = with_receipt(text, name, sha256)
    for path in sorted(folder.glob("*")):
        receipt = _receipt_in(path)
        if receipt and receipt.source == sha256 and path.suffix == suffix:
            return _again(path, receipt, written)
    folder.mkdir(parents=True, exist_ok=True)
    for path in _names(folder, slug, suffix):
        try:
            with path.open("x", encoding="utf-8", newline="\n") as file:
                file.write(written)
        except FileExistsError:
            continue
        return Filed(path, "new")
    raise FileExistsError(folder / slug)


def _names(folder: Path, slug: str, suffix: str) -> Iterable[Path]:
    others = {".md": ".yaml", ".yaml": ".md"}
    for number in range(1, _MOST_NAMES):
        name = slug if number == 1 else f"{slug}-{number}"
        # Both forms of a notice have one address.
        if not (folder / (name + others[suffix])).exists():
            yield folder / (name + suffix)


def _receipt_in(path: Path) -> Receipt | None:
    if path.suffix not in (".md", ".yaml"):
        return None
    try:
        return receipt_of(path.read_bytes().decode("utf-8").replace("\r\n", "\n"))
    except (OSError, UnicodeDecodeError):
        return None


def _again(path: Path, receipt: Receipt, written: str) -> Filed:
    """Leave a draft that was edited; write one anew only if nobody has and it would be another."""
    if receipt.edited:
        return Filed(path, "edited")
    if path.read_bytes() == written.encode():
        return Filed(path, "unchanged")
    path.write_text(written, encoding="utf-8", newline="\n")
    return Filed(path, "rewritten")


def slug_of(found: Recognized) -> str:
    """Return the name of a notice in its address: year and kind, or the file's own name where that can be one."""
    stem = Path(found.document.name).stem.lower()
    if NOTICE_NAME.fullmatch(stem):
        return stem
    year = next(
        (
            str(value)[:4]
            for name in ("dated", "published", "as_of", "inspection.feedback")
            if (value := found.value(name))
        ),
        "",
    )
    word = "inspection" if found.verdict.kind is Kind.rectification else "work"
    return f"{year}-{word}" if year else word


def organization_id(found: Recognized, known: Iterable[tuple[str, str, str]]) -> tuple[str, bool]:
    """Return the id of the organization, and whether it is there.

    `known` are id, name and short name of those that are. A new id is the region in pinyin and the initials of the
    rest: 洛阳市工商联 → luoyang-gsl.
    """
    names = {closed(found.organization.name), closed(found.organization.short_name)} - {""}
    taken = set()
    for identifier, name, short in known:
        taken.add(identifier)
        if names & {closed(name), closed(short)}:
            return identifier, True
    made = _made_id(found.organization.short_name or found.organization.name)
    number, identifier = 1, made
    while identifier in taken:
        number += 1
        identifier = f"{made}-{number}"
    return identifier, False


def _made_id(name: str) -> str:
    from pypinyin import Style, lazy_pinyin

    name = re.sub(r"^(?:中共|中国共产党)", "", name)
    match = _REGION.match(name)
    place, rest = (match["place"], match["rest"]) if match else ("", name)
    parts = ["".join(lazy_pinyin(place)), "".join(lazy_pinyin(rest[:12], style=Style.FIRST_LETTER))]
    made = "-".join(re.sub(r"[^a-z0-9]", "", part.lower()) for part in parts if part)[:60].strip("-")
    return made if ORGANIZATION_NAME.fullmatch(made) else f"org-{made}".strip("-")


def organization_text(found: Recognized) -> str:
    """Return the draft of an organization, with what the document says of it."""
    from gongkai.model import Level
    from gongkai.skeleton import quoted

    lines = [f"名称: {quoted(found.organization.name)}"]
    if found.organization.short_name:
        lines.append(f"简称: {quoted(found.organization.short_name)}")
    if found.organization.level:
        lines.append(f"层级: {next(level for level in Level if level == found.organization.level).chinese}")
    lines.append("草稿: 是")
    return "\n".join(lines) + "\n"
