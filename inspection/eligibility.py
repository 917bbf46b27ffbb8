"""Who is judged (质检资格): the reasons why an interaction is excluded, from a readable file per channel."""

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pydantic import Field, model_validator

from inspection.interaction import Channel, Direction, Interaction, Role, Turn
from inspection.policy_files import Policy, policy_of

VOICEMAIL_TURNS = 3


class ReasonText(Policy):
    """A code explained in both languages."""

    zh: str
    en: str


class ChannelChecks(Policy):
    """Which checks a channel has, and the shortest recording in seconds that is judged."""

    checks: tuple[str, ...]
    min_duration_s: float = Field(default=0.0, ge=0.0, le=600.0)


class EligibilityPolicy(Policy):
    """scoring_rules/eligibility.yaml as a value."""

    version: int
    order: tuple[str, ...]
    reasons: Mapping[str, ReasonText]
    channels: Mapping[Channel, ChannelChecks]
    outcome_columns: tuple[str, ...] = ()
    not_connected_words: tuple[str, ...] = ()
    voicemail_words: tuple[str, ...] = ()
    nuisance_words: tuple[str, ...] = ()
    talk_time_columns: tuple[str, ...] = ()
    voicemail_phrases: tuple[str, ...] = ()
    internal_numbers: tuple[str, ...] = ()
    internal_extension_digits: int = Field(default=4, ge=0, le=6)
    test_queues: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _names_only_known_checks(self) -> "EligibilityPolicy":
        for code in (*self.order, *(c for channel in self.channels.values() for c in channel.checks)):
            if code not in CHECKS or code not in self.reasons or code not in self.order:
                raise ValueError(f"the check {code!r} is not one of {', '.join(CHECKS)}, or lacks its reason or place")
        return self

    def with_internal_numbers(self, numbers: tuple[str, ...]) -> "EligibilityPolicy":
        """The same policy with a source's own numbers added."""
        return self.model_copy(update={"internal_numbers": (*self.internal_numbers, *numbers)})


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason for exclusion: the stable code, and the explanation in Chinese and English."""

    code: str
    zh: str
    en: str


def policy_from_text(text: str, where: str = "eligibility.yaml") -> EligibilityPolicy:
    """Read the policy file; RuleError with file:line:column when it is not YAML or not a policy."""
    return policy_of(EligibilityPolicy, text, where=where)


def check(interaction: Interaction, duration_s: float | None, policy: EligibilityPolicy) -> tuple[Reason, ...]:
    """All reasons why it is not judged, in the policy's order; empty when it is judged.

    `duration_s` is the recording's length (None when it has none or it is unknown: then nothing is too short).
    """
    return _reasons(interaction, duration_s, policy, policy.order)


def check_before_hearing(interaction: Interaction, policy: EligibilityPolicy) -> tuple[Reason, ...]:
    """The reasons that the metadata alone gives, before anything was heard."""
    return _reasons(interaction, None, policy, [c for c in policy.order if c in _FROM_METADATA])


def _reasons(
    interaction: Interaction, duration_s: float | None, policy: EligibilityPolicy, codes: "list[str] | tuple[str, ...]"
) -> tuple[Reason, ...]:
    channel = policy.channels.get(interaction.channel)
    wanted = channel.checks if channel else ()
    applying = [c for c in codes if c in wanted and CHECKS[c](interaction, duration_s, policy)]
    return tuple(Reason(c, policy.reasons[c].zh, policy.reasons[c].en) for c in applying)


def _still_open(interaction: Interaction, _duration_s: float | None, _policy: EligibilityPolicy) -> bool:
    """Only when the export says so: an age or a missing end proves nothing."""
    return interaction.is_open


def _not_connected(interaction: Interaction, _duration_s: float | None, policy: EligibilityPolicy) -> bool:
    return _outcome_is(interaction, policy, policy.not_connected_words) or _talked_zero_seconds(interaction, policy)


def _internal(interaction: Interaction, _duration_s: float | None, policy: EligibilityPolicy) -> bool:
    if interaction.queue and _folded(interaction.queue) in map(_folded, policy.test_queues):
        return True
    ani, dnis = _digits(interaction.ani), _digits(interaction.dnis)
    short = policy.internal_extension_digits
    if 0 < len(ani) <= short and 0 < len(dnis) <= short:
        return True
    return any(_is_listed(number, policy.internal_numbers) for number in _outer_side(interaction, ani, dnis) if number)


def _outer_side(interaction: Interaction, ani: str, dnis: str) -> tuple[str, ...]:
    """The number that is not the centre's: the caller of an inbound call, the callee of an outbound one."""
    if interaction.direction is Direction.INBOUND:
        return (ani,)
    return (dnis,) if interaction.direction is Direction.OUTBOUND else (ani, dnis)


