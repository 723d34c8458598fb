"""The first table of bench/README.md, with codespell beside ours: `python bench/run.py [--pairs N] [--megabytes M] [--out FOLDER]`

Runs are interleaved (ours, codespell, ours, …), since machines drift; what counts is the median of the ratios of the pairs. CPU is user and
system time of the process and its children. Bytecode is compiled beforehand, and the hits are printed, so that it shows who did what.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]
from termbases import write_termbases  # noqa: E402
from texts import distinct, write_texts  # noqa: E402

from glossary.load import load_builtin  # noqa: E402

OURS = [sys.executable, "-m", "zhengming", "check"]
CODESPELL = [sys.executable, "-m", "codespell_lib"]
Run = tuple[float, float, int]  # CPU and wall seconds, lines of output


def timed(command: list[str], environment: dict[str, str]) -> Run:
    """One run; a failure (exit code above 1 of ours) stops everything."""
    with tempfile.TemporaryFile() as output:
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = code = os.waitstatus_to_exitcode(status)
        if command[: len(OURS)] == OURS and code not in (0, 1):
            raise SystemExit(f"exit code {code}: {' '.join(command)}")
        output.seek(0)
        return usage.ru_utime + usage.ru_stime, wall, output.read().count(b"\n")


def compared(name: str, ours: list[str], theirs: list[str], pairs: int, environment: dict[str, str], wanted: str) -> None:
    """Pairs of runs in turn, as one row: medians, and the median of the ratios with its range."""
    timed(ours, environment)
    runs = [(timed(ours, environment), timed(theirs, environment)) for _ in range(pairs)]
    cpu = sorted(one[0] / other[0] for one, other in runs)
    wall = sorted(one[1] / other[1] for one, other in runs)
    middle = [statistics.median(run[who][what] for run in runs) for who in (0, 1) for what in (0, 1)]
    print(
        f"| {name} | {middle[0]:.3f} | {middle[1]:.3f} | {middle[2]:.3f} | {middle[3]:.3f} | {statistics.median(cpu):.2f} ({cpu[0]:.2f}–{cpu[-1]:.2f}) "
        f"| {statistics.median(wall):.2f} ({wall[0]:.2f}–{wall[-1]:.2f}) | {wanted} | {runs[0][0][2]} / {runs[0][1][2]} |", flush=True,
    )  # fmt: skip


def main() -> None:
    """Make texts and termbases, compile, run, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=7)
    parser.add_argument("--megabytes", type=float, default=4.0)
    parser.add_argument("--out", type=Path, default=HERE / "out")
    parser.add_argument("--skip-largest", action="store_true", help="leave out the 100,000 concepts, whose compilation takes a minute")
    options = parser.parse_args()
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"ZHENGMING_CACHE": str(options.out / "cache"), "PYTHONPATH": str(HERE.parent)}
    os.environ["ZHENGMING_CACHE"] = environment["ZHENGMING_CACHE"]
    for package in ("glossary", "normalize", "tbx", "zhengming"):
        compileall.compile_dir(str(HERE.parent / package), quiet=1)
        assert list((HERE.parent / package).glob("__pycache__/*.pyc")), package
    texts, termbases = write_texts(options.out, options.megabytes), write_termbases(options.out)
    machine = f"{platform.machine()}, {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}"
    print(f"Python {platform.python_version()}, {machine}; codespell {version('codespell')}\n")
    for kind, folder in texts.items():
        print(f"{kind}: {distinct(folder)[0]} words, {distinct(folder)[1]:.1%} of the sentences distinct")

    with tempfile.TemporaryDirectory() as fresh:
        seed = sorted(map(str, (HERE.parent / "seeds").glob("*.txt")))[0]
        cpu, wall, _ = timed([*OURS, seed], environment | {"ZHENGMING_CACHE": fresh})
        print(f"\nFirst run, which compiles the termbase: {cpu:.2f} s CPU, {wall:.2f} s wall (wanted: under 5 s)")
    print("\n| what | ours CPU | ours wall | codespell CPU | codespell wall | ratio CPU (range) | ratio wall (range) | wanted | lines ours / codespell |")
    print("|---|---|---|---|---|---|---|---|---|")
    for path in sorted((HERE.parent / "seeds").glob("*.txt")):
        compared(f"cold start, seed {path.name[:3]}, {path.stat().st_size / 1000:.0f} KB", [*OURS, str(path)], [*CODESPELL, str(path)], options.pairs, environment, "2.5")
    builtin = len(load_builtin())
    for kind, wanted in (("clean", "1"), ("garbled", "3")):
        for jobs in dict.fromkeys((1, os.cpu_count() or 1)):
            command = [*OURS, str(texts[kind]), "--jobs", str(jobs)]
            name = f"{kind}, {options.megabytes:g} MB, {builtin:,} concepts, {jobs} processes"
            compared(name, command, [*CODESPELL, str(texts[kind])], max(1, options.pairs // 2), environment, wanted)
    if not options.skip_largest:
        _growth(options, texts["clean"], termbases, environment)


def _growth(options: argparse.Namespace, folder: Path, termbases: dict[int, tuple[Path, bool]], environment: dict[str, str]) -> None:
    """What one article costs beyond the start, with 1,200 and with 100,000 concepts, in turn."""
    one, many = options.out / "one", options.out / "many"
    for place, count in ((one, 1), (many, 101)):
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir()
        for path in sorted(folder.glob("*.txt"))[:count]:
            shutil.copy(path, place)

    def cost(size: int) -> float:
        path, builtin = termbases[size]
        command = [*OURS, "--jobs", "1", "--glossary", str(path), *([] if builtin else ["--no-builtin"])]
        few = timed([*command, str(one)], environment)[0]
        return (timed([*command, str(many)], environment)[0] - few) / 100

    sizes = (min(termbases), max(termbases))
    for size in sizes:
        path, builtin = termbases[size]
        began = time.perf_counter()
        timed([*OURS, "--glossary", str(path), *([] if builtin else ["--no-builtin"]), str(one)], environment)
        print(f"\nFirst run with {size} concepts: {time.perf_counter() - began:.1f} s wall")
    runs = [(cost(sizes[0]), cost(sizes[1])) for _ in range(max(1, options.pairs // 2))]
    ratios = sorted(large / small for small, large in runs)
    print(
        f"\nCost of an article: {statistics.median(r[0] for r in runs) * 1e3:.1f} ms with {sizes[0]} concepts, "
        f"{statistics.median(r[1] for r in runs) * 1e3:.1f} ms with {sizes[1]}; "
        f"ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f}–{ratios[-1]:.2f}), wanted: 2.5"
    )  # fmt: skip


if __name__ == "__main__":
    main()
