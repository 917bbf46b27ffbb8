"""The words about how well the recogniser fits the centre's own calls, in Chinese and English."""

from inspection.recognition_fit import FitKind, FitRate
from records.recognition_fits import StoredFit

_WORDS = {
    "title": ("识别适配度 — {model}", "How well recognition fits your calls — {model}"),
    "what": ("范围", "calls"),
    "error_rate": ("错误率（中文按字）", "error rate (zh by character)"),
    "interval": ("95% 区间", "95 % interval"),
    "calls": ("通话数", "n"),
    "units": ("字/词数", "characters or words"),
    "verdict": ("结论", "verdict"),
    "all": ("全部", "all"),
    "queue": ("技能组 {name}", "queue {name}"),
    "dialect": ("方言 {name}", "dialect {name}"),
    "not_enough": ("数据不足", "not enough data"),
    "weak": ("高于上限：内容类规则仅供参考", "above the limit: content rules are advice only"),
    "fine": ("可用", "fit for use"),
    "worst": ("错误率最高的录音", "recordings with the most errors"),
    "meaning": (
        "错误率 =（插入+删除+替换）/ 应有字数；超过 {limit} 的技能组，凭话语内容的规则须经人工确认才计入公布成绩。",
        "Errors over what was said. In queues above {limit}, content rules count only once a person confirms them.",
    ),
    "beside_scores": (
        "识别错误率（自有样本，{when}）: {rates}",
        "Recognition error on your own sample ({when}): {rates}",
    ),
    "never_measured": (
        "识别错误率未测：mingjian models evaluate --reference 表格 可用自有录音测量",
        "Recognition was never measured on your own calls: mingjian models evaluate --reference FILE",
    ),
}


def fit_words(language: str) -> dict[str, str]:
    """The words in one language (zh or en)."""
    return {name: zh if language == "zh" else en for name, (zh, en) in _WORDS.items()}


def fit_line(rate: FitRate, language: str) -> tuple[str, ...]:
    """The cells of one rate: whose, how much, its interval, calls, units, what follows."""
    w = fit_words(language)
    between = w["not_enough"] if rate.low is None or rate.high is None else f"{rate.low:.1%} – {rate.high:.1%}"
    verdict = w["weak"] if rate.is_weak else w["fine"] if rate.enough else w["not_enough"]
    return (rate_name(rate, language), f"{rate.share:.1%}", between, str(rate.calls), str(rate.units), verdict)


def rate_name(rate: FitRate, language: str) -> str:
    """Whose rate it is."""
    w = fit_words(language)
    return w["all"] if rate.kind is FitKind.ALL else w[rate.kind.value].format(name=rate.name)


def fit_beside_scores(fit: StoredFit | None, language: str) -> str:
    """One line under a table of scores: how far the words under them can be trusted."""
    w = fit_words(language)
    if fit is None:
        return w["never_measured"]
    rates = [f"{rate_name(r, language)} {r.share:.1%} (n = {r.calls}){' ⚠' if r.is_weak else ''}" for r in fit.rates]
    return w["beside_scores"].format(when=f"{fit.at:%Y-%m-%d}", rates="; ".join(rates))
