"""The night's steps as Prefect tasks: one-liners around plain functions, with cache keys and retries."""

from typing import Any

from prefect import task
from prefect.context import TaskRunContext

from inspection.errors import InspectionError
from pipelines.bench import open_bench
from pipelines.judging import NightOfRun
from pipelines.night_settings import NightSettings
from pipelines.shard_steps import put_aside_bad_recordings, store_shard, work_on_shard
from pipelines.shards import Shard
from records.workspace import Workspace


def cache_key(context: TaskRunContext, parameters: dict[str, Any]) -> str:
    """Workspace, what is pinned and what is judged: another workspace or rulebook never meets this result."""
    return str(parameters["key"])


def retry_makes_sense(task: Any, run: Any, state: Any) -> bool:
    """The error itself says whether a retry makes sense."""
    try:
        state.result()
    except InspectionError as error:
        return error.retryable
    except Exception:  # noqa: BLE001 - not one of ours: a machine's hiccup or a bug; one more try does no harm
        return True
    return False


class Parcel:
    """What travels to a worker as it is: Prefect does not look inside it for futures."""

    def __init__(self, content: tuple[Shard, NightOfRun, NightSettings]) -> None:
        """`content`: the shard, the run it belongs to, the settings of the night."""
        self.content = content


def judge_and_store(key: str, parcel: Parcel) -> dict[str, int]:
    """Work on a shard and store it; returns how many interactions ended how."""
    shard, night, settings = parcel.content
    worked = work_on_shard(shard, open_bench(settings, night.rules), night)
    workspace = Workspace.open(settings.workspace, settings.database_url)
    try:
        put_aside_bad_recordings(shard, worked, settings.drop, workspace.path)
        return store_shard(workspace.engine, worked)
    finally:
        workspace.close()


# Made by call, not by decorator: workers elsewhere find the plain function under its own name.
judge_shard = task(
    name="judge a shard",
    persist_result=True,
    cache_key_fn=cache_key,
    result_serializer="json",
    retry_condition_fn=retry_makes_sense,
)(judge_and_store)
