"""Word documents written by hand, part by part, so that a test or a benchmark says exactly what is in one."""

import zipfile
from collections.abc import Iterable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_PACKAGE = "application/vnd.openxmlformats-package"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DATE = (2024, 1, 1, 0, 0, 0)
_ROOTS = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "header": "hdr", "footer": "ftr"}


def run(text: str, properties: str = "") -> str:
    """Return a run of text."""
    inside = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{inside}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(content: str, properties: str = "") -> str:
    """Return a paragraph: its text, or its XML where it begins with a tag."""
    inside = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{inside}{content if content.startswith('<') else run(content)}</w:p>"


def numbered(content: str, number: int, level: int = 0, properties: str = "") -> str:
    """Return a paragraph that Word numbers."""
    return paragraph(content, f'{properties}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(depth: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """Return one level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{escape(text)}"/></w:lvl>'
    )


def abstract(identifier: int, *levels: str) -> str:
    """Return an abstract list."""
    return f'<w:abstractNum w:abstractNumId="{identifier}">{"".join(levels)}</w:abstractNum>'


def number(identifier: int, abstract_number: int, starts: Mapping[int, int] | None = None) -> str:
    """Return a list; `starts` are the levels at which it begins anew, and with what."""
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for depth, start in (starts or {}).items()
    )
    return f'<w:num w:numId="{identifier}"><w:abstractNumId w:val="{abstract_number}"/>{overrides}</w:num>'


def style(identifier: str, properties: str = "", *, name: str = "", based_on: str = "", default: bool = False) -> str:
    """Return a paragraph style."""
    is_default = ' w:default="1"' if default else ""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"{is_default}>'
        f'<w:name w:val="{name or identifier}"/>{base}{properties}</w:style>'
    )


def table(*rows: str) -> str:
    """Return a table of rows of `cell`s."""
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def cell(content: str, properties: str = "") -> str:
    """Return a cell of one paragraph, or of what its XML says."""
    inside = f"<w:tcPr>{properties}</w:tcPr>" if properties else ""
    return f"<w:tc>{inside}{content if content.startswith('<') else paragraph(content)}</w:tc>"


def docx(*body: str, files: Mapping[str, bytes] | None = None, **parts: str) -> bytes:
    """Return a Word document: its paragraphs, and parts such as `styles`, `numbering`, `footnotes`, `header`."""
    document = f"<w:document {_NAMESPACES}><w:body>{''.join(body)}</w:body></w:document>"
    relations = "".join(
        f'<Relationship Id="{name}" Type="{_R}/{name}" Target="{name}.xml"/>' for name in parts if name in _ROOTS
    )
    content = {
        "[Content_Types].xml": _content_types(parts),
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="a" Type="{_R}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>',
        "word/document.xml": document,
    }
    for name, inside in parts.items():
        content[f"word/{name}.xml"] = f"<w:{_ROOTS[name]} {_NAMESPACES}>{inside}</w:{_ROOTS[name]}>"
    return zipped({name: text.encode() for name, text in content.items()} | dict(files or {}))


def _content_types(parts: Iterable[str]) -> str:
    """Return what says what each part is: without it Word and LibreOffice open nothing."""
    kinds = {"document": "document.main", **{name: name for name in parts if name in _ROOTS}}
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{_TYPES}"><Default Extension="rels" ContentType="{_PACKAGE}.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return a package; the same files make the same bytes."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(zipfile.ZipInfo(name, _DATE), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()
