"""How long the customer waited (响应时间): a round runs from the first unanswered message to an answer."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from inspection.business_hours import BusinessHours
from inspection.interaction import Channel, Interaction, Role, Turn, TurnType
from inspection.segments import is_served_by_person

HANDOVER = re.compile(
    r"转接|转人工|转入人工|接入|接通|进入人工|为您服务|已分配|加入(?:了)?(?:会话|对话)|"
    r"joined|connected|transferred|assigned|hand(?:ed)? ?over",
    re.IGNORECASE,
)
QUEUEING = re.compile(r"排队|前面还有|queue|position", re.IGNORECASE)
_FILLER = r"(?:[^\w?？]|_)*"  # punctuation and emoji, but a question mark asks
_COURTESIES = (
    "好|的|嗯|哦|噢|喔|行|可以|谢谢|您|你|了|啊|呀|吧|哈|亲|多谢|感谢|辛苦|再见|拜拜|知道|明白|收到|没有|没问题|不用|不客气|就这样|"
    "ok|okay|all right|alright|thanks?|thank you|very much|so much|a lot|many|cheers|perfect|great|lovely|wonderful|"
    "got it|no|yes|that's all|that's a relief|that's it|i appreciate it|good ?bye|bye|"
    r"have a (?:good|nice|great) (?:day|one|evening|afternoon|weekend)|you too"
)
COURTESY_ONLY = re.compile(f"{_FILLER}(?:(?:{_COURTESIES}){_FILLER})*", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseRound:
    """One wait of the customer.

    `customer_turn` is the index of the first message that waited (on the phone: the last turn before the answer,
    nobody answers while the customer speaks); `agent_turn` the index of the answer, None when nobody answered;
    `seconds` the wait (>= 0), None when it was not answered or a time is missing; `agent_id` who answered, or who
    should have (None when not known); `handover_turn` the turn from which the wait counts when a colleague or a
    person after a bot took over, None when it counts from the message itself.
    """

    customer_turn: int
    agent_turn: int | None
    seconds: float | None
    agent_id: str | None
    handover_turn: int | None = None

    @property
    def is_answered(self) -> bool:
        """True when a person answered."""
        return self.agent_turn is not None


def rounds(interaction: Interaction, hours: BusinessHours | None = None) -> tuple[ResponseRound, ...]:
    """Every round of an interaction, in order; `hours` counts only open time of written channels.

    Automatic and bot messages neither answer nor ask, notes and recalled messages do not exist, and a closing
    "thanks" nobody answers is no round. Before a person has taken over from a bot there are no rounds.
    Definition: domain practice, "Service metrics".
    """
    found: list[ResponseRound] = []
    waiting: list[Turn] = []
    previous_agent: Turn | None = None
    for turn in interaction.turns:
        if _asks(turn):
            waiting.append(turn)
        elif is_served_by_person(turn):
            if waiting:
                found.append(_round(interaction, waiting, turn, previous_agent, hours))
            waiting, previous_agent = [], turn
    return (*found, *_unanswered(interaction, waiting, previous_agent))


def first_response(interaction: Interaction, hours: BusinessHours | None = None) -> ResponseRound | None:
    """The first round, counted from the hand-over to a person; None when the customer never waited for one."""
    return next(iter(rounds(interaction, hours)), None)


def handover_before(turns: Sequence[Turn], answer: Turn) -> Turn | None:
    """The turn at which `answer`'s agent took over, or None when nothing shows one.

    The last system or event turn that speaks of a hand-over since the agent before; without one the last bot turn
    (one that announces the hand-over first), since a bot that still talks has not handed over.
    """
    before = _since_previous_agent(turns, answer)
    notices = [t for t in before if t.sender is Role.SYSTEM and _tells_of_handover(t)]
    bot = [t for t in before if t.sender is Role.BOT]
    announced = [t for t in bot if _tells_of_handover(t)]
    candidates = notices or announced or bot
    return candidates[-1] if candidates else None


def _since_previous_agent(turns: Sequence[Turn], answer: Turn) -> list[Turn]:
    before = [t for t in turns if t.index < answer.index]
    last = max((t.index for t in before if is_served_by_person(t)), default=-1)
    return [t for t in before if t.index > last]


def _tells_of_handover(turn: Turn) -> bool:
    return bool(HANDOVER.search(turn.text)) and not QUEUEING.search(turn.text)


def _asks(turn: Turn) -> bool:
    return turn.sender is Role.CUSTOMER and turn.type.is_service


def _round(
    interaction: Interaction, waiting: list[Turn], answer: Turn, previous: Turn | None, hours: BusinessHours | None
) -> ResponseRound:
    spoken = interaction.channel is Channel.PHONE
    asked = waiting[-1] if spoken else waiting[0]
    handover = handover_before(interaction.turns, answer) if _took_over(answer, previous) else None
    if handover is not None and handover.index < asked.index:
        handover = None
    if not spoken and handover is not None:
        asked = _last_before(waiting, handover) or asked
    seconds = _spoken_wait_s(handover or asked, answer) if spoken else _written_wait_s(handover or asked, answer, hours)
    return ResponseRound(
        customer_turn=asked.index,
        agent_turn=answer.index,
        seconds=seconds,
        agent_id=answer.agent_id or interaction.agent_id,
        handover_turn=None if handover is None else handover.index,
    )


def _took_over(answer: Turn, previous: Turn | None) -> bool:
    """The first person, or another person than before: nobody is charged for a colleague's wait."""
    return previous is None or (answer.agent_id is not None and answer.agent_id != previous.agent_id)


