"""The words that say what a number is, Chinese and English. One table, read by every recogniser of numbers."""

import re
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
_OWN = r"(?:my|the|this|that|your|our|his|her|their|its)"
_CODE_ZH = (
    r"(?:取[件货票物]|提[货取]|自提|开[箱柜门锁]|门禁|兑换|兑奖|激活|核销|验证|校验|动态|安全|短信|授权|登[录陆]"
    r"|确认|绑定|配对|领取|入[园场]"
    r"|解[锁绑]|提车|卡券?|券|随机|附加|认证|查询|口令|恢复|备用|上门|服务|收货|pin|puk)码"
)
_CODE_EN = (
    r"(?:verification|security|one[- ]?time|authentication|authori[sz]ation|access|sms|text|login|log-in|otp|activation"
    r"|redemption|redeem|gift(?: card)?|unlock|door|gate|entry|entrance|alarm|lock|locker|lockbox|safe|pickup|pick-up"
    r"|collection|recovery|backup|confirm|reset|two[- ]factor|2fa|cvv|key|building|passcode)"
)
_FILE_NUMBER = (
    r"(?:参保|学|学籍|准考证|病历|住院|就诊|门诊|挂号|档案|行程|客户|会员|受理|立案|投诉|服务|施工|装机|宽带|缴费"
    r"|缴款|纳税人识别|税|信用代码"
    r"|借据|合同|协议|支付|交易|流水|商户订?|转账|凭证|提货|授权|行李|出库|入库|面|包裹|揽收|快件|报修|维修|保修"
    r"|申诉|申请|工|登记"
    r"|备案|批|投保|出险|案|公积金|医保|社保卡?|储值卡?|预约|预[订定]|确认|业务|票|户|用户|资产|贷款|回执|发票|表"
    r"|理赔|报案|案件|客票"
    r"|订座|记录|取餐|通知书|燃气|煤气|水|电|燃气表|结算|对账|礼品卡|购物卡|加油卡|油卡|一卡通|收件|寄件|签约|备件"
    r"|换货|退货)"
)
_ON_THE_BACK = (
    r"(?:卡|背面|反面|签名)[\u4e00-\u9fff]{0,4}(?:背面|反面|后面)?的?[末后]?(?:[三3]位(?:数字?|码)?|[三3]个数字?)"
    r"|\b(?:(?:three|3|security) (?:digits?|numbers?|code)|digits|numbers) (?:on|from) (?:the|its) (?:back|reverse)"
)
"""The security code of a card as people describe it."""

_OWN_CARD_ZH = r"(?:[我他她]|[老新旧]|一个|的)证(?=(?:号|是|[:：\s])*(?:[\d零〇幺一二三四五六七八九]|$))"
_NUMBERED_CARD = (
    r"(?<!手机)(?<!电话)(?<!流量)(?<!上网)(?<!会员)(?<!购物)(?<!礼品)(?<!加油)(?<!点)(?<!油)(?<!门禁)(?<!公交)(?<!饭)"
    r"(?<!积分)(?<!社保)(?<!医保)(?<!储值)(?<!市民)(?<!im)卡(?=(?:号|就?是|[:：\s])*(?:[\d零〇幺一二三四五六七八九溜]{4}|溜?$))"
)
"""A bare 卡 right before a number; cards of shops and telephones are something else."""

_SENT_DIGITS = (
    r"短信[里上]面?(?:写|显示)[着了的]{0,2}就?是(?=\s?(?:[\d零〇洞幺一二两三四五六七八九]{2}|$))"
    r"|(?:短信|信息|收到)(?:里|上|中|里面)?的?(?:那个|那串|那|那几个|[六6四4]位|几位)?(?:数字|代码|码)"
    r"|\b(?:digits|number|numbers|code)(?: that)? (?:we|i|they)(?:'ve| have)?(?: just)? (?:sent|texted)"
    r"|\b(?:four|six|eight|[468])[- ]digit (?:number|code)"
)
"""A one-time code as people describe it without the word."""

_LOCKS = (
    r"(?:门锁|门禁|大门|单元门|入户门|保险[柜箱]|密码[锁箱]|储物柜|快递柜|车库门?|手机锁|锁屏|开机)(?:我|之前|原来|现在)?(?:就?[是按输]|的?码|(?:设置?|按|输|用)(?:[成了为]|的是?))?"
    r"(?=\s?(?:[\d零〇幺一二两三四五六七八九]{3}|$))"
)
"""What a code opens, with the code right behind."""

