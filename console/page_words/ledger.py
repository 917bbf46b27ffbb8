"""The words of the ledger, in Chinese and English."""

from collections.abc import Mapping

WORDS: Mapping[str, tuple[str, str]] = {
    "filter": ("筛选", "Filter"),
    "show": ("显示", "Show"),
    "any": ("全部", "any"),
    "source": ("来源", "Source"),
    "place": ("来源文件:行", "File:row"),
    "recording": ("录音", "Recording"),
    "retryable": ("可重试", "Retry"),
    "attempts": ("次数", "Attempts"),
    "yes": ("是", "yes"),
    "no": ("否", "no"),
}  # fmt: skip
