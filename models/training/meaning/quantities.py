"""Pairs whose only difference is a quantity: the same one said otherwise (一周 / 七天), or another one.

`QUANTITIES` holds per kind groups of expressions of one value; `FRAMES` per kind sentences with `{t}` for it, several
wordings of each.
"""

# ruff: noqa: E501 - word lists read best one kind to a line

import random
from collections.abc import Iterator

Groups = tuple[tuple[str, ...], ...]

QUANTITIES: dict[str, dict[str, Groups]] = {
    "zh": {
        "days": (
            ("一天", "1天", "24小时", "二十四小时", "一昼夜", "一日"), ("两天", "2天", "48小时", "四十八小时", "两日"),
            ("三天", "3天", "72小时", "七十二小时", "三日"), ("五天", "5天", "五日"), ("七天", "7天", "一周", "一个礼拜", "一个星期", "７天"),
            ("十天", "10天", "十日"), ("十四天", "14天", "两周", "两个礼拜", "两星期"), ("十五天", "15天", "半个月", "十五日"),
            ("二十天", "20天"), ("三十天", "30天", "一个月"), ("二十一天", "21天", "三周", "三个星期"),
        ),
        "minutes": (
            ("五分钟", "5分钟"), ("十分钟", "10分钟"), ("十五分钟", "15分钟", "一刻钟"), ("三十分钟", "30分钟", "半小时", "半个钟头", "半个小时"),
            ("六十分钟", "60分钟", "一小时", "1小时", "一个钟头"), ("九十分钟", "90分钟", "一个半小时", "一个半钟头"), ("两小时", "2小时", "一百二十分钟", "120分钟", "俩钟头"),
            ("三小时", "3个小时", "三个钟头"), ("二十分钟", "20分钟"),
        ),
        "months": (
            ("三个月", "3个月", "一个季度", "一季"), ("六个月", "6个月", "半年"), ("十二个月", "12个月", "一年", "1年"), ("二十四个月", "24个月", "两年", "2年"),
            ("十八个月", "18个月", "一年半"), ("三年", "3年", "三十六个月", "36个月"), ("一个月", "1个月", "三十天"), ("两个月", "2个月", "俩月"),
        ),
        "money": (
            ("一百元", "100元", "一百块", "100块钱", "￥100"), ("两百元", "200元", "二百块", "200块"), ("一千元", "1000元", "一千块", "1000块"), ("一千五百元", "1500元", "一千五", "1500块"),
            ("两万元", "20000元", "2万", "两万块", "二万元"), ("五十元", "50元", "五十块", "50块"), ("三千元", "3000元", "三千块", "3千"), ("十万元", "100000元", "10万", "十万块"),
            ("五块", "5元", "五元", "5块"), ("九十九元", "99元", "九十九块", "99块"), ("三百二十元", "320元", "三百二", "320块"), ("两万五千元", "25000元", "两万五", "2.5万"),
        ),
        "share": (
            ("百分之五十", "50%", "一半", "五成", "50％"), ("百分之二十", "20%", "两成", "五分之一"), ("百分之三十", "30%", "三成"), ("百分之十", "10%", "一成", "十分之一"),
            ("百分之百", "100%", "全额", "全部"), ("百分之二十五", "25%", "四分之一"), ("百分之三", "3%", "三个点", "3个点"), ("百分之五", "5%", "五个点"), ("百分之一", "1%", "一个点"),
        ),
        "clock": (
            ("下午三点", "15点", "15:00", "十五点整"), ("晚上八点半", "20:30", "二十点三十分", "晚八点半"), ("早上八点", "8:00", "上午8点", "早八点"), ("中午十二点", "12:00", "正午", "12点"),
            ("下午五点", "17:00", "十七点", "傍晚五点"), ("上午九点半", "9:30", "早上九点半", "九点三十"), ("晚上九点", "21:00", "二十一点", "21点"), ("下午两点", "14:00", "14点", "午后两点"), ("晚上六点", "18:00", "十八点", "傍晚6点"),
        ),
        "day": (
            ("星期三", "周三", "礼拜三"), ("星期五", "周五", "礼拜五"), ("星期天", "周日", "礼拜天", "星期日"), ("星期一", "周一", "礼拜一"), ("三月十五号", "3月15日", "3月15号", "三月十五日"),
            ("十号", "10号", "每月10日那天", "十日"), ("二十八号", "28号", "28日"), ("明天", "明儿", "第二天"), ("后天", "后日", "再过两天"), ("今天", "今日", "当天"), ("月底", "月末", "这个月最后一天"), ("月初", "一号", "1号", "这个月头一天"),
            ("十月一号", "10月1日", "国庆节当天", "十一当天"), ("元旦", "1月1日", "一月一号"),
        ),
        "often": (
            ("每天", "天天", "每日", "一天一次"), ("每月", "一个月一次", "按月", "每个月"), ("每年", "一年一次", "按年", "年年"), ("每周", "一周一次", "每个礼拜", "每星期"), ("每季度", "三个月一次", "按季", "一季一次"), ("每半年", "一年两次", "六个月一次"),
            ("每两天", "隔一天", "隔天"), ("只有一次", "仅限一回", "就一次"),
        ),
        "times": (
            ("两次", "2次", "两回", "二次"), ("三次", "3次", "三回"), ("五次", "5次", "五回"), ("一次", "1次", "一回"), ("十次", "10次", "十回"), ("四次", "4次", "四回"),
        ),
        "count": (
            ("两个", "2个", "一对", "俩"), ("三个", "3个", "仨"), ("十二个", "12个", "一打"), ("五个", "5个"), ("一个", "1个", "单个"), ("十个", "10个"), ("六个", "6个", "半打"),
        ),
    },
    "en": {
        "days": (
            ("one day", "24 hours", "a day", "1 day"), ("two days", "48 hours", "2 days"), ("three days", "72 hours", "3 days"), ("seven days", "a week", "one week", "7 days"),
            ("fourteen days", "two weeks", "a fortnight", "14 days"), ("ten days", "10 days"), ("five days", "5 days"), ("thirty days", "30 days", "a month"),
        ),
        "minutes": (
            ("thirty minutes", "half an hour", "30 minutes"), ("sixty minutes", "an hour", "one hour", "60 minutes"), ("fifteen minutes", "a quarter of an hour", "15 minutes"),
            ("ninety minutes", "an hour and a half", "90 minutes"), ("two hours", "120 minutes", "a couple of hours"), ("ten minutes", "10 minutes"), ("five minutes", "5 minutes"),
        ),
        "months": (
            ("three months", "a quarter", "3 months"), ("six months", "half a year", "6 months"), ("twelve months", "a year", "one year", "12 months"), ("twenty-four months", "two years", "24 months"), ("eighteen months", "a year and a half", "18 months"),
        ),
        "money": (
            ("one hundred dollars", "$100", "100 bucks", "a hundred dollars"), ("fifteen hundred dollars", "$1,500", "1500 dollars", "one thousand five hundred dollars"), ("two thousand dollars", "$2000", "2k"), ("fifty dollars", "$50", "50 bucks"), ("twenty dollars", "$20", "20 bucks"), ("five hundred dollars", "$500", "half a grand"),
        ),
        "share": (
            ("fifty percent", "50%", "half", "one half"), ("twenty-five percent", "25%", "a quarter", "one fourth"), ("ten percent", "10%", "one tenth"), ("one hundred percent", "100%", "all", "the whole"), ("twenty percent", "20%", "one fifth"), ("three percent", "3%"),
        ),
        "clock": (
            ("3 pm", "15:00", "three in the afternoon", "three o'clock in the afternoon"), ("8:30 pm", "20:30", "half past eight in the evening"), ("noon", "12:00", "midday", "twelve o'clock"), ("9 am", "9:00", "nine in the morning"), ("5 pm", "17:00", "five in the afternoon"),
        ),
        "day": (
            ("Monday", "the first day of the week", "mon"), ("Friday", "fri", "the last working day of the week"), ("tomorrow", "the next day", "the day after today"), ("March 15", "the 15th of March", "15 March"), ("the end of the month", "the last day of the month", "month end"), ("the first of the month", "the 1st", "day one of the month"),
        ),
        "often": (
            ("every day", "daily", "once a day"), ("every month", "monthly", "once a month"), ("every year", "annually", "once a year", "yearly"), ("every week", "weekly", "once a week"), ("twice a year", "every six months"), ("every three months", "quarterly", "four times a year"),
        ),
        "times": (("twice", "two times", "2 times"), ("once", "one time", "a single time"), ("three times", "3 times", "thrice"), ("five times", "5 times")),
        "count": (("two", "2", "a pair of"), ("twelve", "12", "a dozen"), ("three", "3"), ("six", "6", "half a dozen"), ("ten", "10")),
    },
}  # fmt: skip
FRAMES: dict[str, dict[str, tuple[tuple[str, ...], ...]]] = {
    "zh": {
        "days": (
            ("{t}之内给您答复", "最晚{t}我们回您消息", "不超过{t}就有结果", "{t}以内会通知您", "您等回复 顶多{t}"),
            ("{t}以后才能取", "满{t}才可以提", "至少要等{t}", "不到{t}拿不了", "少于{t}是取不出来的"),
            ("保修{t}", "{t}内坏了我们管修", "质保期是{t}", "从买那天起包修{t}"),
            ("支持{t}无理由退货", "收到货{t}里可以随便退", "{t}内不想要了能退", "退货期限为{t}"),
            ("已经超过{t}了", "早过了{t}", "都{t}多了", "拖了不止{t}"),
            ("犹豫期有{t}", "签完{t}里反悔可以全退", "{t}之内解约不扣钱", "冷静期一共{t}"),
        ),
        "minutes": (
            ("请您稍等{t}", "麻烦等{t}", "您等我{t}好吗", "耽误您{t}"), ("{t}内骑手就到", "最多{t}送上门", "送过去用不了{t}", "{t}之内给您送达"), ("我已经等了{t}", "排队排了{t}", "从刚才到现在{t}过去了"),
            ("验证码{t}内有效", "这个码过{t}就作废", "{t}后短信码失效", "码的有效时间是{t}"), ("通话最长{t}", "一通电话不超过{t}", "到{t}会自动挂断"),
        ),
        "months": (
            ("合约期是{t}", "协议签{t}", "这个套餐要用满{t}", "{t}内不能退"), ("封闭期{t}", "这笔钱要放{t}才能动", "锁定{t}", "{t}之前赎不回来"), ("质保{t}", "坏了{t}内免费修", "保修时间{t}"), ("分{t}还清", "贷款期限{t}", "借{t}", "还款周期为{t}"), ("会员有效期{t}", "会员能用{t}", "{t}后会员到期"),
        ),
        "money": (
            ("手续费{t}", "要收您{t}的服务费", "办这个得交{t}", "您需要支付{t}手续费"), ("满{t}免运费", "买够{t}包邮", "消费达到{t}不收邮费", "不到{t}要付运费"), ("最多赔{t}", "赔付上限{t}", "赔偿不超过{t}", "顶多赔您{t}"), ("月租{t}", "每个月{t}", "一个月要{t}", "套餐费一月{t}"),
            ("至少存{t}", "起存金额{t}", "{t}起存", "低于{t}存不了", "不足{t}不能办"), ("给您退{t}", "退您{t}", "返还{t}到账上"), ("单笔限额{t}", "一次最多转{t}", "每笔不能超过{t}"),
        ),
        "share": (
            ("违约金是{t}", "提前退要扣{t}", "扣掉{t}作为违约金"), ("给您退{t}", "款项退还{t}", "只退{t}", "能拿回来{t}"), ("首付{t}", "头款要交{t}", "先付{t}"), ("医保报{t}", "报销比例{t}", "费用的{t}可以报"), ("涨了{t}", "价格上调{t}", "比原来贵{t}"), ("手续费按{t}收", "收您{t}的费用"),
        ),
        "clock": (
            ("{t}下班", "我们营业到{t}", "{t}关门", "过了{t}就没人了"), ("{t}给您回电话", "我{t}打给您", "电话约在{t}"), ("会议{t}开始", "{t}开会"), ("{t}之前下单今天发", "今天发货要赶在{t}前下单", "过了{t}下的单明天发"), ("师傅{t}上门", "约的是{t}上门", "{t}师傅到您家"),
        ),
        "day": (
            ("{t}到账", "钱{t}进您的卡", "款{t}能收到"), ("还款日是{t}", "最晚{t}要还上", "{t}扣款", "账单{t}到期"), ("{t}发货", "货{t}寄出", "{t}给您发走"), ("{t}有人上门", "师傅{t}来", "安排在{t}上门"), ("活动到{t}结束", "优惠截止{t}", "{t}之后就没有优惠了"), ("套餐{t}生效", "{t}开始用新套餐", "新资费从{t}算起"),
        ),
        "often": (
            ("{t}扣费", "费用{t}收", "{t}从您账户扣钱"), ("{t}发账单", "账单{t}寄给您"), ("{t}可以改一次密码", "密码{t}能改一回"), ("利息{t}结", "{t}付息", "{t}给您算利息"), ("{t}能领", "福利{t}领取"),
        ),
        "times": (
            ("最多可以改{t}", "修改机会有{t}", "改期不能超过{t}", "只能改{t}"), ("密码输错{t}就锁", "错{t}账户会锁住", "连错{t}会被冻结"), ("我打了{t}电话", "电话打了{t}", "都打过{t}了"), ("每月免费取现{t}", "一个月有{t}免费取现", "取现每月{t}不收费"),
        ),
        "count": (
            ("每人限购{t}", "一个人最多买{t}", "一人不能超过{t}"), ("少发了{t}", "收到的少{t}", "缺{t}没发来"), ("可以绑{t}账户", "最多关联{t}账户", "账户上限{t}"), ("需要{t}证件", "带{t}证件来", "证件要准备{t}"),
        ),
    },
    "en": {
        "days": (("we'll reply within {t}", "you will hear from us in no more than {t}", "expect an answer in {t} at the latest"), ("you can return it within {t}", "the return window is {t}", "returns are accepted for {t} after delivery"), ("the warranty lasts {t}", "it is covered for {t}"), ("wait at least {t} before you withdraw", "you can't take the money out until {t} have passed")),
        "minutes": (("please hold for {t}", "could you wait {t}", "bear with me for {t}"), ("the code expires after {t}", "the code is valid for {t}", "you have {t} to use the code"), ("I waited {t}", "I've been on hold for {t}")),
        "months": (("the contract runs for {t}", "you are tied in for {t}", "the minimum term is {t}"), ("the warranty is {t}", "free repairs for {t}"), ("the money is locked for {t}", "you can't withdraw for {t}")),
        "money": (("there is a fee of {t}", "it will cost you {t}", "we charge {t}"), ("orders over {t} ship free", "free shipping starts at {t}"), ("the limit is {t} per transfer", "you can send at most {t} at a time"), ("we'll refund {t}", "you get {t} back")),
        "share": (("the penalty is {t} of the price", "we keep {t} as a penalty"), ("you pay {t} upfront", "the deposit is {t} of the total"), ("we refund {t} of it", "you get back {t}")),
        "clock": (("we close at {t}", "the office is open until {t}"), ("I'll call you at {t}", "expect my call at {t}"), ("order before {t} for same-day dispatch", "the cut-off for today is {t}")),
        "day": (("payment is due {t}", "you have to pay by {t}"), ("it ships {t}", "we send it {t}"), ("the engineer comes {t}", "the visit is on {t}")),
        "often": (("we bill you {t}", "the charge is taken {t}"), ("interest is paid {t}", "you get interest {t}"), ("the report is sent {t}", "you receive the report {t}")),
        "times": (("you can change it {t}", "changes are allowed {t}"), ("I called {t}", "I've phoned {t}")),
        "count": (("you can buy {t} items", "the limit is {t} items"), ("{t} boxes are missing", "I'm short of {t} boxes")),
    },
}  # fmt: skip


def quantity_pairs(count: int, rng: random.Random, english_share: float = 0.25) -> Iterator[tuple[str, str, bool, str]]:
    """(required, said, means the same, language): half keep the quantity, half have another of its kind."""
    for number in range(count):
        language = "en" if rng.random() < english_share else "zh"
        kind = rng.choice(sorted(FRAMES[language]))
        frame = rng.choice(FRAMES[language][kind])
        group = rng.choice(QUANTITIES[language][kind])
        same = number % 2 == 0
        other = group if same else rng.choice([g for g in QUANTITIES[language][kind] if not set(g) & set(group)])
        first, second = rng.choice(frame), rng.choice(frame)
        yield first.format(t=rng.choice(group)), second.format(t=rng.choice(other)), same, language
