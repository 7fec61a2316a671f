"""How the cells of an .xlsx are shown, and which rows are hidden: what calamine does not tell.

Excel keeps “2024年6月” as the first of June: without its format a draft would name a day that nobody wrote.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from xml.etree.ElementTree import ParseError, XMLParser

from gongkai.importers.packages import Package, broken
from gongkai.importers.refusal import MOST_CELLS, Refused, refuse_doctype
from gongkai.language import mark

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
# Formats that have a number and no text in the file, as Chinese Excel shows them (ECMA-376 part 1, 18.8.30).
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "yyyy/m/d", 15: "yyyy/m/d"}
_BUILT_IN |= {16: "m月d日", 17: "yyyy年m月", 22: "yyyy/m/d h:mm", 30: "yyyy/m/d", 31: "yyyy年m月d日"}
_BUILT_IN |= dict.fromkeys((27, 36, 50, 52, 57), "yyyy年m月") | dict.fromkeys((28, 29, 51, 53, 54, 58), "m月d日")
_DECIMALS = re.compile(r"[#,]*0(?:\.(0+))?(%?)")
_QUOTED = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.')
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 # a cell has no time zone


@dataclass
class Sheet:
    """What one sheet says beside its values: formats by row and column (from 0), what is hidden, how far it goes."""

    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hides: bool = False
    rows: int = 0
    columns: int = 0


def sheets_of(data: bytes) -> dict[str, Sheet]:
    """Return the sheets of an .xlsx by name. Raises `Refused` where they are larger than any ledger."""
    package = Package(data)
    main = next(
        (target for kind, target in package.relations("").values() if kind == "officeDocument"), "xl/workbook.xml"
    )
    root = package.xml(main)
    if root is None:
        raise broken()
    relations = package.relations(main)
    forms = _forms(package, next((target for kind, target in relations.values() if kind == "styles"), ""))
    found = {}
    for sheet in root.iter(f"{S}sheet"):
        identifier = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
        _kind, target = relations.get(identifier, ("", ""))
        found[sheet.get("name") or ""] = _sheet(package.read(target), forms)
    return found


def _forms(package: Package, part: str) -> list[str]:
    root = package.xml(part) if part else None
    if root is None:
        return []
    own = {one.get("numFmtId"): one.get("formatCode") or "" for one in root.iter(f"{S}numFmt")}
    cells = root.find(f"{S}cellXfs")
    found = []
    for one in cells if cells is not None else ():
        number = one.get("numFmtId") or "0"
        found.append(own.get(number) or _BUILT_IN.get(int(number) if number.isdigit() else 0, ""))
    return found


def _sheet(data: bytes, forms: list[str]) -> Sheet:
    found = Sheet()
    parser = XMLParser(target=_Target(found, forms))
    try:
        parser.feed(data)
        parser.close()
    except (ParseError, ValueError, LookupError):
        raise broken() from None
    if found.rows * found.columns > 40 * MOST_CELLS or len(found.formats) > MOST_CELLS:
        raise Refused("import-too-large", what=mark("a sheet has far more cells than a ledger"))
    return found


class _Target:
    """Takes from the XML of a sheet what is wanted, element by element: a sheet may be large."""

    def __init__(self, sheet: Sheet, forms: list[str]) -> None:
        self._sheet, self._forms = sheet, forms

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{S}c":
            match = _PLACE.fullmatch(attributes.get("r", ""))
            if match:
                row, column = int(match[2]) - 1, _column(match[1])
                self._sheet.rows = max(self._sheet.rows, row + 1)
                self._sheet.columns = max(self._sheet.columns, column + 1)
                style = attributes.get("s", "0")
                if style.isdigit() and int(style) < len(self._forms) and (form := self._forms[int(style)]):
                    self._sheet.formats[row, column] = form
        elif tag in (f"{S}row", f"{S}col") and attributes.get("hidden") in ("1", "true"):
            self._sheet.hides = True

    def end(self, tag: str) -> None:
        """Nothing ends that matters."""

    def data(self, text: str) -> None:
        """Values are calamine's."""

    doctype = staticmethod(refuse_doctype)

    def close(self) -> None:
        """Nothing is left over."""


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def shown(value: object, form: str) -> str:
    """Return a cell as its sheet shows it; without a format, as it was typed as far as that can be told."""
    form = _QUOTED.sub(lambda match: match[1] or match[2] or "", form).split(";")[0].lower()
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, (int, float)):
        if "y" in form or ("m" in form and "d" in form):
            return _date(value, form)
        return _number(value, form)
    if isinstance(value, (date, datetime)):
        return _day(value, form)
    return str(value) if isinstance(value, (str, time, timedelta)) else ""


def _date(value: float, form: str) -> str:
    return _day(_EPOCH + timedelta(days=value), form) if 0 < value < 200_000 else _number(value, "")


def _number(value: float, form: str) -> str:
    if match := _DECIMALS.fullmatch(form):
        decimals = len(match[1] or "")
        text = f"{value * (100 if match[2] else 1):{',' if ',' in form else ''}.{decimals}f}"
        return text + match[2]
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else f"{value:.15g}"


def _day(value: date, form: str) -> str:
    has_day = "d" in form or not form
    if "年" in form or "月" in form:
        text = f"{value.year}年" * ("y" in form) + f"{value.month}月" + f"{value.day}日" * has_day
    elif "/" in form or "." in form:
        sign = "/" if "/" in form else "."
        text = sign.join(map(str, (value.year, value.month, value.day)[: 3 if has_day else 2]))
    else:
        text = value.strftime("%Y-%m-%d" if has_day else "%Y-%m")
    is_timed = isinstance(value, datetime) and (value.hour, value.minute) != (0, 0)
    if is_timed and ("h" in form or not form):
        text += value.strftime(" %H:%M")
    return text
