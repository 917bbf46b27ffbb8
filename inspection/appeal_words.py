"""What people write in an appeal: masked before it is stored, and not longer than anybody reads."""

from inspection.appeal_policy import CommentLimits, Ground
from inspection.errors import InputError
from inspection.interaction import Role
from inspection.privacy import PrivateTurn, redact_conversation


def masked_comment(text: str, limits: CommentLimits, *, where: str) -> str:
    """The comment in one block with personal data masked; InputError when it is too long."""
    words = text.strip()
    if len(words) > limits.longest_characters:
        raise InputError(
            f"the comment has {len(words)} characters, more than {limits.longest_characters}",
            "shorten it, or attach a file",
            where=where,
            code="comment_too_long",
        )
    return masked_words_of(words)


def masked_words_of(text: str) -> str:
    """Words of somebody in the house (a comment, the name of a file), with personal data masked."""
    return redact_conversation([PrivateTurn(text, Role.AGENT, 0)])[0].masked if text else ""


def demand_comment(ground: Ground, comment: str, *, where: str) -> None:
    """InputError when the ground wants a comment and there is none."""
    if ground.comment == "required" and not comment:
        raise InputError(
            f"the ground '{ground.zh} / {ground.en}' wants a comment", "say what happened: --comment TEXT",
            where=where, code="comment_missing",
        )  # fmt: skip
