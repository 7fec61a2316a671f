"""What pdfium measures signs in where a file does not hold its own fonts: one in which each fills its square.

Otherwise it takes fonts of this computer, which needs ten times as long, and places differ from one to the next. Our
own: no library makes a font this small, and pdfium leaves out signs that have no glyph at all.
"""

import ctypes
import struct
from functools import cache
from typing import Any

_EM, _TOP, _BOTTOM = 1000, 880, -120
# What pdfium calls the character sets of Japanese, Korean, and both Chinese writings.
_HAN_CHARSETS = (128, 129, 134, 136)
_HANDLE = 1


@cache
def replace_fonts(raw: Any) -> tuple[Any, ...]:
    """Keep pdfium from the fonts of this computer; return what has to live as long as pdfium does."""
    font = square_font()

    def find(
        _self: Any, _weight: int, _italic: int, charset: int, _pitch: int, _name: bytes, _exact: Any
    ) -> int | None:
        return _HANDLE if charset in _HAN_CHARSETS else None

    def data(_self: Any, _handle: Any, table: int, buffer: Any, size: int) -> int:
        if table:
            return 0
        if size >= len(font):
            ctypes.memmove(buffer, font, len(font))
        return len(font)

    info = raw.FPDF_SYSFONTINFO(version=2)
    kinds = dict(raw.FPDF_SYSFONTINFO._fields_)
    info.MapFont, info.GetFontData = kinds["MapFont"](find), kinds["GetFontData"](data)
    raw.FPDF_SetSystemFontInfo(ctypes.byref(info))
    return info, font


def square_font() -> bytes:
    """Return a TrueType font in which every character is the same square (OpenType, cmap format 13)."""
    square = struct.pack(">hhhhhHH4B8hxx", 1, 0, _BOTTOM, _EM, _TOP, 3, 0, *(1,) * 4, *_outline())
    tables = {
        b"cmap": struct.pack(">HHHHLHHLLLLLL", 0, 1, 3, 10, 12, 13, 0, 28, 0, 1, 0x20, 0x10FFFF, 1),
        b"glyf": square,
        b"head": struct.pack(
            ">LLLLHHqqhhhhHHhhh", 1 << 16, 0, 0, 0x5F0F3CF5, 0, _EM, 0, 0, 0, _BOTTOM, _EM, _TOP, 0, 8, 2, 0, 0
        ),
        b"hhea": struct.pack(">LhhhHhhhhhh8xhH", 1 << 16, _TOP, _BOTTOM, 0, _EM, 0, 0, _EM, 1, 0, 0, 0, 1),
        b"hmtx": struct.pack(">Hhh", _EM, 0, 0),
        b"loca": struct.pack(">HHH", 0, 0, len(square) // 2),
        b"maxp": struct.pack(">L14H", 1 << 16, 2, 4, 1, 0, 0, 2, *(0,) * 8),
    }
    directory = struct.pack(">LHHHH", 1 << 16, len(tables), 64, 2, len(tables) * 16 - 64)
    place, body = 12 + 16 * len(tables), b""
    for tag, table in tables.items():
        directory += struct.pack(">4sLLL", tag, 0, place + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return directory + body


def _outline() -> tuple[int, ...]:
    """Return the steps from corner to corner of the square, to the right and then upwards."""
    height = _TOP - _BOTTOM
    return (0, 0, _EM, 0, _BOTTOM, height, 0, -height)
