"""The words of `mingjian webhooks` in Chinese and English."""

_WORDS = {
    "webhooks": ("事件通知", "Webhooks"),
    "deliveries": ("最近的通知", "Latest notices"),
    "webhook_id": ("通知编号", "Webhook"),
    "url": ("地址", "URL"),
    "events": ("事件", "Events"),
    "event": ("事件", "Event"),
    "state": ("状态", "State"),
    "active": ("启用", "active"),
    "ended": ("已停止", "ended"),
    "waiting": ("待发", "Waiting"),
    "delivered": ("已送达", "Delivered"),
    "dead": ("已放弃", "Dead"),
    "state.waiting": ("待发", "waiting"),
    "state.delivered": ("已送达", "delivered"),
    "state.dead": ("已放弃", "dead"),
    "at": ("时间", "At"),
    "attempts": ("次数", "Tries"),
    "status": ("应答", "Answer"),
    "next_at": ("下次", "Next"),
    "error": ("原因", "Why"),
    "secret": (
        "{webhook}:签名密钥只显示这一次,请交给接收系统",
        "{webhook}: the secret is shown this once; give it to the receiver",
    ),
    "has_ended": ("{webhook} 已停止", "{webhook} has ended"),
    "delivered_now": (
        "送达 {delivered} 条;{waiting} 条稍后再试,{dead} 条已放弃",
        "{delivered} delivered; {waiting} will be tried again, {dead} given up",
    ),
    "tried_again": ("{n} 条将再次发送", "{n} will be tried again"),
}


def webhook_words(language: str) -> dict[str, str]:
    """Every word in one language (zh or en)."""
    return {key: pair[0 if language == "zh" else 1] for key, pair in _WORDS.items()}
