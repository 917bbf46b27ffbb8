"""What to do about input that failed or is missing (处理办法), per code of the ledger, in Chinese and English."""

from collections.abc import Mapping

ADVICE: Mapping[str, tuple[str, str]] = {
    "not_worked_on": (
        "文件已不在投递目录或尚未写完:确认文件完整后再跑一夜,会自动补做。",
        "The file left the drop or was not whole yet: see that it is there; the next night takes it up.",
    ),
    "not_text": ("另存为 UTF-8 文本后重新投递。", "Save it as UTF-8 text and deliver it again."),
    "bad_encoding": (
        "该行混有坏字节:从源系统重新导出,编码选 UTF-8。",
        "The line holds broken bytes: export it anew from the source system as UTF-8.",
    ),
    "bad_table": (
        "检查首行表头与必填列,对照《投递目录》说明。",
        "Check the header row and the required columns against the drop-folder guide.",
    ),
    "bad_row": ("检查该行的列数与引号,更正后重新投递。", "Check its cells and quotes, correct it, deliver again."),
    "bad_json": ("该文件不是一个 JSON 对象:请源系统重新导出。", "No JSON object: have the source export it anew."),
    "too_large": ("超出上限:按天或按小时拆成多个文件。", "Beyond the limit: split it by day or hour."),
    "missing_value": (
        "补齐编号、开始时间、渠道、发送方或文本后重新投递。",
        "Fill in id, start time, channel, sender or text, and deliver it again.",
    ),
    "bad_time": ("更正时间(建议 ISO 8601 带时区)后重新投递。", "Correct the time (ISO 8601 with zone), deliver again."),
    "bad_value": (
        "取值不在约定之内:更正,或在 coded_values.yaml 中登记对应关系。",
        "Not a known value: correct it, or register it in coded_values.yaml.",
    ),
    "bad_message": ("更正该消息的字段后重新投递整个会话。", "Correct the message, deliver the conversation again."),
    "unknown_sender": (
        "发送方须为坐席、客户、机器人或系统:更正或登记代码值。",
        "The sender must be agent, customer, bot or system: correct it or register the code.",
    ),
    "unsafe_path": (
        "文件名指向目录之外:查清来源,可能是导出脚本的错误。",
        "The name leads out of the drop: find out who wrote it; often a fault of the export script.",
    ),
    "not_a_file": ("该名字是文件夹或设备:只投递普通文件。", "A folder or device: deliver plain files only."),
    "unreadable": ("检查文件权限与存储,修好后会自动重试。", "Check rights and storage; it is tried again by itself."),
    "recording_without_row": (
        "补一行话单或同名 .json,说明录音属于哪个会话。",
        "Add a row or a sidecar that says whose recording this is.",
    ),
    "recording_missing": (
        "向录音系统补取;录音到位后下一夜自动补评。",
        "Fetch it from the recorder; the next night judges it once it is there.",
    ),
    "not_arrived": (
        "话单里有、投递里没有:核对导出任务,到位后自动补评。",
        "Expected and not delivered: check the export job; it is judged once it comes.",
    ),
    "bad_conversation": ("更正会话文件后重新投递。", "Correct the conversation's file and deliver it again."),
    "bad_recording": ("用播放器试听;损坏则从录音系统重取。", "Try to play it; fetch it anew when it is damaged."),
    "bad_input": ("按原因更正后重新投递。", "Correct it as the reason says and deliver it again."),
    "error": (
        "程序出错:用 --retry-failed 再跑;仍失败请带原因提交问题。",
        "A fault of the program: run again with --retry-failed; report it when it stays.",
    ),
    "empty_recording": ("录音长度为零:从录音系统重取。", "The recording has no length: fetch it anew."),
    "not_audio": ("不是音频文件:核对录音路径与格式。", "It is no audio: check path and format of the recording."),
    "truncated": (
        "录音没有写完:待传输完成或重取,之后自动重试。",
        "The recording was cut off: wait for the transfer or fetch it anew; it is tried again.",
    ),
    "too_long": ("超出允许时长:确认是否多通录音合并成了一个文件。", "See whether several calls became one file."),
    "unsupported": ("转成 WAV、MP3、M4A 或 OGG 后重新投递。", "Convert it to WAV, MP3, M4A or OGG and deliver again."),
}
