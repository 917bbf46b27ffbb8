"""A round of the outbox every few seconds, beside the console that is served."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from console.webhooks.delivering import Postman, deliver_due
from inspection.errors import InspectionError
from records.workspace import Workspace

EVERY_S = 15.0
logger = logging.getLogger("mingjian.webhooks")


@contextmanager
def delivering(workspace: Workspace, postman: Postman, *, every_s: float = EVERY_S) -> Iterator[None]:
    """Deliver what is due in the background while the block runs; nothing is started when no host is named.

    What the database refuses is told to the log and tried again in the next round.
    """
    if not postman.hosts:
        yield
        return
    stop = threading.Event()

    def rounds() -> None:
        while not stop.wait(every_s):
            try:
                deliver_due(workspace, postman, most=20)
            except InspectionError as error:
                logger.warning("webhooks: %s", error)

    thread = threading.Thread(target=rounds, name="webhooks", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(postman.timeout_s)
