"""A new item to begin with: everything a rule needs, with comments that say what belongs where."""

from datetime import date

from inspection.errors import RuleError

KINDS = ("duty", "violation")
_HEAD = """# 新评分项：把每一处“改我”改掉，先写示例 / a new item: change every 改我 (change me), the examples first.
# 检查 check: mingjian rules lint --rules FOLDER · 运行示例 run: mingjian rules test {id} --rules FOLDER
id: {id}                # 与文件名相同 / the same as the file's name
version: 1              # 判断改变时提高 / raise it whenever the judgement may change
kind: {kind}
title: {{zh: 改我, en: Change me}}
meaning:
  zh: 改我：人据以判断的一句话。
  en: "Change me: one sentence a person would judge by."
dimension: {dimension}  # responsiveness attitude resolution communication personalisation compliance
line: customer          # customer | business | compliance | non_critical
owner: service
updated: {today}
applies: {{channels: [], business_lines: []}}   # 空即处处 / empty: everywhere
"""
_DUTY = """conditions:
  asked:                # 客户说了什么，就该履行 / what the customer says that calls for it
    role: customer
    any:
      zh: ["(多久|什么时候)…(发货|到货)"]
      en: ["when will…(ship|arrive)"]
  answered:             # 坐席说了什么，就算履行 / what the agent says that fulfils it
    any:
      zh: ["{{期限}}[内]…(发货|送达)", "(今天|明天)…(发货|送达)"]
      en: ["(today|tomorrow|within)…(ship|arrive)", "(ship|arrive)…(today|tomorrow|within)"]
    guards: []          # 排除语境，见 rulebook.yaml / contexts that cancel a hit
trigger: asked
met: answered
window: {{where: after, turns: 3}}
reasons:
  unmet: {{zh: 改我：未回答何时发货, en: "change me: when it ships was not said"}}
examples:
  - name: 回答了
    turns: [{{客户: 请问什么时候发货}}, {{坐席: 今天下午就给您发货}}]
    expect: met
  - name: answered
    turns: [{{customer: When will it ship?}}, {{agent: It will ship within two days.}}]
    expect: met
  - name: 没有回答
    turns: [{{客户: 请问什么时候发货}}, {{坐席: 您再等等看}}]
    expect: unmet
  - name: 没有人问
    turns: [{{客户: 有红色的吗}}, {{坐席: 有的}}]
    expect: not_applicable
"""
_VIOLATION = """conditions:
  said:                 # 坐席说了什么，就算违规 / what the agent says that breaks it
    any:
      zh: ["(绝对|肯定)不会坏"]
      en: ["will never break"]
    unless: [保修, warranty]    # 同句出现即取消 / in the same sentence: cancels the hit
    guards: []          # 如 [negated, quoted]，见 rulebook.yaml / such as [negated, quoted]
found: said
# fatal: {{kind: compliance}}   # 致命才写 / only when a breach is fatal
reasons:
  unmet: {{zh: 改我：作了绝对化的质量承诺, en: "change me: an absolute promise of quality"}}
examples:
  - name: 绝对化
    turns: [{{坐席: 这个您放心，绝对不会坏}}]
    expect: unmet
    evidence: 绝对不会坏
  - name: an absolute promise
    turns: [{{agent: This one will never break}}]
    expect: unmet
  - name: 否定 (近似而不违规 / a near miss)
    turns: [{{坐席: 我不能说它不会坏，坏了可以换}}]
    expect: met
  - name: 客户说的 (别人说的 / the other speaker)
    turns: [{{客户: 广告上说绝对不会坏}}, {{坐席: 有一年保修}}]
    expect: met
"""


def scaffold(item_id: str, kind: str, today: date) -> str:
    """The text of a new item that lint accepts and whose examples pass. RuleError for another kind."""
    if kind not in KINDS:
        raise RuleError(f"no template for kind '{kind}'", f"choose from {', '.join(KINDS)}")
    dimension = "communication" if kind == "duty" else "compliance"
    body = _DUTY if kind == "duty" else _VIOLATION
    return (_HEAD + body).format(id=item_id, kind=kind, dimension=dimension, today=today.isoformat())
