"""``make mutation``: plants mistakes in the core, and counts those that its tests notice.

Each mutant is tried in a copy of ``code``, which stands before the installed package: first with
the tests of its module, then with all tests that can matter. It is killed when one of them fails,
or when they take far longer than they should.
"""

import argparse
import os
import random
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mutants import mutants
from tqdm import tqdm

ROOT = Path(__file__).parents[2]
CORE = (
    *("_validation", "activations", "losses", "initialisations", "datasets", "network"),
    *("gradient_check", "judge/rounding", "judge/kinks"),
    *("training_outcomes", "gradient_descent", "optimisers"),
    *("lab/ensemble", "lab/in_place", "lab/hessian", "lab/saving"),
)
EQUIVALENT = ROOT / "tests" / "instruments" / "equivalent_mutants.toml"
WANTED = 0.97
# The tests that try a module's mutants first, if not those of its own name and of bad input.
FIRST = {
    "_validation": ["bad_input", "network"],
    "network": ["network", "bad_input", "initialisations", "gradients"],
    "gradient_check": ["gradient_check", "kinks", "bad_input", "judge"],
    "judge/rounding": ["gradient_check", "judge"],
    "judge/kinks": ["kinks", "gradient_check", "judge"],
    "gradient_descent": ["gradient_descent", "validation", "training_outcomes", "bad_input"],
    "optimisers": ["gradient_descent", "validation", "bad_input"],
    "lab/ensemble": ["ensemble", "success_interval", "bad_input"],
    "lab/in_place": ["ensemble", "one_entry"],
}
ALL = (
    *("bad_input", "activations", "losses", "initialisations", "datasets", "network"),
    *("training_outcomes", "gradient_check", "kinks", "judge", "gradients", "gradient_descent"),
    *("validation", "success_interval", "hessian", "saving", "ensemble", "one_entry", "mistakes"),
)


def of_the_core(names=CORE):
    """All mutants of these modules."""
    paths = {name: ROOT / "code" / "plainnet" / f"{name}.py" for name in names}
    return [m for name, path in paths.items() for m in mutants(name, path.read_text("utf8"))]


def files(names):
    found = {name: [*ROOT.glob(f"tests/*/test_{name}.py")] for name in names}
    missing = [name for name in names if not found[name]]
    assert not missing, f"each module has a test of its name; there is none for {missing}"
    return [str(paths[0].relative_to(ROOT)) for paths in found.values()]


