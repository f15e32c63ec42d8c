"""`make bench`: every benchmark in turn."""

import subprocess
import sys
from pathlib import Path

BENCHES = ("content", "large", "loopback", "hostile", "nightly", "second", "truth")


def main() -> None:
    chosen = sys.argv[1:] or BENCHES
    for name in chosen:
        print(f"== {name}", flush=True)
        subprocess.run([sys.executable, "-m", f"bench.{name}"], check=True, cwd=Path(__file__).parents[1])


if __name__ == "__main__":
    main()
