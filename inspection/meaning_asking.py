"""Whether a text asks or tells. A rhetorical 哪能 tells (and denies: meaning_denial.py); 请提供 tells what to do."""

import re
from functools import lru_cache

_ENDS = re.compile(
    r"(?:[?]|(?:吗|嘛|么|呢|吧|是不是|对不对|行不行|好不好|可以不|没有)[啊呀哦哈]?)[\s。.!~]*$|(?:吗|么)[\s,，。.!?;~]"
)
_ASKING_WORDS = re.compile(
    "是否|能否|可否|有没有|能不能|可不可以|是不是|要不要|会不会|用不用|需不需要|方不方便|为何|为什么|为啥|怎样|如何|咋|多久|何时"
    "|(?<![不没])(?:什么|啥)(?!的|.{0,3}[都也])|怎么(?!可能|会|能|敢|都|也)|多少(?!.{0,2}[都也])|几(?:点|天|号|时|个|位)"
    "|哪(?:一|个|些|天|里|儿|种|家|位)(?!能|会|敢|.{0,3}[都也])|谁(?!能|敢|.{0,3}[都也])"
)
_ENGLISH = re.compile(
    r"(?:^|[.!?,;] ?)(?:so |and |but |okay |ok |well |sir |hi |hello )*"
    r"(?:do|does|did|can|could|would|will|is|are|was|were|may|have|has|shall|what|when|where|why|how|which|who|whose)"
    r"(?:n't)? (?:you|i|we|it|he|she|they|the|there|this|that|your|my|our|much|many|long|is|are|do|does|did|can|would|"
    r"will|exactly|time)\b|\bwould you mind\b"
)
_POLITE_END = re.compile(r"(?:好吗|可以吗|行吗|好吧|好么|okay\?|alright\?|right\?)[\s。.!~]*$")
_RHETORICAL = re.compile("哪(?:能|有|里(?:能|会|敢)|会|敢|儿)|怎么(?:可能|会|能|敢)|难道|何必|不是.{0,12}吗")


@lru_cache(maxsize=4096)
def asks(folded: str) -> bool:
    """True when a folded text is, by its words or its end, a question that wants an answer."""
    if _RHETORICAL.search(folded):
        return False
    if _ENDS.search(folded):
        return _POLITE_END.search(folded) is None or _ASKING_WORDS.search(folded) is not None
    return _ASKING_WORDS.search(folded) is not None or _ENGLISH.search(folded) is not None
