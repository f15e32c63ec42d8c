"""What the usual programs say in their translations when a page is not there, among honest answers; and pages of nearly the same words."""

from tests.web.cases.lookalikes import only
from tests.web.prose import missing, shell
from tests.web.serving import Ask, Behaviour, Case, Reply

PAGE = "/deeds/annual-review"
SCRIPT = '<script src="/theme.js"></script>'
HEADS = (
    *("Error 404: Not Found", "No se puede encontrar esa página", "Impossibile trovare la pagina"),
    *("Strona nieznaleziona", "Nothing here", "Stránku nelze najít", "Side ikke fundet", "Finner ikke siden"),
    *("Síða fannst ekki", "Lapa netika atrasta", "Puslapis nebuvo rastas", "Pagină negăsită"),
    *("Страницата не може да бъде намерена", "Старонка не знойдзена", "Страница није нађена", "Stran ne obstaja"),
    *("Страницата не е пронајдена", "Faqja nuk u gjet", "Δεν βρέθηκε η σελίδα", "Böyle bir sayfa yok"),
    *("გვერდი ვერ მოიძებნა", "Էջը չի գտնվել", "تعذر العثور على الصفحة", "برگه پیدا نشد", "صفحہ نہیں ملا"),
    *("پاڼه ونه موندل شوه", "Rûpel nehate dîtin", "পৃষ্ঠা খুঁজে পাওয়া যায়নি", "பக்கம் காணப்படவில்லை"),
    *("పేజీ కనబడలేదు", "पृष्ठ सापडले नाही", "ಪುಟ ಕಂಡುಬಂದಿಲ್ಲ", "പേജ് കണ്ടെത്തിയില്ല", "ਪੰਨਾ ਨਹੀਂ ਮਿਲਿਆ"),
    *("पृष्ठ फेला परेन", "ไม่พบหน้าที่คุณต้องการ", "ບໍ່ພົບໜ້າ", "រកមិនឃើញទំព័រ", "စာမျက်နှာ မတွေ့ပါ"),
    *("Không tìm thấy trang yêu cầu", "Laman tidak ditemui", "Hindi natagpuan ang pahina", "页面没有找到"),
    *("お探しのページは見つかりません", "페이지가 존재하지 않습니다", "Хуудас олдсонгүй", "Бет табылмады"),
    *("Барак табылган жок", "Sahifa topilmadi", "Ukurasa haujapatikana", "ገጹ አልተገኘም", "Bogga lama helin"),
    *("Ikhasi alitholakalanga", "Bladsy nie gevind nie", "Ez da orria aurkitu", "Non se atopou a páxina"),
    *("No hem trobat la pàgina", "Heb ganfod y dudalen", "Níor aimsíodh an leathanach"),
    *("Cha deach an duilleag a lorg", "Säit net fonnt", "Paĝo ne trovita"),
    *("Oops! That page doesn’t exist or is private.", "Page not found at /deeds/annual-review"),
)
"""Titles that are headings too."""

SENTENCES = (
    ("Ups!", "Ups! Nie ma takiej strony", "Strona, której szukasz, nie istnieje lub została przeniesiona."),
    ("Hiba", "A keresett oldal nem található", "Lehet, hogy az oldalt törölték vagy áthelyezték."),
    ("Σφάλμα", "Ωχ!", "Η σελίδα που αναζητάτε δεν υπάρχει ή έχει μετακινηθεί."),
    ("오류", "요청하신 페이지를 찾을 수 없습니다", "주소를 다시 확인해 주세요."),
    ("Hata", "Hata", "Aradığınız sayfa bulunamadı veya taşınmış olabilir."),
    ("Oeps", "Oeps, deze pagina bestaat niet", "De pagina die je zoekt is verplaatst of verwijderd."),
)
"""Title, heading and text."""

