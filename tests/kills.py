"""A piece of work that is killed before its first touch of a file, its second, and so on."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

ROOT = Path(__file__).parents[1]
RUNNER = """
import os, shutil, signal, sys
from itertools import count
from pathlib import Path
sys.path[:0] = [{root!r}, {tests!r}]
{imports}
def work(folder):
{code}
template, base = Path(sys.argv[1]), Path(sys.argv[2])
TOUCHES = {{"os.rename", "os.remove", "os.link", "os.mkdir", "os.chmod", "open"}}
def arm(folder, number):
    left = [number]
    def hook(event, facts):
        if event in TOUCHES and str(facts[0]).startswith(str(folder)):
            left[0] -= 1
            if not left[0]:
                os.kill(os.getpid(), signal.SIGKILL)
    sys.addaudithook(hook)
for number in count(1):
    folder = base / f"{{number:03}}"
    if template.is_dir():
        shutil.copytree(template, folder)
    child = os.fork()
    if not child:
        arm(folder, number)
        work(folder)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    if os.WIFEXITED(status):
        assert os.WEXITSTATUS(status) == 0, status
        break
"""


def killed_everywhere(template: Path, base: Path, imports: str, code: str) -> list[Path]:
    """Do `code` to copies of a folder, each time killed one touch later; returns the copies.

    The code is given a copy as `folder`. The last copy is the one where it came to its end.
    """
    base.mkdir()
    script = RUNNER.format(
        root=str(ROOT),
        tests=str(ROOT / "tests"),
        imports=imports,
        code=textwrap.indent(textwrap.dedent(code), "    "),
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(template), str(base)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return sorted(base.iterdir())
