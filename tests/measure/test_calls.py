import pytest

from storage.model.kinds.identity import check_digit
from tests.measure.calls import NotMeasured, load_trace, sample_roster, trace_command


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("hook")


@pytest.fixture
def trace(toy, folder):
    return trace_command((), folder, toy)


def test_the_whole_command_is_counted_with_its_threads_and_workers(trace):
    assert trace.whole.modules == {
        "main.py": 2,  # main and open_store
        "storage/kinds/names.py": 1,  # twice, in the worker
        "storage/shape.py": 1,  # _secret
        "storage/work.py": 4,  # run, step, its lambda and listen
        "storage/worker.py": 1,
    }
    assert trace.whole.functions == 9
    assert [call.name.rpartition(".")[2] for call in trace.whole.chain] == [
        "main",
        "run",
        "step",
        "<lambda>",
    ]


def test_the_work_leaves_out_the_script_and_opening_the_ledger(trace):
    assert trace.work.modules.keys() == {
        "storage/kinds/names.py",
        "storage/work.py",
        "storage/worker.py",
    }
    assert trace.work.functions == 6
    assert trace.work.depth == 3


def test_what_runs_while_a_module_is_imported_counts_as_loaded_only(trace):
    assert "storage/tools.py" not in trace.whole.modules
    assert "storage/tools.py" in trace.whole.loaded
    assert trace.whole.modules.keys() <= trace.whole.loaded


def test_a_command_that_fails_is_not_measured(toy, folder):
    (toy / "main.py").write_text("raise SystemExit('no ledger')\n", "utf-8")
    with pytest.raises(NotMeasured, match="no ledger"):
        trace_command((), folder, toy)


def test_nothing_recorded_is_no_measurement(tmp_path):
    with pytest.raises(NotMeasured):
        load_trace(tmp_path)


def test_the_sample_roster_has_sound_id_numbers():
    _head, *rows = sample_roster().splitlines()
    assert len(rows) == 3
    for row in rows:
        number = row.split(",")[2]
        assert number[17] == check_digit(number[:17])
