"""A plate said in two turns: province and letter at the end of one, the characters in the next."""

import re
from collections.abc import Iterator

from inspection.entities import EntityKind
from inspection.privacy.candidate import Candidate
from inspection.privacy.conversation_view import ConversationView, TurnView
from inspection.privacy.plate import BODY, HEAD

_ENDS_WITH_HEAD = re.compile(rf"(?P<piece>{HEAD})[\s,，。]*$")
_IS_BODY = re.compile(rf"(?:[\s,，。]|嗯|呃|是|好的?|然后|后面是?){{0,8}}+(?P<piece>{BODY})(?=$|[\s,，。吧哈的])")
OWN_TURNS = 1


def find_split_plates(view: ConversationView) -> Iterator[Candidate]:
    """Both pieces, and the first one where the other party repeats it in between."""
    for place, turn in enumerate(view.turns):
        head = _ENDS_WITH_HEAD.search(turn.text)
        later = [other for other in view.turns[place + 1 : place + 4] if other.sender is turn.sender][:OWN_TURNS]
        for other in later if head else ():
            body = _IS_BODY.match(other.text)
            if (
                head
                and body
                and sum(char.isdigit() or char in "零〇幺一二两三四五六七八九洞拐" for char in body.group("piece")) >= 2
            ):
                yield _claim(turn, head)
                yield _claim(other, body)
                yield from _repeated(view, place, other.position, head.group("piece"))


def _repeated(view: ConversationView, start: int, end: int, piece: str) -> Iterator[Candidate]:
    for turn in view.turns[start + 1 : end]:
        said = re.search(re.escape(piece), turn.text, re.IGNORECASE)
        if said:
            yield Candidate(
                ((turn.position, *said.span()),), EntityKind.PLATE, piece, "repeats a piece of a plate", 0.66
            )


def _claim(turn: TurnView, found: re.Match[str]) -> Candidate:
    piece = (turn.position, *found.span("piece"))
    return Candidate(
        (piece,), EntityKind.PLATE, found.group("piece").upper(), "piece of a plate said in two turns", 0.66
    )
