"""What Jinja says of a broken template → what an editor should know: the usual errors in our own words.

Knows Jinja's sentences (it has no codes for them), and neither files nor lines. An unknown sentence stays as it is.
"""

import re

from gongkai.language import mark

_CLOSED = r"The innermost block that needs to be closed is '(?P<block>\w+)'"
_KNOWN = tuple(
    (re.compile(pattern), words)
    for pattern, words in (
        (
            r"(?:UndefinedError: )?'(?P<name>[^']*)' is undefined",
            mark("there is no variable “{name}” here."),
        ),
        (
            r"(?:(?:Undefined|Attribute)Error: )?'[^']*' (?:object )?has no (?:attribute|element) '?(?P<name>[^']*)'?",
            mark("what stands before the dot has no “{name}”."),
        ),
        (r"No filter named '(?P<name>[^']*)'.*", mark("there is no filter “{name}”.")),
        (r"No test named '(?P<name>[^']*)'.*", mark("there is no test “{name}”.")),
        (r"TemplateNotFound: (?P<name>.*)", mark("there is no template “{name}”.")),
        (
            rf"Unexpected end of template\..*{_CLOSED}.*",
            mark("the template ends, but “{block}” is still open: “end{block}” is missing."),
        ),
        (
            rf"Encountered unknown tag '(?P<name>[^']*)'\..*{_CLOSED}.*",
            mark("“{name}” cannot stand here: “{block}” is still open, and “end{block}” is missing."),
        ),
        (
            r"Encountered unknown tag '(?P<name>[^']*)'\..*",
            mark("“{name}” is no tag that is known here, or nothing is open that it could close."),
        ),
        (
            r"Unclosed '(?P<name>.*)'|unexpected '(?P<sign>[^']*)', expected .*",
            mark("the brackets do not fit: look at what is opened and what is closed in this line."),
        ),
        (
            r"(?:.*, got|unexpected) '?end of (?:template|statement block|print statement)'?.*",
            mark("the statement breaks off: something is missing before its end."),
        ),
        (
            r"(?:Expected an expression, got|expected token '[^']*', got) '(?P<name>[^']*)'",
            mark("something is missing or too much before “{name}”."),
        ),
        (r"unexpected (?:char )?'(?P<name>.*?)'.*", mark("“{name}” cannot stand here.")),
        (r"Missing end of (?:comment tag|raw directive)", mark("the comment, or the raw text, is not closed.")),
    )
)


def explained(problem: str) -> dict[str, str]:
    """Return the values of a `template-error`: the problem in words of ours where it is known, and what these name."""
    for pattern, words in _KNOWN:
        match = pattern.fullmatch(problem)
        if match:
            return {"problem": words, **{name: text for name, text in match.groupdict().items() if text is not None}}
    return {"problem": problem}
