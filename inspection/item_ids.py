"""The stable item ids of the shipped rulebooks (CONTRACTS.md). More may be added; these keep their meaning."""

DUTIES = (
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
    "personalisation",
    "email_salutation",
    "email_point_by_point",
    "email_attachment",
    "email_signature",
    "moves_to_private",
)
MEASURES = ("response_time", "speech_rate", "dead_air", "interrupts", "repeated_paste")
HUMAN = ("answer_accuracy",)
DATA = ("ticket_consistent",)
VIOLATIONS = (
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
    "third_party_disclosure",
    "calling_hours",
    "poses_as_law",
    "debt_talk_before_identity",
)
ALL_ITEMS = DUTIES + MEASURES + HUMAN + DATA + VIOLATIONS
