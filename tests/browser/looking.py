"""How axe is asked, wherever pages are looked at, and how long a page takes."""

from pathlib import Path

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations", "incomplete"], "preload": False}
"""What passes is neither collected nor told: collecting it takes as long as looking."""

ONE_OF_A_KIND = """() => {
  const built = one => {
    const seen = new Set();
    for (const child of [...one.children]) {
      const form = built(child);
      if (seen.has(form)) child.remove(); else seen.add(form);
    }
    return `${one.tagName} ${one.className} ${one.getAttribute("style")} ${one.getAttributeNames().sort()} (${[...seen]})`;
  };
  built(document.body);
}"""
"""Leaves one of neighbours that are built alike, whatever their texts. A page that was looked at whole in its narrowest window is looked
at so in a second one: another scheme paints all of a kind alike, and with more room nothing comes closer to its neighbour."""
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""By how many pixels a page is wider than its window."""


def measures_of(page, path: Path) -> dict[str, float]:
    """What Chromium measures while it opens a page; ``TaskDuration`` is the work of the page's own thread until all is there, in
    seconds of the processor: how long others keep the machine busy says nothing about a page."""
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri())
    measures = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    tools.detach()
    return measures
