"""The one door for developers: `python dev.py` and a command; without one it lists them.

Standard library only. Every command first makes sure that `.venv` holds the pinned requirements;
once it does, a stamp in `.venv` lets the next run start at once.
"""

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

if sys.version_info < (3, 11):  # noqa: UP036 - an old Python must get a sentence, not a traceback
    sys.exit(
        f"需要 Python 3.11 或更新的版本，当前是 {sys.version.split()[0]}。\n"
        f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}."
    )

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "requirements.stamp"
RUNTIME = ROOT / "requirements.txt"
DEVELOPMENT = ROOT / "requirements-dev.txt"  # holds every pin of RUNTIME as well
DEMO = ROOT / "demo"

LIBRARIES = {  # what Qt loads from a Linux desktop, and the Debian package that brings it
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}

LINT = (
    ("ruff format --check", ("-m", "ruff", "format", "--check", ".")),
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("mypy", ("-m", "mypy")),
)


class Failed(Exception):
    """A step did not succeed; carries the exit code to pass on."""

    def __init__(self, sentence: str, code: int = 1) -> None:
        super().__init__(sentence)
        self.code = code


def say(line: str) -> None:
    """Tell what is happening, on stderr: stdout belongs to the program that is run."""
    print(line, file=sys.stderr, flush=True)


def call(command: Sequence[str | Path], *, offscreen: bool = False, chatter: bool = False) -> int:
    """Run a command in the project's folder and return its exit code; chatter goes to stderr."""
    env = {**os.environ, "PYTHONUTF8": "1"}
    if offscreen:
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    out = sys.stderr if chatter else None
    code = subprocess.call(command, cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=out)
    return code if code >= 0 else 128 - code  # ended by a signal: the shell's convention


def fingerprint(requirements: Path) -> str:
    """Name the state of `.venv` after installing this file with this Python."""
    version = "{}.{}".format(*sys.version_info)
    return version + " " + hashlib.sha256(requirements.read_bytes()).hexdigest()


def is_ready(requirements: Path) -> bool:
    """Say whether `.venv` holds these requirements already; the larger set contains the smaller."""
    if not (os.access(PYTHON, os.X_OK) and STAMP.exists()):
        return False
    return STAMP.read_text("utf-8") in {fingerprint(requirements), fingerprint(DEVELOPMENT)}


def loads(library: str) -> bool:
    """Say whether the system has this shared library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def missing_packages(libraries: dict[str, str] = LIBRARIES) -> list[str]:
    """Debian packages that Qt and venv need and this Linux does not have yet."""
    if not sys.platform.startswith("linux"):
        return []
    missing = sorted({package for name, package in libraries.items() if not loads(name)})
    return missing if importlib.util.find_spec("ensurepip") else [*missing, "python3-venv"]


def apt_prefix() -> list[str] | None:
    """Words to put before apt-get, or None where packages cannot be installed without asking."""
    if sys.platform == "win32" or not shutil.which("apt-get"):
        return None
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    if os.geteuid() == 0:
        return quiet
    if shutil.which("sudo") and call(["sudo", "-n", "true"], chatter=True) == 0:
        return ["sudo", "-n", *quiet]
    return None


def provide_system_libraries() -> bool:
    """Install the system libraries that are missing; where that cannot be, show the command."""
    packages = missing_packages()
    if not packages:
        return True
    if (prefix := apt_prefix()) is not None:
        say("安装缺少的系统库：" + " ".join(packages))
        install = [*prefix, "apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
        refresh = [*prefix, "apt-get", "update", "-q"]  # for package lists that are empty or old
        if call(install, chatter=True) == 0:
            return True
        if call(refresh, chatter=True) == 0 and call(install, chatter=True) == 0:
            return True
    say("缺少系统库，请运行：sudo apt-get install -y " + " ".join(packages))
    return False


def usable_venv() -> bool:
    """Say whether `.venv` runs, on this version of Python, and has pip: it may be half made."""
    probe = f"import pip, sys; sys.exit(sys.version_info[:2] != {tuple(sys.version_info[:2])})"
    if not os.access(PYTHON, os.X_OK):
        return False
    return subprocess.run([PYTHON, "-c", probe], capture_output=True).returncode == 0


def make_venv() -> None:
    """Create `.venv`, or make it anew where it cannot be used."""
    if usable_venv():
        return
    say(f"创建虚拟环境 .venv（Python {sys.version.split()[0]}）")
    code = call([sys.executable, "-m", "venv", "--clear", VENV], chatter=True)
    if code:
        raise Failed("虚拟环境没有建成，原因见上。", code)


def setup(requirements: Path) -> None:
    """Bring `.venv` to the pinned requirements; at once where it is there already."""
    if is_ready(requirements):
        return
    complete = provide_system_libraries()
    STAMP.unlink(missing_ok=True)
    make_venv()
    say(f"安装 {requirements.name} 里的依赖（首次约需一至三分钟）")
    pip = ["-m", "pip", "install", "--disable-pip-version-check", "--require-hashes"]
    quiet = [] if sys.stderr.isatty() else ["--quiet"]
    code = call([PYTHON, *pip, "--only-binary=:all:", *quiet, "-r", requirements], chatter=True)
    if code:
        raise Failed("依赖没有装全，原因见上；联网后再运行一次即可。", code)
    if complete:
        STAMP.write_text(fingerprint(requirements), "utf-8")


def no_arguments(rest: Sequence[str]) -> None:
    """Refuse words that the command does not know."""
    if rest:
        raise Failed("不认识的参数：" + " ".join(rest), 2)


def steps(named: Iterable[tuple[str, Sequence[str | Path]]]) -> int:
    """Run Python steps in order, stop at the first that fails and name it."""
    for name, arguments in named:
        say(f"== {name}")
        code = call([PYTHON, *arguments], offscreen=True)
        if code:
            raise Failed(f"{name} 没有通过（退出码 {code}）。", code)
    return 0


def do_setup(rest: Sequence[str]) -> int:
    """准备好一切：.venv、运行和检查要用的依赖、Linux 上 Qt 要用的系统库"""
    no_arguments(rest)
    setup(DEVELOPMENT)
    say("运行和检查的环境已就绪。")
    return 0


def do_demo(rest: Sequence[str]) -> int:
    """从空的 demo/ 生成示例县：导入示例名册，写出本季度材料"""
    no_arguments(rest)
    setup(RUNTIME)
    say("清空 demo/，重新生成示例数据")
    try:
        if DEMO.exists():
            shutil.rmtree(DEMO)
    except OSError as error:
        raise Failed(f"demo/ 清不空，请先关闭正在使用它的程序：{error}") from None
    DEMO.mkdir()
    where = ("--data", DEMO.name + "/data", "--out", DEMO.name)
    return call([PYTHON, "main.py", "demo", *where], offscreen=True)


def do_run(rest: Sequence[str]) -> int:
    """打开窗口，其后的参数交给 main.py"""
    setup(RUNTIME)
    return call([PYTHON, "main.py", *rest])


def do_lint(rest: Sequence[str]) -> int:
    """检查代码：ruff format、ruff check、mypy"""
    no_arguments(rest)
    setup(DEVELOPMENT)
    return steps(LINT)


def pytest_arguments(rest: Sequence[str]) -> list[str]:
    """Turn `[--all] [-- ...]` into pytest's arguments."""
    own, extra = list(rest), []
    if "--" in own:
        cut = own.index("--")
        own, extra = own[:cut], own[cut + 1 :]
    chosen = [] if "--all" in own else ["-m", "not slow"]
    no_arguments([word for word in own if word != "--all"])
    return ["-n", "2", *chosen, *extra]


