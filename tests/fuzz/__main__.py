"""`python -m tests.fuzz`: thousands of damaged plan files; exit 1 if any breaks a promise."""

import argparse
import os
import random
import sys

from rich.console import Console
from rich.progress import Progress

from tests.fuzz.judging import bases
from tests.fuzz.mutating import mutated
from tests.fuzz.running import Finding, fuzzed


def main() -> int:
    """Runs, tells the findings, and shows some of the sentences for a person to read."""
    asked = _arguments()
    console = Console(highlight=False, emoji=False)
    if asked.write is not None:
        sys.stdout.buffer.write(mutated(bases(), asked.write))
        return 0
    findings: list[Finding] = []
    sentences: list[str] = []
    plans = 0
    seeds = range(asked.seed, asked.seed + asked.count)
    with Progress(console=console, transient=True) as progress:
        bar = progress.add_task("damaged plan files", total=len(seeds))
        for part in fuzzed(seeds, processes=os.cpu_count() or 1):
            findings += part.findings
            sentences += part.sentences
            plans += part.plans
            progress.advance(bar, part.files)
    for finding in findings:
        console.print(f"seed {finding.seed}: {finding.what}", markup=False)
    for sentence in random.Random(asked.seed).sample(sorted(set(sentences)), min(asked.show, len(set(sentences)))):
        console.print(f"  {sentence}", markup=False, soft_wrap=True)
    console.print(f"{len(seeds):,} files: {plans:,} still plans, {len(findings)} broke a promise")
    return 1 if findings else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--count", type=int, default=20_000, help="how many files (20,000)")
    parser.add_argument("--seed", type=int, default=1, help="of the first file (1)")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print N of the sentences, to be read")
    parser.add_argument("--write", type=int, metavar="SEED", help="write the file of one seed to standard output")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
