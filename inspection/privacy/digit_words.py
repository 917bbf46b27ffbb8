"""The words that stand for digits when numbers are read aloud, and the words people say between them."""

ZH_DIGITS: dict[str, str] = {
    "零": "0", "〇": "0", "○": "0", "幺": "1", "么": "1", "一": "1", "二": "2", "两": "2", "三": "3", "四": "4",
    "五": "5", "六": "6", "七": "7", "八": "8", "九": "9", "洞": "0", "拐": "7", "勾": "9", "妖": "1",
    "壹": "1", "贰": "2", "叁": "3", "肆": "4", "伍": "5", "陆": "6", "柒": "7", "捌": "8", "玖": "9",
}  # fmt: skip

ZH_HOMOPHONES: dict[str, str] = {
    char: digit
    for digit, chars in {
        "0": "林灵铃玲另令凌龄邻岭", "1": "腰要邀医衣依夭药咬摇", "2": "尔而儿耳", "3": "山伞散删", "4": "似寺死思事",
        "5": "舞武午无吾屋物误吴", "6": "流留刘溜路", "7": "起气期其妻漆奇器旗",
        "8": "吧巴把爸拔", "9": "酒久就旧救舅",
    }.items()
    for char in chars
}  # fmt: skip
"""What a recogniser writes when a digit is said; they count only between two digits of a run (妖, hardly a word by
itself, is taken for 幺 everywhere)."""

EN_DIGITS: dict[str, str] = {
    "zero": "0", "oh": "0", "o": "0", "nought": "0", "naught": "0", "aught": "0", "nil": "0",
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "niner": "9",
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15",
    "sixteen": "16", "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
EN_TENS: dict[str, str] = {
    "twenty": "2", "thirty": "3", "forty": "4", "fifty": "5", "sixty": "6", "seventy": "7", "eighty": "8",
    "ninety": "9",
}  # fmt: skip
EN_HOMOPHONES: dict[str, str] = {
    "for": "4",
    "to": "2",
    "too": "2",
    "ate": "8",
    "won": "1",
    "tree": "3",
    "sex": "6",
    "fife": "5",
}
EN_TIMES: dict[str, int] = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
EN_COUNTS: dict[str, int] = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
"""Said before a plural: "three zeros"."""
EN_PLURALS: dict[str, str] = {
    "zeros": "0", "zeroes": "0", "ohs": "0", "ones": "1", "twos": "2", "threes": "3", "fours": "4", "fives": "5",
    "sixes": "6", "sevens": "7", "eights": "8", "nines": "9",
}  # fmt: skip
EN_ZEROS: dict[str, str] = {"hundred": "00", "thousand": "000"}
"""Said behind a digit in a number read aloud: "nine hundred four one two" is 900412."""
ZH_TIMES: dict[str, int] = {
    "一": 1, "双": 2, "两": 2, "俩": 2, "二": 2, "三": 3, "仨": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
    **{str(times): times for times in range(2, 10)},
}  # fmt: skip

_NATO_WORDS = """
alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec
romeo sierra tango uniform victor whiskey whisky xray x-ray yankee zulu
"""
NATO: dict[str, str] = {word: word[0].upper() for word in _NATO_WORDS.split()} | {"zed": "Z", "zee": "Z"}

_FILLERS_ZH_WORDS = """
然后是 然后 接着是 接着 后面是 后面 后边 接下来是 接下来 再来是 再来 再加上 再加 再
就是 那个 这个 前面是 前面 中间是 中间 最后是
最后 末尾是 生日是 生日 出生日期是 出生日期 出生年月 年月日 大写的 小写的 大写 小写 字母 英文字母
往后是 往后 随后 紧接着 完了 嗯嗯
嗯 呃 额 啊 哦 噢 喔 诶 欸 哎 呢 哈 嘛 呀 是 横杠 短横 横线 杠 空格 空
"""
FILLERS_ZH = tuple(_FILLERS_ZH_WORDS.split())
FILLERS_EN: tuple[str, ...] = (
    "and then", "then", "and", "uh", "um", "er", "erm", "uhm", "hmm", "dash", "hyphen", "minus", "space", "comma",
    "okay", "so", "capital", "uppercase", "slash", "stroke", "followed by", "you know",
    "next is", "next", "after that", "and next", "then it's",
)  # fmt: skip
