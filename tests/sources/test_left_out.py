"""Files that are kept out of the history: they may be on the website, so nobody calls them missing."""

import pytest

from audit.model.site import Presence
from audit.sources.statamic import StatamicSource

SITE = {
    "content/collections/pages/a.md": "id: a\n",
    "content/assets/assets.yaml": "disk: assets\n",
    "public/assets/here.jpg": "x",
}


@pytest.mark.parametrize(
    ("name", "rules", "path", "presence"),
    [
        (".gitignore", "", "film.mp4", Presence.MISSING),
        (".gitignore", "# public/assets\n!public/assets\n", "film.mp4", Presence.MISSING),
        (".gitignore", "*.mp4\n", "film.mp4", Presence.UNKNOWN),
        (".gitignore", "*.mp4\n", "deep/film.mp4", Presence.UNKNOWN),
        (".gitignore", "*.mp4\n", "gone.jpg", Presence.MISSING),
        (".gitignore", "/public/assets\n", "gone.jpg", Presence.UNKNOWN),
        (".gitignore", "public/assets/*\n", "gone.jpg", Presence.UNKNOWN),
        (".gitignore", "/public/\n", "gone.jpg", Presence.UNKNOWN),
        (".gitignore", "assets/\n", "gone.jpg", Presence.UNKNOWN),
        (".gitignore", "/public/assets/films/\n", "films/gone.mp4", Presence.UNKNOWN),
        (".gitignore", "/public/assets/films/\n", "gone.mp4", Presence.MISSING),
        (".gitignore", "/public/build\n", "gone.mp4", Presence.MISSING),
        ("public/.gitignore", "assets\n", "gone.mp4", Presence.UNKNOWN),
        ("public/.gitignore", "/build/x\n", "gone.mp4", Presence.MISSING),
        ("public/assets/.gitignore", "*\n", "gone.mp4", Presence.UNKNOWN),
        ("public/assets/.gitignore", "*.mp4\n", "gone.mp4", Presence.UNKNOWN),
        (".gitignore", "*\n", "here.jpg", Presence.PRESENT),
    ],
)
def test_what_git_leaves_alone_is_not_missing(write, name, rules, path, presence):
    assert StatamicSource(root=write({**SITE, name: rules})).index().asset("assets", path) is presence