def fails(changed, tests, root=ROOT, limit=None):
    """Whether the ``tests``, arguments of pytest, fail with other sources in a copy of ``code``.

    ``changed`` has the text of each changed file by its path in ``code``. More than ``limit``
    seconds count as a failure.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = shutil.copytree(
            root / "code", Path(folder, "code"), ignore=shutil.ignore_patterns("__pycache__")
        )
        for path, text in changed.items():
            (copy / path).write_text(text, "utf8")
        # Each plugin takes time to load, and these tests need none.
        environment = {"PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
        environment |= {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
        try:
            ended = subprocess.run(
                [sys.executable, "-m", "pytest", "-x", "-q", *tests],
                cwd=root,
                env=os.environ | environment,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=limit,
            )
        except subprocess.TimeoutExpired:
            return True
    return ended.returncode != 0


def is_killed(mutant, limit=None, first_only=False):
    """Whether any test fails with a mutant of the core."""
    changed = {f"plainnet/{mutant.module}.py": mutant.source}
    first = FIRST.get(mutant.module, [Path(mutant.module).name, "bad_input"])
    rest = [] if first_only else [name for name in ALL if name not in first]
    stages = [names for names in (first, rest) if names]
    return any(fails(changed, [*files(names), "--seed=0"], limit=limit) for names in stages)


def listed(path=EQUIVALENT):
    """The equivalent mutants: for each `key` the reason."""
    places = tomllib.loads(path.read_text("utf8")).items()
    reasons = [(where, *pair) for where, listed in places for pair in listed.items()]
    return {(where, change): why for where, why, changes in reasons for change in changes}


def key(mutant):
    return mutant.where, mutant.change


def stale(equivalent, made):
    """Entries of the list that name no mutant of the source as it is now."""
    return sorted(set(equivalent) - set(map(key, made)))


def prepared():
    """The seconds that all tests take. Raises an error where they could not judge a mutant.

    They have to pass with a line more in each module that computes nothing: a test that only sees
    that a kept result is out of date proves nothing. And they have to fail with a line that raises.
    """
    paths = [f"plainnet/{name}.py" for name in CORE]
    sources = {path: (ROOT / "code" / path).read_text("utf8") for path in paths}
    begun, tests = time.monotonic(), [*files(ALL), "--seed=0"]
    if fails({path: f"{text}\n_nothing = 0\n" for path, text in sources.items()}, tests):
        raise RuntimeError("the tests fail without a mistake: run `make test TESTS=tests/lesson`")
    seconds = time.monotonic() - begun
    if not fails({paths[0]: f"{sources[paths[0]]}\n1 / 0\n"}, tests):
        raise RuntimeError("the tests pass with a line that raises: they import another package")
    return seconds


def entry(mutant):
    """A mutant in the form of `EQUIVALENT`."""
    change = f"'{mutant.change}'" if "'" not in mutant.change else f"'''{mutant.change}'''"
    place = f"# code/plainnet/{mutant.module}.py:{mutant.line}"
    return f"{place}\n[{mutant.where!r}]\n'' = [{change}]\n"


def report(results, equivalent):
    """The lines of the report, and whether enough mutants are killed.

    ``results`` are pairs: a mutant, and whether it was killed.
    """
    kinds = {m: _kind(m, killed, equivalent) for m, killed in results}
    lines = [f"{'module':18}  mutants   killed  equivalent  survived"]
    for module in [*dict.fromkeys(m.module for m in kinds), "together"]:
        count = Counter(kind for m, kind in kinds.items() if module in (m.module, "together"))
        numbers = f"{count['killed']:7}  {count['equivalent']:10}  {count['survived']:8}"
        lines.append(f"{module:18}  {count.total():7}  {numbers}")
    wrong = [m for m, killed in results if killed and key(m) in equivalent]
    lines += [f"Killed, though {EQUIVALENT.name} lists it:\n{entry(m)}" for m in wrong]
    survivors = [m for m, kind in kinds.items() if kind == "survived"]
    if survivors:
        lines.append(
            f"\nWrite a test that kills each, or add it to {EQUIVALENT.name} with a why:\n"
        )
        lines += map(entry, survivors)
    judged = len(kinds) - list(kinds.values()).count("equivalent")
    rate = 1 - len(survivors) / max(judged, 1)
    lines.append(
        f"{rate:.1%} of the {judged} mutants that are not equivalent are killed; "
        f"at least {WANTED:.0%} are wanted."
    )
    return lines, rate >= WANTED and not wrong


def _kind(mutant, killed, equivalent):
    return "killed" if killed else "equivalent" if key(mutant) in equivalent else "survived"


def main():
    """Try a random sample of mutants, and print the report."""
    parser = argparse.ArgumentParser()
    parser.add_argument("modules", nargs="*", default=CORE, help="of the core; all by default")
    parser.add_argument("--count", type=int, default=300, help="how many mutants are drawn")
    parser.add_argument("--seed", type=int, default=secrets.randbits(32))
    options = parser.parse_args()
    made, equivalent = of_the_core(options.modules or CORE), listed()
    if old := stale(equivalent, of_the_core()):
        sys.exit(f"{EQUIVALENT.name} lists what is no mutant of the source:\n{old}")
    count = min(options.count, len(made))
    drawn = random.Random(options.seed).sample(made, count)
    print(f"{count} of {len(made)} mutants; again with SEED={options.seed}", flush=True)
    limit = 10 + 3 * prepared()

    def tried(mutant):
        return mutant, is_killed(mutant, limit, first_only=key(mutant) in equivalent)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(tqdm(pool.map(tried, drawn), total=count, unit="mutants"))
    lines, enough = report(results, equivalent)
    print(*lines, sep="\n")
    sys.exit(not enough)


if __name__ == "__main__":
    main()
