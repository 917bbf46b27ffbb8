"""What doctor says about the recogniser on the machine at hand."""

from models.recognition.advice import Machine, advice, needed_gb, this_machine

LAPTOP = Machine(cores=2, memory_gb=8.0, gpus=0)


def said(machine: Machine = LAPTOP, **settings: object) -> str:
    given = {"model": "small", "device": "cpu", "batch": 16, "cpu_threads": 2, "workers": 1} | settings
    return "; ".join(advice(machine, **given))  # type: ignore[arg-type]


def test_settings_that_fit_the_machine_need_no_word() -> None:
    assert said() == ""


def test_the_embedded_model_is_said_to_be_for_trying_out() -> None:
    assert "trying out" in said(model="base")


def test_a_gpu_that_is_not_used_and_one_that_is_not_there_are_said() -> None:
    assert "device = cuda" in said(Machine(8, 32.0, 1), cpu_threads=8)
    assert "device = cpu" in said(device="cuda")


def test_idle_cores_and_too_many_threads_are_said() -> None:
    assert "14 cores stay idle" in said(Machine(16, 64.0, 0))
    assert "lower" in said(workers=4)


def test_too_little_memory_is_said_with_the_figures() -> None:
    assert "1.0 GB are needed, 0.5 GB are there" in said(Machine(2, 0.5, 0), model="base")
    assert needed_gb(16, 2) == 2 * needed_gb(16, 1)


def test_this_machine_has_a_core_and_says_nothing_impossible() -> None:
    machine = this_machine()
    assert machine.cores >= 1
    assert machine.memory_gb is None or machine.memory_gb > 0
    assert machine.gpus >= 0
