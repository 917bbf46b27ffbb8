"""How fast rules are judged: ours beside every phrase over every turn, and against one automaton pass as the limit.

    python benchmarks/rules.py [--json OUT] [--quick]

Two mixes of rules. `realistic`: the shipped book and, up to 50, 500 or 5,000 items, rules as a centre writes them: keyword
lists of 10 to 20 phrases, patterns, duties with a trigger and a window, guards, each about a matter of its own, most of
which do not come up in a given chat. `copies`, the worst case: 500 shipped items over and over with varied words, so that
every common duty is stirred a dozen times; no real book has that. The chats of 20 turns, Chinese and English, are each
about three matters; one line in ten comes from a shipped rule's own examples, one in ten puts a matter as the centre's
rules look for it. No two chats are alike and each is judged once a round, so that nothing is won by remembering texts
(real lines repeat). Systems are interleaved within each round; what counts is the processor's time of this process,
one thread, folding the text and building the view included. Expressions are compiled when their words are first met;
that is a cost of the first chats and reported apart: `first round`, and `compiling` for new chats of the rounds after it.
`ours` is the same chats once more, expressions compiled and every text forgotten.
"""

# ruff: noqa: E501, SIM905 - lines of conversation read best one beside the other

import argparse
import gc
import json
import platform
import random
import re
import statistics
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from time import process_time

import ahocorasick
import regex
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).parents[1]))
from inspection.facts import Facts
from inspection.interaction import Channel, Interaction, Role, Turn
from inspection.rules.condition_spec import ConditionSpec
from inspection.rules.item_spec import ItemSpec
from inspection.rules.judge import judge
from inspection.rules.normal_text import normalise
from inspection.rules.required_words import required_words
from inspection.rules.rule_yaml import checked, parse
from inspection.rules.rulebook import Rulebook, load_rulebook
from inspection.rules.view import SegmentView
from inspection.segments import segments_of
from inspection.sentiment import SentimentReading

TARGET_PER_CPU_S = 1000.0
LONG_LIMIT_S = 5.0
MOST_GROWTH = 3.0
MOST_CONDITIONS = 10
START = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
NEUTRAL = SentimentReading(0.05, 0.9, 0.05, False)

ZH = ("发票 运费 积分 套餐 流量 宽带 话费 账单 额度 利息 保单 理赔 受益人 续保 年费 转账 短信 会员 优惠券 尺码 颜色 库存 赠品 "
      "包装 物流 快递 签收 退货 换货 差价 保修 安装 电池 屏幕 耳机 路由器 机顶盒 充值 停机 实名 过户 合约 违约金 定金 尾款 预售 "
      "直播间 口令 红包 地址 门牌 电表 水费 燃气 航班 行李 改签 座位 酒店 房型 早餐 押金 驾照 年检 车险 贷款 还款 征信").split()  # fmt: skip
EN = ("invoice shipping voucher plan roaming broadband bill limit interest policy claim renewal transfer membership size "
      "stock gift parcel courier return exchange warranty battery screen router deposit preorder address meter flight "
      "luggage seat hotel breakfast loan repayment statement").split()  # fmt: skip
