"""The words of how far recognition can be trusted, and of the figures of a call, in Chinese and English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "trust_title": ("识别可信度", "How far recognition can be trusted"),
    "trust_never": (
        "识别错误率未测:用自有录音测量请运行 mingjian models evaluate --reference 表格 --workspace 工作区。",
        "Recognition was never measured on your own calls: mingjian models evaluate --reference FILE --workspace DIR.",
    ),
    "trust_measured": (
        "自有样本的识别错误率(中文按字),{at} 测量,上限 {limit}。",
        "Recognition error on your own sample (Chinese by character), measured {at}; the limit is {limit}.",
    ),
    "trust_advice_here": (
        "高于上限:本通电话里凭话语内容的规则仅供参考,须经人工确认才计入公布分。",
        "Above the limit: rules about what was said are advice only here and count once a person confirms them.",
    ),
    "trust_advice_there": (
        "高于上限({where}):那里凭话语内容的规则仅供参考,须经人工确认才计入公布分。",
        "Above the limit ({where}): rules about what was said are advice only there until a person confirms them.",
    ),
    "trust_all": ("全部电话", "all calls"),
    "trust_queue": ("队列 {name}", "queue {name}"),
    "trust_dialect": ("方言 {name}", "dialect {name}"),
    "trust_whose": ("范围", "Calls"),
    "trust_error": ("错误率", "Error rate"),
    "trust_weak": ("高于上限", "above the limit"),
    "figures_title": ("通话指标", "Figures of the call"),
    "figure_meaning": ("含义", "What it means"),
    "figure_times": ("{n} 次", "{n} times"),
    "figure_per_minute": ("每分钟 {n} 字(词)", "{n} a minute"),
    "figure_db": ("{n} 分贝", "{n} dB"),
    "figure_z": ("{n} 倍标准差", "{n} standard deviations"),
}  # fmt: skip
