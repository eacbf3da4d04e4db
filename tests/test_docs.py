"""The pages say what the program is: generated ones are current, and what they name is there."""

import argparse
import importlib.util
import re
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


@pytest.mark.parametrize("page", BY_HAND, ids=page_id)
def test_files_and_modules_that_are_named_are_there(page):
    folder = ""
    for name in re.findall(r"`([\w./-]+)`", page.read_text("utf-8")):
        if re.fullmatch(r"(storage|exports|gui|tests|docs|resources)/[\w./-]+", name):
            assert (ROOT / name).exists(), name
            folder = name if name.endswith("/") else name.rpartition("/")[0]
        elif name.endswith(".py") and "/" not in name:
            assert any((ROOT / at / name).exists() for at in (folder, "", "tests")), name


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
