"""Prints what proofreading finds in the real bulletins; see docs/proofreading.md.

``python -m bench.proofreading [--all]``: misprints found and missed by kind, false alarms in 10,000
characters, seconds an issue. What is a false alarm stands in ``proofreading_verdicts.csv``, judged by
hand; a finding that nobody judged counts as one.
"""

import argparse
import csv
import hashlib
import json
import time
from collections import Counter, defaultdict
from pathlib import Path

from articles.proofreading.checking import proofread
from articles.proofreading.manuscript import Finding
from articles.proofreading.rules import BY_NAME
from issues.proofreading.files import read_manuscripts

BULLETINS = Path(__file__).resolve().parents[2] / "shared" / "bulletins"
VERDICTS = Path(__file__).with_name("proofreading_verdicts.csv")
ROUNDS = 5
# By which rules a misprint of a kind is found: another rule at the same place does not count.
RULES_OF_KIND = {
    "contents-title": {"contents-title"},
    "repeated-line": {"repeated-title"},
    "date": {"zero-padded-date", "two-dates", "far-date", "impossible-date"},
    "web-address": {"web-address"},
    "word": {"common-error"},
    "variant": {"common-error"},
    "bracket": {"document-number"},
    "quote": {"nested-mark"},
    "source": {"no-source", "source-name"},
    "range": {"range-mark"},
    "dash": {"linked-name"},
    "unit": {"unit-case"},
    "punctuation": {"half-width-mark"},
    "folio": {"folio"},
    "blank": {"blank-at-number"},
}


def main() -> None:
    """Measure all bulletins and print the figures."""
    parser = argparse.ArgumentParser(prog="python -m bench.proofreading")
    parser.add_argument("--all", action="store_true", help="print every finding with its key and verdict")
    options = parser.parse_args()
    misprints = json.loads((BULLETINS / "misprints.json").read_text("utf-8"))
    verdicts = read_verdicts()
    found: Counter[str] = Counter()
    missed: defaultdict[str, list[str]] = defaultdict(list)
    false: Counter[str] = Counter()
    right: Counter[str] = Counter()
    characters = 0
    for path in sorted(BULLETINS.glob("*.txt")):
        data = path.read_bytes()
        count = len("".join(data.decode("utf-8").split()))
        findings, seconds = measure(data)
        characters += count
        wrong = 0
        for finding in findings:
            key = key_of(path.stem, finding)
            verdict = verdicts.get(key, "?")
            (right if verdict == "right" else false)[finding.rule] += 1
            wrong += verdict != "right"
            if options.all or verdict == "?":
                print(
                    f"{verdict}\t{key}\t{path.stem}:{finding.line}\t{finding.quote[:40]}\t{finding.message}"
                )
        for misprint in misprints.get(path.name, ()):
            if any(is_at(finding, misprint, data.decode("utf-8")) for finding in findings):
                found[misprint["kind"]] += 1
            else:
                missed[misprint["kind"]].append(misprint["text"])
        print(
            f"{path.stem}: {count} characters, {len(findings)} findings, {wrong} false alarms "
            f"({wrong * 10_000 / count:.1f} in 10,000), {seconds:.2f} s"
        )
    print("\nkind              found  missed")
    for kind in sorted(set(found) | set(missed)):
        print(f"{kind:18}{found[kind]:5}{len(missed[kind]):8}  {'; '.join(missed[kind])}")
    lost = sum(map(len, missed.values()))
    print(f"{'all':18}{found.total():5}{lost:8}")
    print("\nrule                  right   false")
    for rule in BY_NAME:
        if right[rule] or false[rule]:
            print(f"{rule:22}{right[rule]:5}{false[rule]:8}")
    print(
        f"{'all':22}{right.total():5}{false.total():8}\n"
        f"\nfalse alarms in 10,000 characters: {false.total() * 10_000 / characters:.1f} (aim 8)"
    )


def measure(data: bytes) -> tuple[list[Finding], float]:
    """The findings of a file, and the best time that reading and checking took, in seconds."""
    taken = []
    findings: list[Finding] = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        findings = proofread(read_manuscripts(data, internal=True))
        taken.append(time.perf_counter() - started)
    return findings, min(taken)


def is_at(finding: Finding, misprint: dict[str, str], text: str) -> bool:
    """Whether a finding of the misprint's kind lies on its line and shares its words."""
    if finding.rule not in RULES_OF_KIND[misprint["kind"]]:
        return False
    wanted = misprint["text"]
    lines = [number for number, line in enumerate(text.splitlines(), start=1) if wanted in line]
    quote = finding.quote
    shares = quote in wanted or wanted in quote or any(
        wanted[at : at + 4] in quote for at in range(len(wanted) - 3)
    )  # fmt: skip
    return finding.line in lines and shares


def key_of(name: str, finding: Finding) -> str:
    """A finding's key: hash of file, rule, line and quote, so that no sentence is copied."""
    whole = f"{name}\x1f{finding.rule}\x1f{finding.line}\x1f{finding.quote}\x1f{finding.position.start}"
    return hashlib.sha256(whole.encode()).hexdigest()[:12]


def read_verdicts() -> dict[str, str]:
    """Key to verdict, as judged by hand."""
    if not VERDICTS.is_file():
        return {}
    with VERDICTS.open(encoding="utf-8", newline="") as file:
        return {row["key"]: row["verdict"] for row in csv.DictReader(file)}


if __name__ == "__main__":
    main()
