"""Content trees of any size, made up in the shape of a partner initiative."""

import random
import uuid
from pathlib import Path

_WORDS = [
    "water",
    "well",
    "school",
    "forest",
    "river",
    "library",
    "harvest",
    "clinic",
    "bridge",
    "garden",
    "teacher",
    "nurse",
    "farmer",
    "village",
    "coast",
    "seed",
    "kitchen",
    "letter",
    "music",
    "shelter",
    "bicycle",
    "lantern",
    "market",
    "valley",
    "orchard",
    "children",
    "neighbours",
    "volunteers",
    "elders",
    "young",
    "women",
    "repair",
    "plant",
    "teach",
    "share",
    "listen",
    "carry",
    "build",
    "grow",
    "mend",
    "together",
    "slowly",
    "every",
    "season",
    "again",
    "near",
    "far",
    "quiet",
    "bright",
]


def sentence(chance: random.Random, *, words: int = 14) -> str:
    """A sentence that means nothing, unlike any other."""
    return " ".join(chance.choice(_WORDS) for _ in range(words)).capitalize() + "."


def write_site(
    root: Path, *, entries: int, links: int, hosts: int = 1, scheme: str = "http", seed: int = 1, urls: list[str] | None = None
) -> list[str]:
    """A Statamic site of so many initiatives with so many links in all; returns the addresses, each different, or those given."""
    chance = random.Random(seed)
    folder = root / "content" / "collections" / "partner_initiatives"
    folder.mkdir(parents=True, exist_ok=True)
    (folder.parent / "partner_initiatives.yaml").write_text("title: 'Partner initiatives'\n", encoding="utf-8")
    urls = urls or [f"{scheme}://h{number % hosts}.bench.example/p/{number}" for number in range(links)]
    per_entry = -(-links // entries)
    for number in range(entries):
        mine = urls[number * per_entry : (number + 1) * per_entry]
        (folder / f"initiative-{number:05}.md").write_text(_entry(number, mine, chance), encoding="utf-8")
    return urls


def _entry(number: int, urls: list[str], chance: random.Random) -> str:
    lines = [
        "---",
        f"id: {uuid.UUID(int=chance.getrandbits(128), version=4)}",
        "blueprint: partner_initiative",
        f"title: 'Initiative {number}'",
        f"summary: '{sentence(chance)}'",
        "call_to_action: 'Join us'",
        "description:",
    ]
    for url in urls:
        lines += [
            "  -", "    type: paragraph", "    content:", "      -", "        type: text", f"        text: '{sentence(chance)} '", "      -",
            "        type: text", "        marks:", "          -", "            type: link", "            attrs:", f"              href: '{url}'",
            "              rel: null", "              target: null", "              title: null", f"        text: '{sentence(chance, words=3)}'",
        ]  # fmt: skip
    return "\n".join([*lines, "challenges:", "  - water", "updated_at: 1790000000", "---", ""])
