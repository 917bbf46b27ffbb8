"""The item ids of schema version 1, in their order, and why an item usually does not apply."""

from __future__ import annotations

from typing import Final

DUTIES: Final = (
    "greeting",
    "identify_self_or_org",
    "recording_notice",
    "permission_to_continue",
    "identity_verification_before_account_info",
    "need_confirmation",
    "empathy_after_negative",
    "hold_notice",
    "hold_return_thanks",
    "solution_with_deadline",
    "product_terms_disclosed",
    "fees_and_effective_date",
    "risk_disclosure",
    "customer_consent_confirmed",
    "complaint_escalated",
    "anti_fraud_reminder",
    "anything_else",
    "satisfaction_invite",
    "closing",
)
MEASURES: Final = ("response_time", "speech_rate", "dead_air", "interrupts", "repeated_paste")
VIOLATIONS: Final = (
    "rude",
    "blame_shifting",
    "questioning_customer",
    "absolute_promise",
    "guaranteed_return",
    "misleading_product",
    "offline_transaction",
    "asks_password_or_code",
    "leaks_private_info",
    "praise_bribery",
    "unauthorised_activation",
    "acts_for_customer",
    "threatens_customer",
    "incites_complaint",
    "hangs_up_first",
)
KINDS: Final[dict[str, str]] = {
    **dict.fromkeys(DUTIES, "duty"),
    **dict.fromkeys(MEASURES, "measure"),
    "answer_accuracy": "human",
    "ticket_consistent": "data",
    **dict.fromkeys(VIOLATIONS, "violation"),
}

SPOKEN_ONLY: Final = ("recording_notice", "speech_rate", "dead_air", "interrupts")
WRITTEN_ONLY: Final = ("response_time", "repeated_paste")

WHY_NOT_APPLICABLE: Final[dict[str, str]] = {
    "identity_verification_before_account_info": "no account, order or policy detail is given or changed",
    "need_confirmation": "the customer brings no request",
    "empathy_after_negative": "no negative customer turn with agent turns after it",
    "hold_notice": "no silence over the channel's threshold, no wait announced (or not a live channel)",
    "hold_return_thanks": "no announced hold",
    "solution_with_deadline": "no follow-up, repair, complaint or change",
    "product_terms_disclosed": "nothing is sold and no plan, product or fee changed",
    "fees_and_effective_date": "nothing is sold and no plan, product or fee changed",
    "risk_disclosure": "no sale, loan or surrender in bank or insurance",
    "customer_consent_confirmed": "nothing is ordered, changed or charged",
    "complaint_escalated": "no formal complaint",
    "anti_fraud_reminder": "not a bank matter that touches money or codes",
    "anything_else": "not asked, and not a live channel",
    "satisfaction_invite": "nothing says that this line surveys",
    "closing": "cut off",
}
