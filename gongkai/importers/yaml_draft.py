"""A draft in Markdown → the same in YAML: the front matter as it is, the body as its parts."""


def as_yaml(text: str) -> str:
    """Return a Markdown draft as a YAML notice; both are read as the same notice."""
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    lines = [head, "正文:"]
    for part in _parts(body):
        lines += _part(part)
    return "\n".join(lines) + "\n"


def _parts(body: str) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    for line in body.split("\n"):
        if line.startswith("#"):
            parts.append([])
        parts[-1].append(line)
    return [part for part in parts if any(line.strip() for line in part)]


def _part(part: list[str]) -> list[str]:
    return ["  - |", *[f"    {line}" if line.strip() else "" for line in part]]
