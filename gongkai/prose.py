"""Markdown → safe HTML. Everything Python-Markdown returns passes nh3; raw HTML is shown as it is written.

Most paragraphs of these texts hold no marks, and Python-Markdown spends its time on blocks: plain paragraphs,
`**bold**` and simple lists take a direct way that gives the same bytes (a property test holds it to that).
"""

import re
from collections.abc import Callable
from functools import cache
from html import escape, unescape

from gongkai.text import WIDE, join_soft_breaks, plain_paragraphs

# Inline signs that mean something to Python-Markdown; text without them is only escaped.
_MARKS = re.compile(r"[`\\\[\]<&_*\t]|  \n")
_BOLD = re.compile(r"\*\*([^\s*`\\\[\]<&_](?:[^*`\\\[\]<&_\n]*[^\s*`\\\[\]<&_])?)\*\*")
# A line that starts like this may begin a block other than a paragraph.
_BLOCK_START = re.compile(r"(?:[ \t#>|=:*+_~<\[-]|\d+[.)])")
_BOLD_START = re.compile(r"\*\*[^\s*]")
_ORDERED = re.compile(r"(\d{1,9})\.[ ](?=\S)", re.ASCII)
_BULLET = re.compile(r"-[ ](?=\S)")
_TABLE = re.compile(r"\|.*\n[ |:-]*-[ |:-]*(?:\n|$)")
_SOFT = re.compile(rf"([{WIDE}](?:</(?:strong|em|a|code)>)*)[ ]*\n[ ]*(?=(?:<(?:strong|em|a|code)[^>]*>)*[{WIDE}])")
_TAGS = {
    "p", "br", "hr", "strong", "em", "code", "blockquote", "a", "sup", "ul", "ol", "li",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}, "th": {"align"}, "td": {"align"}}
_BLOCK_TAG = re.compile(r"</?(?:p|li|ul|ol|blockquote|table|thead|tbody|tr|th|td|br|hr)(?: [^>]*)?/?>")
_TAG = re.compile(r"<[^>]+>")
# What may be more than words, paragraphs and simple lists; `words` then reads the HTML.
_NOT_SIMPLE = re.compile(
    r"[`\\\[\]<&_*\t|\u2060]|[ ]\n|^[ #>=:+~]|^-(?![ ]\S)|^\d+[.)](?![ ]\S)|^\d+\)"
    r"|^(?:\d+\.|-)[ ](?:[#>=:+~-]|\d+[.)])",
    re.MULTILINE,
)
_ITEM = re.compile(r"^(?:\d{1,9}\.|-)[ ]", re.MULTILINE)
_LISTS = ("<ol", "<ul")
_SCHEMES = {"http", "https", "mailto", "tel"}


def html(text: str) -> str:
    """Return the HTML of Markdown text: blocks, sanitized, without line breaks between Han characters."""
    paragraphs = plain_paragraphs(text)
    if paragraphs:
        return "<p>" + "</p>\n<p>".join(paragraphs) + "</p>"
    if not text.strip():
        return ""
    direct = _direct(text)
    return _join(direct if direct is not None else _engine_html(text))


def inline(text: str) -> str:
    """Return the HTML of a single line of Markdown, without a block around it."""
    direct = _direct_inline(text)
    if direct is not None:
        return direct
    # A word joiner keeps signs at the start of the line from opening a block.
    rendered = _engine_html("\u2060" + text.replace("\n", " "))
    return rendered.removeprefix("<p>").removesuffix("</p>").replace("\u2060", "", 1)


def said_beside(heading: str, finding: str) -> str:
    """Return what was found, empty where the heading says the same."""
    return "" if finding.strip("。；; ") in plain(heading) else finding


def plain(text: str) -> str:
    """Return the words of Markdown text, without marks."""
    if not _MARKS.search(text):
        return text
    return unescape(re.sub(r"<[^>]+>", "", inline(text)))


