"""How exactly documents are recognized: precision, recall and silent errors per kind of field.

`python -m bench.import_fields [FOLDER …]` scores documents with their truth beside them (`NAME.txt` and `NAME.yaml`);
without a folder those of tests/documents. A truth lists what the document says; what it leaves out must be left empty.
A silent error is a value that is wrong and not marked to be verified.
"""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml

from gongkai.diagnostics import Diagnostics
from gongkai.importers.found import Found
from gongkai.importers.readers import read
from gongkai.importers.recognize import Recognized, recognize
from gongkai.importers.report import all_fields
from gongkai.model import Choice
from gongkai.text import numeral

DOCUMENTS = Path(__file__).resolve().parent.parent / "tests" / "documents"
# Field (without its indexes) → the kind it is counted under; others count as “other”.
KINDS = {
    "dates": (
        r"inspection\.(?:start|end|feedback)|as_of|dated|published|consultation\..*|problems\.(?:deadline|completed)"
    ),
    "contacts": r"contacts\..*",
    "status": r"problems\.status",
    "problems": r"problems\.(?:title|finding|number|measures|unit|marks)",
    "totals": r"claimed\..*",
    "results": r"results\..*",
}


@dataclass
class Score:
    """Counts of one kind of field: right, wrong, found though nothing is there, missed, and wrong without a mark."""

    right: int = 0
    wrong: int = 0
    extra: int = 0
    missed: int = 0
    silent: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """Right among what was found."""
        found = self.right + self.wrong + self.extra
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Right among what is there."""
        there = self.right + self.wrong + self.missed
        return self.right / there if there else 1.0

    def add(self, other: "Score") -> None:
        """Add the counts of another."""
        for name in ("right", "wrong", "extra", "missed", "silent"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.errors += other.errors


def truths(folders: list[Path]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Yield each document and its truth."""
    for folder in folders:
        for truth in sorted(folder.glob("*.yaml")):
            for document in sorted(folder.glob(f"{truth.stem}.*")):
                if document != truth:
                    yield document, yaml.load(truth.read_text("utf-8"), Loader=yaml.CBaseLoader)


def expected(truth: dict[str, Any], order: list[int | None], given: Iterable[str] = ()) -> dict[str, str]:
    """Return the truth as paths and values; `order` says which found problem each true one is.

    Other lists (sets of totals, results, phones) are held against the found values `given` (as `path=value`): one that
    was missed does not make all that follow it wrong.
    """
    values: dict[str, str] = {"kind": truth["kind"]}
    known = set(given)

    def walk(path: str, value: Any) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                walk(f"{path}.{name}" if path else name, inner)
        elif isinstance(value, list):
            for place, inner in zip(_places(path, value, known), value, strict=True):
                walk(f"{path}[{place}]", inner)
        else:
            values[path] = str(value)

    wanted = {name: value for name, value in truth.items() if name not in ("problems", "flagged", "marks")}
    if "claimed" in wanted:
        wanted["claimed"] = _whole_sets(wanted["claimed"])
    walk("", wanted)
    for index, problem in enumerate(truth.get("problems") or []):
        place = order[index] if order[index] is not None else f"missing{index}"
        for name, value in problem.items():
            values[f"problems[{place}].{name}"] = "、".join(value) if isinstance(value, list) else str(value)
    return values


def _places(path: str, items: list[Any], known: set[str]) -> list[int | str]:
    """Return which found item each true one is: the one that most of its values are the same in, each once."""
    count = 1 + max(
        (int(one[len(path) + 1 :].partition("]")[0]) for one in known if one.startswith(f"{path}[")), default=-1
    )

    def alike(item: Any, at: int) -> int:
        if not isinstance(item, dict):
            return f"{path}[{at}]={item}" in known
        return sum(f"{path}[{at}].{name}={value}" in known for name, value in item.items())

    pairs = ((alike(item, at), -abs(index - at), index, at) for index, item in enumerate(items) for at in range(count))
    places: list[int | str] = [f"missing{index}" for index in range(len(items))]
    taken = set()
    for same, _, index, at in sorted(pairs, reverse=True):
        if same and isinstance(places[index], str) and at not in taken:
            places[index] = at
            taken.add(at)
    return places


