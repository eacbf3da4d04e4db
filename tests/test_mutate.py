"""Mutation testing itself, tried on a toy of which it is known what its tests notice."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest

from tests.mutation import areas, operators, report

ROOT = Path(__file__).resolve().parents[1]
FORKS = pytest.mark.skipif(not hasattr(os, "fork"), reason="mutants are tried in forked processes")

TOY = '''
"""A toy."""

LIMIT = 3
RATES = {"adult": 2}


def steps(count: int, width: int = 1) -> int:
    """Count steps."""
    if count > LIMIT:
        raise ValueError("too many")
    done = 0
    while count > 0:
        count -= width
        done += 1
    return done


def price(kind: str) -> int:
    """Look up a rate."""
    return RATES.get(kind, 0)


def forgotten(count: int) -> int:
    return count + 1


def same(count: int) -> int:
    return max(count, 0) if count > 0 else 0  # no mutate: both branches give the same at 0
'''

TOY_TEST = """
import pytest
from toy.rates import price, steps

def test_steps():
    assert steps(2) == 2
    with pytest.raises(ValueError, match="too many"):
        steps(4)

def test_price():
    assert price("adult") == 2
"""

WIDER_TEST = """
from toy import rates

def test_a_child_has_no_rate():
    assert rates.price("child") == 0

def test_what_fails_is_not_used():
    assert rates.steps(3) == 99
