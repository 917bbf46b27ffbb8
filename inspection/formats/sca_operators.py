"""Operators (算子) of SCA as conditions of ours: the keys they become, and what could not be carried.

Types and parameters: help.aliyun.com, "detection operator object description" and UploadRule. What this file does not
know is never guessed: the operator is left out with a remark, and a person judges the item.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import comb

from inspection.formats.literal_phrase import is_one_character, literal_phrase, looks_like_regex
from inspection.formats.sca_json import Fields, entries, fields, number_of, word_of, yes_of
from inspection.formats.sca_regex import folded_regex, regex_problem
from inspection.formats.sca_remarks import Remark, remark
from inspection.rules.normal_text import fold
from inspection.rules.reading_specs import LONGEST_WANTED

Keys = Mapping[str, object]
MOST_COMBINATIONS = 12
"""At least n of a few words in one turn is written as that many conditions; more cannot be read any more."""
_SHOWN = 5
_KEYWORDS = frozenset({
    "keywords", "operkeywords", "keywordmatchsize", "threshold", "insentence", "contextchatmatch", "keywordextension",
    "synonyms", "casesensitive",
})  # fmt: skip
_READ: Mapping[str, frozenset[str]] = {
    "HIT_ANY_KEYWORDS": _KEYWORDS,
    "INCLUDE_KEYWORDS": _KEYWORDS,
    "REGULAR_EXPRESSION": frozenset({"regex", "notregex", "insentence", "contextchatmatch"}),
    "SIMILAR_MATCH": frozenset({"similarlysentences", "score", "insentence"}),
    "ADVANCED_REPEAT_DETECT": frozenset({"from", "similaritythreshold", "hittime", "threshold", "excludes"}),
    "INTERVAL_GREATER": frozenset({"interval", "intervalend", "differentrole", "target", "fromend", "compareoperator"}),
    "SPEECH_SPEED_CHECK": frozenset({"velocityinmint", "minwordsize", "average", "compareoperator"}),
}
# Parameters the interface lists for every operator; where they belong to another one they say nothing.
_OF_OTHERS = frozenset({
    "answerthreshold", "antmodelinfo", "average", "begintype", "botid", "casesensitive", "categorypathcode",
    "checkfirstsentence", "checktype", "compareoperator", "contextchatmatch", "customerparam", "delaytime",
    "differentrole", "endtype", "excludes", "from", "fromend", "hittime", "insentence", "interval", "intervalend",
    "keywordextension", "keywordmatchsize", "keywords", "knowledgeinfo", "knowledgesentencenum", "knowledgetargetid",
    "knowledgetargetname", "knowledgetargettype", "lgfsentences", "maxemotionchangevalue", "minwordsize",
    "neardialogue", "notregex", "operkeywords", "phrase", "pkey", "poutputtype", "pvalues", "questionthreshold",
    "references", "regex", "roleid", "score", "similaritythreshold", "similarlysentences", "synonyms", "target",
    "targetrole", "threshold", "useeasalgorithm", "velocity", "velocityinmint",
})  # fmt: skip
# Parameters that change what an operator means and that we do not read: a value there is never passed over.
_NEVER_IDLE: Mapping[str, frozenset[str]] = {
    "ADVANCED_REPEAT_DETECT": frozenset({"targetrole"}),
    "INTERVAL_GREATER": frozenset({"checkfirstsentence", "neardialogue"}),
    "SPEECH_SPEED_CHECK": frozenset({"velocity"}),
    "SIMILAR_MATCH": frozenset({"references"}),
}
# What a parameter gives away about an operator we do not know by name, and where to look instead.
_HINTS: tuple[tuple[str, str, str], ...] = (
    ("delaytime", "（像抢话：请用 interruptions 重写）", " (looks like interruption: write interruptions)"),
    ("maxemotionchangevalue", "（像能量检测：请用 loudness 重写）", " (looks like energy: write loudness)"),
    ("begintype", "（像时长或挂机：请用 duration 或 hung_up 重写）", " (looks like duration or hang-up: write duration or hung_up)"),  # noqa: E501
    ("customerparam", "（像随录参数或实体：请用 metadata 或 entity 重写；比较代码没有公开）", " (looks like call parameters or entities: write metadata or entity; the codes of the comparison are not published)"),  # noqa: E501
    ("phrase", "（像编辑距离：请用 similar 重写）", " (looks like edit distance: write similar)"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of an operator: conditions of which any is enough (none: not carried), and what is to be said.

    `words_key` names the key that holds words, which may move to a word list when there are many.
    """

    conditions: tuple[Keys, ...] = ()
    remarks: tuple[Remark, ...] = ()


