"""Short addresses that hold: by the CMS's own id, by the name of a website, by the id of a link."""

import pytest

from audit.renderers import names


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("/initiatives/ini_00412/", names.living_initiative("ini_00412")),
        ("/initiatives/ini_00412", names.living_initiative("ini_00412")),
        ("/initiatives/path:content/collections/a%20b.md/", names.living_initiative("path:content/collections/a b.md")),
        ("/hosts/Partner.example/", names.living_host("partner.example")),
        ("/hosts/partner.example:8080", names.living_host("partner.example:8080")),
        ("/links/t1_abcdefghijklmnopqrst/", names.living_link("t1_abcdefghijklmnopqrst")),
        ("/how-we-check", names.METHOD),
        ("/feeds/reports.atom", names.FEED),
        ("/feeds/remove-now.atom", names.REMOVE_NOW),
        ("/feeds/partners/bee-house.atom", names.partner_feed("bee-house")),
        ("/feeds/partners/River%20Trust.atom", names.partner_feed("River Trust")),
        ("/how-we-check/", names.METHOD),
    ],
)
async def test_a_short_address_leads_to_the_newest_page(house, asked, name):
    async with house() as h:
        page = h.reports / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("<!doctype html><main>here</main>")
        status, headers, _ = await h.get(asked)
        assert (status, headers["Cache-Control"]) == (302, "private, no-cache")
        status, headers, content = await h.get(headers["Location"])
        assert (status, headers["Cache-Control"], b"here" in content) == (200, "private, no-cache", True)


@pytest.mark.parametrize(
    "asked",
    [
        "/initiatives/%2e%2e%2f%2e%2e%2fsecret",
        "/initiatives//evil.example/",
        "/hosts/%2f%2fevil.example",
        "/links/a%00b",
        "/feeds/partners/%2e%2e%2fsecret.atom",
    ],
)
async def test_no_name_leads_out(house, asked):
    async with house() as h:
        status, headers, _ = await h.get(asked)
        assert status == 302
        assert headers["Location"].startswith(
            ("/reports/initiatives/i1_", "/reports/hosts/h1_", "/reports/links/t1_", "/reports/feeds/partners/p1_")
        )
        assert (await h.get(headers["Location"]))[0] == 404


@pytest.mark.parametrize("asked", ["/initiatives", "/initiatives/", "/hosts/", "/links/"])
async def test_a_short_address_without_a_name_leads_to_the_newest_report(house, asked):
    async with house() as h:
        status, headers, _ = await h.get(asked)
        assert (status, headers["Location"]) == (302, "/reports/latest/")


async def test_a_page_is_found_by_its_name_alone(house):
    async with house() as h:
        folder = h.reports / "2026-11-21" / "p"
        folder.mkdir(exist_ok=True)
        (folder / "2.html").write_text("<!doctype html><main>more</main>")
        status, headers, content = await h.get("/reports/2026-11-21/p/2")
        assert (status, headers["Content-Type"], b"more" in content) == (200, "text/html; charset=utf-8", True)
        assert (await h.get("/reports/2026-11-21/p/3"))[0] == 404
        assert (await h.get("/reports/2026-11-21/p/2.htm"))[0] == 404