_WORDS: tuple[tuple[Cue, str], ...] = (
    (
        Cue.LAST_DIGITS,
        (
            rf"[后末前]\s*{_N}\s*位(?:数字?)?|尾号|末尾|尾数|[后末前]{_N}个?(?:数字|数)|最后[一几]位"
            rf"|\b(?:last|final|first)\s+(?:{_N}\s+)?(?:digits?|numbers?|{_N})(?:\s+(?:digits?|numbers?))?"
            r"|\b(?:ending|ends|end|starts|starting)\s+(?:in|with)"
        ),
    ),
    (
        Cue.HOTLINE,
        (
            r"(?:客服|服务|投诉|官方|咨询|售后|报修|统一|公司|门店|店铺|网点|营业厅|总机|监督|举报"
            r"|人工)(?:的)?(?:热线|电话|专线|座机|号码)|(?:我们|本店|我店|我司|本公司|店里"
            r"|这边)的?(?:联系)?(?:电话|座机|号码)"
            r"|热线|拨打|致电|总机|短号|官方号码|(?:门店|网点|营业厅)的?(?:联系)?电话"
            r"|\b(?:hot\s?line|help\s?line|free\s?phone|call us|reach us|our (?:\S+ )?(?:number|line|phone)"
            r"|toll[- ]free"
            r"|customer (?:service|care|support) (?:number|line)|support (?:number|line))\b"
        ),
    ),
    (
        Cue.STAFF,
        (
            r"工号|我的编号|坐席号|员工号|员工编号|客服编号|客服号|警号|分机号?|\b(?:staff|agent|employee|badge"
            r"|operator|extension|ext)"
            r"(?:\s+(?:number|no|id|code))?\b"
        ),
    ),
    (
        Cue.PRODUCT,
        (
            r"用户名|登录名|昵称|商品(?:编号|编码|号|id)|货号|型号|款号|条形?码|二维码|序列号|产品(?:编号|编码|代码)"
            r"|(?:优惠|折扣|推荐|邀请|推广|错误|故障|报错)[券卷]?码"
            r"|基金代码|股票代码|代码|邮编|邮政编码|航班号?|车次|机身码"
            r"|店铺?编号|批号|批次|版本号?|频道|房号|门牌|页码|报错(?:代?码|提示)|端口|规格|行号|联行号|书号"
            r"|\b(?:sku|imei|isbn|ean|upc|model|version|serial(?: number)?|part number|item (?:number|no)"
            r"|zip(?: code)?|post(?:al)?\s?code"
            r"|user\s?name|user id|login(?: name)?|flight(?: number)?|product (?:number|code|id)"
            r"|(?:promo(?:tion)?|discount|coupon|voucher|referral|invit(?:e|ation)|reward|offer|campaign|country|sort|dress|bar|qr|swift|fault|status|tax|store|airport|colou?r"
            r"|reason|dial(?:ling)?) codes?"
            r"|(?:use|using|apply|applied|with) (?:the |my )?code(?=\s+$)|error(?: code)?|store number"
            r"|channel|routing number)\b"
        ),
    ),
    (
        Cue.PASSWORD_OR_CODE,
        (
            rf"{_ON_THE_BACK}|密码|密钥|(?:^|[的个串，,\s])码(?=是|就是|[:：]|[\d零〇幺一二两三四五六七八九]|$)|动态密码|口令"
            rf"|{_CODE_ZH}|cvv2?|cvc2?|\b(?:pin|puk)(?:\s+(?:code|number))?\b|{_SENT_DIGITS}|{_LOCKS}"
            r"|\bpass\s?(?:code|word|phrase|key)\b"
            rf"|\b{_CODE_EN}\s+(?:pass\s?)?(?:codes?|pin|word)\b|\b(?:verification|authentication"
            rf"|one[- ]time) number\b|\botp\b|\bpwd\b"
            r"|\b(?:wi-?fi|network|router|encryption|product|licen[cs]e|security) key\b|\bcode\b"
        ),
    ),
    (
        Cue.ID_CARD,
        (
            r"身份证|证件号?|老证|证号|二代证|一代证|身份号码?|居民证|护照|驾照|驾驶证|社保号|通行证|户口本|台胞证|回乡证"
            r"|(?:军官|士兵|警官|居住|居留|永居|港澳|出生|残疾|结婚|执业|资格|从业|毕业)证|出生医学证明"
            rf"|{_OWN_CARD_ZH}"
            r"|\b(?:(?:national |identity |citizen )?id(?:entity|entification)?\s?(?:card|number|no)|id is"
            r"|my id|your id|(?:his|her) id|id'?s|(?:my )?social security|my social|social(?= (?:is|number"
            r"|security))|ssn"
            r"|passport|licen[sc]e (?:number|no)|driver'?s? licen[sc]e|driving licen[sc]e"
            r"|national id|national insurance|(?:ni|nhs|nino|tfn|sin"
            r"|medicare|aadhaar|pan card|tax file|green card|alien registration|residence permit|state id|visa"
            r"|social insurance|taxpayer id(?:entification)?) (?:number|no)|nino|tfn|aadhaar|state id|green card)\b"
        ),
    ),
    (
        Cue.BANK_CARD,
        (
            r"银行卡|银行账号|储蓄卡|信用卡|借记卡|储值卡号|卡号|银行帐号|工资卡|(?:[收打付汇退还扣]款|转账|提现"
            r"|入账)账[号户]|社保金融卡|医保卡"
            rf"|{_NUMBERED_CARD}|存[折单]|(?:公户|对公|对私|基本户|个人户)的?(?:账[号户])?|开户账[号户]"
            r"|还款卡|退款卡|绑定的?卡|(?:工|农|建|中|招|交|邮政|储蓄|这张|那张|还的)行?的?卡"
            r"|\b(?:(?:credit|debit|bank|visa|master|atm|amex|prepaid)\s?card|card\s?(?:number|no)|bank account|card is"
            r"|iban|(?:my|your|his|her|the|new|old) card|long number|card)\b"
        ),
    ),
    (
        Cue.ORDER_NO,
        (
            r"订单|单号|运单|快递单?号?|物流号|保单|理赔|报案|案件|工单|预[订定约]|确认号|户号|用户号|缴费号"
            r"|编号|流水|合同|受理号|业务号|票号"
            r"|会员(?:卡)?号|客户号|账[号户]|帐[号户]|宽带号|资产号|贷款号|申请号|登记号|回执|退[款货]单"
            rf"|换货单|提单|发票号|案号|表号|电表|水表|气表|{_FILE_NUMBER}(?:单|卡|证|件|编)?号"
            r"|\b(?:order|policy|claim|booking|reservation|confirmation|tracking|case|ticket|reference|ref"
            r"|account|invoice|shipment|parcel|consignment|docket|quote|itinerary|locator|record"
            r"|package|complaint|incident|request|contract|loan|application|member(?:ship)?|customer|meter"
            r"|transaction|waybill|return|rma|pnr)"
            r"(?:\s+(?:number|no|id|code|num|ref|reference|is))*\b"
        ),
    ),
    (
        Cue.PLATE,
        (
            r"车牌|牌照|车号|牌号|临牌"
            r"|\b(?:licen[sc]e plates?|number plate|plates?(?: number)?|registration(?: number)?|car reg"
            r"|reg(?: number)?"
            rf"|{_OWN} (?:tag|reg|plates?)|(?:tag|reg|plates?)(?= ?(?:'s|is|:)\s))\b"
        ),
    ),
    (
        Cue.PHONE,
        (
            r"手机号?|手机|电话|联系方式|座机|固话|机主|打[给我他她这]|号码|联系[我他她]|联系号|微信号?|小灵通"
            r"|呼叫转移|转移到|回拨|回电"
            r"|(?:[老新旧小大我他她个那留原主副]的?|的)号(?=[^\u4e00-\u9fff]"
            r"|[是码叫就零〇○幺么一二两三四五六七八九洞拐]|$)"
            r"|\b(?:(?:tele)?phone|mobile|cell(?:phone)?|contact|callback|call\s?back|landline|tel|fax"
            r"|(?:call|reach|text|ring|phone|dial|try|get) (?:me|him|her|them|us|my \w+|this)|ring|dial"
            r"|(?:call|try|text)(?=\s?$)|(?:messages?|texts?|sms|calls?) (?:to|on|at)(?=\s?\+?\(?$)"
            r"|registered(?=\s?\+?\(?$)"
            r"|whatsapp|home number|work number|best number|my number|your number|area code|daytime number|number)"
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
CUE = re.compile("|".join(f"(?P<{cue.value}>{words})" for cue, words in _WORDS), re.IGNORECASE | re.ASCII)
"""ASCII, so that a Latin word begins beside a Chinese character."""

GENERIC = frozenset({"号码", "number", "phone", "code"})
"""Words that only repeat what the cue just before them says: 身份证号码, "model number"."""

SENTENCE_END = re.compile(r"[。！？!?;；\n]|\.\s")
ASK = re.compile(
    r"请|报|提供|多少|什么|告诉|发|说|哪|吗|[?？]|给我|核对|核实|确认|麻烦|需要|念|输入|方便|呢|留"
    r"|\b(?:give|tell|provide|what|what's|may|can|could|please|confirm|need|share|have|verify|read|enter|send|grab|take"
    r"|get|which)\b",
    re.IGNORECASE | re.ASCII,
)
COPULA = re.compile(r"是|这个|这就|为|\b(?:is|was|as|my|the|that|that's)\b", re.IGNORECASE | re.ASCII)
