import pytest

from tests.measure.sources import count_entries, find_repeated_names, load_modules


@pytest.fixture
def modules(toy):
    return load_modules(toy)


def test_modules_are_named_as_they_are_imported(modules):
    assert {"main", "storage", "storage.kinds", "storage.kinds.names"} <= modules.keys()
    assert not any("tests" in name for name in modules)
    assert modules["storage.kinds"].is_package
    assert modules["storage.kinds.names"].folder == "storage/kinds"
    assert modules["main"].folder == ""


def test_lines_and_functions_are_counted(modules):
    shape = modules["storage.shape"]
    assert shape.lines == 17
    assert [(one.name, one.length) for one in shape.functions] == [
        ("Square.area", 2),
        ("Square._secret", 2),
    ]


def test_a_function_inside_a_function_is_counted_by_itself(toy):
    (toy / "storage/nested.py").write_text(
        "def a():\n    if a:\n        def b():\n            pass\n"
    )
    nested = load_modules(toy)["storage.nested"]
    assert [(one.name, one.length) for one in nested.functions] == [("a", 4), ("a.b", 2)]


def test_a_comment_has_a_line_of_its_own_and_speaks_to_people(modules):
    assert modules["storage.shape"].comments == 1


def test_public_names_have_no_underscore(modules):
    assert modules["storage.shape"].public_names == ["Square", "Square.area"]


def test_a_file_of_imports_has_no_code(modules):
    assert not modules["storage"].has_code
    assert modules["storage.tools"].has_code


def test_entries_are_files_and_the_folders_below(modules):
    assert count_entries(modules.values()) == {"storage": 5, "storage/kinds": 1, "gui": 1}


def test_repeated_names_come_with_their_modules(modules):
    assert find_repeated_names(modules.values()) == {"names": ["gui.names", "storage.kinds.names"]}
