"""The one table of codes a source can give to input it does not pass on, with what each means."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from inspection.ledger import Ending


@dataclass(frozen=True, slots=True)
class CodeMeaning:
    """How input with this code ends, whether the next night may try again, and the explanation in both languages."""

    ending: Ending
    retryable: bool
    zh: str
    en: str


def _failed(zh: str, en: str) -> CodeMeaning:
    return CodeMeaning(Ending.FAILED, False, zh, en)


REFUSAL_CODES: Mapping[str, CodeMeaning] = MappingProxyType(
    {
        "not_text": _failed("不是文本文件", "The file is not text in UTF-8, UTF-16 or GB18030."),
        "bad_encoding": _failed("文字编码损坏", "The line has bytes that are neither UTF-8 nor GB18030."),
        "bad_table": _failed(
            "表格无法读取", "The table cannot be read at all (no header, a required column is missing)."
        ),
        "bad_row": _failed("该行无法读取", "The row has too few or too many cells, a quote that never closes, or NUL."),
        "bad_json": _failed("JSON 无法解析", "The line or file is not one JSON object with each key once."),
        "too_large": _failed("超出大小限制", "The file, line or row is larger than the documented limit."),
        "missing_value": _failed("缺少必填项", "A required value (id, start time, channel, sender, text) is empty."),
        "bad_time": _failed("时间无法识别", "A time cannot be read, has no such date, or ends before it starts."),
        "bad_value": _failed("取值无法识别", "A required value is not one of those the contract knows."),
        "bad_message": _failed("消息无法读取", "A message of the conversation is not what the contract says."),
        "unknown_sender": _failed(
            "消息发送方无法识别", "A message is by somebody who is not agent, customer, bot or system."
        ),
        "unsafe_path": _failed("路径不安全", "The name leads out of the drop folder (.., absolute, or a link)."),
        "not_a_file": _failed("不是普通文件", "The name belongs to a folder or a device."),
        "unreadable": CodeMeaning(
            Ending.FAILED, True, "文件无法打开", "The operating system refused to read the file."
        ),
        "recording_without_row": _failed("录音没有对应记录", "No row and no sidecar says whose recording this is."),
        "recording_missing": CodeMeaning(
            Ending.MISSING, True, "录音缺失", "The row names a recording (or one of its two legs) that did not arrive."
        ),
        "not_arrived": CodeMeaning(Ending.MISSING, True, "应到未到", "cdr.csv expects it, and nothing of it arrived."),
        "empty_conversation": CodeMeaning(
            Ending.EXCLUDED, False, "会话为空", "The conversation has no message at all."
        ),
        "duplicate_content": CodeMeaning(
            Ending.EXCLUDED, False, "内容重复", "Another id brought the same content; only the first is judged."
        ),
    }
)