LINES = {
    "zh": {
        "agent": ["您好，{t}专线，客服{n}号为您服务", "您是想咨询{t}的事，对吗？", "请您稍等，我查一下{t}", "感谢您的耐心等待，{t}已经查到",
                  "订单{n}显示{t}在{d}号发出", "{t}的问题给您添麻烦了，非常抱歉", "这边帮您登记{t}，{d}小时内给您答复", "麻烦您提供一下{t}的编号",
                  "{t}需要您在页面上自己提交", "您说的{t}和{u}是两回事", "{t}每月{d}元，次月一号生效", "已经为您备注好{t}，工单{n}",
                  "您的{t}目前是正常的", "如果{t}还有疑问随时联系我们", "请问还有其他可以帮您的吗？", "感谢您的来电，祝您生活愉快，再见",
                  "{t}按规定要先核对{u}", "稍后会有一条{t}的短信，请您注意查收", "我理解您的心情，{t}我来跟进", "不好意思，{t}暂时没有货",
                  "您可以在我的页面找到{t}", "嗯嗯，好的", "收到，{t}的图片看到了", "{u}这边建议您先拍照留底"],
        "customer": ["我的{t}到哪了", "{t}怎么还没到，都{d}天了", "你好，想问一下{t}", "那{u}呢", "好的谢谢", "订单号{n}", "我不想要{t}了",
                     "上次客服说{t}可以退", "{t}能便宜一点吗", "行吧", "为什么{t}扣了{d}块钱", "嗯", "我再想想", "{t}坏了，{u}也少了一个",
                     "可以的", "你帮我查一下{n}", "没有了", "{t}是不是{d}号到期"],
    },
    "en": {
        "agent": ["Hello, thank you for contacting the {t} desk, this is agent {n}", "So you are asking about the {t}, is that right?",
                  "Please give me a moment while I check the {t}", "Thanks for waiting, I have found your {t}",
                  "Order {n} shows the {t} left on the {d}th", "I am sorry about the trouble with your {t}",
                  "I will log the {t} and get back to you within {d} hours", "Could you share the number of the {t}?",
                  "The {t} and the {u} are handled separately", "The {t} costs {d} dollars a month from next month",
                  "Your {t} looks fine on our side", "Is there anything else I can help you with?",
                  "Have a lovely day, goodbye", "You will receive a text about the {t} shortly", "I understand, let me follow up on the {t}",
                  "Unfortunately the {t} is out of stock", "Got the picture of the {t}, thanks"],
        "customer": ["Where is my {t}?", "The {t} is {d} days late", "Hi, a question about the {t}", "And the {u}?", "Okay thanks",
                     "Order number {n}", "I don't want the {t} anymore", "Why was I charged {d} dollars for the {t}?", "Sure", "No that is all",
                     "The {t} is broken and the {u} is missing", "Can you check {n} for me"],
    },
}  # fmt: skip
_WORD = {
    "zh": re.compile(r"(?<=[|(/])[\u4e00-\u9fff]{2,6}(?=[|)/])|^[\u4e00-\u9fff]{2,}$"),
    "en": re.compile(r"(?<=[|(/])[a-z]{4,12}(?=[|)/])"),
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--json", type=Path, help="write the figures here")
    arguments.add_argument("--quick", action="store_true", help="fewer chats and rounds, no 5,000 rules")
    given = arguments.parse_args()
    shipped = shipped_items()
    lively = [t for i in shipped for e in i.examples for turn in e.turns for t in turn.values()]
    measured: dict[tuple[str, str], list[float]] = {}
    counts = (100, 500, 1000) if given.quick else (100, 500, 1000, 5000)
    books = {"shipped": shipped_book()} | {f"realistic {n}": centre_book(n) for n in counts}
    books |= {"copies 500": made_book(shipped, 500), "own 500": centre_book(500, beside_shipped=False)}
    measure_books(books, lively, measured, rounds=2 if given.quick else 5, chats=40 if given.quick else 100)
    long_one = conversation(random.Random(9), "zh", 2000, lively)
    for _ in range(1 if given.quick else 3):
        timed(measured, ("ours, 2,000 turns", "realistic 500"), [long_one], ours(books["realistic 500"]))
    rows = rows_of(measured)
    claims = claims_of(rows)
    show(rows, claims)
    if given.json:
        given.json.write_text(json.dumps(report(rows, claims), ensure_ascii=False, indent=1), encoding="utf-8")


def measure_books(
    books: dict[str, Rulebook],
    lively: list[str],
    measured: dict[tuple[str, str], list[float]],
    *,
    rounds: int,
    chats: int,
) -> None:
    """Rounds over fresh chats; the first compiles expressions when their words are first met and is kept apart."""
    naive = {name: every_phrase(books[name]) for name in ("realistic 500",)}
    one_pass = {name: single_pass(book) for name, book in books.items()}
    for at in range(rounds + 1):
        given = [
            conversation(random.Random(f"{at}/{i}"), "en" if i % 3 == 2 else "zh", 20, lively) for i in range(chats)
        ]
        for name, book in books.items():
            timed(measured, ("ours, compiling" if at else "ours, first round", name), given, ours(book))
            if at:
                book.searcher.exact.read.cache_clear()  # what was read is forgotten, what was compiled is kept
                timed(measured, ("ours", name), given, ours(book))
                timed(measured, ("automaton only", name), fresh(given), one_pass[name])
            if at and name in naive:
                timed(measured, ("naive loop", name), fresh(given)[:2], naive[name])


def fresh(given: list[Facts]) -> list[Facts]:
    """The same chats, their texts not yet folded by another system."""
    normalise.cache_clear()
    return given


def timed(
    measured: dict[tuple[str, str], list[float]],
    key: tuple[str, str],
    given: list[Facts],
    system: Callable[[Facts], object],
) -> None:
    """Append the CPU seconds one interaction took, on average over these."""
    normalise.cache_clear()
    gc.collect()
    began = process_time()
    for facts in given:
        system(facts)
    measured.setdefault(key, []).append((process_time() - began) / len(given))


def ours(book: Rulebook) -> Callable[[Facts], object]:
    def system(facts: Facts) -> object:
        segment = segments_of(facts.interaction)[0]
        return judge(SegmentView(facts, segment), book, facts.interaction.language or "zh")

    return system


def patterns_of(book: Rulebook) -> list[str]:
    """Every wording's regular expression, phrases of guards included."""
    return list(dict.fromkeys(p.pattern for p in book.searcher.phrases))


def every_phrase(book: Rulebook) -> Callable[[Facts], object]:
    """The simplest thing that could work: each expression over each turn."""
    expressions = [regex.compile(p) for p in patterns_of(book)]

    def system(facts: Facts) -> object:
        return [bool(e.search(normalise(t.text).text)) for t in facts.interaction.turns for e in expressions]

    return system


def single_pass(book: Rulebook) -> Callable[[Facts], object]:
    """The limit: fold the text and run one automaton with every telling word over it; nothing is judged."""
    automaton = ahocorasick.Automaton()
    for pattern in patterns_of(book):
        for words in required_words(pattern)[:1]:
            for word in words:
                automaton.add_word(word, len(word))
    automaton.make_automaton()

    def system(facts: Facts) -> object:
        text = "\n".join(normalise(t.text).text for t in facts.interaction.turns)
        return sum(1 for _ in automaton.iter(text))

    return system


# ---- rulebooks by variation -------------------------------------------------------------------------------------------


def shipped_texts() -> tuple[tuple[str, str], list[tuple[str, str]]]:
    root = resources.files("scoring_rules")
    files = sorted((root / "items").iterdir(), key=lambda f: f.name)
    items = [(f.name, f.read_text(encoding="utf-8")) for f in files if f.name.endswith(".yaml")]
    return ("rulebook.yaml", (root / "rulebook.yaml").read_text(encoding="utf-8")), items


def shipped_book() -> Rulebook:
    return load_rulebook(*shipped_texts())


def shipped_items() -> list[ItemSpec]:
    return [checked(parse(text, file), ItemSpec) for file, text in shipped_texts()[1]]


def made_book(shipped: list[ItemSpec], count: int) -> Rulebook:
    """`count` items: each a shipped one with 10 to 20 of its wordings, varied; those too large for that only once."""
    random_ = random.Random(count)
    usual = [i for i in shipped if sum(is_wording(c) for c in i.conditions.values()) <= MOST_CONDITIONS]
    large = [i for i in shipped if i not in usual]
    bases = [*large, *usual] if count >= 10 * len(large) else usual
    texts = []
    for number in range(count):
        item = varied(bases[number] if number < len(bases) else random_.choice(usual), number, random_)
        texts.append((f"{item['id']}.yaml", json.dumps(item, ensure_ascii=False)))
    return load_rulebook(shipped_texts()[0], texts)


def is_wording(condition: ConditionSpec) -> bool:
    return any(getattr(condition, key) for key in ("any", "all", "pattern"))


def varied(item: ItemSpec, number: int, random_: random.Random) -> dict[str, object]:
    data = item.model_dump(mode="json", exclude_defaults=True, exclude={"examples"})
    data |= {"id": f"{item.id}_{number}", "yields_to": None}
    conditions = [c for c in data.get("conditions", {}).values() if any(k in c for k in ("any", "all", "pattern"))]
    each = max(1, random_.randint(10, 20) // max(len(conditions), 1))
    for condition in conditions:
        key = next(k for k in ("any", "all", "pattern") if k in condition)
        chosen = random_.sample(condition[key], min(each, len(condition[key])))
        condition[key] = [other_words(w, random_, raw=key == "pattern") for w in chosen]
        if condition.get("unless"):
            condition["unless"] = random_.sample(condition["unless"], min(4, len(condition["unless"])))
    return data


def other_words(wording: str, random_: random.Random, *, raw: bool) -> str:
    """A fifth stays (as copies in real rulebooks do), two fifths have a word replaced or want a topic as well."""
    way = random_.random()
    language = "en" if wording.isascii() else "zh"
    topic = random_.choice(ZH) + random_.choice(["", *ZH]) if language == "zh" else random_.choice(EN)
    if way < 0.2:
        return wording
    places = list(_WORD[language].finditer(wording))
    if way < 0.6 and places and not raw:
        place = random_.choice(places)
        return wording[: place.start()] + topic + wording[place.end() :]
    if raw:
        return f"(?:{wording})[^。.!?;]{{0,20}}?{topic}"
    return f"{wording}…{topic}" if language == "zh" else f"{wording} … {topic}"


# ---- rulebooks as a centre writes them ----------------------------------------------------------------------------------

ASPECTS = {
    "zh": {"开通": "办理 申请 激活 启用", "取消": "撤销 注销 不要了 停用", "退还": "退回 返还 退钱 退款", "丢失": "不见了 找不到 遗失 弄丢",
           "损坏": "坏了 破损 摔坏 裂开", "延期": "推迟 晚几天 改日期 宽限", "收费": "扣费 多少钱 收钱 费用", "更改": "改一下 变更 修改 换成",
           "查询": "查一下 看看 核对 明细", "投诉": "举报 差评 曝光 找领导", "补寄": "重发 漏发 少发 再寄", "升级": "换高档 提额 加量 扩容"},
    "en": {"activate": "enable register enrol sign", "cancel": "terminate revoke withdraw drop", "return": "hand send give post",
           "lose": "misplace forget mislay miss", "damage": "break crack tear scratch", "delay": "postpone defer shift extend",
           "price": "cost fee rate surcharge", "change": "amend modify swap correct", "upgrade": "extend raise expand enlarge",
           "complain": "report escalate object protest"},
}  # fmt: skip
ASKING = {
    "zh": ("我想", "怎么", "能不能", "帮我", "要"),
    "en": ("i want to", "how do i", "can i", "could you", "please"),
}
TELLING = {
    "zh": ("{t}…{d}个工作日", "{t}需要…提交", "{t}…审核通过后", "关于{t}…按合同", "{t}…营业厅办理", "{t}…在页面上", "请您…{t}凭证"),
    "en": ("{t} … business days", "{t} … has to be submitted", "{t} … once approved", "terms of the {t}", "{t} … on the page"),
}  # fmt: skip
NEVER = {
    "zh": ("{a}{t}[肯定|一定]没问题", "{t}(保证|承诺)…{b}", "{t}{b}不用管", "私下…{t}{b}", "{t}{b}全额赔", "随便{b}{t}", "{t}…{b}不关我们"),
    "en": ("(guarantee|promise) … {b} … {t}", "{t} … {b} … for sure", "do not {b} the {t}", "{b} the {t} yourself", "nobody will {b} your {t}"),
}  # fmt: skip
GUARDS = ("negated", "quoted", "warned")


def centre_book(count: int, *, beside_shipped: bool = True) -> Rulebook:
    """Rules about matters of one centre, beside the shipped ones or without them, `count` items together."""
    book, texts = shipped_texts()
    texts = texts if beside_shipped else []
    random_ = random.Random(count)
    matters = [(language, t, a) for language, ts in (("zh", ZH), ("en", EN)) for t in ts for a in ASPECTS[language]]
    random_.shuffle(matters)
    for number in range(count - len(texts)):
        language, topic, aspect = matters[number % len(matters)]
        if number >= len(matters):  # more rules than matters: others about a kind of it
            kind = random_.choice(ZH if language == "zh" else EN)
            topic = topic + kind if language == "zh" else f"{kind} {topic}"
        rule = centre_rule(number, language, topic, aspect, random_)
        texts.append((f"{rule['id']}.yaml", json.dumps(rule, ensure_ascii=False)))
    return load_rulebook(book, texts)


def centre_rule(number: int, language: str, topic: str, aspect: str, random_: random.Random) -> dict[str, object]:
    """A duty with a trigger and a window, or a list or a pattern of what must not be said, about one matter."""
    words = [aspect, *ASPECTS[language][aspect].split()]
    space = "" if language == "zh" else " "
    asked = [f"{w}{space}{topic}" for w in words] + [
        f"{topic}…{w}" if language == "zh" else f"{topic} … {w}" for w in words
    ]
    asked += [
        f"{a}{space}{w}…{topic}" if language == "zh" else f"{a} {w} … {topic}" for a in ASKING[language] for w in words
    ]
    rule: dict[str, object] = {
        "id": f"centre_{number}", "version": 1, "title": {"zh": f"{topic}{aspect}", "en": f"{topic} {aspect}"}, "meaning": {"zh": "-", "en": "-"},
        "dimension": "compliance", "line": "business", "owner": "centre", "updated": "2026-11-22",
    }  # fmt: skip
    if number % 2:
        told = [t.format(t=topic, d=random_.randint(2, 9)) for t in TELLING[language]] + [
            f"{topic}{space}{w}" for w in words
        ]
        conditions = {
            "asked": {"role": "customer", "any": random_.sample(asked, random_.randint(10, 20))},
            "told": {"any": told},
            "declined": {"role": "customer", "any": ["不用说了", "我知道了", "never mind", "i already know"]},
        }
        return rule | {
            "kind": "duty", "conditions": conditions, "trigger": "asked", "met": "told", "not_applicable_when": "declined",
            "window": {"turns": random_.randint(1, 4)},
        }  # fmt: skip
    never = [p.format(t=topic, a=random_.choice(words), b=b) for p in NEVER[language] for b in words]
    said: dict[str, object] = {
        "any": random_.sample(never, random_.randint(10, 20)),
        "guards": list(GUARDS)[: random_.randint(0, 2)],
    }
    if random_.random() < 0.3:
        either = "|".join(words)
        gap = "[^。!?]{0,12}"
        said = {
            "pattern": [
                f"(?:{either}){gap}{topic}{gap}(?:无效|作废|免谈|void|denied)",
                f"{topic}{gap}(?:{either}){gap}(?:自理|自负|your problem)",
            ]
        }
    if random_.random() < 0.5:
        said["unless"] = ["如果", "除非", "假如", "unless", "in case"]
    return rule | {"kind": "violation", "conditions": {"said": said}, "found": "said"}


# ---- conversations ------------------------------------------------------------------------------------------------------


def conversation(random_: random.Random, language: str, turns: int, lively: list[str]) -> Facts:
    said = list(_said(random_, language, turns, [t for t in lively if t.isascii() == (language == "en")]))
    made = tuple(
        Turn(
            index=i,
            sender=role,
            text=text,
            agent_id="a1" if role is Role.AGENT else None,
            sent_at=START + timedelta(seconds=12 * i),
        )
        for i, (role, text) in enumerate(said)
    )
    interaction = Interaction(
        source="bench", interaction_id=str(random_.random()), channel=Channel.CHAT, started_at=START, agent_id="a1",
        business_line=random_.choice(["ecommerce", "bank", "telecom"]), language=language, turns=made,
    )  # fmt: skip
    return Facts(interaction=interaction, readings=(NEUTRAL,) * turns, transcript_hash="bench")


def _said(random_: random.Random, language: str, turns: int, lively: list[str]) -> Iterator[tuple[Role, str]]:
    topics = random_.sample(ZH if language == "zh" else EN, 3)
    for i in range(turns):
        role = Role.AGENT if i % 2 else Role.CUSTOMER
        topic, other = random_.sample(topics, 2)
        slots = {"t": topic, "u": other, "n": random_.randint(10**6, 10**7), "d": random_.randint(2, 28)}
        line = random_.choice(LINES[language][role.value]).format(**slots)
        way = random_.random()
        yield role, random_.choice(lively) if way < 0.1 else own_matter(random_, language, topic) if way < 0.2 else line


def own_matter(random_: random.Random, language: str, topic: str) -> str:
    """A line that puts a matter as the centre's rules may look for it."""
    aspect = random_.choice(list(ASPECTS[language]))
    word = random_.choice([aspect, *ASPECTS[language][aspect].split()])
    asking = random_.choice(ASKING[language])
    return f"{asking}{word}{topic}" if language == "zh" else f"{asking} {word} the {topic}"


# ---- figures ------------------------------------------------------------------------------------------------------------


def rows_of(measured: dict[tuple[str, str], list[float]]) -> list[dict[str, object]]:
    rows = []
    for (system, rules), seconds in measured.items():
        rows.append({
            "system": system, "metric": f"{rules}: CPU per interaction", "value": statistics.median(seconds) * 1000,
            "unit": "ms", "n": len(seconds), "low": min(seconds) * 1000, "high": max(seconds) * 1000,
        })  # fmt: skip
    return rows


def claims_of(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    ms = {(r["system"], str(r["metric"]).split(":")[0]): float(str(r["value"])) for r in rows}
    ours_500 = ms["ours", "realistic 500"]
    own, beside = 1000 / ms["ours", "own 500"], 1000 / ours_500
    claims = [
        claim(
            "500 rules of a centre: chats of 20 turns per CPU second", own, TARGET_PER_CPU_S, own >= TARGET_PER_CPU_S
        ),
        claim("the same beside the shipped book", beside, TARGET_PER_CPU_S, beside >= TARGET_PER_CPU_S),
        at_most("growth of CPU, 100 to 500 rules (linear: 5)", ours_500 / ms["ours", "realistic 100"], MOST_GROWTH),
        at_most("growth of CPU, 500 to 1,000 rules (linear: 2)", ms["ours", "realistic 1000"] / ours_500, 1.5),
        at_most("2,000 turns, 500 rules: CPU seconds", ms["ours, 2,000 turns", "realistic 500"] / 1000, LONG_LIMIT_S),
    ]
    if ("ours", "realistic 5000") in ms:
        grown = ms["ours", "realistic 5000"] / ours_500
        claims.append(at_most("growth of CPU, 500 to 5,000 rules (linear: 10)", grown, 5.0))
    faster = ms["naive loop", "realistic 500"] / ours_500
    claims.append(claim("500 rules: times faster than the naive loop", faster, 50, faster >= 50))
    passes = ours_500 / ms["automaton only", "realistic 500"]
    claims.append(at_most("500 rules: times the single automaton pass", passes, 10))
    return claims


def claim(what: str, value: float, target: float, ok: bool) -> dict[str, object]:
    return {"claim": what, "value": round(value, 3), "target": target, "ok": ok}


def at_most(what: str, value: float, target: float) -> dict[str, object]:
    return claim(what, value, target, value <= target)


def report(rows: list[dict[str, object]], claims: list[dict[str, object]]) -> dict[str, object]:
    versions = {name: version(name) for name in ("mingjian", "pyahocorasick", "regex")} | {
        "python": sys.version.split()[0]
    }
    return {"machine": platform.platform(), "versions": versions, "rows": rows, "claims": claims}


def show(rows: list[dict[str, object]], claims: list[dict[str, object]]) -> None:
    table = Table(title=f"Judging by rules ({platform.machine()}, Python {sys.version.split()[0]})")
    for column in ("system", "rules", "ms CPU", "rounds from-to"):
        table.add_column(column)
    for r in rows:
        table.add_row(
            str(r["system"]), str(r["metric"]).split(":")[0], f"{r['value']:.3f}", f"{r['low']:.3f}-{r['high']:.3f}"
        )
    console = Console(width=120)
    console.print(table)
    for c in claims:
        console.print(f"{'ok ' if c['ok'] else 'NOT'} {c['claim']}: {c['value']} (target {c['target']})", markup=False)


if __name__ == "__main__":
    main()
