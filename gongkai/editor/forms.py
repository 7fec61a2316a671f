"""How a single value may be written, as JSON Schema: never narrower than `values`, for `check` has the last word.

A pattern is for JavaScript with the flag `u`, as editors use it. YAML takes 2024 for a number, and 2024.4 and 是否 that
are written as true too, so other types are let through wherever their text could be meant.
"""

from typing import Any

from gongkai import model
from gongkai.language import catalogue

Schema = dict[str, Any]

_DIGIT = r"[0-9０-９]"
_BETWEEN = r"\s*[-./－．／年]\s*"
_DATE = rf"{_DIGIT}{{4}}(\s*年|{_BETWEEN}{_DIGIT}{{1,2}}(\s*月|\s*[-./－．／月]\s*{_DIGIT}{{1,2}}\s*日?)?)?"
_DAY = rf"{_DIGIT}{{4}}{_BETWEEN}{_DIGIT}{{1,2}}\s*[-./－．／月]\s*{_DIGIT}{{1,2}}\s*日?"
_SIX = "要写六位数字。 Write six digits."
_PHONE = "一项写一个号码，如 0579-85550123。 Write one telephone number."
_YES = ("[Tt][Rr][Uu][Ee]", "[Yy][Ee][Ss]", "是")
_NO = ("[Ff][Aa][Ll][Ss][Ee]", "[Nn][Oo]", "否")


def _text(pattern: str, said: str, *other_types: str, **limits: int) -> Schema:
    """Return the form of a text; of the other types that YAML may make of it. `said` is what editors say of others."""
    form = {"type": ["string", *other_types], "pattern": rf"^\s*({pattern})\s*$"}
    return {**form, "patternErrorMessage": said, **limits}


TEXT: Schema = {"type": ["string", "number", "boolean"]}
YES: Schema = {"enum": [True, "是", "true", "yes"]}
_FORMS: dict[Any, Schema] = {
    str: TEXT,
    int: _text(
        rf"{_DIGIT}{{1,9}}", "要写整数，如 24。 Write a whole number.", "integer", minimum=0, maximum=999_999_999
    ),
    bool: {
        "anyOf": [
            {"enum": ["是", "否", True, False]},
            _text("|".join([*_YES, *_NO]), "写“是”或“否”。 Write true or false."),
        ]
    },
    model.Date: _text(
        _DATE, "日期写成 2024-04-19、2024-04 或 2024。 Write a date so.", "number", minimum=1900, exclusiveMaximum=3000
    ),
    model.Day: _text(_DAY, "要写到日，如 2024-04-19。 Write the day too."),
    model.Quantity: _text(
        r"-?[0-9]+(,[0-9]{3})*(\.[0-9]+)?[万亿]?", "只写数，如 6.94、165亿。 Write the number alone.", "number"
    ),
    model.PhoneNumber: _text(
        rf"[+(（]?{_DIGIT}[0-9０-９ \-—–－()（）转]{{3,24}}{_DIGIT}", _PHONE, "integer", minimum=10_000
    ),
    model.Email: _text(
        r"[A-Za-z0-9_.+\-]+@[A-Za-z0-9_\-]+(\.[A-Za-z0-9_\-]+)+", "邮箱写成 a@b.gov.cn。 Write an e-mail address."
    ),
    model.Url: _text(
        r"[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s<>]+", "网址以 https:// 或 http:// 开头。 Write a whole web address."
    ),
    model.SitePath: _text(r"\/[^\s?#]+", "本站的路径以 / 开头。 Write a path on this site."),
    model.Postcode: _text("[0-9]{6}", _SIX, "integer", minimum=10_000, maximum=999_999),
    model.RegionCode: _text("[0-9]{6}", _SIX, "integer", minimum=100_000, maximum=999_999),
    model.CreditCode: _text("[0-9A-HJ-NPQRTUWXY]{18}", "要写 18 位。 Write 18 characters.", "integer", minimum=10**17),
}


def form_of(kind: Any) -> Schema:
    """Return the form of one value of a type that is no record."""
    if isinstance(kind, type) and issubclass(kind, model.Choice):
        return _choice(kind)
    return _FORMS[kind]


def separated(kind: type[model.Choice]) -> Schema:
    """Return the form of several terms in one text, as a problem's fields take them."""
    terms = "|".join(terms_in(kind))
    said = f"可以写：{'、'.join(term.chinese for term in kind)}。 Write these, parted by commas."
    return {"type": "string", "pattern": rf"^\s*({terms})([、，,；;\s]+({terms}))*\s*$", "patternErrorMessage": said}


def terms_in(kind: type[model.Choice]) -> dict[str, str]:
    """Return the terms of a closed list, the Chinese ones first, with what each means."""
    english = catalogue("en").gettext
    chinese = {term.chinese: f"{term.value} · {english(term.label)}" for term in kind}
    return chinese | {
        term.value: f"{term.chinese} · {english(term.label)}" for term in kind if term.value not in chinese
    }


def _choice(kind: type[model.Choice]) -> Schema:
    terms = terms_in(kind)
    return {"enum": list(terms), "enumDescriptions": list(terms.values())}