def _whole_sets(sets: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return sets of totals without those that another says in full, in whichever sentence it stands."""
    return [
        one
        for index, one in enumerate(sets)
        if not any(one.items() <= other.items() for at, other in enumerate(sets) if at != index)
    ]


def found_values(found: Recognized) -> dict[str, tuple[str | None, bool]]:
    """Return what was found as paths, values, and whether an editor is asked to look."""
    if found.verdict.kind is None:
        return {"kind": ("refused", False), "refused": (found.verdict.refusal, False)}
    values: dict[str, tuple[str | None, bool]] = {}
    measures: dict[str, int] = defaultdict(int)
    for item in all_fields(found):
        if match := re.match(r"(problems\[\d+\])\.measures\[", item.field):
            measures[match[1]] += 1
        elif not item.field.startswith("parts["):
            values[item.field] = (_plain(item), not item.is_sure)
    values |= {f"{place}.measures": (str(count), False) for place, count in measures.items()}
    values["parts"] = (str(len(found.parts)), False)
    return values


def _plain(item: Found) -> str | None:
    if item.value is None:
        return None
    if isinstance(item.value, list):
        return "、".join(one.value for one in item.value)
    return item.value.value if isinstance(item.value, Choice) else str(item.value)


def matching(truth: dict[str, Any], found: Recognized) -> list[int | None]:
    """Return for each true problem the index of the found one with the same title, in order."""
    wanted = [_key(problem["title"]) for problem in truth.get("problems") or []]
    given = [_key(str(problem.fields["title"].value)) for problem in found.problems]
    order: list[int | None] = [None] * len(wanted)
    for block in SequenceMatcher(a=wanted, b=given, autojunk=False).get_matching_blocks():
        for offset in range(block.size):
            order[block.a + offset] = block.b + offset
    return order


def _key(title: str) -> str:
    """Return what has to be alike of two titles: a status in brackets at the end and a label before it need not."""
    title = re.sub(r"^(?:(?:巡[视察]|督察|审计)?反馈|具体|主要|存在)?问题(?:描述|表现)?[：:]", "", title.strip())
    title = re.sub(r"[（(](?:已|基本|部分|正在|持续|未|立行|长期|整改)[^（）()]{0,14}[）)][。；]?$", "", title.strip())
    return re.sub(r"[\s。；：]+|\.$", "", title)


def _kind(path: str) -> str:
    bare = re.sub(r"\[\w+\]", "", path)
    return next((name for name, pattern in KINDS.items() if re.fullmatch(pattern, bare)), "other")


# What a truth may leave out because it says nothing wrong: found values of these are then not counted.
_OPTIONAL = re.compile(
    r"organization\.(?:short_name)|problems\[\w+\]\.(?:number|measures|marks|completed)|results\[.*|inspection\.category|contacts\.phones\[\d+\]\.purpose|contacts\.faxes\[\d+\]"
)


def score(truth: dict[str, Any], found: Recognized) -> dict[str, Score]:
    """Compare one document with its truth."""
    order = matching(truth, found) if found.verdict.kind else []
    if not order:
        order = [None] * len(truth.get("problems") or [])
    given = found_values(found)
    wanted = expected(truth, order, (f"{path}={value}" for path, (value, _) in given.items()))
    scores: dict[str, Score] = defaultdict(Score)
    for path in sorted(wanted.keys() | given.keys()):
        one = scores[_kind(path)]
        value, flagged = given.get(path, (None, False))
        if path in wanted and (value is None or (value == "unstated" and wanted[path] != "unstated")):
            one.missed += 1
            one.errors.append(f"missed {path}: {wanted[path]}")
        elif path in wanted and _same(path, wanted[path], value):
            one.right += 1
        elif path in wanted:
            one.wrong += 1
            one.silent += not flagged
            one.errors.append(f"wrong{' (marked)' * flagged} {path}: {value} — {wanted[path]}")
        elif (
            value is not None
            and not _OPTIONAL.fullmatch(path)
            and not (path.endswith(".status") and value == "unstated")
        ):
            one.extra += 1
            one.silent += not flagged
            one.errors.append(f"extra{' (marked)' * flagged} {path}: {value}")
    return scores


def _same(path: str, wanted: str, value: str | None) -> bool:
    if path.endswith((".title", ".finding")):
        return _key(wanted) == _key(value or "")
    if path.endswith("].number") and path.startswith("problems["):
        return _number(wanted) == _number(value or "")
    return wanted == value


def _number(number: str) -> str:
    """Return the number of a problem within its part: numbers that begin anew in each part are kept as 二-1."""
    own = number.rpartition("-")[2]
    return str(numeral(own) or own)


def main(arguments: list[str]) -> int:
    """Score and print; the exit code says whether the targets are met."""
    total: dict[str, Score] = defaultdict(Score)
    folders = [Path(argument) for argument in arguments] or [DOCUMENTS]
    count = 0
    for document, truth in truths(folders):
        diagnostics = Diagnostics()
        read_document = read(document.read_bytes(), document.name, diagnostics)
        count += 1
        if read_document is None:
            print(document.name, "not read")
            continue
        for kind, one in score(truth, recognize(read_document)).items():
            total[kind].add(one)
            for error in one.errors:
                print(f"{document.name}: {error}")
    whole = Score()
    for one in total.values():
        whole.add(one)
    counts = ("right", "wrong", "extra", "missed", "silent")
    print(f"{count} documents\n{'':10}" + "".join(f"{name:>8}" for name in counts) + "  precision  recall")
    for name, one in [*sorted(total.items()), ("all", whole)]:
        numbers = "".join(f"{getattr(one, column):8}" for column in counts)
        print(f"{name:10}{numbers}     {one.precision:.4f}  {one.recall:.4f}")
    return 0 if whole.precision >= 0.995 and whole.recall >= 0.97 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
