"""Cue words: what the words around a number say it is. One table, read by every recogniser of numbers."""

import re
from dataclasses import dataclass
from enum import StrEnum


class Cue(StrEnum):
    """What a number is announced as. The first block are kinds of personal data, the second says "not personal"."""

    PHONE = "phone"
    ID_CARD = "id_card"
    BANK_CARD = "bank_card"
    ORDER_NO = "order_no"
    PASSWORD_OR_CODE = "password_or_code"  # noqa: S105 - the name of a kind
    PLATE = "plate"
    LAST_DIGITS = "last_digits"
    HOTLINE = "hotline"
    STAFF = "staff"
    PRODUCT = "product"
    AMOUNT = "amount"


PERSONAL_CUES = frozenset(
    {
        Cue.PHONE,
        Cue.ID_CARD,
        Cue.BANK_CARD,
        Cue.ORDER_NO,
        Cue.PASSWORD_OR_CODE,
        Cue.PLATE,
    }
)

_N = r"(?:\d|[一二两三四五六七八九十]|two|three|four|five|six|eight)"
_WORDS: tuple[tuple[Cue, str], ...] = (
    (
        Cue.LAST_DIGITS,
        (
            rf"[后末前]\s*{_N}\s*位(?:数字?)?|尾号|末尾|尾数|[后末]{_N}个数字"
            rf"|\b(?:last|final|first)\s+(?:{_N}\s+)?(?:digits?|numbers?|{_N})(?:\s+(?:digits?|numbers?))?"
            r"|\b(?:ending|ends|end)\s+(?:in|with)"
        ),
    ),
    (
        Cue.HOTLINE,
        (
            r"(?:客服|服务|投诉|官方|咨询|售后|报修|统一|公司|门店|店铺|网点|营业厅|总机|监督|举报"
            r"|人工)(?:的)?(?:热线|电话|专线|座机|号码)|(?:我们|本店|我店|我司|本公司|店里"
            r"|这边)的?(?:联系)?(?:电话|座机|号码)"
            r"|热线|拨打|致电|总机|短号|官方号码|(?:门店|网点|营业厅)的?(?:联系)?电话"
            r"|\b(?:hot\s?line|help\s?line|call us|reach us|our (?:\S+ )?(?:number|line|phone)|toll[- ]free"
            r"|customer (?:service|care|support) (?:number|line)|support (?:number|line))\b"
        ),
    ),
    (
        Cue.STAFF,
        (
            r"工号|坐席号|员工号|员工编号|客服编号|客服号|警号|\b(?:staff|agent|employee|badge|operator|extension|ext)"
            r"(?:\s+(?:number|no|id|code))?\b"
        ),
    ),
    (
        Cue.PRODUCT,
        (
            r"用户名|登录名|昵称|商品(?:编号|编码|号|id)|货号|型号|款号|条形?码|序列号|产品(?:编号|编码|代码)"
            r"|基金代码|股票代码|代码|邮编|邮政编码|航班号?|车次"
            r"|店铺?编号|批号|批次|版本号?|频道|房号|门牌|页码|错误码|报错|端口|规格|行号|联行号"
            r"|\b(?:sku|imei|isbn|model|version|serial(?: number)?|part number|item (?:number|no)"
            r"|zip(?: code)?|post(?:al)?\s?code"
            r"|user\s?name|user id|login(?: name)?|flight(?: number)?|product (?:number|code|id)"
            r"|error(?: code)?|store number|channel|routing number)\b"
        ),
    ),
    (
        Cue.PASSWORD_OR_CODE,
        (
            r"密码|验证码|校验码|动态码|动态密码|口令|安全码|短信码|授权码|cvv2?|cvc2?|\bpin(?:\s+(?:code|number))?\b"
            r"|\bpass\s?(?:code|word|phrase)\b|\b(?:verification|security|one[- ]?time|authentication"
            r"|authorization|access|sms|login|otp)"
            r"\s+(?:pass\s?)?(?:code|pin|word)\b|\botp\b|\bpwd\b|\bthe code\b"
        ),
    ),
    (
        Cue.ID_CARD,
        (
            r"身份证|证件号?|身份号码?|居民证|护照|驾照|驾驶证|社保号|通行证|户口本"
            r"|\b(?:(?:national |identity |citizen )?id(?:entity|entification)?\s?(?:card|number|no)|id is"
            r"|my id|your id|social security|my social|ssn"
            r"|passport|driver'?s? licen[sc]e|national id)\b"
        ),
    ),
    (
        Cue.BANK_CARD,
        (
            r"银行卡|银行账号|储蓄卡|信用卡|借记卡|储值卡号|卡号|银行帐号|工资卡|收款账[号户]|打款账[号户]"
            r"|开户账号|对公账[号户]|还款卡|(?:工|农|建|中|招)行卡"
            r"|\b(?:(?:credit|debit|bank|visa|master|atm)\s?card|card\s?(?:number|no)|bank account|card is"
            r"|iban|my card|your card)\b"
        ),
    ),
    (
        Cue.ORDER_NO,
        (
            r"订单|单号|运单|快递单?号?|物流号|保单|理赔|报案|案件|工单|预[订定约]|确认号|户号|用户号|缴费号"
            r"|编号|流水|合同|受理号|业务号|票号"
            r"|会员(?:卡)?号|客户号|账[号户]|帐[号户]|宽带号|资产号|贷款号|申请号|登记号|回执|退[款货]单"
            r"|换货单|提单|发票号|案号|表号|电表|水表|气表"
            r"|\b(?:order|policy|claim|booking|reservation|confirmation|tracking|case|ticket|reference|ref"
            r"|account|invoice|shipment|parcel"
            r"|package|complaint|incident|request|contract|loan|application|member(?:ship)?|customer|meter"
            r"|transaction|waybill|return|rma|pnr)"
            r"(?:\s+(?:number|no|id|code|num|ref|reference|is))*\b"
        ),
    ),
    (
        Cue.PLATE,
        r"车牌|牌照|车号|\b(?:licen[sc]e plate|plate(?: number)?|registration(?: number)?|car reg)\b",
    ),
    (
        Cue.PHONE,
        (
            r"手机号?|手机|电话|联系方式|座机|固话|机主|打给我|号码|联系我|联系号|微信号?"
            r"|\b(?:(?:tele)?phone|mobile|cell(?:phone)?|contact|callback|call\s?back|landline|tel|call me"
            r"|reach me|text me|call (?:him|her)"
            r"|reach (?:him|her)|whatsapp|home number|work number|best number|my number|your number|area code"
            r"|daytime number)"
            r"(?:\s+(?:number|no))?\b"
        ),
    ),
    (
        Cue.AMOUNT,
        (
            r"金额|余额|价格|原价|售价|一共|总共|共计|合计|积分|额度|保额|保费|月费|押金|定金|里程|销量|库存"
            r"|数量|浏览|阅读|容量|电量|度数|读数"
            r"|\b(?:amount|balance|price|total|worth|paid|costs?|points|limit|miles|reading|quantity)\b"
        ),
    ),
)
CUE = re.compile("|".join(f"(?P<{cue.value}>{words})" for cue, words in _WORDS), re.IGNORECASE)
_SENTENCE_END = re.compile(r"[。！？!?;；\n]|\.\s")
_HAN = re.compile("[\u3400-\u9fff]")
_ASK = re.compile(
    r"请|报|提供|多少|什么|告诉|发|说|哪|吗|[?？]|给我|核对|核实|确认|麻烦|需要|念|输入|方便|呢"
    r"|\b(?:give|tell|provide|what|may|can|could|please|confirm|need|share|have|verify|read|enter|send)\b",
    re.IGNORECASE,
)
_COPULA = re.compile(r"是|这个|这就|为|\b(?:is|was|as|my|the|that)\b", re.IGNORECASE)
NEAR_ZH, NEAR_EN = 12, 32
DIRECT_ZH, DIRECT_EN = 5, 10


