"""Answers of success that are not the page, and honest pages that look like them."""

from tests.web.prose import article, missing, sentences, shell
from tests.web.serving import Ask, Behaviour, Case, Reply

GONE = "https://{h}/deeds/gone"


def says(title: str, text: str = "", *, lang: str = "en", heading: str = "") -> Behaviour:
    """The linked address answers 200 with an excuse; others are an honest 404."""
    return lambda ask: (
        Reply(body=shell(ask.host, title, f"<h1>{heading or title}</h1><p>{text}</p>", lang=lang)) if ask.path == "/deeds/gone" else None
    )


def everywhere(make: object) -> Behaviour:
    return lambda ask: Reply(body=make(ask)) if ask.path != "/robots.txt" else Reply(404)  # type: ignore[operator]


def home(ask: Ask) -> str:
    return shell(ask.host, "Welcome", f"<h1>Welcome</h1><p>{sentences(ask.host, 20)}</p>")


def in_shift_jis(ask: Ask) -> Reply | None:
    if ask.path != "/deeds/gone":
        return None
    markup = shell(
        ask.host, "ページが見つかりません", "<h1>ページが見つかりません</h1><p>お探しのページは削除された可能性があります。</p>", lang="ja"
    )
    return Reply(body=markup.replace('charset="utf-8"', 'charset="Shift_JIS"').encode("cp932"), type="text/html")


def shell_of_scripts(ask: Ask) -> Reply | None:
    return (
        Reply(body=shell(ask.host, "App", '<div id="root"></div>', after='<script src="/app.js"></script>'))
        if ask.path != "/robots.txt"
        else None
    )


def document_page(main: str) -> Behaviour:
    return lambda ask: Reply(body=shell(ask.host, "Document", main)) if ask.path == "/files/report.pdf" else None


def profiles(ask: Ask) -> Reply | None:
    if not ask.path.startswith("/user/"):
        return None
    name = ask.path.removeprefix("/user/")
    told = f"<p>Member since 2014.</p><p>{sentences('anna', 18)}</p>" if name == "anna" else "<p>Member. No posts yet.</p>"
    return Reply(body=shell(ask.host, name, f"<h1>{name}</h1>{told}<h2>Activity</h2>"))


def changelog(ask: Ask) -> Reply | None:
    text = "<p>The section on forms has been removed from the page you are looking for. Not found errors are explained below.</p>"
    return Reply(body=article(ask.host, ask.path, title="Forms 1.2", extra=text, count=300)) if ask.path == "/deeds/gone" else None


def weather(ask: Ask) -> Reply | None:
    if ask.path not in {"/weather/oslo", "/weather/lima"}:
        return None
    city = ask.path.rpartition("/")[2].title()
    return Reply(
        body=shell(ask.host, f"Weather in {city}", f"<h1>Weather in {city}</h1><p>Now 4 degrees.</p><p>{sentences('weather', 20)}</p>")
    )


EXCUSES = {
    "en": ("Page not found", "We could not find the page you were looking for."),
    "de": ("Seite nicht gefunden", "Die gewünschte Seite konnte leider nicht gefunden werden."),
    "fr": ("Page introuvable", "La page que vous cherchez n'existe pas ou a été déplacée."),
    "es": ("Página no encontrada", "Lo sentimos, la página que busca no existe."),
    "it": ("Pagina non trovata", "La pagina che cerchi non esiste."),
    "pt": ("Página não encontrada", "A página que procura não existe."),
    "nl": ("Pagina niet gevonden", "De pagina die u zoekt bestaat niet."),
    "sv": ("Sidan hittades inte", "Sidan du söker finns inte."),
    "pl": ("Nie znaleziono strony", "Szukana strona nie istnieje."),
    "cs": ("Stránka nenalezena", "Stránka neexistuje."),
    "ru": ("Страница не найдена", "Запрошенная страница не существует."),
    "uk": ("Сторінку не знайдено", "Сторінка не існує."),
    "tr": ("Sayfa bulunamadı", "Aradığınız sayfa mevcut değil."),
    "ar": ("الصفحة غير موجودة", "عذراً، الصفحة التي تبحث عنها غير موجودة."),
    "he": ("הדף לא נמצא", "העמוד לא נמצא."),
    "ja": ("ページが見つかりません", "お探しのページは削除された可能性があります。"),
    "zh": ("页面不存在", "抱歉,您访问的页面不存在。"),
    "ko": ("페이지를 찾을 수 없습니다", "삭제되었거나 이동되었습니다."),
}