def words(text: str) -> list[str]:
    """Return the words of Markdown text without marks, a string for each paragraph, item and cell."""
    paragraphs = plain_paragraphs(text)
    if paragraphs is not None:
        return paragraphs
    simple = text.replace("**", "") if "**" in text and _BOLD.sub("", text).count("*") == 0 else text
    blocks = None if _NOT_SIMPLE.search(simple) else _blocks_of(simple)
    if blocks is None:
        return words_of_html(html(text))
    return [join_soft_breaks(block).replace("\n", " ") for block in blocks]


def words_of_html(rendered: str) -> list[str]:
    """Return the words of what `html` made, a string for each paragraph, item and cell."""
    blocks = unescape(_TAG.sub("", _BLOCK_TAG.sub("\0", rendered))).split("\0")
    return [block for block in map(str.strip, blocks) if block]


def _blocks_of(text: str) -> list[str] | None:
    """Return the blocks of text that holds nothing but paragraphs and simple lists; None where it holds more.

    A line like an item is one only in a list: in a paragraph it is text.
    """
    blocks: list[str] = []
    for block in text.split("\n\n"):
        items = _ITEM.findall(block)
        if items and (len(items) <= block.strip("\n").count("\n") or len({item == "- " for item in items}) > 1):
            return None
        blocks += _ITEM.split(block) if items else [block]
    return [block for block in map(str.strip, blocks) if block]


def _direct(text: str) -> str | None:
    """Return the HTML of plain paragraphs and simple lists; None where the engine has to decide."""
    rendered: list[str] = []
    for block in re.split(r"\n{2,}", text.strip("\n")):
        part = _direct_block(block)
        # Neighbouring lists may be one loose list.
        if part is None or (part[:3] in _LISTS and rendered and rendered[-1][:3] in _LISTS):
            return None
        rendered.append(part)
    return "\n".join(rendered)


def _direct_block(block: str) -> str | None:
    if _ORDERED.match(block):
        return _direct_list(block, _ORDERED)
    if _BULLET.match(block):
        return _direct_list(block, _BULLET)
    if _TABLE.search(block) or not block.strip():
        return None
    for line in block.split("\n"):
        if _BLOCK_START.match(line) and not _BOLD_START.match(line):
            return None
    body = _direct_inline(block)
    return None if body is None else f"<p>{body}</p>"


def _direct_list(block: str, marker: re.Pattern[str]) -> str | None:
    items = []
    for line in block.split("\n"):
        match = marker.match(line)
        if not match or (_BLOCK_START.match(line, match.end()) and not _BOLD_START.match(line, match.end())):
            return None
        body = _direct_inline(line[match.end() :])
        if body is None:
            return None
        items.append(f"<li>{body}</li>")
    first = _ORDERED.match(block)
    if first is None:
        return "<ul>\n" + "\n".join(items) + "\n</ul>"
    start = "" if int(first[1]) == 1 else f' start="{int(first[1])}"'
    return f"<ol{start}>\n" + "\n".join(items) + "\n</ol>"


def _direct_inline(text: str) -> str | None:
    if text != text.strip() or "\u2060" in text:
        return None
    if "*" in text:
        text = _BOLD.sub("\x02\\1\x03", text)
    if _MARKS.search(text):
        return None
    return text.replace(">", "&gt;").replace("\x02", "<strong>").replace("\x03", "</strong>")


def _join(rendered: str) -> str:
    return _SOFT.sub(r"\1", rendered) if "\n" in rendered else rendered


def _engine_html(text: str) -> str:
    convert, clean = _engine()
    try:
        return clean(convert(text))
    except RecursionError:  # lists nested some hundred levels deep: shown as they are written
        return f"<p>{escape(text, quote=False)}</p>"


@cache
def _engine() -> tuple[Callable[[str], str], Callable[[str], str]]:
    """Return Python-Markdown without raw HTML and pictures, and the sanitizer; imported when first needed."""
    import markdown
    import nh3

    engine = markdown.Markdown(extensions=["tables", "sane_lists"], output_format="html")
    engine.preprocessors.deregister("html_block")
    for pattern in ("html", "image_link", "image_reference", "short_image_ref"):
        engine.inlinePatterns.deregister(pattern)

    def convert(text: str) -> str:
        return engine.reset().convert(text)

    def clean(rendered: str) -> str:
        return nh3.clean(
            rendered, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel="noopener noreferrer"
        )

    return convert, clean
