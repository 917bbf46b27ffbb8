"""Typed placeholders: what a masked value is replaced with, in the language of its turn. One table."""

import re

from inspection.entities import EntityKind

ZH: dict[EntityKind, str] = {
    EntityKind.PHONE: "<手机号>",
    EntityKind.ID_CARD: "<身份证号>",
    EntityKind.BANK_CARD: "<银行卡号>",
    EntityKind.NAME: "<姓名>",
    EntityKind.ADDRESS: "<地址>",
    EntityKind.ORDER_NO: "<订单号>",
    EntityKind.EMAIL: "<邮箱>",
    EntityKind.PLATE: "<车牌号>",
    EntityKind.PASSWORD_OR_CODE: "<密码或验证码>",
}
EN: dict[EntityKind, str] = {kind: f"<{kind.value}>" for kind in EntityKind}

PLACEHOLDER = re.compile("|".join(re.escape(text) for text in (*ZH.values(), *EN.values())))
_HAN = re.compile("[\u3400-\u9fff]")
_LATIN_WORD = re.compile("[A-Za-z]{2,}")


def is_chinese(text: str) -> bool | None:
    """True for text with Chinese characters, False for text with Latin words only, None when it has neither."""
    if _HAN.search(text):
        return True
    return False if _LATIN_WORD.search(text) else None


def placeholder(kind: EntityKind, *, chinese: bool) -> str:
    """The placeholder of a kind in Chinese or English."""
    return (ZH if chinese else EN)[kind]
