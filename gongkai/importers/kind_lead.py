"""Whether a text says of itself that it reports what was rectified: 现将…整改情况…公布, 受…委托，…报告…整改情况.

Looks for the parts of such a sentence one after another, so that a hostile text costs no more than a long one.
"""

import re

_NOW = re.compile(r"[现特兹](?:(?:按|根据|依据|遵照|依照|经|由|面)[^。]{0,60}?)?(?:将|就|把|对)")
_DEPUTED = re.compile(r"受[^。，]{2,24}委托，")
_RECTIFIED = re.compile(r"整改|办理|落实|销号")
_TELLS = re.compile(r"(?:通报|公布|公告|公示|公开|报告|汇报|说明|反馈)(?!中|期)")
_OUTCOME = re.compile(r"整改(?:工作|落实)?的?(?:情况|结果|进展)")
_OTHERWISE = re.compile(
    r"[现特兹](?:予以?|依法|如实)*(?:面?向(?:全体)?(?:社会|党员|干部|群众|公众)*)?(?:公布|公开|公示)[^。，]{0,40}整改"
    r"|[，。]现予以?(?:公示|公布|公告|公开)"
    r"|整改[^。，]{0,30}(?:情况|进展|结果)[^。，]{0,12}(?:如下|予以(?:公布|公示|公告|公开))"
    r"|(?:整改(?:完成|落实|进展)?(?:情况|结果|进展)|整改到位|完成整改|销号)[^。]{0,40}现(?:予以?|将|向社会)?(?:公示|公布|公开|公告|通报|报告)"
)
_LONG_QUOTATION = re.compile(r"“[^“”]{20,}”")
# How far what is told may stand behind 现将, and behind the word for it.
_FAR, _NEAR = 140, 44


def reports(text: str) -> bool:
    """Whether a text, without white space, says of itself that it reports what was rectified."""
    text = _LONG_QUOTATION.sub("“”", text)
    return _announces(text) or _is_deputed(text) or bool(_OTHERWISE.search(text))


def _announces(text: str) -> bool:
    for now in _NOW.finditer(text):
        sentence = text[now.end() : now.end() + _FAR].partition("。")[0]
        if any(
            _RECTIFIED.search(sentence[max(0, tells.start() - _NEAR) : tells.start()])
            for tells in _TELLS.finditer(sentence)
        ):
            return True
    return False


def _is_deputed(text: str) -> bool:
    """Whether someone reports for a government: 我受市人民政府委托，向市人大常委会报告…整改情况."""
    for deputed in _DEPUTED.finditer(text):
        sentence = text[deputed.end() : deputed.end() + _FAR].partition("。")[0]
        tells = re.search(r"报告|汇报|作", sentence)
        if tells and _OUTCOME.search(sentence, tells.end()):
            return True
    return False