MENTIONS = (
    ("en", "Article 370 was removed from the Constitution", "Article 370 has been removed by parliament. Protests go on."),
    ("en", "Dead link", "An opera for two telephones, on Friday."),
    ("en", "Lost?", "Our map for hikers shows all paths."),
    ("en", "No longer available", "Three medicines are missing in pharmacies: see the list."),
    ("en", "This page has been removed from history", "An essay on textbooks and what they leave out."),
    ("ja", "営業時間を変更しました", "四月から営業時間を変更しました。看板も公園に移動しました。"),
    ("ja", "記事を変更しました", "古い記事の写真を変更しました。"),
    ("ja", "メールアドレスを変更しました", "新しいメールアドレスは会報にあります。"),
    ("pl", "Nie masz dostępu do lekarza?", "Pomagamy ludziom bez papierów."),
    ("id", "Warga tidak memiliki akses air bersih", "Warga tidak memiliki akses air bersih sejak Mei."),
    ("tr", "Suya erişim izniniz yok", "Köylüler kuyudan su alamıyor."),
    ("zh", "没有权限的孩子", "他们没有权限上学。"),
    ("th", "ไม่พบหน้ากากในร้าน", "ชาวบ้านเย็บหน้ากากเอง"),
    ("de", "Die gesuchte Seite des Berges", "Wer die Nordseite sucht, geht über den Sattel."),
    ("hu", "A másik oldal", "Kiállítás a folyó túlsó oldaláról."),
    ("el", "Μια σελίδα της ιστορίας", "Δεν υπάρχει σελίδα χωρίς εικόνες σε αυτό το βιβλίο."),
    ("id", "Kantor dipindahkan", "Patung di alun-alun dipindahkan ke museum."),
    ("vi", "Làng bị xóa tên", "Triển lãm về ngôi làng bị xóa tên khỏi bản đồ."),
    ("nb", "Vi finner ikke siden 2010 så mange ørreter", "Elva er for varm."),
    ("bn", "ধানের পাতা", "এ বছর সবুজ পাতা কম।"),
)
"""Language, title that is a heading too, and text of pages that are there."""


def excuses_but(page: Reply) -> Behaviour:
    """One page of a site that excuses itself with success wherever it has none."""

    def does(ask: Ask) -> Reply | None:
        if ask.path in {"/", "/robots.txt"}:
            return None
        return page if ask.path == "/node/7" else Reply(body=missing(ask.host))

    return does


def _page(lang: str, title: str, heading: str, text: str) -> Reply:
    return Reply(body=shell("a.b.org", title, f"<h1>{heading}</h1><p>{text}</p>{SCRIPT}", lang=lang))


def _plain(text: str, kind: str = "text/plain") -> Reply:
    return Reply(body=text, type=kind)


CASES = (
    *(
        Case(name=f"in a translation: {head}", href="https://{h}" + PAGE, verdict="soft_404", does=only(PAGE, _page("", head, head, "")))
        for head in HEADS
    ),
    *(
        Case(name=f"a translated sentence: {row[2]}", href="https://{h}" + PAGE, verdict="soft_404", does=only(PAGE, _page("", *row)))
        for row in SENTENCES
    ),
    *(
        Case(name=f"{how}: {head}", href="https://{h}/node/7", verdict="ok", does=around(_page(lang, head, head, text)))
        for lang, head, text in MENTIONS
        for how, around in (
            ("nearly an excuse", lambda page: only("/node/7", page)),
            ("nearly one among excuses", excuses_but),
        )
    ),
    *(
        Case(
            name=f"a program's only words: {body} {kind}", href="https://{h}/x/7", verdict="soft_404", does=only("/x/7", _plain(body, kind))
        )
        for body, kind in (
            ("404 page not found\n", "text/plain"),
            ("Not Found", "text/html"),
            ("File not found.", "text/plain; charset=utf-8"),
            ('{"detail":"Not found."}', "application/json"),
            ('{"message":"Not Found","documentation_url":"https://example.org"}', "application/json"),
        )
    ),
    *(
        Case(name=f"few words, and not these: {body}", href="https://{h}/x/7", verdict="ok", does=only("/x/7", _plain(body, kind)))
        for body, kind in (
            ("ok", "text/plain"),
            ("Not found: a poem on a cat that went away in May", "text/plain"),
            ('{"message":"Not Found","author":"Ann"}', "application/json"),
            ('{"detail":"Not found","data":{"id":4}}', "application/json"),
            ('{"title":"Not found","year":1999}', "application/json"),
        )
    ),
    Case(
        name="an excuse in words of its own, in the template for excuses",
        href="https://{h}" + PAGE,
        verdict="soft_404",
        does=only(PAGE, Reply(body=f"<body class='rtl error404'><h1>Hier wohnt niemand</h1><p>Zurück zum Anfang.</p>{SCRIPT}</body>")),
    ),
    Case(
        name="a page whose number is 404",
        href="https://{h}" + PAGE,
        verdict="ok",
        does=only(PAGE, Reply(body=f"<body class='page page-id-404'><h1>Hier wohnt Ann</h1><p>Im dritten Stock.</p>{SCRIPT}</body>")),
    ),
    Case(
        name="a page that says what its address says",
        href="https://{h}/works/not-found",
        verdict="ok",
        does=only("/works/not-found", _plain("<p>Not found.</p>", "text/html")),
    ),
)
