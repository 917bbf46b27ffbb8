"""Pairs made by a grammar over actor, recipient, certainty (polarity among it), time and condition.

A statement is a tuple of choices; two wordings of one tuple mean the same,
and one changed choice makes another meaning.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.training.meaning.grammar_words import CASES, DOES, PROVIDED, SURELY, WHEN, WHO
from models.training.meaning.numbers_written import written

_TIMELESS = ("already", "not_yet", "asks")
"""Certainties that go with no time to come."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Keys into the word lists; `n` is the number of the time, `language` zh or en."""

    language: str
    who: str
    whom: str
    does: str
    surely: str
    when: str
    n: int
    provided: str
    case: str


def random_statement(language: str, rng: random.Random) -> Statement:
    """Any statement whose parts go together."""
    who, whom = rng.sample(sorted(WHO[language]), 2)
    if rng.random() < 0.6:
        who, whom = rng.choice((("centre", "customer"), ("customer", "centre"), ("bank", "customer")))
    surely = rng.choice(sorted(SURELY[language]))
    when = "any" if surely in _TIMELESS or rng.random() < 0.45 else rng.choice(sorted(WHEN[language]))
    provided = "any" if surely in _TIMELESS or rng.random() < 0.6 else rng.choice(sorted(PROVIDED[language]))
    return Statement(
        language, who, whom, rng.choice(sorted(DOES[language])), surely, when, rng.randint(2, 30), provided,
        rng.choice(sorted(CASES[language])),
    )  # fmt: skip


def changed(statement: Statement, rng: random.Random) -> Statement:  # noqa: C901 - one case per kind of change
    """The statement with one thing changed that changes its meaning."""
    language = statement.language
    ways = ["surely", "surely", "surely", "who"]
    if "{r}" in DOES[language][statement.does][0]:
        ways += ["swap", "swap"]
    if statement.when != "any":
        ways += ["when", "when"]
        if "{n}" in WHEN[language][statement.when][0]:
            ways += ["n", "n"]
    if statement.provided != "any":
        ways += ["provided", "provided", "case"]
    match rng.choice(ways):
        case "swap":
            return replace(statement, who=statement.whom, whom=statement.who)
        case "who":
            others = set(WHO[language]) - {statement.who, statement.whom}
            return replace(statement, who=rng.choice(sorted(others)))
        case "n":
            return replace(statement, n=rng.choice([x for x in range(2, 31) if x != statement.n]))
        case "when":
            return replace(statement, when=rng.choice(sorted(set(WHEN[language]) - {statement.when, "any"})))
        case "provided":
            return replace(
                statement, provided=rng.choice(sorted(set(PROVIDED[language]) - {statement.provided, "any"}))
            )
        case "case":
            return replace(statement, case=rng.choice(sorted(set(CASES[language]) - {statement.case})))
        case _:
            kept = {statement.surely, *(_TIMELESS if statement.when != "any" or statement.provided != "any" else ())}
            return replace(statement, surely=rng.choice(sorted(set(SURELY[language]) - kept)))


def wording(statement: Statement, rng: random.Random, ways: dict[str, int] | None = None) -> str:
    """The statement in words. `ways` fixes which way each part is said (to keep words alike); else at random."""
    language = statement.language

    def one(part: str, options: tuple[str, ...]) -> str:
        return options[ways[part] % len(options)] if ways else rng.choice(options)

    whom = one("whom", WHO[language][statement.whom])
    does = one("does", DOES[language][statement.does]).format(r=whom)
    when = one("when", WHEN[language][statement.when]).format(n=written(statement.n, language, rng))
    who, surely = one("who", WHO[language][statement.who]), one("surely", SURELY[language][statement.surely])
    if language == "zh":
        sentence = surely.format(a=who, v=when + does) if rng.random() < 0.5 else when + surely.format(a=who, v=does)
    else:
        sentence = " ".join(filter(None, (surely.format(a=who, v=does), when)))
        sentence = sentence.replace("we's ", "our ").replace("you's ", "your ")
    case = one("case", CASES[language][statement.case])
    return one("provided", PROVIDED[language][statement.provided]).format(x=case, s=sentence)


def grammar_pairs(count: int, rng: random.Random, english_share: float = 0.3) -> Iterator[tuple[str, str, bool, str]]:
    """(required, said, means the same, language): half of each; opposites mostly keep their words."""
    for number in range(count):
        statement = random_statement("en" if rng.random() < english_share else "zh", rng)
        ways = {part: rng.randint(0, 11) for part in ("who", "whom", "does", "when", "surely", "case", "provided")}
        first = wording(statement, rng, ways)
        if number % 2:
            yield first, wording(statement, rng), True, statement.language
        else:
            other = changed(statement, rng)
            said = wording(other, rng, ways if rng.random() < 0.7 else None)
            yield first, said, False, statement.language
