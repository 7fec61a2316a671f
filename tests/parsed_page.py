"""What a page links to, loads and runs, read with the standard library's HTML parser."""

from html.parser import HTMLParser


class ParsedPage(HTMLParser):
    """The ids, links and loaded files of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.inline: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found["href"] or ""] if tag == "a" and "href" in found else []
        self.loads += [value or "" for name, value in attributes if name == "src" or (name == "href" and tag == "link")]
        self.inline += [f"{tag} {name}" for name in found if name.startswith("on") or name == "style"]
        is_data = found.get("type") == "application/ld+json"
        self.inline += [tag] if tag == "style" or (tag == "script" and "src" not in found and not is_data) else []
