"""Whether contacts lead anywhere: a number that can be dialled, a letter that arrives, a period that is not over.

Knows one notice or organization; whether a notice has contacts at all is for `references`.
"""

import re

from gongkai import dates
from gongkai.fields import Reader
from gongkai.language import mark
from gongkai.model import Contacts, Notice
from gongkai.regions import province_of_phone, province_of_postcode
from gongkai.rules.placeholders import PHONE

_MOBILE = re.compile(r"1[3-9]\d{9}")
_SERVICE = re.compile(r"[48]00\d{7}|1\d{2,4}|9\d{4}")
_LANDLINE = re.compile(r"0(?:10|2\d)\d{7,8}|0[3-9]\d{2}\d{7,8}")
_EXTENSION = re.compile(r"(?<=\d{7})-\d{1,5}$|转.*")
# Ends of addresses that slip from the fingers; hosts of mail that exist with one end only.
_WRONG_ENDS = frozenset(
    {"con", "cmo", "ocm", "comm", "cim", "vom", "cpm", "xom", "gov", "ne", "orgcn", "comcn", "cnn", "nc"}
)
_MAIL_HOSTS = {"163": "com", "126": "com", "139": "com", "sina": "com", "sohu": "com", "qq": "com", "foxmail": "com"}


def check(contacts: Contacts | None, reader: Reader) -> None:
    """Report what is incomplete or cannot be in the contacts of a notice or an organization."""
    if contacts is None:
        return
    provinces = [_phone(phone.number, reader, "phones", index, "number") for index, phone in enumerate(contacts.phones)]
    for index, fax in enumerate(contacts.faxes):
        _phone(fax, reader, "faxes", index)
    for index, email in enumerate(contacts.emails):
        if not email_is_plausible(email):
            reader.diagnostics.add("email-doubtful", reader.place_of("contacts", "emails", index), value=email)
    _post(contacts, [province for province in provinces if province], reader)


def window_is_open(notice: Notice, reader: Reader) -> None:
    """The period for opinions is not over when the notice is published."""
    window = notice.consultation
    if window and window.end and notice.published and window.end < dates.first_day(notice.published):
        place = reader.place_of("consultation", "end")
        reader.diagnostics.add("consultation-over", place, end=window.end, published=notice.published)


def _phone(number: str, reader: Reader, *path: str | int) -> str:
    """Report a number that cannot be dialled from elsewhere; return the province of its area code.

    `path` is where it stands in the contacts.
    """
    dialled = _EXTENSION.sub("", re.sub("[—–－]+", "-", number))
    digits = re.sub(r"\D", "", re.sub(r"^\+86[ -]?", "", dialled))
    if dialled.startswith("+86") and not _MOBILE.fullmatch(digits):
        digits = "0" + digits.lstrip("0")
    if number == PHONE or _MOBILE.fullmatch(digits) or _SERVICE.fullmatch(digits):
        return ""
    province = province_of_phone(digits) if _LANDLINE.fullmatch(digits) else ""
    if not province:
        if not digits.startswith("0"):
            reason = mark("the area code is missing")
        elif province_of_phone(digits):
            reason = mark("behind the area code stand seven or eight digits")
        else:
            reason = mark("there is no such area code")
        place = reader.place_of("contacts", *path)
        reader.diagnostics.add("phone-doubtful", place, value=number, reason=reason)
    return province


def email_is_plausible(email: str) -> bool:
    """Whether the host of an e-mail address can be one: no slip in its end, and no known host with another end."""
    _, _, host = email.lower().rpartition("@")
    *names, end = host.split(".")
    wanted = _MAIL_HOSTS.get(names[-1]) if len(names) == 1 else None
    return end.isalpha() and end not in _WRONG_ENDS and (wanted is None or end == wanted)


def _post(contacts: Contacts, provinces: list[str], reader: Reader) -> None:
    """Report a postcode that does not exist, one that contradicts the area code, and an address without one."""
    postcode, add = contacts.postcode, reader.diagnostics.add
    if bool(contacts.address) != bool(postcode):
        given, missing = ("地址", "邮编") if contacts.address else ("邮编", "地址")
        place = reader.place_of("contacts", "address" if contacts.address else "postcode")
        add("contact-incomplete", place, given=given, missing=missing)
    if not postcode:
        return
    province = province_of_postcode(postcode)
    if not province:
        add("postcode-doubtful", reader.place_of("contacts", "postcode"), value=postcode)
    elif provinces and province not in provinces:
        place = reader.place_of("contacts", "postcode")
        add("contact-place-differs", place, value=postcode, postcode=province, phone=provinces[0])
