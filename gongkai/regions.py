"""Which province a telephone's area code and a postcode belong to: facts of the numbering plan and of the post."""

# The first two digits of a postcode.
_POSTCODES = {
    "北京": "10",
    "上海": "20",
    "天津": "30",
    "重庆": "40",
    "内蒙古": "01 02",
    "山西": "03 04",
    "河北": "05 06 07",
    "辽宁": "11 12",
    "吉林": "13",
    "黑龙江": "15 16",
    "江苏": "21 22",
    "安徽": "23 24",
    "山东": "25 26 27",
    "浙江": "31 32",
    "江西": "33 34",
    "福建": "35 36",
    "湖南": "41 42",
    "湖北": "43 44",
    "河南": "45 46 47",
    "广东": "51 52",
    "广西": "53 54",
    "贵州": "55 56",
    "海南": "57",
    "四川": "61 62 63 64",
    "云南": "65 66 67",
    "陕西": "71 72",
    "甘肃": "73 74",
    "宁夏": "75",
    "青海": "81",
    "新疆": "83 84",
    "西藏": "85 86",
}
# How area codes begin; of several that fit, the longest counts.
_AREA_CODES = {
    "北京": "010",
    "上海": "021",
    "天津": "022",
    "重庆": "023",
    "辽宁": "024 041 042",
    "江苏": "025 051 052",
    "湖北": "027 071 072",
    "四川": "028 081 082 083",
    "陕西": "029 091",
    "河北": "031 033",
    "山西": "034 035",
    "河南": "037 039",
    "吉林": "043 0440 0448",
    "黑龙江": "045 046",
    "内蒙古": "047 048",
    "山东": "053 054 063",
    "安徽": "055 056",
    "浙江": "057 058",
    "福建": "059",
    "广东": "020 066 075 076",
    "云南": "069 087 088",
    "江西": "070 079",
    "湖南": "073 074",
    "广西": "077",
    "贵州": "085",
    "西藏": "089",
    "海南": "0898",
    "甘肃": "093 094",
    "宁夏": "095",
    "青海": "097",
    "新疆": "090 099",
}
_BY_POSTCODE = {digits: name for name, codes in _POSTCODES.items() for digits in codes.split()}
_BY_AREA_CODE = {digits: name for name, codes in _AREA_CODES.items() for digits in codes.split()}


def province_of_postcode(postcode: str) -> str:
    """Return the province of a postcode; empty where no postcode begins so."""
    return _BY_POSTCODE.get(postcode[:2], "")


def province_of_phone(digits: str) -> str:
    """Return the province of a landline number with its area code, digits only; empty where there is no such code."""
    return _BY_AREA_CODE.get(digits[:4]) or _BY_AREA_CODE.get(digits[:3], "")
