"""The phrase language (话术模板) rule authors write: words as they are said, with gaps, options and named patterns.

    您好…为您服务        … is a gap: up to 10 characters (40 in Latin script), never across the end of a sentence
    (请|麻烦)稍等        one of several; (请/麻烦) means the same
    [您]稍等             an optional part
    {期限}内答复         a named pattern of patterns.yaml
    guarantee*           the rest of a Latin word
    ^您好                at the start of the turn

Latin words match whole, in any case. Everything is folded as in normal_text.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from inspection.errors import RuleError
from inspection.rules.normal_text import fold

GAP_CHARACTERS = 10
GAP_LATIN_CHARACTERS = 40
_SENTENCE_END = r"。.!?;\n"
# The bare ending: doesn't, hasn't ...; without its apostrophe only after the verbs that take it (not in "want").
_ANY_NOT = (
    r"(?:(?<=[a-z])n't|(?<=\b(?:ca|do|did|does|wo|is|are|was|were|have|has|had|would|could|should))nt)(?![a-z0-9])[ ,]*"
)
_SYNTAX = set("()[]{}|/*^\\")
# What a regular expression would write; in a phrase it means something else, or nothing.
_REGEX_SIGNS = (
    (re.compile(r"\[\^?(?:[a-zA-Z0-9]-[a-zA-Z0-9])+\]"), "[您] is an optional part, no set of characters"),
    (re.compile(r"(?<!\\)[)\]}](?:[?+]|\*(?!\*))"), "an optional part is written [您], and nothing repeats"),
    (re.compile(r"(?<!\.)\.[*+]"), "a gap is written …"),
    (re.compile(r"\(\?[:=!<]"), "several choices are written (a|b)"),
    (re.compile(r"\\[dwsbDWSB](?![a-zA-Z])"), "a number is written {数}"),
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase.

    `pattern` is regular-expression source for folded text; `anchors` are literals of which every match contains
    at least one (empty when there is no such literal); `spoken_length` counts the Chinese characters that every
    match must have (a measure of how safe a sound-alike match is).
    """

    source: str
    pattern: str
    anchors: frozenset[str]
    spoken_length: int


@dataclass(slots=True)
class _Part:
    """A piece of a phrase while it is being parsed."""

    pattern: str
    anchors: frozenset[str] | None = None
    spoken_length: int = 0


@dataclass(slots=True)
class _Reader:
    text: str
    named: Mapping[str, str]
    source: str
    at: int = 0
    latin: bool = field(init=False)

    def __post_init__(self) -> None:
        words = re.sub(r"\{[^}]*\}", "", self.text)
        self.latin = not any("\u4e00" <= c <= "\u9fff" for c in words)

    def peek(self, size: int = 1) -> str:
        return self.text[self.at : self.at + size]


def compile_phrase(source: str, named: Mapping[str, str]) -> Phrase:
    """Compile one phrase; `named` maps the names usable in braces to regular-expression source.

    Raises RuleError for unbalanced brackets, an unknown name or an empty phrase.
    """
    _refuse_regex(source)
    reader = _Reader(fold(source.replace("…", "...")), named, source)
    part = _alternatives(reader, "")
    if reader.at < len(reader.text):
        raise _syntax_error(reader, f"'{reader.peek()}' closes nothing")
    if not part.pattern:
        raise RuleError("an empty phrase matches everything", "write some words or remove the line")
    return Phrase(source, part.pattern, part.anchors or frozenset(), part.spoken_length)


def _refuse_regex(source: str) -> None:
    """A phrase written as if it were a regular expression would quietly match something else."""
    for sign, meaning in _REGEX_SIGNS:
        found = sign.search(source)
        if found is not None:
            raise RuleError(
                f"phrase '{source}' has '{found[0]}' at character {found.start() + 1}, which is a regular expression",
                f"in a phrase {meaning}; write regular expressions under pattern",
            )


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _alternatives(reader: _Reader, closing: str) -> _Part:
    choices = [_sequence(reader, closing)]
    while reader.peek() and reader.peek() in "|/":
        reader.at += 1
        choices.append(_sequence(reader, closing))
    if len(choices) == 1:
        return choices[0]
    anchors = None
    if all(c.anchors for c in choices):
        anchors = frozenset().union(*(c.anchors for c in choices if c.anchors))
    return _Part(
        "|".join(c.pattern for c in choices),
        anchors,
        min(c.spoken_length for c in choices),
    )