@dataclass(frozen=True, slots=True)
class CueFound:
    """A cue before a number: which, its word, and the words between it and the number."""

    cue: Cue
    word: str
    gap: str

    @property
    def is_near(self) -> bool:
        """Close enough, in one sentence, to be about the number."""
        return not _SENTENCE_END.search(self.gap) and len(self.gap.strip()) <= _reach(self.gap, NEAR_ZH, NEAR_EN)

    @property
    def is_direct(self) -> bool:
        """Only a connector (是, :, is) or nothing stands between."""
        return self.is_near and len(self.gap.strip()) <= _reach(self.gap, DIRECT_ZH, DIRECT_EN)


def _reach(gap: str, chinese: int, english: int) -> int:
    return chinese if _HAN.search(gap) else english


def cue_before(text: str) -> CueFound | None:
    """The last cue in the words before a number; a following cue word takes the place of an earlier one."""
    last: re.Match[str] | None = None
    for found in CUE.finditer(text):
        if not (last and found.group() == "号码" and found.start() - last.end() <= 1):  # 身份证号码 stays an id
            last = found
    return CueFound(Cue(last.lastgroup or ""), last.group(), text[last.end() :]) if last else None


def cue_after(text: str) -> Cue | None:
    """The cue right behind a number: "482913 是验证码", "138... is my cell"."""
    found = CUE.search(text)
    gap = text[: found.start()] if found else ""
    if not found or len(gap) > _reach(gap, 5, 16) or not _COPULA.search(gap):
        return None
    cue = Cue(found.lastgroup or "")
    return cue if cue in PERSONAL_CUES or cue in (Cue.PRODUCT, Cue.AMOUNT) else None


def cues_asked(text: str) -> frozenset[Cue]:
    """What a turn asks the other party for; empty when it asks for nothing."""
    if not _ASK.search(text):
        return frozenset()
    return frozenset(Cue(found.lastgroup or "") for found in CUE.finditer(text))
