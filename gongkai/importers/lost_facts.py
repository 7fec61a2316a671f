"""A document that looks like an export of ours and must be read as a stranger's → the same without the table 公开信息.

That table is not text of the notice: its rows are among what was removed. Knows no notice of the site.
"""

import re

from gongkai.importers.document import Block, Document, Furniture, Paragraph, Table
from gongkai.importers.found import closed
from gongkai.office.facts import COLUMNS, HEADING, ID

_ID = re.compile(r"[a-z][a-z0-9-]*/[a-z0-9][a-z0-9-]*")


def without_facts(document: Document) -> tuple[Document, str]:
    """Return the document without the table, and the id that it names; as it is, and no id, where it has none."""
    for at, block in reversed(list(enumerate(document.blocks))):
        row = _id_row(block) if isinstance(block, Table) else 0
        if row and isinstance(block, Table):
            above, removed = _parted(block, row)
            blocks = [*document.blocks[:at], *above, *document.blocks[at + 1 :]]
            last = at + len(above) - 1
            heading = blocks[last] if last >= 0 else None
            if isinstance(heading, Paragraph) and closed(heading.text) == HEADING:
                removed.insert(0, Furniture(heading.text, heading.origin, "export"))
                del blocks[last]
            kept = document._replace(blocks=tuple(blocks), removed=(*document.removed, *removed))
            return kept, block.rows[row][1].text.strip()
    return document, ""


def _id_row(table: Table) -> int:
    """Return which row names the id, below one with the names of the columns; 0 where none does."""
    for index, (head, row) in enumerate(zip(table.rows, table.rows[1:], strict=False), 1):
        if len(row) == len(head) == len(COLUMNS) and closed(row[0].text) == ID and _ID.fullmatch(row[1].text.strip()):
            name, content = COLUMNS
            return index if closed(head[0].text).endswith(name) and closed(head[1].text) == content else 0
    return 0


def _parted(table: Table, row: int) -> tuple[list[Block], list[Furniture]]:
    """Return what is above the facts, and the facts; an old Word file does not part two tables."""
    head = table.rows[row - 1]
    above: list[Block] = [table._replace(rows=table.rows[: row - 1])] if row > 1 else []
    *lines, name = head[0].text.split("\n")
    above += [Paragraph(line.strip(), head[0].origin) for line in lines if line.strip()]
    rows = [f"{name} {head[1].text}", *(" ".join(cell.text for cell in cells) for cells in table.rows[row:])]
    return above, [Furniture(text, table.origin, "export") for text in rows]