def _sequence(reader: _Reader, closing: str) -> _Part:
    parts: list[_Part] = []
    while reader.at < len(reader.text) and reader.peek() not in set("|/") | set(closing):
        parts.append(_piece(reader))
    pattern = "".join(p.pattern for p in parts)
    anchored = [p.anchors for p in parts if p.anchors]
    best = max(anchored, key=lambda a: min(map(len, a)), default=None)
    return _Part(pattern, best, sum(p.spoken_length for p in parts))


def _piece(reader: _Reader) -> _Part:
    char = reader.peek()
    if reader.peek(3) == "...":
        return _gap(reader)
    if char == "(":
        inner = _bracketed(reader, ")")
        return _Part(f"(?:{inner.pattern})", inner.anchors, inner.spoken_length)
    if char == "[":
        inner = _bracketed(reader, "]")
        return _Part(f"(?:{inner.pattern})?")
    if char == "{":
        return _named(reader)
    if char == "*":
        reader.at += 1
        return _Part(r"[a-z0-9']*")
    if char == "^":
        reader.at += 1
        return _Part(r"^[\s,，。.!、嗯啊呃哦噢哎诶那]*")
    if char in ")]}":
        raise _syntax_error(reader, f"'{char}' closes nothing")
    return _literal(reader)


def _gap(reader: _Reader) -> _Part:
    while reader.peek() == ".":
        reader.at += 1
    size = GAP_LATIN_CHARACTERS if reader.latin else GAP_CHARACTERS
    return _Part(f"[^{_SENTENCE_END}]{{0,{size}}}?")


def _bracketed(reader: _Reader, closing: str) -> _Part:
    reader.at += 1
    inner = _alternatives(reader, closing)
    if reader.peek() != closing:
        raise _syntax_error(reader, f"a bracket is not closed with '{closing}'")
    reader.at += 1
    return inner


def _named(reader: _Reader) -> _Part:
    end = reader.text.find("}", reader.at)
    if end < 0:
        raise _syntax_error(reader, "a brace is not closed with '}'")
    name = reader.text[reader.at + 1 : end].strip()
    if name not in reader.named:
        known = ", ".join(sorted(reader.named)) or "none"
        raise _syntax_error(reader, f"no pattern is named '{name}' (known: {known})")
    reader.at = end + 1
    return _Part(f"(?:{reader.named[name]})")


def _literal(reader: _Reader) -> _Part:
    start = reader.at
    if reader.peek() == "\\":
        reader.at += 1
        start = reader.at
        reader.at += 1
    while reader.at < len(reader.text) and reader.peek() not in _SYNTAX and reader.peek(3) != "...":
        reader.at += 1
    text = reader.text[start : reader.at]
    words = [w for w in re.split(r"[ ']+", text) if w]
    chinese = sum("\u4e00" <= c <= "\u9fff" for c in text)
    anchors = frozenset({max(words, key=len)}) if words else None
    return _Part(_literal_pattern(text, open_end=reader.peek() == "*"), anchors, chinese)


def _literal_pattern(text: str, *, open_end: bool) -> str:
    body = text.strip(" ")
    if not body:
        return "[ ,]*"
    if body == "n't":
        return _ANY_NOT
    head = "[ ,]*" if text[0] == " " else ""
    tail = "[ ,]*" if text[-1] == " " else ""
    before = "(?<![a-z0-9])" if _is_latin(body[0]) else ""
    after = "(?![a-z0-9])" if _is_latin(body[-1]) and not open_end else ""
    inner = re.escape(body).replace("\\ ", "[ ,]+").replace("'", "'?")
    return f"{head}{before}{inner}{after}{tail}"


def _syntax_error(reader: _Reader, problem: str) -> RuleError:
    return RuleError(
        f"phrase '{reader.source}' cannot be read at character {reader.at + 1}: {problem}",
        "balance the brackets (a|b), [optional], {pattern}; put a backslash before one that is meant as text",
    )