def do_test(rest: Sequence[str]) -> int:
    """检查代码并运行测试；--all 连同耗时的测试，-- 之后的参数交给 pytest"""
    arguments = pytest_arguments(rest)
    setup(DEVELOPMENT)
    return steps((*LINT, ("pytest", ("-m", "pytest", *arguments))))


def do_bench(rest: Sequence[str]) -> int:
    """测速，其后的参数交给 tests/bench/run.py（如 --json）"""
    setup(DEVELOPMENT)
    return call([PYTHON, "-m", "tests.bench.run", *rest], offscreen=True)


def do_measure(rest: Sequence[str]) -> int:
    """量一量代码本身：文件、函数、引用、调用的深浅；--write 写进 docs/architecture.md"""
    setup(DEVELOPMENT)
    return call([PYTHON, "-m", "tests.measure.run", *rest], offscreen=True)


def do_mutate(rest: Sequence[str]) -> int:
    """变异测试：改动程序的一处，看测试是否察觉（其后是文件或文件夹，--help 列出选项）"""
    setup(DEVELOPMENT)
    return call([PYTHON, "-m", "tests.mutation.run", *rest], offscreen=True)


def do_docs(rest: Sequence[str]) -> int:
    """重新生成 docs/ 里由声明写成的几页"""
    no_arguments(rest)
    setup(DEVELOPMENT)
    return call([PYTHON, "docs/make_pages.py"], offscreen=True)


def do_package(rest: Sequence[str]) -> int:
    """制作 Windows 安装包（尚未提供）"""
    no_arguments(rest)
    raise Failed("Windows 安装包的制作还没有写好，将在以后的版本提供。", 2)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "setup": do_setup,
    "demo": do_demo,
    "run": do_run,
    "test": do_test,
    "lint": do_lint,
    "bench": do_bench,
    "measure": do_measure,
    "mutate": do_mutate,
    "docs": do_docs,
    "package": do_package,
}


def usage() -> str:
    """List the commands, each with its line."""
    lines = (f"  {name:<8} {command.__doc__}" for name, command in COMMANDS.items())
    return "\n".join(("用法：python dev.py 命令 [参数]", *lines))


def main(words: Sequence[str]) -> int:
    """Run one command and return the exit code."""
    if not words or words[0] not in COMMANDS:
        asked = bool(words) and words[0] in {"-h", "--help", "help"}
        print(usage(), file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        return COMMANDS[words[0]](words[1:])
    except Failed as error:
        say(str(error))
        return error.code
    except KeyboardInterrupt:
        say("已中止。")
        return 130


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
