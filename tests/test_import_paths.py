"""Whatever kind of file a notice is in, the same is recognized: each field, from Word, PDF and text."""

from pathlib import Path

import pytest

from bench.make_documents import KINDS, paragraphs
from gongkai.importers.document import Document
from gongkai.importers.recognize import recognize
from gongkai.importers.report import all_fields
from tests.office_files import document
from tests.sites import ROOT

SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("*-inspection-rectification.txt"))
OWN = ROOT / "bench" / "notice.txt"


def fields(found: Document) -> dict[str, str]:
    """Return what was recognized, without the spaces that a line's end may cost."""
    return {item.field: "".join(str(item.value).split()) for item in all_fields(recognize(found))}


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.endswith(".txt")])
@pytest.mark.parametrize("source", [OWN, *SEEDS], ids=lambda path: path.stem.partition("-")[0])
def test_every_path_gives_the_same_notice(source: Path, kind: str) -> None:
    text = source.read_bytes()
    lines = paragraphs(text.decode())
    expected = fields(document(text, "通报.txt"))
    assert len(expected) > 25
    assert fields(document(KINDS[kind](lines), f"通报.{kind.rpartition('.')[2]}")) == expected
