"""Problems named again where a notice gathers what is not finished: each stays one, and its status is read there."""

import re
from collections.abc import Container, Iterator, Sequence

from gongkai.importers.document import Paragraph
from gongkai.importers.found import closed, plain
from gongkai.importers.problem_cues import is_unfinished
from gongkai.importers.problem_found import ProblemFound
from gongkai.importers.problem_lists import Chosen
from gongkai.importers.problem_sentences import read_unfinished
from gongkai.importers.sections import Section

_SHORTEST_NAME = 5
_QUOTED = re.compile(r"(?:关于|针对)?“([^“”]{5,80})”(?:的|等)*问题")


def without_named_again(chosen: Sequence[Chosen]) -> list[Chosen]:
    """Leave out what is told again under 整改未完成事项, where the problem itself stands above with its measures."""
    named = {_name(one.section.title) for one in chosen if not is_unfinished(one.section)}
    return [one for one in chosen if not (is_unfinished(one.section) and _is_named(one.section.title, named))]


def _is_named(title: str, named: Container[str]) -> bool:
    """Whether a heading names a problem, or begins with one in quotes: “…”问题因…，尚在推进"""
    quoted = _QUOTED.match(closed(plain(title)))
    return _name(title) in named or (quoted is not None and quoted[1] in named)


def read_named_again(problems: Sequence[ProblemFound]) -> None:
    """Take status and deadline of problems that say none from where what is not finished names them."""
    root = next((one.section for one in problems), None)
    while root is not None and root.parent is not None:
        root = root.parent
    own = [problem.section for problem in problems]
    for paragraph in _unfinished(root, own) if root else ():
        text = closed(plain(paragraph.text))
        for problem in problems:
            name = _name(problem.section.title)
            if len(name) >= _SHORTEST_NAME and name in text[: len(name) + 12] and "status" not in problem.fields:
                read_unfinished(problem, [paragraph])


def _unfinished(root: Section, own: Sequence[Section]) -> Iterator[Paragraph]:
    for section in root.walk():
        if section.head is not None and is_unfinished(section) and section not in own:
            yield from (block for block in (section.head, *section.blocks) if isinstance(block, Paragraph))


def _name(title: str) -> str:
    """Return what a heading calls a problem, without what only makes a heading of it: “…”问题： → …"""
    bare = re.sub(r"^(?:关于|针对)", "", closed(plain(title)).rstrip("。；："))
    bare = re.sub(r"(?:的)?(?:等)?问题(?:的?整改(?:情况)?)?$", "", bare)
    return re.sub(r"^[“‘](.*)[”’]$", r"\1", bare)
