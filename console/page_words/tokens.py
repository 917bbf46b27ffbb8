"""The words of one's tokens, in Chinese and English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "token_page": ("接口令牌", "API tokens"),
    "token_note": (
        "程序凭令牌以您的身份使用接口 /api/v1:只能做您有权做的事,且不超出所选范围。",
        "With a token a program acts for you by the API /api/v1: what you may do, within its scopes, and never more.",
    ),
    "token_new": ("新令牌", "New token"),
    "token_name": ("用途(如:数据仓库)", "What uses it (the data warehouse)"),
    "token_for": ("用途", "For"),
    "token_scopes": ("范围", "Scopes"),
    "token_days": ("有效天数", "Days it lives"),
    "token_make": ("生成令牌", "Make the token"),
    "token_shown_once": ("令牌已生成,只显示这一次,请立即存好:", "The token is shown this once; keep it now:"),
    "token_yours": ("我的令牌", "My tokens"),
    "token_none": ("还没有令牌。", "There is no token yet."),
    "token_until": ("有效至", "Until"),
    "token_used": ("上次使用", "Last used"),
    "token_state": ("状态", "State"),
    "token_living": ("可用", "usable"),
    "token_over": ("已过期", "over"),
    "token_revoked": ("已吊销", "revoked"),
    "token_revoke": ("吊销", "Revoke"),
    "token_bad": (
        "请写明用途(80 字以内),至少选一个范围,天数为 1 到 366。",
        "Say what uses it (up to 80 characters), choose a scope, and 1 to 366 days.",
    ),
}  # fmt: skip
