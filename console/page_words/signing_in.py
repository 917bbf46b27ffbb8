"""The words of signing in and one's own account, in Chinese and English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "name": ("登录名", "Name"),
    "password": ("密码", "Password"),
    "wrong_name_or_password": ("登录名或密码不对。", "The name or the password is wrong."),
    "wrong_password": ("现用密码不对。", "The present password is wrong."),
    "wait_until": ("尝试次数过多,请在 {time} 之后再试。", "Too many attempts: try again after {time}."),
    "session_ended": (
        "登录已结束。请重新登录,刚才填写的内容都还在,登录后即可再次提交。",
        "Your session has ended. Sign in again: what you wrote is kept, and you can send it right after.",
    ),
    "send_again": ("再次提交", "Send it again"),
    "send_again_note": (
        "您已重新登录。下面是登录结束前填写的内容,尚未提交。",
        "You are signed in again. This is what you wrote before the session ended; it is not sent yet.",
    ),
    "not_yours_dropped": (
        "这里留着的内容是另一位用户在登录结束前填写的,已丢弃,未提交。",
        "What was kept here was written by somebody else before their session ended. It is dropped and was not sent.",
    ),
    "nothing_kept": (
        "没有需要再次提交的内容。",
        "There is nothing to send again.",
    ),
    "no_account": (
        "没有账号或忘记密码:请管理员发一条一次性链接。",
        "No account, or the password forgotten: ask the administrator for a one-time link.",
    ),
    "sign_on": ("用单位账号登录", "Sign in with your organisation's account"),
    "sign_on_or": ("或用明鉴的登录名和密码", "Or with name and password here"),
    "signed_out": ("您已退出明鉴。", "You are signed out of Mingjian."),
    "sign_on_out": (
        "单位账号可能仍处于登录状态。共用电脑请一并退出单位账号",
        "Your organisation's account may still be signed in. On a shared computer sign out there, too",
    ),
    "sign_on_no_out": (
        "身份提供方没有退出地址:请关闭浏览器,或在其自己的页面上退出。",
        "The identity provider has no address to sign out at: close the browser, or sign out on its own pages.",
    ),
    "first_administrator": ("建立第一位管理员", "The first administrator"),
    "first_administrator_note": (
        "此链接只能用一次。管理员只管账号与权限;若也要看质检内容,请勾选相应角色。",
        "This link works once. An administrator keeps accounts and rights; tick the roles whose work you do as well.",
    ),
    "set_password": ("设置密码", "Set your password"),
    "set_password_note": ("此链接只能用一次,用后即失效。", "This link works once and then no more."),
    "new_password": ("新密码", "New password"),
    "again": ("再输入一次", "Once more"),
    "passwords_differ": ("两次输入的密码不一致。", "The two passwords differ."),
    "password_rules": (
        "至少 {n} 个字符,越长越好;不要用登录名、常见词或键盘上连着的字符。不要求符号与大写。",
        "At least {n} characters, longer is better; not the name, a common word or a run of keys. No signs demanded.",
    ),
    "bad_name": ("登录名只能含文字、数字以及 . _ - @ 和单个空格。", "The name cannot be used."),
    "roles": ("角色", "Roles"),
    "what_i_may": ("我能做什么,范围多大", "What I may do, and how far"),
    "right": ("权限", "Right"),
    "change_password": ("修改密码", "Change the password"),
    "current_password": ("现用密码", "Present password"),
    "password_changed": (
        "密码已修改,其他地方的登录和接口令牌均已失效。",
        "The password is changed; every other session and every API token has ended.",
    ),
    "other_sessions": ("其他浏览器上的登录:{n}", "Signed in on other browsers: {n}"),
    "end_sessions": ("结束其他登录", "Sign out everywhere else"),
    "sessions_ended": ("其他登录已结束。", "The other sessions have ended."),
    "nothing_here": (
        "您的角色没有可在此查看的内容。账号由命令 mingjian accounts 管理。",
        "Your roles have nothing to read here. Accounts are kept with the command mingjian accounts.",
    ),
}  # fmt: skip