CASES = (
    *(
        Case(name=f"excuse in {lang}", href=GONE, verdict="soft_404", reason="not-there", does=says(title, text, lang=lang))
        for lang, (title, text) in EXCUSES.items()
    ),
    Case(name="excuse in Shift_JIS", href=GONE, verdict="soft_404", does=in_shift_jis),
    Case(
        name="excuse for every address",
        href=GONE,
        verdict="soft_404",
        does=everywhere(lambda ask: missing(ask.host, "Oops", "Nothing to see.")),
    ),
    Case(name="front page for every address", href=GONE, verdict="soft_404", does=everywhere(home)),
    Case(name="front page itself", href="https://{h}/", verdict="ok", does=everywhere(home)),
    Case(
        name="status inside JSON",
        href="https://{h}/api/doc/9",
        verdict="soft_404",
        does=lambda ask: Reply(body='{"status":404,"error":"Not Found"}', type="application/json") if ask.path.startswith("/api") else None,
    ),
    Case(
        name="JSON about errors",
        href="https://{h}/api/codes",
        verdict="ok",
        does=lambda ask: (
            Reply(body='{"codes":[{"value":404,"name":"Not Found"}],"count":1}', type="application/json")
            if ask.path == "/api/codes"
            else None
        ),
    ),
    Case(
        name="page for a document",
        href="https://{h}/files/report.pdf",
        verdict="soft_404",
        does=document_page("<h1>Document</h1><p>The document you are looking for has been moved.</p>"),
    ),
    Case(
        name="viewer for a document",
        href="https://{h}/files/report.pdf",
        verdict="ok",
        does=document_page(f'<h1>Yearly report</h1><embed src="/raw/report.pdf" type="application/pdf"><p>{sentences("v", 6)}</p>'),
    ),
    Case(name="shell for a picture", href="https://{h}/img/chart.png", verdict="soft_404", does=shell_of_scripts),
    Case(name="shell of scripts for every address", href=GONE, verdict="blocked", reason="script-only", does=shell_of_scripts),
    Case(
        name="server's default page",
        href=GONE,
        verdict="soft_404",
        reason="default-page",
        does=everywhere(
            lambda _ask: (
                "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>"
                "<p>If you see this page, the nginx web server is successfully installed.</p>"
            )
        ),
    ),
    Case(
        name="database in trouble",
        href="https://{h}/",
        verdict="unstable",
        does=everywhere(lambda _ask: "<title>Database Error</title><h1>Error establishing a database connection</h1>"),
    ),
    Case(
        name="program in trouble",
        href="https://{h}/x.php",
        verdict="unstable",
        does=everywhere(lambda _ask: "<b>Fatal error</b>: Uncaught PDOException: connection refused in /srv/x.php:14 Stack trace: #0"),
    ),
    Case(
        name="closed for repairs",
        href=GONE,
        verdict="unstable",
        reason="maintenance",
        does=everywhere(
            lambda ask: shell(ask.host, "Maintenance", "<h1>Under maintenance</h1><p>Our site is down for maintenance. Back soon.</p>")
        ),
    ),
    Case(
        name="blank page",
        href=GONE,
        verdict="soft_404",
        reason="empty",
        does=lambda ask: Reply(body="") if ask.path == "/deeds/gone" else None,
    ),
    Case(
        name="no content",
        href=GONE,
        verdict="soft_404",
        reason="no-content",
        does=lambda ask: Reply(204) if ask.path == "/deeds/gone" else None,
    ),
    Case(
        name="a car called 404",
        href="https://{h}/cars/peugeot-404",
        verdict="ok",
        does=lambda ask: Reply(body=article(ask.host, ask.path, title="Peugeot 404")) if "404" in ask.path else None,
    ),
    Case(
        name="a manual on 410",
        href="https://{h}/docs/410",
        verdict="ok",
        does=lambda ask: Reply(body=article(ask.host, ask.path, title="410 Gone")) if ask.path == "/docs/410" else None,
    ),
    Case(
        name="a manual on not found",
        href="https://{h}/docs/404",
        verdict="ok",
        does=lambda ask: Reply(body=article(ask.host, ask.path, title="404 Not Found: what it means")) if ask.path == "/docs/404" else None,
    ),
    Case(name="a changelog", href=GONE, verdict="ok", does=changelog),
    Case(name="pages from one template", href="https://{h}/weather/oslo https://{h}/weather/lima", verdict="ok", does=weather),
    Case(name="profiles for every name", href="https://{h}/user/anna", verdict="ok", does=profiles),
    Case(
        name="a short honest page",
        href=GONE,
        verdict="ok",
        does=lambda ask: (
            Reply(body=shell(ask.host, "Opening hours", "<h1>Opening hours</h1><p>Monday to Friday, nine to five.</p>"))
            if ask.path == "/deeds/gone"
            else None
        ),
    ),
    Case(
        name="a search that found nothing",
        href="https://{h}/search?q=abc",
        verdict="ok",
        does=lambda ask: (
            Reply(body=shell(ask.host, "Search", "<h1>Search</h1><p>No results for abc.</p>")) if ask.path == "/search" else None
        ),
    ),
    Case(
        name="a gallery without words",
        href=GONE,
        verdict="ok",
        does=lambda ask: (
            Reply(body=shell(ask.host, "Spring", '<img src="1.jpg"><img src="2.jpg"><img src="3.jpg">'))
            if ask.path == "/deeds/gone"
            else None
        ),
    ),
)
