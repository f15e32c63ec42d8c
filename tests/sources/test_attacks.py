"""Files made to exhaust, to fool, or to run something: each ends in a finding, quickly and in little memory."""

import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from audit.model.entry import Unreadable
from audit.sources.statamic import StatamicSource
from audit.sources.yaml_values import Limits, YamlError, load

LAUGHS = (
    "a: &a ["
    + ", ".join(["lol"] * 9)
    + "]\n"
    + "".join(f"{chr(98 + step)}: &{chr(98 + step)} [{', '.join(['*' + chr(97 + step)] * 9)}]\n" for step in range(8))
)
MERGES = "m0: &m0 {k: v}\n" + "".join(f"m{step}: &m{step} {{<<: [{', '.join([f'*m{step - 1}'] * 20)}], x: 1}}\n" for step in range(1, 8))
ATTACKS = {
    "tag": "a: !!python/object/apply:os.system ['touch {canary}']\n",
    "laughs": LAUGHS,
    "merges": MERGES,
    "quadratic": "a: &a '" + "x" * 100_000 + "'\nb: [" + ", ".join(["*a"] * 20_000) + "]\n",
    "nested quadratic": "a: &a ['"
    + "x" * 60_000
    + "']\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: ["
    + ", ".join(["*b"] * 2_000)
    + "]\n",
    "cycle": "a: &a [1, *a]\n",
    "hidden cycle": "a: &a {b: &b [*b], c: *a}\n",
    "deep list": "a: " + "[" * 5_000 + "\n",
    "deep map": "\n".join("  " * depth + "a:" for depth in range(2_000)),
    "many values": "\n".join(f"k{number}: v" for number in range(300_000)),
    "large and flat": "\n".join(f"k{number}: '{'x' * 80}'" for number in range(45_000)),
    "twice": "a: https://one.example\nb: 1\na: https://two.example\n",
    "nul": "a: \x00\x00: b: c\n",
}


@pytest.mark.parametrize("name", ATTACKS)
def test_an_attack_ends_in_a_finding_within_a_second(name, write, tmp_path):
    canary = tmp_path / "canary"
    files = {
        "attack.md": "---\n" + ATTACKS[name].replace("{canary}", str(canary)) + "---\nbody\n",
        "good.md": "---\nid: g\ntitle: Good\n---\n",
    }
    root = write({f"content/collections/wells/{file}": text for file, text in files.items()})
    began = time.process_time()
    attack, good = StatamicSource(root=root).read()
    assert time.process_time() - began < 3  # less than one is seen
    assert isinstance(attack, Unreadable)
    assert attack.problem.rule in {"content-unreadable", "content-duplicate-key"}
    assert good.id == "g"
    assert not canary.exists()


def test_both_values_of_a_key_that_stands_twice_are_searched_for_addresses(write):
    root = write({"content/collections/wells/twice.md": "---\n" + ATTACKS["twice"] + "---\n"})
    (reading,) = StatamicSource(root=root).read()
    assert reading.problem.rule == "content-duplicate-key"
    assert (reading.problem.line, reading.problem.column) == (4, 1)
    assert "line 2" in reading.problem.detail
    assert reading.salvaged == (("https://one.example", 2), ("https://two.example", 4))


@pytest.mark.parametrize(
    "text", ["a: " + "9" * 200_000, "a: '" + "x" * 2_000_000 + "'", "a: '" + "\n" * 500_000 + "'", "a: |\n" + "  ? x\n" * 50_000]
)
def test_large_but_harmless_texts_are_read(text):
    assert isinstance(load(text).value["a"], str)


def test_limits_are_named_in_the_refusal():
    with pytest.raises(YamlError, match="more than 5 values"):
        load("[1, 2, 3, 4, 5]", limits=Limits(nodes=5))
    with pytest.raises(YamlError, match="2 deep"):
        load("[[[1]]]", limits=Limits(depth=2))


def test_slips_are_mended_only_so_often():
    text = "".join(f"k{number}: a:\n" for number in range(30))
    assert len(load(text).value) == 30
    with pytest.raises(YamlError):
        load(text, limits=Limits(mends=3))


@pytest.mark.slow
def test_no_attack_takes_more_than_a_hundred_megabytes(tmp_path):
    script = textwrap.dedent("""
        import resource, sys
        from audit.sources.yaml_values import YamlError, load
        from tests.sources.test_attacks import ATTACKS
        for text in ATTACKS.values():
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            try:
                load(text)
            except YamlError:
                pass
            grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
            assert grown < 100_000, (text[:60], grown)
    """)
    subprocess.run([sys.executable, "-c", script], check=True, cwd=Path.cwd())
