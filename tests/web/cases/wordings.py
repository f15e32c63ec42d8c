"""The same faults in other words: excuses, offers, refusals and doors, in the languages of the web."""

from tests.web.prose import sentences, shell
from tests.web.serving import Ask, Behaviour, Case, Reply

EXCUSES = (
    ("Oops!", "Oops!", "Looks like you took a wrong turn. There's nothing here."),
    ("Lost?", "Are you lost?", "The address you entered does not match any page on our site."),
    ("Sorry", "Sorry, this page has gone walkabout", "It may have moved. Use the search below."),
    ("Page unavailable", "This page is unavailable", "The link may be broken, or the page may have been removed."),
    ("Errore 404", "Ops! Qualcosa è andato storto", "Non riusciamo a trovare la pagina richiesta."),
    ("Oeps", "Oeps! Deze pagina bestaat niet", "We kunnen de pagina die je zoekt niet vinden."),
    ("Ops", "Não encontramos esta página", "O endereço pode ter mudado."),
    ("Nie znaleziono strony", "Nie znaleziono strony", "Strona, której szukasz, nie istnieje."),
    ("Sidan finns inte", "Sidan finns inte", "Den kan ha tagits bort eller bytt adress."),
    ("Siden findes ikke", "Siden blev ikke fundet", "Den kan være flyttet."),
    ("Fehler", "Diese Seite gibt es leider nicht mehr", "Der Link ist veraltet oder falsch."),
    ("Erreur", "Cette page n’existe plus", "Retournez à l’accueil."),
    ("Contenido no disponible", "El contenido no está disponible", "Puede que se haya eliminado."),
    ("Stran ni bila najdena", "Stran ni bila najdena", "Iskana stran ne obstaja."),
    ("404", "お探しのページは見つかりませんでした", "URLが変更された可能性があります。"),
    ("找不到網頁", "找不到您要的頁面", "您要找的頁面可能已移除。"),
)
"""Title, heading and text."""

OFFERS = (
    ("{h} for sale", "{h}", "Buy now for 4,988 or make an offer."),
    ("{h}", "Le nom de domaine {h} est à vendre", "Faites une offre."),
    ("{h}", "El dominio {h} está en venta", "Haga su oferta."),
    ("{h}", "Il dominio {h} è in vendita", "Fai una offerta."),
    ("{h}", "De domeinnaam {h} is te koop", "Doe een bod."),
    ("{h}", "O domínio {h} está à venda", "Faça uma oferta."),
    ("{h}", "Domena {h} jest na sprzedaż", "Złóż ofertę."),
    ("{h}", "Domänen {h} är till salu", "Lämna ett bud."),
    ("{h}", "Домен {h} продаётся", "Купить домен."),
    ("{h}", "{h} 域名出售", "您正在访问的域名正在出售。"),
    ("{h} kaufen", "Die Domain {h} können Sie kaufen", "Diese Domain steht zum Verkauf."),
    ("{h}", "{h} has expired", "If you are the owner, please renew your domain."),
    ("{h}", "{h}", "{h} is registered, but the owner currently does not have an active website here."),
    ("Parkerad", "{h}", "Denna domän är parkerad."),
    ("Gereserveerd", "{h}", "Dit domein is gereserveerd voor een klant."),
    ("Notice", "Diese Domain wurde beschlagnahmt", "Beschlagnahmt durch das Bundeskriminalamt."),
)
"""Title, heading and text, of the asked name."""

SPAM = (
    ("Casino en ligne fiable", "Meilleur casino en ligne, bonus sans dépôt, tours gratuits, machines à sous."),
    ("Casinos online", "Mejores casinos online, tragaperras, bono sin depósito, apuestas deportivas."),
    ("Cassino online", "Melhores cassinos online, apostas esportivas, caça-níqueis, jogo do tigrinho."),
    ("Kasyno online", "Najlepsze kasyno online, bonus bez depozytu, darmowe spiny."),
    ("Casino utan svensk licens", "Bästa casino online, freespins, bonus, spelautomater."),
    ("Nhà cái uy tín", "Cá cược bóng đá, nổ hũ, game bài đổi thưởng, nhà cái hàng đầu."),
    ("สล็อตเว็บตรง", "สล็อต บาคาร่า คาสิโนออนไลน์ เครดิตฟรี"),
    ("澳门赌场 真人娱乐", "博彩 彩票平台 老虎机 真人娱乐"),
    ("Buy Viagra Online", "Cheap viagra and cialis without prescription. Order generic tramadol now."),
)

WALLS = (
    (202, "", "", "<meta http-equiv='refresh' content='0;/.well-known/sgcaptcha/?r=%2Fx'>"),
    (405, "405", "很抱歉，您的访问被阻断。", "<script src='//errors.aliyun.com/x.js'></script>"),
    (200, "安全验证", "请完成安全验证", "<script src='/TCaptcha.js'></script>"),
    (200, "Loading", "", "<script src='/vddosw3data.js'></script>"),
    (200, "Sicherheitsüberprüfung", "Bitte bestätigen Sie, dass Sie ein Mensch sind", "<div class='frc-captcha'></div>"),
    (200, "Vérification de sécurité", "Vérifiez que vous êtes humain", "<div class='h-captcha'></div>"),
    (403, "Access to this page has been denied", "Press &amp; Hold to confirm you are a human", "<div id=px-captcha></div>"),
)
"""Status, title, words and markup."""