"""


def make_toy(tmp_path):
    (tmp_path / "toy").mkdir()
    (tmp_path / "tests/toy").mkdir(parents=True)
    (tmp_path / "pyproject.toml").write_text(
        '[tool.pytest.ini_options]\naddopts = "--import-mode=importlib"\npythonpath = ["."]\n'
    )
    (tmp_path / "toy/rates.py").write_text(TOY, "utf-8")
    (tmp_path / "tests/toy/test_rates.py").write_text(TOY_TEST, "utf-8")
    (tmp_path / "tests/toy/test_wider.py").write_text(WIDER_TEST, "utf-8")
    return tmp_path


@pytest.fixture
def toy(tmp_path):
    """A project of one module, with a mirror test and another test in its folder."""
    return make_toy(tmp_path)


@pytest.fixture(scope="module")
def tried(tmp_path_factory):
    """The same after a run, and how that ended."""
    root = make_toy(tmp_path_factory.mktemp("tried"))
    before = {path: path.read_bytes() for path in root.rglob("*.py")}
    ended = mutate(root, "toy")
    assert {path: path.read_bytes() for path in before} == before
    return root, ended


def mutate(root, *words):
    command = [sys.executable, "-m", "tests.mutation.run", "--root", str(root), *words]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def fates(root):
    """By line of the module and operator, what became of each mutant."""
    saved = json.loads((root / ".mutation/toy.rates.json").read_text("utf-8"))["outcomes"]
    text = (root / "toy/rates.py").read_text("utf-8")
    return {
        (text.splitlines()[m.line - 1].strip(), m.operator): saved[m.key]
        for m in operators.find_mutants(text)
    }


@FORKS
def test_mutants_that_tests_notice_are_killed_and_the_others_survive(tried):
    toy, ended = tried
    assert ended.returncode == 0, ended.stderr
    found = fates(toy)

    assert found["LIMIT = 3", "plus-one"] == ["killed", "tests/toy/test_rates.py::test_steps"]
    assert found["LIMIT = 3", "minus-one"][0] == "survived"
    assert found["if count > LIMIT:", "boundary-0"][0] == "survived"
    assert found["if count > LIMIT:", "negate-0"][0] == "killed"
    assert found["count -= width", "delete"] == ["timeout", ""]
    assert found["return done", "return-none"][0] == "killed"
    assert found["return RATES.get(kind, 0)", "plus-one"] == [
        "killed", "tests/toy/test_wider.py::test_a_child_has_no_rate",
    ]  # fmt: skip
    assert found['RATES = {"adult": 2}', "empty-text"][0] == "killed"
    assert found["def steps(count: int, width: int = 1) -> int:", "plus-one"][0] == "killed"
    assert found["return count + 1", "arithmetic"][0] == "unreached"
    assert not any("no mutate" in line for line, _ in found)

    assert "is not used: tests/toy/test_wider.py::test_what_fails_is_not_used" in ended.stderr
    assert "toy/rates.py:25: arithmetic in forgotten (no test reaches it)" in ended.stdout
    assert "- return count + 1\n+ return count - 1\n" in ended.stdout
    assert f"{report.BEGIN}\n{report.HEADER}\n| toy | " in (toy / "docs/testing.md").read_text()

    again = mutate(toy, "toy")
    assert "mutants" not in again.stderr  # nothing has changed, nothing is tried
    assert again.stdout == ended.stdout
    assert mutate(toy, "toy", "--at-least", "100").returncode == 1


@FORKS
def test_only_survivors_are_tried_again_where_tests_were_added(tried, tmp_path):
    toy = shutil.copytree(tried[0], tmp_path / "copy")
    before = sum(fate in {"survived", "unreached"} for fate, _ in fates(toy).values())
    file = toy / "tests/toy/test_rates.py"
    file.write_text(file.read_text() + "\ndef test_limit():\n    assert steps(3) == 3\n", "utf-8")

    ended = mutate(toy, "toy", "--survivors")
    assert f"toy: {before} mutants" in ended.stderr
    assert fates(toy)["LIMIT = 3", "minus-one"] == [
        "killed", "tests/toy/test_rates.py::test_limit",
    ]  # fmt: skip


@FORKS
def test_a_path_without_modules_ends_with_code_two(toy):
    assert mutate(toy, "nowhere").returncode == 2


def variants(text):
    text = dedent(text).lstrip()
    return {
        (m.operator, operators.diff(text, m).partition("+ ")[2])
        for m in operators.find_mutants(text)
    }


@pytest.mark.parametrize(
    ("line", "mutants"),
    [
        ("a = b < c", {("boundary-0", "a = b <= c"), ("negate-0", "a = b >= c")}),
        ("a = b is None", {("negate-0", "a = b is not None")}),
        ("a = b and c or d", {("and-or", "a = b or c or d"), ("and-or", "a = (b and c) and d")}),
        ("a = not b", {("drop-not", "a = b")}),
        ("a = b // c", {("arithmetic", "a = b * c")}),
        ("a += b", {("arithmetic", "a -= b"), ("delete", "pass")}),
        ("a = 5", {("plus-one", "a = 6"), ("minus-one", "a = 4")}),
        ("a = True", {("flip", "a = False")}),
        ("a = '' if b else 'x'", {
            ("text", "a = 'XX' if b else 'x'"), ("empty-text", "a = '' if b else ''"),
            ("always", "a = '' if True else 'x'"), ("never", "a = '' if False else 'x'"),
        }),
        ("a.b = c", {("delete", "pass")}),
        ("a(b)", {("delete", "pass")}),
        ("a = [b for b in c if d(b)]", {("drop-filter-0", "a = [b for b in c if True]")}),
        ("a = any(b)", {("counterpart", "a = all(b)")}),
        ("while a:\n    break", {("never", "while False:"), ("continue", "continue")}),
        ("def f(a=1): return a", {
            ("plus-one", "def f(a=2): return a"), ("minus-one", "def f(a=0): return a"),
            ("return-none", "def f(a=1): return None"),
        }),
        ("raise ValueError(a)", {("delete", "pass")}),
    ],
)  # fmt: skip
def test_each_operator_changes_one_thing(line, mutants):
    assert variants(line) == mutants


@pytest.mark.parametrize(
    "text",
    [
        '"""A docstring."""',
        "import logging\nlog.warning('words')",
        "if TYPE_CHECKING:\n    a = 1",
        "def __repr__(self):\n    return 'a'",
        "a: Literal['b']",
        "__all__ = ('a', 'b')",
        "assert a > 1",
        "raise AssertionError('never')",
        "@dataclass(frozen=True)\nclass A:\n    b: int",
        "a = 5  # no mutate: any number will do",
    ],
)
def test_what_is_no_behaviour_is_left_alone(text):
    assert operators.find_mutants(text) == []


def test_a_line_is_not_excused_without_a_reason():
    with pytest.raises(operators.MissingReasonError, match="line 2"):
        operators.find_mutants("a = 1\nb = 2  # no mutate\n")


def test_of_a_large_table_only_the_first_and_the_last_entry_are_changed():
    table = ", ".join(f"'{n}'" for n in range(operators.LARGE_TABLE + 1))
    assert len(operators.find_mutants(f"A = ({table})")) == 2


def test_every_mutant_of_this_very_tool_compiles():
    text = Path(operators.__file__).read_text("utf-8")
    mutants = operators.find_mutants(text)
    assert len({mutant.key for mutant in mutants}) == len(mutants)
    for mutant in mutants[::7]:
        operators.compile_mutant(text, mutant, "operators.py")
        assert "\n+ " in operators.diff(text, mutant)


def test_the_mirror_test_comes_first(toy):
    (module,) = areas.find_modules(toy, "toy/rates.py")
    assert module.name == "toy.rates"
    assert module.mirror == module.tests[0] == "tests/toy/test_rates.py"
    (toy / "toy/deep").mkdir()
    (toy / "toy/deep/other.py").write_text("A = 1\n", "utf-8")
    (deep,) = areas.find_modules(toy, "toy/deep")
    assert deep.mirror is None
    assert set(deep.tests) == set(module.tests)  # of the folder above


def test_a_sample_is_the_same_every_time(toy):
    modules = areas.find_modules(toy, ".")
    sample = areas.take_sample(modules, 5)
    assert sample == areas.take_sample(modules, 5)
    assert len(sample["toy.rates"]) == 5


def test_the_table_keeps_rows_of_other_folders_that_are_there(tmp_path):
    (tmp_path / "a").mkdir()
    page = tmp_path / "docs/testing.md"
    page.parent.mkdir()
    page.write_text(f"# T\n{report.BEGIN}\n| a | 1 |\n| b | 2 |\n{report.END}\nend\n", "utf-8")
    report.update_page(tmp_path, page, [report.Row("c", 10, 8, 5, 1, 1, 1)])
    assert page.read_text("utf-8") == (
        f"# T\n{report.BEGIN}\n{report.HEADER}\n| a | 1 |\n"
        f"| c | 10 | 8 | 5 | 1 | 1 | 1 | 75.0 % |\n{report.END}\nend\n"
    )
