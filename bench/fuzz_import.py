"""Damaged office files: `python -m bench.fuzz_import [HOW_MANY] [SEED]` reads so many, and tells what went wrong.

Each is a small sound file whose bytes, or the XML in it, were changed at random; the same seed makes the same files. A
file is read, or refused in one line; nothing else may happen, within ten seconds and bounded memory.
"""

import random
import resource
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from io import BytesIO
from typing import Any, NamedTuple

from bench import make_documents, office
from gongkai.diagnostics import Diagnostics
from gongkai.importers.readers import read
from tests import office_files

MOST_SECONDS = 10.0
MOST_MEMORY_MB = 2_500
_TEXT = (
    "关于巡察整改进展情况的通报",
    "根据统一部署，市委第六巡察组于2023年7月17日至8月29日进行了常规巡察。现将整改情况予以公布。",
    "一、组织领导",
    "（一）提高认识。一是认真学习，压实责任；二是定期研究，推动整改落实到位、见到实效、取得经验。",
    "1.学习不够深入",
    "联系电话：0579-85550123；邮政编码：321000。",
)
_EVIL = (
    b"\0",
    b"\xff",
    b"%",
    b"<",
    b">",
    b"&a;",
    b"<!DOCTYPE a>",
    b"endobj",
    b"-1",
    b"99999999999",
    b"\x80\x80",
    b"]]>",
)


class Failure(NamedTuple):
    """What went wrong with which file."""

    kind: str
    number: int
    reason: str


def sound_files() -> dict[str, bytes]:
    """Return a sound file of each kind."""
    rich = office.docx(
        office.numbered("组织领导", 1),
        office.table(office.cell("甲", '<w:gridSpan w:val="2"/>'), office.cell("乙", "<w:vMerge/>") * 2),
        office.paragraph(f"<w:r><w:pict><w:txbxContent>{office.paragraph('内')}</w:txbxContent></w:pict></w:r>"),
        office.paragraph(office.run("注") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
        numbering=office.abstract(0, office.level(0, "chineseCounting", "%1、")) + office.number(1, 0, {0: 3}),
        styles=office.style("a", "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr>", default=True),
        footnotes=f'<w:footnote w:id="2">{office.paragraph("脚注")}</w:footnote>',
    )  # fmt: skip

    def fill(book: Any) -> None:
        book.active.append(["序号", "问题", "率"])
        book.active.append([1, "学习不够", 0.5])
        book.active.merge_cells("A2:A3")
        book.active["C2"].number_format = "0%"

    return {
        "styled.docx": make_documents.styled(_TEXT),
        "rich.docx": rich,
        "one.pdf": make_documents.pdf(_TEXT),
        "two.pdf": make_documents.pdf(_TEXT * 4, columns=2),
        "a.xlsx": office_files.xlsx(fill),
        "a.xls": office_files.xls([["序号", "问题"], [1, "学习不够"]]),
        "a.doc": office_files.doc("通报\r序号\x07问题\x07\x07\x13A\x14B\x15\r", heads="头\r", narrow="No. 1\r"),
        "a.txt": "\n".join(_TEXT).encode("gb18030"),
    }


def damaged(data: bytes, chance: random.Random) -> bytes:
    """Return a file with some damage: in what is packed into it, or in its bytes."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        with zipfile.ZipFile(BytesIO(data)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        name = chance.choice(sorted(parts))
        if chance.random() < 0.1:
            del parts[name]
        else:
            parts[name] = _bytes(parts[name], chance)
        return office.zipped(parts)
    return _bytes(data, chance)


def _bytes(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(changed) + 1)
        length = chance.choice((1, 1, 4, 30, 400))
        how = chance.randrange(6)
        if how == 0:
            del changed[place : place + length]
        elif how == 1:
            changed[place:place] = changed[place : place + length] * chance.choice((1, 2, 50))
        elif how == 2:
            changed[place:place] = chance.choice(_EVIL)
        elif how == 3:
            changed[place : place + length] = chance.randbytes(length)
        elif how == 4 and place < len(changed):
            changed[place] ^= 1 << chance.randrange(8)
        elif how == 5 and chance.random() < 0.1:
            del changed[place:]
    return bytes(changed)


def one(kind: str, data: bytes) -> str:
    """Return what went wrong with one file; nothing where it was read, or refused in one line."""
    diagnostics = Diagnostics()
    begun = time.monotonic()
    try:
        document = read(data, kind, diagnostics)
    except Exception as error:  # noqa: BLE001 # this is what is looked for
        return f"{type(error).__name__}: {error}"
    if time.monotonic() - begun > MOST_SECONDS:
        return "it took longer than ten seconds"
    if document is None and len(diagnostics) != 1:
        return f"{len(diagnostics)} findings"
    return ""


def fuzz(count: int, seed: int, tell: Callable[[str], None] = lambda _line: None) -> list[Failure]:
    """Read `count` damaged files, of all kinds in turn; return what went wrong."""
    files = sound_files()
    kinds = sorted(files)
    failures = []
    outcomes: Counter[str] = Counter()
    for number in range(count):
        kind = kinds[number % len(kinds)]
        data = damaged(files[kind], random.Random(f"{seed}/{number}"))
        reason = one(kind, data)
        outcomes["failed" if reason else "fine"] += 1
        if reason:
            failures.append(Failure(kind, number, reason))
            tell(f"{kind} {number}: {reason}")
    memory = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) // 1024
    if memory > MOST_MEMORY_MB:
        failures.append(Failure("all", count, f"{memory} MB"))
    tell(f"{count} files, {len(failures)} failures, at most {memory} MB")
    return failures


def main() -> None:
    """Read damaged files, and say what went wrong."""
    given = [int(text) for text in sys.argv[1:3]]
    count, seed = given + [10_000, 0][len(given) :]
    sys.exit(bool(fuzz(count, seed, print)))


if __name__ == "__main__":
    main()
