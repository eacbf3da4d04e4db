"""The pages say what the program is: generated ones are current, and what they name is there."""

import argparse
import ast
import importlib.util
import re
import shlex
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BY_HAND = [page for page in PAGES if page.name not in ("glossary.md", "commands.md")]


def load_maker():
    spec = importlib.util.spec_from_file_location("make_pages", ROOT / "docs/make_pages.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MAKER = load_maker()


def page_id(page):
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("name", MAKER.PAGES)
def test_a_generated_page_is_current(name):
    text = (ROOT / "docs" / name).read_text("utf-8")
    assert text == MAKER.PAGES[name](), "run: python dev.py docs"


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_lead_to_something(page):
    for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), target


TOPS = "storage|exports|gui|tests|docs|resources"
NAMED = re.compile(rf"(?<![\w/.])(?:{TOPS})/[\w./-]*\w/?|(?<![\w/.])(?:main|dev)\.py")
DOTTED = re.compile(r"(?<![\w/.])(?:storage|exports|gui|tests)(?:\.\w+)+")
DEFINED = re.compile(
    r"`([\w.]+)(?:\([^`]*\))?`,?\s+\(`([\w/]+\.py)`"
)  # `function` (`path/to/file.py`


@pytest.mark.parametrize("page", BY_HAND, ids=page_id)
def test_files_and_folders_that_are_named_are_there(page):
    folder = ""
    text = page.read_text("utf-8")
    missing = [name for name in NAMED.findall(text) if not (ROOT / name).exists()]
    assert not missing
    for name in re.findall(r"`([\w./-]+)`", text):
        if name.endswith(".py") and "/" not in name:  # a file of the folder named last
            assert any((ROOT / at / name).exists() for at in (folder, "", "tests")), name
        elif NAMED.fullmatch(name):
            folder = name if name.endswith("/") else name.rpartition("/")[0]


def module_of(dotted):
    """The file of a dotted name, or of the module that it is an attribute of; None if none."""
    parts = dotted.split(".")
    for length in (len(parts), len(parts) - 1):
        stem = ROOT.joinpath(*parts[:length])
        for path in (stem.with_suffix(".py"), stem / "__init__.py"):
            if path.exists():
                return path
    return None


@pytest.mark.parametrize("page", BY_HAND, ids=page_id)
def test_dotted_modules_that_are_named_are_there(page):
    assert not [name for name in DOTTED.findall(page.read_text("utf-8")) if not module_of(name)]


def names_in(path):
    """Every function, class, method and variable that a file defines."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
    return names


@pytest.mark.parametrize("page", BY_HAND, ids=page_id)
def test_a_name_that_is_followed_by_its_file_is_defined_there(page):
    for name, path in DEFINED.findall(page.read_text("utf-8")):
        if "/" in path:
            assert set(name.split(".")) <= names_in(ROOT / path), f"{name} in {path}"


def test_the_readme_is_short_and_has_the_two_commands():
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(text.encode()) <= 8 * 1024
    assert "python3 dev.py demo" in text
    assert "python3 dev.py test" in text


@pytest.mark.parametrize("command", MAKER.subcommands())
def test_every_argument_of_a_command_is_explained(command):
    for action in MAKER.subcommands()[command]._actions:
        assert action.help, f"{command} {action.option_strings or action.dest}"


def test_every_command_is_documented():
    text = (ROOT / "docs/commands.md").read_text("utf-8")
    for name, parser in MAKER.subcommands().items():
        section = text.partition(f"## {name}\n")[2].partition("\n## ")[0]
        assert parser.description in section
        for action in parser._actions:
            if (
                not isinstance(action, argparse._HelpAction)
                and "--data" not in action.option_strings
            ):
                assert all(f"`{option}`" in section for option in action.option_strings)


@pytest.mark.parametrize("command", MAKER.EXAMPLES)
def test_examples_are_understood(command):
    for example in MAKER.EXAMPLES[command]:
        assert shlex.split(example)[0] == command
        MAKER.command_line().parse_args(shlex.split(example))
