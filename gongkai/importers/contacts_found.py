"""Contacts: e-mail, address, postcode and phones, from the paragraphs that ask the public to answer."""

import re
from collections.abc import Sequence

from gongkai.importers.document import Block, Origin, Paragraph
from gongkai.importers.faxes_found import fax_fields
from gongkai.importers.found import Found, plain
from gongkai.importers.phones_found import EMAIL, PHONE, Phone, phone_fields, phones_of, read_hours

_POSTCODE = re.compile(r"(?:邮\s*政?\s*编\s*码|邮\s*编)\s*[：:为是]?\s*(\d{6})(?!\d)")
# What introduces an address: its label, or a verb within a sentence (来信请寄…, 可致函…).
_ADDRESS = re.compile(
    r"(?:(?:通[信讯]|邮寄|联系|来信来访|来信|办公|信访|来访|收信|收件|单位|投递|接待)?地\s*址|(?:来访|接待|信访|收件|办公|投递|受理)地点|(?:来[信函]|信[函件]|书面|当面)反映|通[讯信]处|邮政信箱|信\s*箱|来信来[访电]|(?:来[信函]|信函)(?:请?邮?寄送?)?|信件(?:请?邮?寄送?)?|邮寄|(?:邮|请)?寄至|(?:请|可)+邮?寄(?:往|到)?)(?:[及和、][\u4e00-\u9fff]{2,4}|（[^（）\d]{1,6}）)?(?:(?:为|是)?\s*：\s*|\s+(?=(?:\d{6}\s*)?[\u4e00-\u9fff]{2}[^，。；\n@：]{0,40}(?:信箱|号|楼|室)))([^；。\n]+)"
    r"|(?:(?:请|可)?(?:寄信|写信|写信函|邮?寄|致[函信]|去信|投递|送|来[信函]|信函)(?:往|至|到|送至|送到|送|交)?(?!\s*(?:来访)?地\s*址)|地[址点](?:在|位于|设在|为|是)?|信箱(?:为|是)|(?:来人|来访|当面|现场)(?:反映)?(?:请|可)?到)\s*"
    r"(?=[\u4e00-\u9fff]{2}[^，。；：\n@]{0,50}(?:\d+号?[号室楼栋]|信箱|大厦|大楼|大院|路|街|大道))([^，。；：\n@]{4,60})"
)
_ADDRESS_END = re.compile(
    r"[（(〔]?\s*(?:邮\s*政?\s*编\s*码|邮\s*编)|[（(][^（）]{0,12}收[）)]|[（(]收[件信]人|[（(](?:信封|请在|请注明"
    r"|注明)"
    r"|，(?![\u4e00-\u9fff]{4,24}(?:办公室|委员会|党组|党委|[局科室办])(?:[（(。；]|$))"
    r"|(?<=[\u4e00-\u9fff])\s*收(?=[，（(]|$)|\s+(?!\s*[室号楼栋层座])(?=[\u4e00-\u9fff ]{2,8}：)|(?:或"
    r"|并)(?=发|拨|致)|、(?=[\u4e00-\u9fff]{2,6}：)|[；。]$"
)
# An address that only its words and the postcode behind it tell.
_BESIDE_CODE = re.compile(
    r"(?:^|[（；：])\s*([\u4e00-\u9fff][^，。；：（）\n@]{2,40}(?:\d+号|信箱)[^，。；：（）\n@]{0,16}(?:，\s*\d{6}(?!\d)(?=[；。）]|$))?)(?=，\s*(?:邮|(?:联系|办公|监督)?电话)|[；。）]|$)"
)
# A postcode without a word for it, before its address: 323903　海下县…
_CODE_FIRST = re.compile(r"^\s*(\d{6})[\s，,]*(?=[\u4e00-\u9fff])")
# A table of contacts, which a ledger of a hundred problems is not.
_MOST_ROWS = 12
_LONGEST_VALUE = 40
_NAMES_CONTACT = re.compile(r"[\u4e00-\u9fff]{0,6}(?:电\s*话|邮\s*箱|信\s*箱|地\s*址|邮\s*编|热线)")
# What stands before a number that is a phone.
_CALLS = re.compile(r"电\s*话|热线|联系|传真|手机|拨打|致电|来电|咨询|查询|垂询|举报|值班|请找|纪委|意见|监督")


def contact_lines(blocks: Sequence[Block]) -> list[Paragraph]:
    """Return the paragraphs of a text, and the rows of tables that give contacts: 监督电话 | 0571-… | 工作日."""
    lines: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            above = lines[-1] if lines else None
            if above and _NAMES_CONTACT.fullmatch(above.text.strip()) and len(block.text) < _LONGEST_VALUE:
                # The name on a line of its own, without a colon.
                lines[-1] = above._replace(text=f"{above.text}：{block.text}", joints=())
            else:
                lines.append(block)
            continue
        rows = [[cell.text.strip() for cell in row if cell.text.strip()] for row in block.rows]
        if len(rows) <= _MOST_ROWS and any(len(row) > 1 and _NAMES_CONTACT.match(row[0]) for row in rows):
            lines += [Paragraph(f"{row[0]}：{'，'.join(row[1:])}", block.origin) for row in rows if len(row) > 1]
    return lines