def carry(operator: Fields, at: str, role: str) -> Carried:
    """One operator as conditions; `at` is where it stands, `role` whose turns its condition looks at."""
    kind, params = word_of(operator.get("type")).upper(), fields(operator.get("param"))
    if kind not in _READ:
        return _lost(_unknown_operator(kind, params, at))
    idle = _OF_OTHERS - _NEVER_IDLE.get(kind, frozenset())
    strange = sorted(n for n, value in params.items() if value and n not in _READ[kind] and n not in idle)
    if strange:
        return _lost(remark("param", at, names=", ".join(strange)))
    return _BY_KIND[kind](params, at, role) if kind in _BY_KIND else _keywords(kind, params, at)


def _lost(*remarks: Remark) -> Carried:
    return Carried((), remarks)


def _unknown_operator(kind: str, params: Fields, at: str) -> Remark:
    zh, en = next(((z, e) for name, z, e in _HINTS if params.get(name)), ("", ""))
    found = remark("operator", at, kind=kind or "?", hint="")
    words = type(found.words)(found.words.zh + zh, found.words.en + en)
    return Remark(found.code, found.at, found.weight, words)


# --- words -----------------------------------------------------------------------------------------------------------


def _keywords(kind: str, params: Fields, at: str) -> Carried:
    given = [w for w in map(word_of, entries(params.get("keywords") or params.get("operkeywords"))) if w]
    wanted = number_of(params.get("keywordmatchsize"))
    size = int(wanted) if wanted is not None else (1 if kind == "HIT_ANY_KEYWORDS" else -1)
    if not given or size < -1 or (wanted is not None and wanted != size):
        return _lost(
            remark("bad_param", at, name="keywordMatchSize", given=wanted) if given else remark("no_words", at)
        )
    words, remarks = _phrases(given, params, at, every=size not in (0, 1))
    hits = int(number_of(params.get("threshold")) or 0)
    if not words or any(r.weight == "lost" for r in remarks):
        return Carried((), tuple(remarks))
    if yes_of(params.get("keywordextension")) and not params.get("synonyms"):
        remarks.append(remark("extension", at))
    if yes_of(params.get("casesensitive")) and any(w.lower() != w.upper() for w in given):
        remarks.append(remark("case", at))
    if hits > 1 and size != 1:
        return Carried((), (*remarks, remark("threshold", at, n=hits)))
    if hits > 1:
        remarks.append(remark("threshold_span", at, n=hits))
    if size in (0, 1):
        keys: dict[str, object] = {"none" if size == 0 else "any": words}
        return Carried(({**keys, "at_least": hits} if hits > 1 else keys,), tuple(remarks))
    return _several(words, len(words) if size == -1 else size, params, at, remarks)


def _several(words: Sequence[str], size: int, params: Fields, at: str, remarks: list[Remark]) -> Carried:
    """All of the words, or at least `size` of them, in one sentence or over the whole range."""
    context, single = yes_of(params.get("contextchatmatch")), yes_of(params.get("insentence"))
    if (context is False and single is False) or (context and single):
        remarks.append(remark("sentence_or_not", at))
    over_range = (context is True and single is not True) or (context is None and single is False)
    if size > len(words):
        return Carried((), (*remarks, remark("bad_param", at, name="keywordMatchSize", given=size)))
    if size == len(words):
        return Carried(({"all": words, **({} if over_range else {"within": "turn"})},), tuple(remarks))
    if over_range:
        return Carried(({"any": words, "at_least_phrases": size},), tuple(remarks))
    if comb(len(words), size) > MOST_COMBINATIONS:
        return Carried((), (*remarks, remark("n_in_a_sentence", at, n=size, total=len(words))))
    together = tuple({"all": list(some), "within": "turn"} for some in combinations(words, size))
    return Carried(together, tuple(remarks))


def _phrases(given: Sequence[str], params: Fields, at: str, *, every: bool) -> tuple[list[str], list[Remark]]:
    """The words as phrases, each with its synonyms as choices, and what is to be said of them."""
    synonyms = params.get("synonyms")
    others = synonyms if isinstance(synonyms, dict) else {}
    unique = {fold(word): word for word in reversed(given)}
    kept = [word for word in dict.fromkeys(given) if unique[fold(word)] == word]
    written = {word: _choices([word, *map(word_of, entries(others.get(word)))]) for word in kept}
    unsayable = [word for word, phrase in written.items() if phrase is None]
    found = [
        (len(given) - len(kept), "same_words", []),
        (0, "escaped", [w for w in kept if looks_like_regex(w) and w not in unsayable]),
        (0, "one_character", [w for w in kept if is_one_character(w)]),
        (0, "unsayable_all" if every or len(unsayable) == len(kept) else "unsayable", unsayable),
    ]
    remarks = [_of_words(code, at, count or len(words), words) for count, code, words in found if count or words]
    return [phrase for phrase in written.values() if phrase is not None], remarks


