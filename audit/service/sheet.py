"""A page of the service's own, in the reports' dress: for what cannot stand in a file because it depends on who is asking."""

import html
from collections.abc import Iterable, Mapping
from datetime import date

from aiohttp import web

from audit.renderers.html import stylesheet
from audit.service.headers import policy, style_hashes
from audit.wording.catalogue import Wording

_FORMS = (
    "form{display:grid;gap:.9rem;justify-items:start}form>div{width:100%}details form{margin-block:.9rem 1.5rem}"
    "label{font-weight:600}"
    "fieldset{border:0;padding:0;margin:0;display:grid;gap:.5rem}legend{padding:0 0 .3rem;font-weight:600}"
    "textarea,select,input[type=date]{display:block;width:100%;max-width:34rem;font:inherit;color:inherit;background:var(--surface);"
    "border:1px solid var(--line);border-radius:.4rem;padding:.5rem .7rem}"
    "input[type=date]{max-width:14rem}"
    "input[type=radio],input[type=checkbox]{width:1.3rem;height:1.3rem;margin:0 .5rem 0 0;vertical-align:-.25rem;accent-color:var(--link)}"
    "button{font:inherit;font-weight:600;min-height:2.75rem;padding:.5rem 1.2rem;border-radius:.5rem;border:1px solid var(--link);"
    "background:var(--link);color:var(--bg);cursor:pointer}"
    ".choice{display:grid;grid-template-columns:auto 1fr;min-height:1.75rem;font-weight:400}"
)


def sheet(  # noqa: PLR0913 - what a page is made of, by name
    wording: Wording,
    *,
    title: str,
    body: Iterable[str],
    forms: bool = False,
    status: int = 200,
    nav: Iterable[tuple[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> web.Response:
    """A page of these parts, which are HTML; `forms` says whether it may send any, and to us alone.

    `nav` leads up: words and addresses of our own.
    """
    steps = "".join(f"<li>{link(address, words)}</li>" for words, address in nav)
    text = (
        f'<!doctype html><html lang="{wording.language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="referrer" content="no-referrer">'
        f'<meta name="robots" content="noindex, nofollow"><meta name="color-scheme" content="light dark"><title>{said(title)}</title>'
        f"<style>{stylesheet()}</style><style>{_FORMS}</style></head><body>"
        f'<a class="skip" href="#main">{said(wording.text("page.skip"))}</a>'
        f'<nav class="bar" aria-label="{said(wording.text("page.nav.label"))}"><ol>{steps}</ol></nav>'
        f'<main id="main" tabindex="-1"><h1>{said(title)}</h1>{"".join(body)}</main></body></html>\n'
    )
    response = web.Response(status=status, text=text, content_type="text/html", headers=headers)
    response.headers["Content-Security-Policy"] = policy(style_hashes(text.encode()), forms=forms)
    return response


def said(text: str) -> str:
    """A text as it stands in HTML, in an attribute too."""
    return html.escape(text)


def para(text: str, *, css: str = "") -> str:
    """A paragraph."""
    return f'<p class="{css}">{said(text)}</p>' if css else f"<p>{said(text)}</p>"


def link(address: str, words: str, *, about: str = "") -> str:
    """A link to an address of our own; `about` tells those who only hear it apart from others of the same words."""
    more = f'<span class="hide">: {said(about)}</span>' if about else ""
    return f'<a class="own" href="{said(address)}">{said(words)}{more}</a>'


def form(address: str, *parts: str, button: str, hidden: Mapping[str, str] | None = None) -> str:
    """A form that is sent to an address of our own, with one button."""
    kept = "".join(f'<input type="hidden" name="{said(name)}" value="{said(value)}">' for name, value in (hidden or {}).items())
    return f'<form method="post" action="{said(address)}">{kept}{"".join(parts)}<button>{said(button)}</button></form>'


def choices(name: str, legend: str, options: Iterable[tuple[str, str]], *, chosen: str) -> str:
    """One of several, all of them in sight."""
    rows = "".join(
        f'<label class="choice"><input type="radio" name="{said(name)}" value="{said(value)}"{" checked" if value == chosen else ""}>'
        f"{said(words)}</label>"
        for value, words in options
    )
    return f"<fieldset><legend>{said(legend)}</legend>{rows}</fieldset>"


def select(name: str, label: str, options: Iterable[tuple[str, str]], *, chosen: str = "") -> str:
    """One of many."""
    rows = "".join(
        f'<option value="{said(value)}"{" selected" if value == chosen else ""}>{said(words)}</option>' for value, words in options
    )
    return f'<div><label for="{name}">{said(label)}</label><select id="{name}" name="{name}">{rows}</select></div>'


def textarea(identity: str, name: str, label: str, *, text: str, length: tuple[int, int]) -> str:
    """A few lines of text, with the least and the most characters."""
    field = f'id="{said(identity)}" name="{said(name)}" rows="3" required minlength="{length[0]}" maxlength="{length[1]}"'
    return f'<div><label for="{said(identity)}">{said(label)}</label><textarea {field}>{said(text)}</textarea></div>'


def day(identity: str, name: str, label: str, *, value: str, span: tuple[date, date]) -> str:
    """A day of the calendar, from the first to the last of a span."""
    bounds = f'min="{span[0].isoformat()}" max="{span[1].isoformat()}" value="{said(value)}"'
    field = f'<input type="date" id="{said(identity)}" name="{said(name)}" required {bounds}>'
    return f'<div><label for="{said(identity)}">{said(label)}</label>{field}</div>'


def tick(name: str, label: str, *, ticked: bool) -> str:
    """Something that holds or does not."""
    checked = " checked" if ticked else ""
    return f'<label class="choice"><input type="checkbox" name="{said(name)}" value="1"{checked}>{said(label)}</label>'
