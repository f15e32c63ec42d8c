"""`make bench`: every benchmark in turn, or those that are named. Ends with 1 when one of them stays below its bar."""

import subprocess
import sys
from pathlib import Path

BENCHES = ("content", "large", "loopback", "hostile", "nightly", "second", "truth")


def main() -> None:
    below: list[str] = []
    for name in sys.argv[1:] or BENCHES:
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False, cwd=Path(__file__).parents[1]).returncode:
            below.append(name)
    if below:
        sys.exit(f"Below the bar: {', '.join(below)}.")


if __name__ == "__main__":
    main()
