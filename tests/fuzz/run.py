#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""run.py SOURCE_TREE --build: builds the fuzz targets in build/fuzz (preset "fuzz").
run.py SOURCE_TREE [--seconds N] TARGET ...: runs them, each N seconds (0: until stopped; not given: TTP_FUZZ_SECONDS, or
600), as many at a time as there are processors; without limit all at once. What was found lies in build/fuzz/found.

Ends with 77 where there is no Clang 19 with libFuzzer: the tests are skipped."""

import argparse
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

SKIPPED = 77
COMPILER = "clang++-19"
# Beside corpus/TARGET: what the program itself or other tests read.
SEEDS = {
    "fuzz_form": ["resources/forms", "tests/data/forms", "tests/unit/form/schema/forms"],
    "fuzz_json": ["resources/examples", "tests/data/forms"],
    "fuzz_terms": ["resources/terms"],
}
LARGEST = {"fuzz_form": 65536, "fuzz_terms": 32768, "fuzz_pattern": 512, "fuzz_typed": 256, "fuzz_filling": 2048,
           "fuzz_answers": 8192, "fuzz_json": 4096, "fuzz_profile": 8192}


def build(root):
    if not shutil.which(COMPILER):
        print(f"skipped: the fuzz targets need {COMPILER}, which is not installed")
        return SKIPPED
    probe = subprocess.run([COMPILER, "-fsanitize=fuzzer,address", "-x", "c++", "-", "-o", os.devnull], text=True,
                           input='extern "C" int LLVMFuzzerTestOneInput(const unsigned char *, unsigned long) { return 0; }',
                           capture_output=True, check=False)
    if probe.returncode != 0:
        print("skipped: Clang 19 has no libFuzzer here (libclang-rt-19-dev, libfuzzer-19-dev)\n" + probe.stderr)
        return SKIPPED
    for command in (["cmake", "--preset", "fuzz"], ["cmake", "--build", "--preset", "fuzz", "--target", "fuzz_targets"]):
        if subprocess.run(command, cwd=root, check=False).returncode != 0:
            return 1
    return 0


def run(root, target, seconds):
    program = root / "build/fuzz/tests/fuzz" / target
    here = Path(__file__).resolve().parent
    found = root / "build/fuzz/found"
    grown = root / "build/fuzz/corpus" / target  # what it learns is kept from run to run, in this build only
    for folder in (found, grown):
        folder.mkdir(parents=True, exist_ok=True)
    seeds = [here / "corpus" / target, *(root / folder for folder in SEEDS.get(target, []))]
    command = [program, grown, *(folder for folder in seeds if folder.is_dir()),
               f"-artifact_prefix={found}/{target}-", "-timeout=10", "-rss_limit_mb=2560", "-print_final_stats=1",
               f"-max_len={LARGEST.get(target, 4096)}", "-reload=0"]
    dictionary = here / "dictionaries" / f"{target}.dict"
    if dictionary.exists():
        command.append(f"-dict={dictionary}")
    if seconds > 0:
        command.append(f"-max_total_time={seconds}")
    environment = dict(os.environ, QT_HASH_SEED="0", LC_ALL="C.UTF-8", QT_LOGGING_RULES="*=false",
                       UBSAN_OPTIONS="print_stacktrace=1")
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    words = done.stderr.decode("utf-8", "replace")
    if done.returncode != 0:
        print(f"{target}: FOUND something (exit code {done.returncode}); the input lies in {found}\n{words[-8000:]}")
        return False
    last = [line for line in words.splitlines() if line.startswith("stat::") or " DONE " in line or "Done " in line]
    print(f"{target}: nothing found\n" + "\n".join(last), flush=True)
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("root", type=Path)
    parser.add_argument("--build", action="store_true")
    parser.add_argument("--seconds", type=int, default=int(os.environ.get("TTP_FUZZ_SECONDS", "600")))
    parser.add_argument("targets", nargs="*")
    wanted = parser.parse_intermixed_args()
    if wanted.build:
        return build(wanted.root)
    missing = [name for name in wanted.targets if not (wanted.root / "build/fuzz/tests/fuzz" / name).is_file()]
    if missing:
        print("skipped: not built: " + ", ".join(missing))
        return SKIPPED
    workers = len(wanted.targets) if wanted.seconds == 0 else min(len(wanted.targets), os.cpu_count() or 1)
    with ThreadPoolExecutor(workers) as pool:
        results = list(pool.map(lambda target: run(wanted.root, target, wanted.seconds), wanted.targets))
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
