"""What a text denies: 不保证, 没有收到, cannot, never; not 不但, 没问题, 不好意思, and not the 不 of 是不是."""

import re
from functools import lru_cache

_NOT_DENYING = re.compile(
    "不但|不仅|不光|不止|不只|不过|不管|不论|不好意思|不错|不断|不久|不同|不够意思|不用谢|不客气|不要紧|不对劲|不得不|要不然?"
    "|没问题|没关系|没事|没错|没准|无论|无线|无忧|无理由|未来|未婚|特别|分别|级别|个别|别人|别的|别墅|区别|性别|识别|差别|告别|非常|除非"
    "|(?P<verb>[\u4e00-\u9fff])不(?P=verb)|有没有|能不能|可不可以|是不是|对不对|好不好|行不行|要不要|会不会"
    r"|\bno (?:problem|worries|doubt|matter)\b|\bnot only\b"
)
_DENIES = re.compile(
    "不|没|无(?=法|需|须|权|效|责|缘|人|法)|未|勿|别|莫|禁止|严禁|拒绝|拒不|并非|(?<!除)非(?=本|法)|免(?=除|收|费|于)|杜绝|避免|取消不了|休想|甭"
    "|哪(?:能|有|里(?:能|会|敢)|会|敢|儿)|怎么(?:可能|会|能|敢)|谁(?:能|敢|说)"
    r"|\b(?:not|no|never|cannot|nor|neither|nobody|none|nothing|without|unable|refuse[sd]?|declined?|hardly|won't|don't|"
    r"can't|isn't|aren't|doesn't|didn't|wouldn't|couldn't|shouldn't|hasn't|haven't|wasn't|weren't|mustn't|dont|cant|wont)\b"
)
_SHOWN_CHARACTERS, _SHOWN_WORDS = 4, 2


@lru_cache(maxsize=4096)
def denials_in(folded: str) -> tuple[str, ...]:
    """The denied words of a folded text, each with the little that follows: `不保证收益` gives 不保证收益."""
    plain = _NOT_DENYING.sub(lambda found: "□" * len(found[0]), folded)
    return tuple(_shown(folded, found) for found in _DENIES.finditer(plain))


def denied_once(required: str, said: str) -> str | None:
    """What one of two folded texts denies while the other denies nothing; None when both or neither do."""
    ours, theirs = denials_in(required), denials_in(said)
    if bool(ours) == bool(theirs):
        return None
    return (ours or theirs)[0]


def _shown(folded: str, found: "re.Match[str]") -> str:
    rest = folded[found.end() :]
    if found[0].isascii():
        following = re.match(rf"(?:[ ]\w[\w']*){{0,{_SHOWN_WORDS}}}", rest)
    else:
        following = re.match(rf"[\u4e00-\u9fff]{{0,{_SHOWN_CHARACTERS}}}", rest)
    return found[0] + (following[0] if following else "")
