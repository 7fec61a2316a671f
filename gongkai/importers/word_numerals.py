"""The numerals in which Word counts (`w:numFmt`, ECMA-376 part 1, 17.18.59). No library has them for Chinese."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL = "零壹貳參肆伍陸柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"


def counted(number: int, form: str) -> str:
    """Return `number` as Word shows it in the form `form`; decimal where the form is unknown."""
    if number < 0 or number > 99_999:
        return str(number)
    return _FORMS.get(form, str)(number)


def _counting(number: int, digits: str, units: tuple[str, str, str, str], *, short_ten: bool) -> str:
    """Return a number in words of thousands, hundreds and tens: 一千零二十."""
    if number == 0:
        return digits[0]
    if number >= 10_000:
        rest = number % 10_000
        gap = digits[0] if 0 < rest < 1000 else ""
        high = _counting(number // 10_000, digits, units, short_ten=short_ten)
        return high + units[3] + (gap + _counting(rest, digits, units, short_ten=False) if rest else "")
    words = ""
    is_gap = False
    for power, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit = number // power % 10
        if digit:
            words += (digits[0] if is_gap else "") + digits[digit] + unit
            is_gap = False
        elif words:
            is_gap = True
    return words[1:] if short_ten and 10 <= number < 20 else words


def _chinese(number: int) -> str:
    return _counting(number, "零一二三四五六七八九", ("十", "百", "千", "万"), short_ten=True)


def _legal(number: int) -> str:
    return _counting(number, _LEGAL, ("拾", "佰", "仟", "万"), short_ten=False)


def _legal_traditional(number: int) -> str:
    return _counting(number, _LEGAL_TRADITIONAL, ("拾", "佰", "仟", "萬"), short_ten=False)


def _digital(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _counting_digits(number: int) -> str:
    """`chineseCounting` counts in words below a hundred and digit by digit above."""
    return _chinese(number).replace("零", "〇") if number < 100 else _digital(number)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number else "0"


def _from(first: str, last: int) -> Callable[[int], str]:
    """Return numerals that have a sign of their own up to `last`; above, decimal."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= last else str(number)


def _circled(number: int) -> str:
    for first, start, end in (("①", 1, 20), ("㉑", 21, 35), ("㊱", 36, 50)):
        if start <= number <= end:
            return chr(ord(first) + number - start)
    return str(number)


def _letters(number: int) -> str:
    """Word goes on with AA, BB, CC after Z."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number <= 780 else str(number)


def _roman(number: int) -> str:
    words = ""
    tens = ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"]
    for value, sign in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1), tens, strict=True):
        words += sign * (number // value)
        number %= value
    return words


_FORMS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "none": lambda _number: "",
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _from("⑴", 20),
    "decimalEnclosedFullstop": _from("⒈", 20),
    "numberInDash": lambda number: f"- {number} -",
    "chineseCounting": _counting_digits,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _counting_digits,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "japaneseDigitalTenThousand": _digital,
    "taiwaneseDigital": _digital,
    "ideographDigital": _digital,
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal_traditional,
    "japaneseLegal": _legal_traditional,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "ideographEnclosedCircle": _from("㊀", 10),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
}
_FORMS["decimalFullWidth2"] = _FORMS["decimalFullWidth"]
