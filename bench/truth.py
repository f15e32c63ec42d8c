"""The verdicts, scored against an internet in a box: real servers, names and certificates in namespaces without a way out.

The box lies beside the project, in ``../shared/netweb``; where it does not, or where namespaces cannot be made, this says so and ends well.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BOX = ROOT.parent / "shared" / "netweb"
UNCONTESTED, CONTESTED = 97.0, 90.0
"""Percent of the cases that must be right, and right or accepted."""
NEVER = ("false_alarm", "missed", "missed_gone", "missed_unsafe", "absent", "asserts_failed")
"""What must not happen once."""
MANNERS = "checks: {per_host: {interval: 200ms}}\n"


def missing() -> str:
    """Why the score cannot be taken here; empty when it can."""
    if not (BOX / "score.py").exists():
        return f"{BOX} is not there"
    if os.geteuid() != 0 or not shutil.which("ip"):
        return "network namespaces need root and iproute2"
    made = subprocess.run(["ip", "netns", "add", "audit-truth-try"], check=False, capture_output=True)
    if made.returncode:
        return "network namespaces cannot be made here"
    subprocess.run(["ip", "netns", "delete", "audit-truth-try"], check=True)
    return ""


def score(folder: Path) -> dict:
    """One run of the command line over every address of the world, and what the servers and the wire saw of it."""
    box = folder / "netweb"
    shutil.copytree(BOX, box)
    world = box / "world"
    (folder / "config.yaml").write_text(MANNERS, encoding="utf-8")
    environment = {**os.environ, "NETWEB_PY": sys.executable, "NETWEB_NS": "truth"}
    answers = folder / "answers.jsonl"
    command = f"{sys.executable} -m audit -q check --config {folder}/config.yaml --hrefs {world}/hrefs.txt --format jsonl > {answers}"
    scorer = [sys.executable, str(box / "score.py"), str(world)]
    environment["PYTHONPATH"] = str(ROOT)
    try:
        subprocess.run(
            [*scorer, "--name", "ours", "--serve", "sh", "-c", command], cwd=box, env=environment, check=True, stdout=subprocess.DEVNULL
        )
        verdicts = {answer["href"]: answer for answer in map(json.loads, answers.read_text(encoding="utf-8").split("\n")[:-1])}
        (folder / "verdicts.json").write_text(json.dumps(verdicts), encoding="utf-8")
        seen = ["--log", str(world / "run-ours/requests.log"), "--sniff", str(world / "run-ours/sniff.json")]
        subprocess.run(
            [*scorer, "--tool", "verdicts", str(folder / "verdicts.json"), *seen, "--show"], cwd=box, env=environment, check=True
        )
    finally:
        subprocess.run([str(box / "box.sh"), "down"], cwd=box, env=environment, check=False, capture_output=True)
    result: dict = json.loads((world / "score-verdicts.json").read_text(encoding="utf-8"))
    return result


def shortfalls(result: dict) -> list[str]:
    """What stays below the bars, in words."""
    plain, every = result["uncontested"], result["totals"]
    contested = {name: every[name] - plain[name] for name in ("cases", "right", "also_ok")}
    exact = 100 * plain["right"] / plain["cases"]
    accepted = 100 * (contested["right"] + contested["also_ok"]) / max(contested["cases"], 1)
    print(f"uncontested exact {exact:.1f} % (bar {UNCONTESTED}), contested accepted {accepted:.1f} % (bar {CONTESTED}), {every}")
    found = [f"{name}: {every[name]}" for name in NEVER if every[name]]
    if exact < UNCONTESTED:
        found.append(f"uncontested exact: {exact:.1f} %")
    if accepted < CONTESTED:
        found.append(f"contested accepted: {accepted:.1f} %")
    return found


def main() -> None:
    if why := missing():
        print(f"Truth was not scored: {why}.")
        return
    found: list[str] = []
    for left in (1, 0):
        with tempfile.TemporaryDirectory(prefix="audit-truth-") as folder:
            found = shortfalls(score(Path(folder)))
        if not found:
            return
        # The box has servers that answer after exactly so many seconds: a machine that was starved meanwhile gets a second look,
        # and a verdict that has really slipped slips twice.
        print("Below the bar: " + ", ".join(found) + (". Once more." if left else "."), flush=True)
    sys.exit("Truth has slipped.")


if __name__ == "__main__":
    main()