def _voicemail(interaction: Interaction, _duration_s: float | None, policy: EligibilityPolicy) -> bool:
    """The outcome says so, or all that the other side says is an announcement."""
    if _outcome_is(interaction, policy, policy.voicemail_words):
        return True
    others = [t for t in interaction.turns if t.sender is not Role.AGENT and t.has_words]
    if interaction.direction is Direction.INBOUND or not others or len(others) > VOICEMAIL_TURNS:
        return False
    phrases = [_folded(p) for p in policy.voicemail_phrases]
    return all(any(p in _folded(t.text) for p in phrases) for t in others)


def _too_short(interaction: Interaction, duration_s: float | None, policy: EligibilityPolicy) -> bool:
    return duration_s is not None and duration_s < policy.channels[interaction.channel].min_duration_s


def _silent_or_nuisance(interaction: Interaction, _duration_s: float | None, policy: EligibilityPolicy) -> bool:
    if _outcome_is(interaction, policy, policy.nuisance_words):
        return True
    return interaction.channel is Channel.PHONE and not any(t.has_words for t in interaction.turns)


def _bot_only(interaction: Interaction, _duration_s: float | None, _policy: EligibilityPolicy) -> bool:
    senders = {t.sender for t in interaction.turns if t.type.is_service}
    return Role.BOT in senders and not senders & {Role.AGENT, Role.UNKNOWN}


def _no_agent_words(interaction: Interaction, _duration_s: float | None, _policy: EligibilityPolicy) -> bool:
    """Automatic replies are not the agent's words; when roles are unknown nobody is said to be silent."""
    return not _speaks(interaction, lambda t: t.sender is Role.AGENT and not t.auto)


def _no_customer_words(interaction: Interaction, _duration_s: float | None, _policy: EligibilityPolicy) -> bool:
    return not _speaks(interaction, lambda t: t.sender is Role.CUSTOMER)


def _speaks(interaction: Interaction, is_theirs: Callable[[Turn], bool]) -> bool:
    return any(t.has_words and (t.sender is Role.UNKNOWN or is_theirs(t)) for t in interaction.turns)


Check = Callable[[Interaction, float | None, EligibilityPolicy], bool]
CHECKS: Mapping[str, Check] = {
    "still_open": _still_open,
    "not_connected": _not_connected,
    "internal_or_test_number": _internal,
    "voicemail": _voicemail,
    "too_short": _too_short,
    "silent_or_nuisance": _silent_or_nuisance,
    "bot_only": _bot_only,
    "no_agent_words": _no_agent_words,
    "no_customer_words": _no_customer_words,
}
_FROM_METADATA = ("still_open", "not_connected", "internal_or_test_number")


def _outcome_is(interaction: Interaction, policy: EligibilityPolicy, words: tuple[str, ...]) -> bool:
    wanted = {_folded(w) for w in words}
    given = [interaction.disposition, *(interaction.metadata.get(c) for c in policy.outcome_columns)]
    return any(_folded(value) in wanted for value in given if value)


def _talked_zero_seconds(interaction: Interaction, policy: EligibilityPolicy) -> bool:
    given = [interaction.metadata.get(c, "").strip() for c in policy.talk_time_columns]
    return any(value in ("0", "0.0", "00:00", "0:00:00", "00:00:00") for value in given)


def _is_listed(number: str, listed: tuple[str, ...]) -> bool:
    for entry in listed:
        digits = _digits(entry)
        if digits and (number.startswith(digits) if entry.strip().endswith("*") else number == digits):
            return True
    return False


def _digits(number: str | None) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", number or "") if c.isdigit())


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).casefold().split()).replace("_", "").replace("-", "")
