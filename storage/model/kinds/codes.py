"""Words with a national code: sex, nationality, political status, schooling."""

from __future__ import annotations

from dataclasses import replace

from storage.model.kinds.text import choice, folded

# GB/T 2261.1-2003. A bare 0 or 1 is not read: school systems use it both ways round.
_SEX = choice(
    "男",
    "女",
    aliases={
        "M": "男",
        "F": "女",
        "m": "男",
        "f": "女",
        "男性": "男",
        "女性": "女",
        "男生": "男",
        "女生": "女",
        "♂": "男",
        "♀": "女",
    },
)


def _parse_sex(value: object) -> str:
    if folded(value) in ("0", "1", "2", "9"):
        raise ValueError(f"只写了“{folded(value)}”，分不清是男是女，请写成男或女")
    return str(_SEX.parse(value))


SEX = replace(_SEX, parse=_parse_sex)

# GB/T 3304-1991
_NATIONALITIES = (
    "汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 "
    "哈萨克族 傣族 黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 "
    "达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 "
    "乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族 "
    "门巴族 珞巴族 基诺族"
).split()
ETHNICITY = choice(
    *_NATIONALITIES,
    "其他",
    "外国血统",
    aliases={name.removesuffix("族"): name for name in _NATIONALITIES}
    | {"其它": "其他", "外国血统中国籍人士": "外国血统"},
    codes={f"{code:02}": name for code, name in enumerate(_NATIONALITIES, 1)}
    | {"97": "其他", "98": "外国血统"},
)

# GB/T 4762-1984. Young pioneers have no code of their own there and report as 13.
_PARTIES = (
    "中共党员",
    "中共预备党员",
    "共青团员",
    "民革党员",
    "民盟盟员",
    "民建会员",
    "民进会员",
    "农工党党员",
    "致公党党员",
    "九三学社社员",
    "台盟盟员",
    "无党派人士",
    "群众",
)
POLITICAL_STATUS = choice(
    *_PARTIES,
    "少先队员",
    aliases={
        "党员": "中共党员",
        "中国共产党党员": "中共党员",
        "正式党员": "中共党员",
        "共产党员": "中共党员",
        "预备党员": "中共预备党员",
        "中国共产党预备党员": "中共预备党员",
        "中共党员(预备)": "中共预备党员",
        "预备": "中共预备党员",
        "团员": "共青团员",
        "共青团": "共青团员",
        "是团员": "共青团员",
        "保留团籍的党员": "中共党员",
        "中共党员(保留团籍)": "中共党员",
        "中共预备党员(保留团籍)": "中共预备党员",
        "中国共青团员": "共青团员",
        "中国共产主义青年团团员": "共青团员",
        "少先队": "少先队员",
        "队员": "少先队员",
        "少年先锋队员": "少先队员",
        "中国少年先锋队员": "少先队员",
        "中国少年先锋队队员": "少先队员",
        "无": "群众",
        "普通群众": "群众",
        "普通公民": "群众",
        "非团员": "群众",
        "不是团员": "群众",
        "无党派": "无党派人士",
        "民革": "民革党员",
        "民盟": "民盟盟员",
        "民建": "民建会员",
        "民进": "民进会员",
        "农工党": "农工党党员",
        "致公党": "致公党党员",
        "九三学社": "九三学社社员",
        "台盟": "台盟盟员",
        "无党派民主人士": "无党派人士",
    },
    codes={f"{code:02}": name for code, name in enumerate(_PARTIES, 1)},
)

# GB/T 4658-2006, the levels alone: the second figure says how it was ended
_LEVELS = {
    "1": "研究生", "2": "大学本科", "3": "大学专科", "4": "中等职业", "6": "普通高中", "7": "初中",
    "8": "小学", "9": "其他",
}  # fmt: skip
_SCHOOLING = {
    "研究生": "研究生", "研究生教育": "研究生", "博士": "研究生", "硕士": "研究生", "博士研究生": "研究生",
    "硕士研究生": "研究生", "本科": "大学本科", "大学": "大学本科", "大学本科": "大学本科",
    "全日制本科": "大学本科", "专科": "大学专科", "大专": "大学专科", "大学专科": "大学专科",
    "专科教育": "大学专科", "高职": "大学专科", "高职高专": "大学专科", "中职": "中等职业", "中专": "中等职业",
    "技校": "中等职业", "职高": "中等职业", "中等职业": "中等职业", "中等职业教育": "中等职业",
    "中等专科": "中等职业", "职业高中": "中等职业", "技工学校": "中等职业", "高中": "普通高中",
    "普通高中": "普通高中", "初中": "初中", "初级中学": "初中", "小学": "小学",
}  # fmt: skip
_ENDS = ("", "毕业", "在读", "肄业", "结业", "教育", "学历", "(在读)", "(毕业)")
_YEARS = {"高": "普通高中", "初": "初中"}  # 高一: a pupil's schooling is where he is at school
EDUCATION = choice(
    "研究生",
    "大学本科",
    "大学专科",
    "中等职业",
    "普通高中",
    "初中",
    "小学",
    "其他",
    aliases={word + end: level for word, level in _SCHOOLING.items() for end in _ENDS}
    | {"在读" + word: level for word, level in _SCHOOLING.items()}
    | {stage + year: level for stage, level in _YEARS.items() for year in "一二三"}
    | {"其它": "其他", "初中及以下": "初中", "小学及以下": "小学"},
    codes={first + second: level for first, level in _LEVELS.items() for second in "0123456789"},
)

RESIDENT_ID = "居民身份证"
ID_TYPE = choice(
    RESIDENT_ID,
    "港澳居民来往内地通行证",
    "台湾居民来往大陆通行证",
    "港澳台居民居住证",
    "外国人永久居留证",
    "护照",
    "其他",
    aliases={
        "身份证": RESIDENT_ID,
        "二代身份证": RESIDENT_ID,
        "香港": "港澳居民来往内地通行证",
        "澳门": "港澳居民来往内地通行证",
        "台湾": "台湾居民来往大陆通行证",
        "境外永居": "外国人永久居留证",
        "户口簿": "其他",
        "其它": "其他",
    },
    codes={
        "1": RESIDENT_ID,
        "6": "港澳居民来往内地通行证",
        "7": "港澳居民来往内地通行证",
        "8": "台湾居民来往大陆通行证",
        "9": "外国人永久居留证",
        "A": "护照",
        "Z": "其他",
    },
)