DOORS = ("Anmelden", "Connexion", "Iniciar sesión", "Accedi", "Inloggen", "Zaloguj się", "Logga in", "Log ind", "ログイン", "Вход")

TROUBLES = (
    ("Wartungsarbeiten", "Unsere Website wird gerade gewartet."),
    ("Site em manutenção", "Voltamos em breve."),
    ("Przerwa techniczna", "Zapraszamy wkrótce."),
    ("Underhåll pågår", "Vi är snart tillbaka."),
    ("Sito in manutenzione", "Torneremo presto online."),
    ("Maintenance", "Briefly unavailable for scheduled maintenance. Check back in a minute."),
    ("We're sorry, but something went wrong (500)", "Check the logs for more information."),
    ("Datenbankfehler", "Fehler beim Aufbau einer Datenbankverbindung"),
    ("Erreur", "Erreur lors de la connexion à la base de données"),
    ("Error", "Error al establecer una conexión con la base de datos"),
    ("503 Backend fetch failed", "Guru Meditation: XID: 123"),
    ("Error", "Could not connect to MySQL."),
)
"""A heading and a text."""

REFUSALS = (
    ("Access denied", "You do not have permission to access this page."),
    ("Access denied", "You are not authorized to access this page."),
    ("Zugriff verweigert", "Sie haben keine Berechtigung, diese Seite zu sehen. Bitte melden Sie sich an."),
    ("Accès refusé", "Vous devez vous connecter pour accéder à cette page."),
    ("Private page", "This page is private. You must log in to view it."),
)


def everywhere(make: object) -> Behaviour:
    """The same page at every address."""
    return lambda ask: make(ask) if ask.path != "/robots.txt" else Reply(404)  # type: ignore[operator]


def _bare(ask: Ask, title: str, heading: str, text: str) -> Reply:
    title, heading, text = (part.format(h=ask.host) for part in (title, heading, text))
    return Reply(body=f"<html><head><title>{title}</title></head><body><h1>{heading}</h1><p>{text}</p></body></html>")


def _excuse(title: str, heading: str, text: str) -> Case:
    return Case(
        name=f"an excuse: {title}, {heading}",
        href="https://{h}/deeds/annual-review",
        verdict="soft_404",
        does=everywhere(lambda ask: Reply(body=shell(ask.host, title, f"<h1>{heading}</h1><p>{text}</p>"))),
    )


def _wall(status: int, title: str, words: str, markup: str) -> Case:
    body = f"<html><head><title>{title}</title></head><body><p>{words}</p>{markup}</body></html>"
    return Case(
        name=f"a wall: {status} {title} {words[:20]}",
        href="https://{h}/x",
        verdict="blocked",
        does=everywhere(lambda _ask: Reply(status, body=body)),
    )


def _door(title: str) -> Case:
    form = "<form method=post><input name=user><input type=password></form>"
    return Case(
        name=f"a door: {title}",
        href="https://{h}/internal/minutes",
        verdict="blocked",
        reason="login",
        does=everywhere(lambda ask: Reply(body=shell(ask.host, title, f"<h1>{title}</h1>{form}"))),
    )


def _refusal(title: str, text: str) -> Case:
    path = "/internal/minutes"
    return Case(
        name=f"a refusal with success: {title}, {text[:30]}",
        href="https://{h}" + path,
        verdict="blocked",
        does=lambda ask: Reply(body=shell(ask.host, title, f"<h1>{title}</h1><p>{text}</p>")) if ask.path == path else None,
    )


def _changing_excuse(title: str) -> Case:
    return Case(
        name=f"a long excuse that changes with the address: {title}",
        href="https://{h}/deeds/gone",
        verdict="soft_404",
        does=everywhere(
            lambda ask: Reply(body=shell(ask.host, title, f"<h1>{title}</h1><h2>You may like</h2><p>{sentences(ask.path, 24)}</p>"))
        ),
    )


CASES = (
    *(_excuse(*row) for row in EXCUSES),
    *(
        Case(
            name=f"an offer at {path}: {row[1]} {row[2][:30]}",
            href="https://{h}" + path,
            verdict="parked",
            does=everywhere(lambda ask, row=row: _bare(ask, *row)),
        )
        for row in OFFERS
        for path in ("/", "/blog/x")
    ),
    *(
        Case(
            name=f"taken over: {title}",
            href="https://{h}/",
            verdict="parked",
            reason="hijacked",
            texts=("Community water project",),
            does=everywhere(lambda ask, title=title, text=text: Reply(body=shell(ask.host, title, f"<h1>{title}</h1><p>{text}</p>"))),
        )
        for title, text in SPAM
    ),
    *(_wall(*row) for row in WALLS),
    *(_door(title) for title in DOORS),
    *(
        Case(
            name=f"trouble: {title}, {text[:30]}",
            href="https://{h}/",
            verdict="unstable",
            does=everywhere(lambda ask, title=title, text=text: _bare(ask, title, title, text)),
        )
        for title, text in TROUBLES
    ),
    *(_refusal(*row) for row in REFUSALS),
    *(_changing_excuse(title) for title in ("Page not found", "Seite nicht gefunden")),
)
