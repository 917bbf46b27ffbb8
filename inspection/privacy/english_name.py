"""English full names in a turn: announced, signed, given in an answer, or a common first name with a surname."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.interaction import Role
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import TurnView
from inspection.privacy.digit_words import NATO
from inspection.privacy.english_name_cues import (
    ALSO,
    ANNOUNCED,
    ASKS_NAME,
    BARE_ANSWER,
    BEFORE_STAFF,
    BEHIND_STAFF,
    CAPITALS,
    FROM_A_FIRM,
    INITIALS,
    INTRODUCTION,
    INVERTED,
    NAME_OF_THING,
    NAME_OF_THING_ASKED,
    NAMED_AS,
    NO_INITIALS,
    OWN_NAME,
    OWNED,
    OWNS,
    PUBLIC_BEFORE,
    PUBLIC_BEHIND,
    SMALL_PAIR,
    SPEAKS,
    SPLIT_NAME,
    SPLIT_NAME_TURNED,
    STAFF_WHEN_AGENT,
    STAFF_WHEN_CUSTOMER,
    Need,
)
from inspection.privacy.english_person import is_cased, is_person, length_of, name_words
from inspection.privacy.english_signature import is_written_by_staff, signatures
from inspection.privacy.first_names import FIRST_NAMES
from inspection.privacy.not_people import ALSO_COMMON, ORGANISATION, PUBLIC_NAMES, STOP, THINGS
from inspection.privacy.plain_words import PLAIN_WORDS
from inspection.privacy.spelled_english_name import spelled_in_turn


def english_names(view: TurnView) -> Iterator[Candidate]:
    """Names announced in the turn, signed under it, given in answer to a question; and their letters spelled."""
    claims = list(_claims(view))
    claims += [also for claim in claims for also in _also(view, claim)]
    yield from claims
    yield from spelled_in_turn(view, [claim.value for claim in claims])


def _claims(view: TurnView) -> Iterator[Candidate]:
    agent = view.sender in (Role.AGENT, Role.BOT, Role.SYSTEM)
    for reason, pattern, strength, need in ANNOUNCED:
        if reason.startswith(STAFF_WHEN_AGENT if agent else STAFF_WHEN_CUSTOMER) and view.sender is not Role.UNKNOWN:
            continue
        for found in pattern.finditer(view.text):
            if not NAME_OF_THING.search(view.text[max(0, found.start() - 16) : found.start()]):
                yield from _full_name(view, found, reason, strength, need)
    for found in (*SPLIT_NAME.finditer(view.text), *SPLIT_NAME_TURNED.finditer(view.text)):
        value = f"{found.group('first')} {found.group('last')}"
        for part in ("first", "last"):
            piece = (view.position, *found.span(part))
            yield Candidate((piece,), EntityKind.NAME, value, "first and last name given apart", 0.75)
    yield from _inverted(view)
    yield from _named_as(view)
    yield from _owned(view)
    if view.sender is Role.CUSTOMER:
        yield from _initials(view)
    if not agent:
        yield from _answer(view)
        yield from _signature(view)
        yield from _mentioned(view)


def _also(view: TurnView, claim: Candidate) -> Iterator[Candidate]:
    """Somebody listed right behind somebody."""
    found = ALSO.match(view.text, claim.pieces[-1][2])
    if found:
        yield from _full_name(view, found, "listed behind a name", 0.66, Need.CAPITALS)


def _named_as(view: TurnView) -> Iterator[Candidate]:
    """What somebody is to be: a beneficiary, a driver."""
    for found in NAMED_AS.finditer(view.text):
        if (STOP | THINGS | ORGANISATION | PLAIN_WORDS).isdisjoint(found["name"].casefold().split()):
            yield _claim(view, found.span("name"), "named as a person of a contract", 0.69)


def _owned(view: TurnView) -> Iterator[Candidate]:
    """Whose account, booking, name it is."""
    for found in (*OWNED.finditer(view.text), *OWNS.finditer(view.text)) if "'s" in view.text else ():
        if (STOP | THINGS | ORGANISATION | PLAIN_WORDS).isdisjoint(found.group("name").casefold().split()):
            yield _claim(view, found.span("name"), "in whose name it is", 0.68)


def _initials(view: TurnView) -> Iterator[Candidate]:
    """L. M. Prescott: initials and a surname that is no word and no firm."""
    for found in INITIALS.finditer(view.text) if "." in view.text else ():
        last = found.group("name").split()[-1].rpartition(".")[2].casefold()
        if not NO_INITIALS.match(found.group("name")) and last not in STOP | THINGS | ORGANISATION | PLAIN_WORDS:
            yield _claim(view, found.span("name"), "initials and a surname", 0.61)


def _inverted(view: TurnView) -> Iterator[Candidate]:
    """A surname, a comma, a common first name."""
    for found in INVERTED.finditer(view.text) if "," in view.text else ():
        last, first = found.group("last").casefold(), found.group("first").casefold()
        is_named = (
            first in FIRST_NAMES - ALSO_COMMON and found.group("last")[0].isupper() == found.group("first")[0].isupper()
        )
        if is_named and last not in STOP | THINGS | ORGANISATION | PLAIN_WORDS | FIRST_NAMES:
            yield _claim(view, found.span("name"), "surname before the first name", 0.69)


def _answer(view: TurnView) -> Iterator[Candidate]:
    """The whole turn, or its beginning where more was asked for ("Jane Doe, 4 May 1981")."""
    if not ASKS_NAME.search(view.previous) or NAME_OF_THING_ASKED.search(view.previous):
        return
    for found in CAPITALS.finditer(view.text) if is_cased(view.text) else ():
        yield from _full_name(view, found, "answer to a question for the name", 0.71, Need.CAPITALS)
    answer = BARE_ANSWER.match(view.text)
    if not answer:
        return
    whole = not answer.group("more").strip("\n\t .,!")
    goes_on = answer.group("more")[:1].isspace() and not is_cased(view.text)
    need = Need.NOTHING if whole or (goes_on and OWN_NAME.search(view.previous)) else Need.CAPITALS
    if all(word.casefold() in THINGS for word in answer.group("name").split()):
        return
    yield from _full_name(view, answer, "answer to a question for the name", 0.72, need)


def _signature(view: TurnView) -> Iterator[Candidate]:
    if "\n" not in view.text and "," not in view.text:
        return
    if view.sender is Role.UNKNOWN and is_written_by_staff(view.text):
        return
    for found, reason in signatures(view.text):
        yield from _full_name(view, found, reason, 0.7, Need.CAPITALS)


def _mentioned(view: TurnView) -> Iterator[Candidate]:
    """A common first name and a surname, both with capitals, without any announcing word; members of staff stay."""
    if view.sender is Role.UNKNOWN and is_written_by_staff(view.text):
        return
    if not is_cased(view.text):
        yield from _mentioned_in_small_letters(view)
        return
    for found in CAPITALS.finditer(view.text):
        if view.sender is Role.CUSTOMER and SPEAKS.match(view.text, found.end()):
            yield from _full_name(view, found, "introduces itself before speaking", 0.68, Need.CAPITALS)
        first, last = found.group("name").split()[0].casefold(), found.group("name").split()[-1].casefold()
        if first not in FIRST_NAMES or first in ALSO_COMMON or last in THINGS or {first, last} <= NATO.keys():
            continue
        about_staff = BEFORE_STAFF.search(view.text[max(0, found.start() - 40) : found.start()])
        about_staff = about_staff or BEHIND_STAFF.match(view.text, found.end())
        public = PUBLIC_BEFORE.search(view.text[max(0, found.start() - 24) : found.start()])
        public = public or PUBLIC_BEHIND.match(view.text, found.end())
        if not about_staff and not public and not FROM_A_FIRM.match(view.text, found.end()):
            yield from _full_name(view, found, "a common first name and a surname", 0.62, Need.FIRST_NAME)


def _mentioned_in_small_letters(view: TurnView) -> Iterator[Candidate]:
    """A common first name and a word that is none of the language: "daniel whitcombe ordered it"."""
    for found in SMALL_PAIR.finditer(view.text):
        first, last = found.group("first").casefold(), found.group("last").casefold()
        if (
            first not in FIRST_NAMES
            or first in ALSO_COMMON
            or last in PLAIN_WORDS
            or {first, last} & NATO.keys()
            or last.endswith(("'s", "ing", "ed"))
        ):
            continue
        about_staff = BEFORE_STAFF.search(view.text[max(0, found.start() - 40) : found.start()])
        about_staff = about_staff or BEHIND_STAFF.match(view.text, found.end("last"))
        if not about_staff and f"{first} {last}" not in PUBLIC_NAMES:
            yield _claim(view, (found.start(), found.end("last")), "a common first name and a surname", 0.58)


def introduces_english(text: str) -> Iterator[str]:
    """The names a member of staff gives of itself: the first name, and the full one; also the one it signs with."""
    phrases = [found.group("name") or found.group("ahead") or "" for found in INTRODUCTION.finditer(text)]
    phrases += [found.group("name") for found, _ in signatures(text)]
    for phrase in phrases:
        words = name_words(phrase, capitals=False)
        if words:
            yield " ".join(words).casefold()


def _full_name(view: TurnView, found: re.Match[str], reason: str, strength: float, need: Need) -> Iterator[Candidate]:
    phrase, start = found.group("name"), found.start("name")
    cased = is_cased(view.text)
    words = name_words(phrase, capitals=cased and (need is not Need.NOTHING or phrase[:1].isupper()))
    if len(words) < 2 or not is_person(words, phrase, need, cased=cased):
        return
    end = start + length_of(phrase, len(words))
    if reason.startswith("introduces") and view.sender is not Role.CUSTOMER and FROM_A_FIRM.match(view.text, end):
        return
    yield _claim(view, (start, end), reason, strength)


def _claim(view: TurnView, span: tuple[int, int], reason: str, strength: float) -> Candidate:
    value = " ".join(view.text[span[0] : span[1]].split())
    return Candidate(((view.position, *span),), EntityKind.NAME, value, reason, strength)