def _last_before(turns: Iterable[Turn], limit: Turn) -> Turn | None:
    earlier = [t for t in turns if t.index < limit.index]
    return earlier[-1] if earlier else None


def _spoken_wait_s(asked: Turn, answer: Turn) -> float | None:
    """From the end of the customer's speech to the start of the agent's; talking over each other is no wait."""
    if asked.end_s is None or answer.start_s is None:
        return None
    return max(0.0, answer.start_s - asked.end_s)


def _written_wait_s(asked: Turn, answer: Turn, hours: BusinessHours | None) -> float | None:
    start, end = asked.sent_at, answer.sent_at
    if start is None or end is None:
        return _from_offsets_s(asked, answer)
    return _elapsed_s(start, end, hours)


def _from_offsets_s(asked: Turn, answer: Turn) -> float | None:
    if asked.start_s is None or answer.start_s is None or answer.start_s < asked.start_s:
        return None
    return answer.start_s - asked.start_s


def _elapsed_s(start: datetime, end: datetime, hours: BusinessHours | None) -> float | None:
    if end < start:  # a clock that runs backwards measures nothing
        return None
    return (end - start).total_seconds() if hours is None else hours.open_s(start, end)


def _unanswered(interaction: Interaction, waiting: list[Turn], previous: Turn | None) -> tuple[ResponseRound, ...]:
    open_questions = [t for t in waiting if not is_courtesy(t)]
    if not open_questions or (previous is None and _with_bot_only(interaction)):
        return ()
    who = interaction.agent_id if previous is None else previous.agent_id or interaction.agent_id
    return (ResponseRound(customer_turn=open_questions[0].index, agent_turn=None, seconds=None, agent_id=who),)


def is_courtesy(turn: Turn) -> bool:
    """Thanks, a farewell or a bare emoji asks for nothing; a picture, or a voice message nobody transcribed, does."""
    if turn.type is TurnType.EMOJI:
        return True
    said = turn.text.replace("\u2019", "'").strip()
    return turn.has_words and bool(said) and COURTESY_ONLY.fullmatch(said) is not None


def _with_bot_only(interaction: Interaction) -> bool:
    turns = interaction.turns
    handed_over = any(t.sender is Role.SYSTEM and _tells_of_handover(t) for t in turns)
    return any(t.sender is Role.BOT for t in turns) and not handed_over
