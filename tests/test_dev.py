import re
import sys
import tomllib
from pathlib import Path

import pytest

import dev

ROOT = Path(dev.__file__).parent
PIN = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
REQUIREMENTS = (dev.RUNTIME, dev.DEVELOPMENT)


def pins(requirements):
    return dict(PIN.findall(requirements.read_text("utf-8")))


def test_a_changed_requirement_changes_the_fingerprint(tmp_path):
    requirements = tmp_path / "requirements.txt"
    requirements.write_text("click==8.5.1\n", "utf-8")
    before = dev.fingerprint(requirements)
    assert dev.fingerprint(requirements) == before

    requirements.write_text("click==8.5.2\n", "utf-8")
    assert dev.fingerprint(requirements) != before


@pytest.fixture
def venv(tmp_path, monkeypatch):
    """An environment that stands, with the stamp still to be written."""
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    monkeypatch.setattr(dev, "STAMP", tmp_path / "stamp")
    return tmp_path / "stamp"


def test_an_environment_without_a_stamp_is_not_ready(venv):
    assert not dev.is_ready(dev.RUNTIME)


def test_the_development_environment_also_runs_the_program(venv):
    venv.write_text(dev.fingerprint(dev.DEVELOPMENT), "utf-8")
    assert dev.is_ready(dev.DEVELOPMENT)
    assert dev.is_ready(dev.RUNTIME)


def test_the_environment_of_the_program_is_not_enough_for_the_tests(venv):
    venv.write_text(dev.fingerprint(dev.RUNTIME), "utf-8")
    assert dev.is_ready(dev.RUNTIME)
    assert not dev.is_ready(dev.DEVELOPMENT)


def test_an_environment_whose_interpreter_is_gone_is_not_ready(venv, tmp_path, monkeypatch):
    venv.write_text(dev.fingerprint(dev.RUNTIME), "utf-8")
    monkeypatch.setattr(dev, "PYTHON", tmp_path / "python")
    assert not dev.is_ready(dev.RUNTIME)


@pytest.mark.parametrize(
    ("command", "requirements"),
    [
        ("setup", dev.DEVELOPMENT),
        ("lint", dev.DEVELOPMENT),
        ("test", dev.DEVELOPMENT),
        ("docs", dev.DEVELOPMENT),
        ("run", dev.RUNTIME),
        ("demo", dev.RUNTIME),
    ],
)
def test_a_command_installs_what_it_needs(command, requirements, tmp_path, monkeypatch):
    installed = []
    monkeypatch.setattr(dev, "setup", installed.append)
    monkeypatch.setattr(dev, "call", lambda *_words, **_how: 0)
    monkeypatch.setattr(dev, "DEMO", tmp_path / "demo")
    assert dev.main([command]) == 0
    assert installed == [requirements]


@pytest.mark.parametrize("requirements", REQUIREMENTS, ids=lambda path: path.name)
def test_every_pin_has_a_hash(requirements):
    entries = re.split(r"\n(?=[a-z])", requirements.read_text("utf-8"))
    unhashed = [entry for entry in entries if PIN.match(entry) and "--hash=sha256:" not in entry]
    assert pins(requirements)
    assert not unhashed


@pytest.mark.parametrize("requirements", REQUIREMENTS, ids=lambda path: path.name)
def test_requirements_name_no_index_and_no_machine(requirements):
    text = requirements.read_text("utf-8")
    assert not re.findall(
        r"https?:|file:|--(?:extra-)?index|--find-links|(?<!\w)[/~]\w|\w:\\", text
    )


def test_development_holds_every_pin_of_the_program():
    assert pins(dev.RUNTIME).items() <= pins(dev.DEVELOPMENT).items()


def test_declared_dependencies_are_pinned_and_named_once():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    declared = (*project["project"]["dependencies"], *project["dependency-groups"]["test"])
    names = [re.split(r"[<>=\[; ]", word)[0].lower().replace("_", "-") for word in declared]
    assert set(names) <= pins(dev.DEVELOPMENT).keys()
    assert len(names) == len(set(names))


def test_notices_name_every_package_that_ships_with_its_version():
    notices = (ROOT / "LICENSES.md").read_text("utf-8")
    missing = [f"{n} {v}" for n, v in pins(dev.RUNTIME).items() if f"| {n} | {v} |" not in notices]
    assert not missing


def test_commands_are_there_and_explained():
    expected = {
        "setup",
        "demo",
        "run",
        "test",
        "lint",
        "bench",
        "mutate",
        "measure",
        "docs",
        "package",
    }
    assert expected <= dev.COMMANDS.keys()
    assert all(f"  {name} " in dev.usage() for name in expected)
    assert all(command.__doc__ for command in dev.COMMANDS.values())


@pytest.mark.parametrize("words", [[], ["nonsense"], ["package"], ["test", "--nonsense"]])
def test_what_cannot_be_done_ends_with_code_two_and_a_sentence(words, capsys):
    assert dev.main(words) == 2
    assert capsys.readouterr().err.strip()


def test_the_slow_tests_wait_for_all():
    assert dev.pytest_arguments([]) == ["-n", "2", "-m", "not slow"]
    assert dev.pytest_arguments(["--all"]) == ["-n", "2"]


def test_words_after_two_dashes_belong_to_pytest():
    arguments = dev.pytest_arguments(["--all", "--", "-k", "stamp", "--all"])
    assert arguments == ["-n", "2", "-k", "stamp", "--all"]


def test_a_failing_step_is_named_and_keeps_its_exit_code(monkeypatch):
    monkeypatch.setattr(dev, "PYTHON", Path(sys.executable))
    ran = [("good", ("-c", "")), ("bad", ("-c", "raise SystemExit(7)")), ("never", ("-c", "1/0"))]
    with pytest.raises(dev.Failed, match="bad") as failure:
        dev.steps(ran)
    assert failure.value.code == 7


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has these libraries")
def test_only_libraries_that_are_absent_are_asked_for():
    libraries = {"libc.so.6": "libc6", "libnowhere.so.9": "libnowhere9"}
    assert dev.missing_packages(libraries) == ["libnowhere9"]
