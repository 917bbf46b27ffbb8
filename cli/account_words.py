"""The words of `mingjian accounts`, in Chinese and English."""

from collections.abc import Mapping

_WORDS: Mapping[str, tuple[str, str]] = {
    "accounts": ("账号", "Accounts"),
    "login": ("登录名", "Signs in as"),
    "who": ("姓名", "Who"),
    "roles": ("角色", "Roles"),
    "team": ("班组", "Team"),
    "site": ("职场", "Site"),
    "vendor": ("外包商", "Vendor"),
    "agent_id": ("工号", "Agent"),
    "state": ("状态", "State"),
    "signed_in_at": ("上次登录", "Last signed in"),
    "active": ("可用", "usable"),
    "waiting": ("待设密码", "no password yet"),
    "disabled": ("停用", "disabled"),
    "left": ("已离职", "left"),
    "imported": ("人员 {people} 名有变化,新账号 {accounts} 个。", "{people} people changed, {accounts} new accounts."),
    "bad_row": ("第 {row} 行:{reason}", "row {row}: {reason}"),
    "links_in": ("一次性链接已写入 {file},请分发后删除。", "The one-time links are in {file}: hand out, delete it."),
    "one_time": (
        "一次性链接(3 天内有效,用后即失效):",
        "One-time link (for 3 days; used once, it is gone):",
    ),
    "disabled_now": ("{login} 已停用,其登录均已结束。", "{login} is disabled; its sessions have ended."),
    "enabled_now": ("{login} 已启用。", "{login} is enabled."),
    "unbound": (
        "{login} 已与单位账号解除绑定,其登录和接口令牌均已失效;下次单点登录时重新绑定。",
        "{login} is bound to no identity any more, its sessions and API tokens have ended; sign-on binds it anew.",
    ),
    "tokens": ("接口令牌", "Tokens of the JSON API"),
    "token_id": ("令牌", "Token"),
    "token_for": ("用途", "For"),
    "scopes": ("范围", "Scopes"),
    "ends_at": ("有效至", "Until"),
    "used_at": ("上次使用", "Last used"),
    "revoked": ("已吊销", "revoked"),
    "over": ("已过期", "over"),
    "token_once": (
        "{token},有效至 {until};下面的令牌只显示这一次:",
        "{token}, until {until}; the token below is shown this once:",
    ),
    "token_revoked": ("{token} 已吊销", "{token} is revoked"),
    "no_change": ("{login} 没有变化。", "{login} is as it was."),
}  # fmt: skip


def account_words(language: str) -> dict[str, str]:
    """Every word in one language, zh or en."""
    return {key: pair[language == "en"] for key, pair in _WORDS.items()}
