import pytest

from tests.measure.imports import (
    IMPORT,
    LAZY,
    TYPE_ONLY,
    Edge,
    find_circles,
    find_edges,
    find_folds,
    find_importers,
    is_fragment,
)
from tests.measure.sources import Module, load_modules


@pytest.fixture
def modules(toy):
    return load_modules(toy)


def edges_of(**texts):
    modules = {
        name.replace("__", "."): Module(
            name.replace("__", "."), f"{name.replace('__', '/')}.py", text
        )
        for name, text in texts.items()
    }
    return find_edges(modules)


def test_imports_are_eager_lazy_or_for_annotations(modules):
    edges = find_edges(modules)
    assert Edge("storage.shape", "storage.tools", IMPORT) in edges
    assert Edge("storage.tools", "storage.kinds.names", LAZY) in edges
    assert Edge("storage.tools", "storage.shape", TYPE_ONLY) in edges
    assert not any(edge.used == "storage" for edge in edges)


def test_a_name_leads_to_its_module_or_else_to_the_package():
    edges = edges_of(a="from b import c, d", b="d = 1", b__c="")
    assert edges == {Edge("a", "b.c", IMPORT), Edge("a", "b", IMPORT)}


def test_a_relative_import_is_followed():
    assert edges_of(b__a="from . import c\nfrom .c import d", b__c="") == {
        Edge("b.a", "b.c", IMPORT)
    }


def test_imports_within_try_else_and_class_are_eager():
    text = (
        "try:\n    import b\nexcept ImportError:\n    pass\n"
        "class C:\n    import c\n"
        "if TYPE_CHECKING:\n    import d\nelse:\n    import e\n"
    )
    assert edges_of(a=text, b="", c="", d="", e="") == {
        Edge("a", "b", IMPORT),
        Edge("a", "c", IMPORT),
        Edge("a", "d", TYPE_ONLY),
        Edge("a", "e", IMPORT),
    }


def test_a_package_that_imports_by_name_uses_its_modules():
    package = Module("p", "p/__init__.py", "def load(x):\n    return import_module(x)\n")
    modules = {"p": package, "p.q": Module("p.q", "p/q.py", "")}
    assert find_edges(modules) == {Edge("p", "p.q", LAZY)}


def test_importers_are_counted_once_however_often_they_import():
    edges = [Edge("a", "b", IMPORT), Edge("a", "b", LAZY), Edge("c", "b", IMPORT)]
    assert find_importers(edges) == {"b": {"a", "c"}}


def test_a_fragment_has_one_user_in_its_folder(modules):
    folds = {fold.module.name: fold for fold in find_folds(modules, find_edges(modules))}
    tools = folds["storage.tools"]
    assert tools.user.name == "storage.shape"
    assert tools.length == modules["storage.shape"].lines + modules["storage.tools"].lines - 8
    assert is_fragment(tools)
    assert not is_fragment(folds["storage.work"])  # its user is in another folder
    assert "storage.shape" not in folds  # several use it


@pytest.mark.parametrize(
    ("short", "user", "expected"),
    [(120, 338, True), (120, 339, False), (121, 100, False)],
    ids=["at the limit", "user too long", "no fragment"],
)
def test_a_fold_stays_within_the_limits(short, user, expected):
    modules = {
        "s.a": Module("s.a", "s/a.py", "#\n" * short),
        "s.b": Module("s.b", "s/b.py", "import s.a\n" + "#\n" * (user - 1)),
    }
    (fold,) = find_folds(modules, find_edges(modules))
    assert is_fragment(fold) is expected


def test_circles_are_counted_over_the_kinds_named():
    edges = [
        Edge("a", "b", IMPORT),
        Edge("b", "a", LAZY),
        Edge("c", "d", IMPORT),
        Edge("d", "e", IMPORT),
        Edge("e", "c", TYPE_ONLY),
        Edge("a", "c", IMPORT),
    ]
    assert find_circles(edges, (IMPORT,)) == []
    assert find_circles(edges, (IMPORT, LAZY)) == [["a", "b"]]
    assert find_circles(edges, (IMPORT, TYPE_ONLY)) == [["c", "d", "e"]]
    assert find_circles(edges) == [["c", "d", "e"], ["a", "b"]]


def test_a_long_chain_is_no_circle_and_no_recursion():
    edges = [Edge(f"m{at}", f"m{at + 1}", IMPORT) for at in range(5000)]
    assert find_circles(edges) == []
    assert len(find_circles([*edges, Edge("m5000", "m0", IMPORT)])[0]) == 5001