def _of_words(code: str, at: str, count: int, words: Sequence[str]) -> Remark:
    shown = "、".join(word[:20] for word in words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
    return remark(code, at, n=count, words=shown)


def _choices(words: Iterable[str]) -> str | None:
    phrases = [literal_phrase(word) for word in dict.fromkeys(words) if word]
    if any(p is None for p in phrases):
        return None
    return str(phrases[0]) if len(phrases) == 1 else "(" + "|".join(map(str, phrases)) + ")"


# --- expressions and likeness ----------------------------------------------------------------------------------------


def _regex(params: Fields, at: str, _role: str) -> Carried:
    source, unwanted = word_of(params.get("regex")), word_of(params.get("notregex"))
    if not source:
        return _lost(remark("bad_param", at, name="regex", given="''"))
    if yes_of(params.get("contextchatmatch")):
        return _lost(remark("regex_context", at))
    remarks = [remark("regex_turns", at)] if yes_of(params.get("insentence")) is False else []
    keys: dict[str, object] = {"pattern": [folded_regex(source)]}
    if unwanted:
        keys["except"] = {"in_sentence": [folded_regex(unwanted)]}
        remarks.append(remark("not_regex", at))
    problems = [p for p in map(regex_problem, (source, unwanted)) if p]
    return _lost(remark("bad_regex", at, problem=problems[0])) if problems else Carried((keys,), tuple(remarks))


def _similar(params: Fields, at: str, _role: str) -> Carried:
    texts = [t for t in map(word_of, entries(params.get("similarlysentences"))) if t]
    score = number_of(params.get("score"))
    if not texts or max(map(len, texts)) > LONGEST_WANTED:
        return _lost(remark("bad_param", at, name="similarlySentences", given=f"{len(texts)} × ≤{LONGEST_WANTED}"))
    if score is None or not 0 < score <= 100:
        return _lost(remark("bad_param", at, name="score", given=score))
    if score < 50:
        return _lost(remark("similar_low", at, score=f"{score:g}"))
    keys = {"similar": {"to": texts, "at_least_share": score / 100}}
    return Carried((keys,), (remark("similar", at, score=f"{score:g}"),))


def _repetition(params: Fields, at: str, _role: str) -> Carried:
    within, share = number_of(params.get("from")), number_of(params.get("similaritythreshold"))
    repeats, shortest = number_of(params.get("hittime")), number_of(params.get("threshold"))
    if within is None or within > 0:
        return _lost(remark("repeat_window", at, n="2" if within is None else f"{within:g}"))
    if share is None or not 0 < share <= 1:
        return _lost(remark("bad_param", at, name="similarity_threshold", given=share))
    keys: dict[str, object] = {
        "times": max(1, int(repeats or 1)) + 1, "similarity_share": share, "min_characters": max(1, int(shortest or 1)),
    }  # fmt: skip
    excludes = [w for w in map(word_of, entries(params.get("excludes"))) if w]
    if excludes:
        keys["excludes"] = excludes
    return Carried(({"repetition": keys},), (remark("repeat", at),))


# --- sound and time --------------------------------------------------------------------------------------------------


def _interval(params: Fields, at: str, role: str) -> Carried:
    over_ms, target = number_of(params.get("interval")), number_of(params.get("target"))
    compare, end = word_of(params.get("compareoperator")) or "gt", yes_of(params.get("fromend"))
    if over_ms is None or over_ms <= 0 or params.get("intervalend"):
        given = params.get("interval") if not params.get("intervalend") else params.get("intervalend")
        return _lost(remark("bad_param", at, name="interval", given=given))
    if compare.casefold() != "gt":
        return _lost(remark("compare", at, given=compare))
    if end or (target is not None and target != 1):
        return _lost(remark("interval_kind", at, target=target, from_end=end))
    remarks = [remark("interval", at)]
    if yes_of(params.get("differentrole")):
        remarks.append(remark("same_role", at))
    return Carried(({"wait": {"over_s": over_ms / 1000, "ended_by": role, "holds": True}},), tuple(remarks))


def _rate(params: Fields, at: str, _role: str) -> Carried:
    limit, shortest = number_of(params.get("velocityinmint")), number_of(params.get("minwordsize"))
    side = {"gt": "above", "lt": "below"}.get((word_of(params.get("compareoperator")) or "gt").casefold())
    if limit is None or limit <= 0:
        return _lost(remark("bad_param", at, name="velocityInMint", given=limit))
    if side is None:
        return _lost(remark("compare", at, given=params.get("compareoperator")))
    per_call = bool(yes_of(params.get("average")))
    remarks = [remark("rate_words", at)]
    if shortest and not per_call:
        remarks.append(remark("short_turns", at, n=f"{shortest:g}"))
    return Carried(
        ({"speech_rate": {side: {"characters": limit}, "per": "call" if per_call else "turn"}},), tuple(remarks)
    )


_BY_KIND: Mapping[str, Callable[[Fields, str, str], Carried]] = {
    "REGULAR_EXPRESSION": _regex, "SIMILAR_MATCH": _similar, "ADVANCED_REPEAT_DETECT": _repetition,
    "INTERVAL_GREATER": _interval, "SPEECH_SPEED_CHECK": _rate,
}  # fmt: skip
