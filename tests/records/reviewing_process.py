"""A reviewer in a process of their own: `python -m tests.records.reviewing_process URL WHO {all|hang}`.

`all` takes and submits until nothing is left and prints every evaluation it held; `hang` submits one and stops before
the commit, to be killed there.
"""

import sys
import time

from records.database import open_database, writing
from records.review_sheets import sheet_of
from records.review_submitting import submit
from records.review_taking import take
from tests.inspection.form_cases import MET
from tests.records import review_site as site
from tests.records.review_site import says


def work_through(url: str, who: str) -> None:
    engine = open_database(url)
    desk = site.desk(who, minutes=1, policy=site.NO_SECOND.model_copy(update={"per_day": 1000, "group_size": 1}))
    print("ready", flush=True)
    sys.stdin.readline()
    while True:
        with writing(engine) as connection:
            held = take(connection, desk)
        if not held:
            return
        for queued in held:
            print("held", queued.task.evaluation_id, flush=True)
            with writing(engine) as connection:
                asked = sheet_of(connection, desk, queued.task.task_id, frozenset()).asked
                submit(connection, desk, queued.task.task_id, [says(i, MET, "context") for i in asked], frozenset())
            time.sleep(0.05)  # nobody takes the next at once: else one process may hold SQLite's lock to the end


def hang_in_the_middle(url: str, who: str) -> None:
    engine = open_database(url)
    desk = site.desk(who, minutes=1)
    with writing(engine) as connection:
        (queued,) = take(connection, desk)
    with writing(engine) as connection:
        asked = sheet_of(connection, desk, queued.task.task_id, frozenset()).asked
        submit(connection, desk, queued.task.task_id, [says(i, MET, "context") for i in asked], frozenset())
        print("hanging", queued.task.task_id, flush=True)
        time.sleep(120)


if __name__ == "__main__":
    (hang_in_the_middle if sys.argv[3] == "hang" else work_through)(sys.argv[1], sys.argv[2])
