"""A toy program to be measured."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

TOY = {
    "storage/__init__.py": '"""The records."""\n',
    "storage/shape.py": '"""Shapes."""\n\nfrom storage.tools import double\n\n'
    "# a comment\nSIZE = 2  # no line of its own\n# noqa: E501\n\n\n"
    "class Square:\n    side: int = 1\n\n    def area(self):\n"
    "        return double(self.side)\n\n    def _secret(self):\n        return 0\n",
    "storage/tools.py": '"""Tools."""\n\nfrom __future__ import annotations\n\n'
    "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    from storage.shape import Square\n\n\n"
    "def double(number):\n    from storage.kinds import names\n\n    return names.twice(number)\n",
    "storage/kinds/__init__.py": '"""Kinds."""\n\nfrom storage.kinds.names import twice\n\n__all__ = ["twice"]\n',
    "storage/kinds/names.py": '"""Names."""\n\n\ndef twice(number):\n    return 2 * number\n',
    "gui/__init__.py": "",
    "gui/names.py": '"""Names on screen."""\n\nfrom storage.shape import Square\n\nprint(Square)\n',
    "main.py": '"""The script."""\n\nimport argparse\nimport sys\n\nfrom storage.shape import Square\n\n\n'
    "def open_store():\n    return Square()._secret()\n\n\n"
    "def main():\n    from storage import work\n\n    return work.run(open_store)\n\n\n"
    'if __name__ == "__main__":\n    sys.exit(main())\n',
    "storage/work.py": '"""Work."""\n\nimport subprocess\nimport sys\nimport threading\n\n'
    "from storage.shape import Square\n\nAREA = Square().area()\n\n\n"
    "def run(open_store):\n    open_store()\n    thread = threading.Thread(target=listen)\n"
    "    thread.start()\n    thread.join()\n"
    "    [step(one) for one in (1, 2)]\n"
    '    return subprocess.call([sys.executable, "-m", "storage.worker"], cwd=sys.path[0])\n\n\n'
    "def step(number):\n    return (lambda: number)()\n\n\n"
    "def listen():\n    return 0\n",
    "storage/worker.py": '"""A worker."""\n\nfrom storage.kinds import twice\n\n\ndef serve():\n'
    '    twice(2)\n\n\nif __name__ == "__main__":\n    serve()\n',
    "tests/storage/test_shape.py": "",
    "tests/test_main.py": "",
}


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """The folder of the toy program."""
    for name, text in TOY.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path