def contact_region(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Return the paragraphs at the end that give contacts: the last ones that do, and those between them."""
    hits = [index for index, paragraph in enumerate(paragraphs) if _is_contact(paragraph.text)]
    if not hits:
        return ()
    first = hits[-1]
    for index in reversed(hits):
        if first - index > 3:
            break
        first = index
    while first and _asks_only(paragraphs[first - 1].text):
        first -= 1
    return tuple(paragraphs[first : hits[-1] + 1])


def _is_contact(text: str) -> bool:
    text = plain(text)
    return bool(
        EMAIL.search(text)
        or _POSTCODE.search(text)
        or re.match(r"\s*0\d{2,3}[-—–]\d{7,8}(?!\d)", text)
        or any(_CALLS.search(text[max(0, match.start() - 40) : match.start()]) for match in PHONE.finditer(text))
        or (len(text) < 200 and _ADDRESS.search(text) and _address(Paragraph(text, Origin())))
        or (
            len(text) < 120
            and re.match(r"\s*(?:(?:受理|接听|接待|办公|联系|反馈)时间\s*：|时间：(?:周|星期|每|工作日|上午))", text)
        )
    )


def _asks_only(text: str) -> bool:
    return bool(re.search(r"(?:欢迎|请).{0,40}(?:监督|反映|意见)", text)) and len(text) < 200


def read_contacts(region: Sequence[Paragraph]) -> list[Found]:
    """Return phones (with purpose and hours), e-mail addresses, address, postcode and hours."""
    found: list[Found] = []
    mails: list[str] = []
    phones: list[Phone] = []
    for paragraph in region:
        text = plain(paragraph.text)
        for mail in EMAIL.findall(text):
            if mail not in mails:
                found.append(Found(f"contacts.emails[{len(mails)}]", mail, paragraph.origin, paragraph.text))
                mails.append(mail)
        if (match := _POSTCODE.search(text)) and not _has(found, "contacts.postcode"):
            found.append(Found("contacts.postcode", match[1], paragraph.origin, paragraph.text))
        address, postcode = _parted(_address(paragraph) or _unlabelled(paragraph))
        before = re.search(r"(?:地\s*址|寄至?)\s*[：\s]\s*(\d{6})[\s，,]*[\u4e00-\u9fff]", text)
        behind = re.search(rf"{re.escape(plain(address))}[，\s]+(\d{{6}})(?=[。；，]|$)", text) if address else None
        beside = before or behind
        postcode = postcode or (beside[1] if beside and address else "")
        if postcode and not _has(found, "contacts.postcode"):
            found.append(Found("contacts.postcode", postcode, paragraph.origin, paragraph.text))
        if address and not _has(found, "contacts.address"):
            found.append(Found("contacts.address", address, paragraph.origin, paragraph.text))
        phones += phones_of(paragraph)
    hours = read_hours(region, phones)
    return [*found, *phone_fields(phones), *fax_fields(region), *hours]


def _has(found: Sequence[Found], field: str) -> bool:
    return any(item.field == field for item in found)


def _address(paragraph: Paragraph) -> str:
    text = plain(paragraph.text)
    for match in _ADDRESS.finditer(text):
        group = 1 if match[1] else 2
        value = text[match.start(group) : match.end(group)]
        end = _ADDRESS_END.search(value)
        written = paragraph.text[match.start(group) : match.start(group) + (end.start() if end else len(value))]
        written = re.sub(
            r"^(?:请|可)*(?:邮?寄|邮?送)?(?:送|交)?(?:往|至|到)?(?=[\u4e00-\u9fff])",
            "",
            written.strip(" \u3000\t，,；;。（("),
        )
        written = _CODE_FIRST.sub("", written)
        if (
            re.search(r"[\u4e00-\u9fff]{3}", written)
            and not re.search(r"电子|邮箱|邮件", written)
            and not EMAIL.search(plain(written))
            # Where a box for letters hangs is no address to write to.
            and not written.startswith(("设在", "设于", "设置", "方式", "形式", "渠道", "途径"))
        ):
            return re.sub(r"(?<=[\u4e00-\u9fff0-9])\s+(?=[\u4e00-\u9fff0-9])", "", written)
    return ""


def _unlabelled(paragraph: Paragraph) -> str:
    """Return an address that stands without a word for it before its postcode: （县城云溪路9号，邮政编码317208）"""
    match = _BESIDE_CODE.search(plain(paragraph.text))
    return paragraph.text[match.start(1) : match.end(1)].strip() if match else ""


def _parted(address: str) -> tuple[str, str]:
    """Part the postcode from an address that ends with one, without a word for it."""
    match = re.search(r"[\s，,（(]+(\d{6})[）)]?$", plain(address))
    return (address[: match.start()], match[1]) if match else (address, "")
