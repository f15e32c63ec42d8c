"""One page in each language that says what it is in its own words, among honest answers for other addresses: words must carry it."""

from tests.web.cases.lookalikes import only
from tests.web.cases.wordings import everywhere
from tests.web.prose import shell
from tests.web.serving import Case, Reply

PAGE = "/deeds/annual-review"
EXCUSES = (
    ("de", "Ungültige Adresse", "Die eingegebene Adresse ist ungültig", "Diese Seite gibt es nicht."),
    ("fr", "Contenu introuvable", "Ce contenu n'existe pas", "Désolé, le lien que vous avez suivi est incorrect."),
    ("es", "No se encontró la página", "No pudimos encontrar esa página", "Intente buscar."),
    ("pt", "Conteúdo não encontrado", "Conteúdo não encontrado", "O link pode estar quebrado."),
    ("it", "Non trovato", "Pagina non presente", "La pagina cercata non è stata trovata."),
    ("nl", "Pagina niet beschikbaar", "Deze pagina is niet beschikbaar", "Controleer het adres."),
    ("ar", "خطأ 404", "عفواً!", "لم يتم العثور على الصفحة المطلوبة."),
    ("ja", "404エラー", "申し訳ございません", "指定されたページが見つかりませんでした。"),
    ("zh", "您访问的页面走丢了", "哎呀,页面走丢了", "页面找不到了"),
    ("ko", "알림", "요청하신 페이지가 존재하지 않습니다", "주소가 잘못 입력되었습니다."),
    ("ru", "Материал не найден", "Материал не найден", "Запрошенный материал удалён."),
    ("fa", "خطای 404", "صفحه پیدا نشد", "بازگشت"),
    ("cs", "Chyba 404", "Stránka nenalezena", "Hledaná stránka zde není."),
    ("da", "Siden findes ikke", "Siden eksisterer ikke længere", "Gå til forsiden."),
    ("sw", "Ukurasa haupatikani", "Ukurasa huu haupo", "Rudi mwanzo."),
)
"""Language, title, heading, text."""

TRADES = (
    ("de", "Viagra rezeptfrei kaufen", "Potenzmittel online bestellen, Cialis Generika günstig, Kamagra."),
    ("fr", "Acheter Viagra sans ordonnance", "Pharmacie en ligne, Cialis générique pas cher, Kamagra."),
    ("cs", "Nejlepší online casina", "Volné točení zdarma, bonus bez vkladu, automaty, sázky."),
    ("fi", "Parhaat nettikasinot", "Ilmaiskierroksia, pikakasinot, vedonlyönti, kolikkopelit."),
    ("el", "Καλύτερα online καζίνο", "Φρουτάκια, στοιχηματικές εταιρίες, μπόνους χωρίς κατάθεση."),
    ("ar", "أفضل كازينو اون لاين", "كازينو على الإنترنت، مراهنات رياضية، روليت وبلاك جاك."),
    ("ja", "ブランドコピー スーパーコピー", "スーパーコピー 激安 通販 n級品"),
    ("ru", "Проститутки Москвы", "Индивидуалки, интим услуги, секс досуг."),
    ("en", "Write my essay for me", "Pay someone to write your paper. Dissertation writing help from writers."),
    ("en", "Immediate Edge official website", "AI crypto trading platform. Start trading bitcoin with 88% win rate."),
    ("en", "Mod APK download unlimited money", "Download the latest modded APK for free, unlimited coins and gems."),
)
"""Language, title and text of a front page under a name that was taken."""

HONEST_TRADES = (
    ("Fake Viagra online: the trade in counterfeit pills", "Do not buy medicine without prescription: fake viagra is dangerous."),
    ("CBD gummies: what the evidence says", "Trials of CBD oils in epilepsy, and of cannabis."),
    ("Write my essay: confessions of a ghostwriter", "Twelve students tell why they paid."),
    ("Pharmacy Examining Board - online pharmacy safety", "We list legal pharmacies. No viagra without prescription."),
)
CLOSED = (
    ("fr", "Site indisponible", "Le site est momentanément indisponible pour cause de maintenance."),
    ("es", "Volvemos enseguida", "La web se encuentra temporalmente fuera de servicio."),
    ("ar", "الموقع تحت الصيانة", "سنعود قريباً."),
    ("zh", "系统维护", "网站正在维护,请稍后访问。"),
    ("hu", "Karbantartás", "Az oldal karbantartás miatt nem elérhető."),
    ("de", "Interner Serverfehler", "Der Server hat einen internen Fehler festgestellt."),
    ("en", "Error", "upstream connect error or disconnect/reset before headers"),
)
REGIONS = ("Ta treść nie jest dostępna w Twoim kraju.", "该内容在您所在的地区不可用。", "هذا المحتوى غير متاح في بلدك.")
NAMES = (
    ("Domínio registrado", "Este domínio foi registrado."),
    ("{h}", "הדומיין {h} למכירה"),
    ("{h}", "النطاق {h} معروض للبيع"),
    ("{h}", "Az {h} domén a mi ügyfelünké."),
)
"""Title and text of names without a site, the last in words that no list has."""


def _one(path: str, lang: str, title: str, heading: str, text: str) -> Reply:
    return Reply(body=shell("a.b.org", title, f"<h1>{heading}</h1><p>{text}</p>", lang=lang))


CASES = (
    *(
        Case(name=f"said in {row[0]}: {row[1]}", href="https://{h}" + PAGE, verdict="soft_404", does=only(PAGE, _one(PAGE, *row)))
        for row in EXCUSES
    ),
    *(
        Case(
            name=f"a front page in {lang} that sells: {title}",
            href="https://{h}/",
            verdict="parked",
            reason="hijacked",
            texts=("Community water project",),
            does=only("/", _one("/", lang, title, title, text)),
        )
        for lang, title, text in TRADES
    ),
    *(
        Case(
            name=f"a page about a trade at {path}: {title}",
            href="https://{h}" + path,
            verdict="ok",
            texts=(link,),
            does=only(path, _one(path, "en", title, title, text)),
        )
        for title, text in HONEST_TRADES
        for path, link in (("/node/7", "Annual review"), ("/", "Website"))
    ),
    *(
        Case(
            name=f"closed in {lang}: {title}",
            href="https://{h}" + PAGE,
            verdict="unstable",
            does=everywhere(lambda _ask, row=(lang, title, title, text): _one(PAGE, *row)),
        )
        for lang, title, text in CLOSED
    ),
    *(
        Case(
            name=f"not for this region: {text}",
            href="https://{h}" + PAGE,
            verdict="blocked",
            reason="region",
            does=everywhere(lambda _ask, text=text: Reply(body=f"<title>Notice</title><p>{text}</p>")),
        )
        for text in REGIONS
    ),
    *(
        Case(
            name=f"a name without a site: {title} {text}",
            href="https://{h}/",
            verdict="parked",
            does=everywhere(
                lambda ask, title=title, text=text: Reply(body=f"<title>{title.format(h=ask.host)}</title><p>{text.format(h=ask.host)}</p>")
            ),
        )
        for title, text in NAMES
    ),
)
