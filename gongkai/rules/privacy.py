"""Personal data that a public page must not hold: numbers of identity cards, telephones, bank cards, plates; homes.

Looks at the whole file but its contacts, which are there to be published. Each finding offers the masked form, of the
name right before the number of an identity card too; other names are for `names`.
Standards: GB 11643 (identity numbers), ISO/IEC 7812 (bank cards), GA 36 (plates).
"""

import re
from collections.abc import Container, Iterable

from gongkai.fields import Reader
from gongkai.model import Contacts
from gongkai.rules.body import Body
from gongkai.rules.names import before_number, masked_name
from gongkai.values import credit_code_fits

MASK = "×"
# From eleven digits on a number may be somebody's; spaces and hyphens may group them. What is a part of a word, an
# address on the web or a longer number is none, nor is what is counted in money.
_NUMBER = re.compile(
    r"(?<![\w./=〔\[])(?<!\d[-.,])\d(?:[ -]?\d){10,18}[Xx]?(?![\w/%]|[-.,]\d)(?!\s*(?:余|多)?[元万亿股份吨])",
    re.ASCII,
)
# How such numbers are written, in the classes of `Body`: without gaps, or in groups (a telephone, a card, an identity).
_SHAPES = (b"0" * 11, b"000-0000-0000", b"0000-0000-0000-0000", b"000000-00000000-000")
_HOME_WORDS = re.compile("家庭[住地]|住址|户籍|现住|家住|居住[在于]")
_IDENTITY = re.compile(r"[1-8]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_MOBILE = re.compile(r"(?:86)?(1[3-9]\d{9})")
_CARD = re.compile(r"62\d{14,17}|4\d{15}|5[1-5]\d{14}")
_PROVINCES = frozenset("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼")
_PLATE = re.compile(r"[A-HJ-NP-Z][·•． ]?([A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警])(?![A-Za-z0-9])")
_HOME = re.compile(
    r"(?:家庭(?:住址|地址)|现?住址|户籍(?:地址|所在地)|现住|家住|居住(?:在|于))(?:[:：为是在于]|位于)*"
    r"([^\s，。；、,;:：]{2,40})"
)
_FINE = re.compile(
    r"[\d一二三四五六七八九十]+(?:号|弄|栋|幢|座|单元|室|组|楼)|(?<=[^农乡山渔本全各该])(?:村|社区|小区|花园|公寓)"
)
_TOWNSHIP = re.compile(r"^.*?(?:[乡镇]|街道)(?!村)|^.*[县区旗]|^.*市")


def check(file: Body, contacts: Contacts | None, hidden: Container[int]) -> None:
    """Report personal data in a file; the lines of contacts, exceptions and comments are `hidden`."""
    text = file.text
    public = public_numbers(contacts)
    for match in _NUMBER.finditer(text) if any(shape in file.classes for shape in _SHAPES) else ():
        if file.line_at(match.start())[0].number not in hidden:
            _number(file, match, public)
    for match in _plates(text) if b"A" in file.classes else ():
        if file.line_at(match.start())[0].number not in hidden:
            value = match[0]
            masked = text[match.start() - 1] + value[: match.start(1) - match.start()] + _masked(match[1], 1, 0)
            file.report(
                "licence-plate", match.start() - 1, match.end(), value=text[match.start() - 1] + value, masked=masked
            )
    if _HOME_WORDS.search(text):
        for match in _HOME.finditer(text):
            if file.line_at(match.start())[0].number not in hidden:
                _home(file, match)


def public_numbers(contacts: Contacts | None) -> frozenset[str]:
    """Return the digits of the telephone numbers that are given as contacts."""
    numbers = [*(phone.number for phone in contacts.phones), *contacts.faxes] if contacts else ()
    return frozenset(re.sub(r"\D", "", number) for number in numbers)


def _number(file: Body, match: re.Match[str], public: Container[str]) -> None:
    written = match[0]
    digits = re.sub(r"[ -]", "", written).upper()
    code, first, last = _kind_of(digits)
    if not code or digits in public:
        return
    start, masked = match.start(), _masked(written, first, last)
    if code.startswith("identity-card"):
        start, name = before_number(file.text, match.start())
        masked = masked_name(name) + file.text[start + len(name) : match.start()] + masked
    file.report(code, start, match.end(), value=written, masked=masked)


def _kind_of(digits: str) -> tuple[str, int, int]:
    """Return the code that a number falls under, and how many digits may be shown at its beginning and end."""
    if _IDENTITY.fullmatch(digits):
        if is_identity_number(digits):
            return "identity-card", 6, 0
        return ("", 0, 0) if credit_code_fits(digits) else ("identity-card-like", 6, 0)
    if _MOBILE.fullmatch(digits):
        return "mobile-number", len(digits) - 8, 4
    if _CARD.fullmatch(digits) and _luhn_fits(digits):
        return "bank-card", 0, 4
    return "", 0, 0


def is_identity_number(number: str) -> bool:
    """Whether the check digit of an 18-digit identity number is right (GB 11643, ISO 7064 MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, number, strict=False))
    return "10X98765432"[total % 11] == number[17]


def _luhn_fits(number: str) -> bool:
    total = sum(int(digit) for digit in number[-1::-2])
    total += sum(sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return total % 10 == 0


def _masked(written: str, first: int, last: int) -> str:
    """Return a number of the same length with only its `first` and `last` signs shown; what groups it stays."""
    places = [index for index, sign in enumerate(written) if sign not in " -"]
    shown = {*places[:first], *places[len(places) - last :]}
    return "".join(sign if index in shown or sign in " -" else MASK for index, sign in enumerate(written))


def _plates(text: str) -> Iterable[re.Match[str]]:
    """Return what stands behind the sign of a province and is the rest of a plate: found by its capital letters."""
    for match in _PLATE.finditer(text):
        if text[match.start() - 1 : match.start()] in _PROVINCES and sum(map(str.isdigit, match[1])) >= 2:
            yield match


def _home(file: Body, match: re.Match[str]) -> None:
    address = match[1]
    township = _TOWNSHIP.match(address)
    rest = address[township.end() :] if township else address
    if MASK not in address and _FINE.search(rest):
        shown = township[0] if township else ""
        file.report("home-address", match.start(1), match.end(1), value=address, masked=f"{shown}{MASK * 3}")


def hidden_lines(reader: Reader, body_line: int) -> set[int]:
    """Return the numbers of lines that hold what is meant to be public, or what never will be: contacts, comments."""
    hidden = {node.line for path, node in reader.nodes.items() if path[0] in ("contacts", "exceptions")}
    lines = reader.text.lines[: body_line - 1]
    return hidden | {number for number, line in enumerate(lines, 1) if line.lstrip().startswith("#")}
