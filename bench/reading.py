"""What `python -m bench.content` measures, and how."""

import argparse
import gc
import os
import re
import resource
import shutil
import tempfile
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import yaml

from audit.rules import CONTENT_RULES, Context
from audit.run.circumstances import circumstances
from audit.run.crew import Desk
from audit.run.gather import Gatherer
from audit.run.held.links import Links
from audit.run.reading import Reader
from audit.run.recall import Recall
from audit.sources.statamic import StatamicSource
from audit.stores import SqlStore
from audit.wiring.loop import run_loop
from bench.sites import write_site

SEED = Path(__file__).parents[2] / "shared" / "seeds" / "join-the-peace-programs-of-the-carter-center.md"
SITE = Path(__file__).parents[2] / "shared" / "corpora" / "humanity-2025-06-26"
FOLDER = "content/collections/partner_initiatives"


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--entries", type=int, default=3000)
    parser.add_argument("--hands", type=int, default=2)
    parser.add_argument("--like", type=Path, default=SEED)
    parser.add_argument("--site", type=Path, default=SITE)
    parser.add_argument("--distinct", action="store_true", help="give every text words of its own")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "site"
        make(root, chosen.entries, chosen.like, chosen.site, distinct=chosen.distinct)
        files = sorted((root / FOLDER).glob("*.md"))
        print(
            f"{len(files)} files, {sum(file.stat().st_size for file in files) / len(files):,.0f} bytes each; load {os.getloadavg()[0]:.1f}"
        )
        alone, cpu = timed(lambda: c_loader(files))
        print(f"CSafeLoader alone, one core      {alone:6.2f} s   ({cpu:.2f} s of processor)")
        database = f"sqlite+aiosqlite:///{folder}/audit.sqlite"
        for name in ("first run", "second run"):
            before = processor(resource.RUSAGE_SELF)
            read = run_loop(audited(root, database, hands=chosen.hands))
            worked = processor(resource.RUSAGE_SELF) - before
            print(
                f"{name:<12} with {chosen.hands} processes  {read.spent:6.2f} s   ({worked:.2f} s of processor, the crew's apart)"
                f"  {alone / read.spent:5.1f} times as fast   {read.links} links, {read.findings} findings, {read.recalled} files recalled"
            )
            print(f"{'':<12} and to look at each of them, as a report might  {read.looked:.2f} s")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"most memory: {peak:.0f} MB, processes of the crew apart")


def make(root: Path, entries: int, like: Path, site: Path, *, distinct: bool = False) -> None:
    """The content: copies of an entry where there is one to copy, else made up."""
    if not like.is_file():
        write_site(root, entries=entries, links=entries * 12, hosts=50)
        return
    for part in ("resources", "content/taxonomies"):
        if (site / part).is_dir():
            shutil.copytree(site / part, root / part)
    (root / FOLDER).mkdir(parents=True)
    settings = site / f"{FOLDER}.yaml"
    (root / f"{FOLDER}.yaml").write_text(settings.read_text("utf-8") if settings.is_file() else "title: 'Partner initiatives'\n", "utf-8")
    text = like.read_text("utf-8")
    for number in range(entries):
        own = re.sub(r"^id:.*$", f"id: {uuid.uuid5(uuid.NAMESPACE_URL, str(number))}", text, count=1, flags=re.MULTILINE)
        if distinct:
            own = re.sub(r"^( +text: '?[A-Z]\w*)", rf"\1 n{number}", own, flags=re.MULTILINE)
            own = re.sub(r"(href: 'https?://[^/']+/)", rf"\g<1>{number}/", own)
        (root / FOLDER / f"initiative-{number:05}.md").write_text(own, "utf-8")


def processor(*whose: int) -> float:
    """Seconds of processor time that this process and its ended children have used, or one of the two."""
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, whose or (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """How long some work takes, by the clock and in processor time."""
    gc.collect()
    began, used = time.perf_counter(), processor()
    work()
    return time.perf_counter() - began, processor() - used


def c_loader(files: list[Path]) -> None:
    """The front matter of all files by the C loader, one after the other."""
    for file in files:
        yaml.load(file.read_text("utf-8").split("\n---", 1)[0], yaml.CSafeLoader)


class Read(NamedTuple):
    """What reading, extracting and checking everything came to."""

    spent: float
    """Seconds."""
    looked: float
    """Seconds for going through every link and finding once, which are held in little room until somebody asks for them."""
    links: int
    findings: int
    recalled: int


async def audited(root: Path, database: str, *, hands: int) -> Read:
    """Read a site as a run does."""
    store = SqlStore(database)
    await store.open()
    now = datetime.now(UTC)
    source = StatamicSource(root=root, now=now)
    context = Context(now=now, site=source.index())
    links: list[Links] = []
    began = time.perf_counter()
    recall = Recall(store=store, circumstances=circumstances(rules=CONTENT_RULES, context=context), now=now)
    reader = Reader(desk=Desk(source=source, rules=CONTENT_RULES, context=context), recall=recall, hands=hands)
    gatherer = Gatherer(reader=reader, take=links.append)
    async for _ in gatherer.batches():
        pass
    spent = time.perf_counter() - began
    await store.close()
    began = time.perf_counter()
    found = sum(1 for _ in chain.from_iterable(links)), sum(1 for _ in gatherer.gathered.findings)
    return Read(spent, time.perf_counter() - began, *found, reader.recalled)
