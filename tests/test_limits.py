"""No file that is read, however it was made to harm, holds up a check: it is read in seconds, or refused with a place."""

import time
from pathlib import Path

import msgspec
import pytest

from gongkai import prose
from gongkai.examine import examine
from gongkai.finding import Diagnostic
from gongkai.model import Notice
from gongkai.source import SIZE_LIMIT_BYTES
from tests.sites import notice

# About 2 s on a machine with nothing else to do.
CPU_SECONDS = 6
HEAD = "---\n标题: 甲\n类型: 动态\n发布日期: 2024-01-01\n"
SIGNS = [
    "[",
    "<http://",
    "汉</em>",
    "*",
    "*a",
    "_a",
    "`",
    "`a",
    "![",
    "[a](",
    "[a](<",
    ">",
    "> ",
    "- ",
    "\\",
    "<",
    "[[]",
]
TEXTS = {
    "brackets": "[" * 200_000,
    "addresses": "<http://" * 50_000,
    "tags": "汉" + "</em>" * 50_000,
    "lists": "\n".join("    " * level + "- a" for level in range(400)),
    "notes": "\n".join(f"[^{number}]: x" for number in range(30_000)),
    "cells": ("|a" * 2_000 + "|\n") * 100,
    "status": "状态" + " " * 9_900,
}
FIELDS = {
    "unknown": "".join(f"名{number}: x\n" for number in range(20_000)),
    "spaces": "署名: a" + " " * 9_900 + "b\n",
    "brackets": "标题: [\n\n\n" * 10_000,
    "marks": "机构: " + "[" * 9_900 + "\n",
}


def seconds_for(folder: Path, text: str) -> tuple[float, list[str]]:
    """Return the CPU time of reading a notice, and its page if it has no errors; and the codes of what was found."""
    path = folder / "notices/a/b.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    started = time.process_time()
    examined = examine(folder, "notices/a/b.md")
    found = msgspec.msgpack.decode(examined.findings or b"\x90", type=list[Diagnostic])
    if examined.canonical and not any(item.severity == "error" for item in found):
        for part in msgspec.json.decode(examined.canonical, type=Notice).body:
            prose.html(part.text)
    return time.process_time() - started, [item.code for item in found]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_hostile_text_is_read_in_time(tmp_path: Path, text: str) -> None:
    assert seconds_for(tmp_path, f"{HEAD}---\n\n{text}\n")[0] < CPU_SECONDS


@pytest.mark.parametrize("sign", SIGNS)
def test_a_file_full_of_one_sign_is_read_in_time_in_long_and_in_short_lines(tmp_path: Path, sign: str) -> None:
    for characters, between in ((9_900, "\n\n"), (90, "\n")):
        line = sign * (characters // len(sign)) + between
        times = (SIZE_LIMIT_BYTES - 1_000) // len(line.encode())
        assert seconds_for(tmp_path, f"{HEAD}---\n\n{line * times}")[0] < CPU_SECONDS


@pytest.mark.parametrize("fields", FIELDS.values(), ids=FIELDS)
def test_hostile_front_matter_is_read_in_time_and_its_findings_are_counted(tmp_path: Path, fields: str) -> None:
    seconds, codes = seconds_for(tmp_path, f"{HEAD}{fields}---\n\n正文。\n")
    assert seconds < CPU_SECONDS
    assert len(codes) < 300


def test_a_paragraph_of_nine_thousand_characters_is_read_and_called_long(tmp_path: Path) -> None:
    assert seconds_for(tmp_path, notice("已完成整改任务。" * 1_200))[1] == ["paragraph-long"]


def test_a_long_list_and_a_long_table_are_no_long_paragraph(tmp_path: Path) -> None:
    items = "".join(f"{number}. 修订**管理**办法，明确责任分工，建立长效机制。\n" for number in range(1, 900))
    rows = "|序号|措施|\n|---|---|\n" + "|1|修订**管理**办法，明确责任分工，建立长效机制。|\n" * 900
    assert seconds_for(tmp_path, notice(f"整改如下：\n\n{items}\n台账如下：\n\n{rows}"))[1] == []
