"""Who speaks in the snippets of rule authors, in Chinese and English."""

from inspection.interaction import Role

SPEAKERS = {
    "坐席": Role.AGENT, "agent": Role.AGENT, "客户": Role.CUSTOMER, "customer": Role.CUSTOMER,
    "机器人": Role.BOT, "bot": Role.BOT, "系统": Role.SYSTEM, "system": Role.SYSTEM,
}  # fmt: skip
