"""What pages say that are not the page: in the languages of the web, as patterns over lower-case text.

Phrases never decide alone. They are one kind of evidence; judging asks for a second.
"""

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


NOT_FOUND = _any(
    # English
    r"\b(?:page|file|document|content|resource|article|url|site|video|post|item|product|listing|record|object|topic|profile|user|account)s? (?:was |were |is |are |has been |have been )?"
    r"(?:not found|missing|gone|not be found|could ?n[o’']t be found|can ?not be found|can[’']t be found|not available|unavailable|(?:does|do) ?n[o’']t exist|no longer (?:exists?|available|here))",
    r"^(?:oops!? ?|sorry,? |whoops!? ?)?not found$",
    r"\b(?:we )?(?:could ?n[o’']t|can ?not|can[’']t|were unable to|are unable to) (?:find|locate) (?:the|that|this|your) (?:page|file|document|content|article|resource)",
    r"\b(?:error|http|status)[ :-]*(?:code )?404\b|\b404[ :-]*(?:error|page|not found|file)",
    r"^(?:oops|whoops|uh[- ]oh)[ !.,…]*$|\bno such page\b|\bnothing (?:was )?found\b|\bthis page is ?n[o’']t (?:available|here|working)|\bpage (?:has )?expired\b",
    # German, Dutch, Scandinavian
    r"(?:seite|datei|inhalt|dokument|artikel)[ \w]{0,20}(?:nicht gefunden|existiert nicht|nicht vorhanden|nicht verfügbar|nicht mehr verfügbar)|^nicht gefunden$|\bfehler 404\b",
    r"pagina (?:werd |is )?(?:niet gevonden|bestaat niet)|sid(?:an|en) (?:kunde |kunne |blev |ble )?(?:ikke |inte )?(?:hittades inte|hittas|fundet|funnet|finnes ikke|findes ikke|finns inte|hittas inte)",
    r"\bsivua ei (?:löydy|löytynyt|ole)|síðan fannst ekki",
    # Romance
    r"(?:page|document|contenu|article|fichier)s? (?:est |non |n[’'](?:est|a|existe) )?(?:pas )?(?:introuvables?|trouvée?s?|inexistante?s?|existe pas|été trouvée?|disponible)|\berreur 404\b|page n[’']existe pas",
    r"página (?:que busca )?no (?:encontrada|existe|disponible|se encuentra|ha sido encontrada|se ha encontrado)|no (?:se )?(?:ha )?encontr(?:ó|ado|amos|ada) la página|pàgina no (?:trobada|existeix)",
    r"pagina (?:non (?:è stata )?(?:trovata|esiste|disponibile)|inesistente)|\berrore 404\b|página não (?:foi )?(?:encontrada|existe|localizada)|\berro 404\b|pagin[aă] nu (?:a fost )?(?:găsită|gasita|există|exista)",
    # Slavic and Baltic
    r"страниц[аыуи] (?:вы ищете )?не (?:была )?(?:найден|существует|обнаружен)|сторінк[аиу] не (?:знайден|існує|була знайдена)|страницата не (?:е намерена|съществува|беше намерена)|\bошибка 404\b|\bпомилка 404\b",
    r"stron[ay] nie (?:została )?(?:znalezion|istnieje)|nie znaleziono (?:strony|takiej)|stránka (?:nebyla |sa |nebola )?(?:nenalezena|nalezena|neexistuje|nenašla|nájdená)|stranica (?:nije|ne) (?:pronađena|postoji)",
    r"strani? ni (?:bilo )?(?:mogoče )?(?:najden|najti|obstaja)|страница (?:није|не) (?:пронађена|постоји|е пронајдена)|puslapis nerastas|lapa nav atrasta|lehte? ei (?:leitud|leita)",
    # Others
    r"oldal nem (?:található|létezik)|η σελίδα δεν (?:βρέθηκε|υπάρχει)|sayfa (?:bulunamadı|mevcut değil)|faqe nuk u gjet|səhifə tapılmadı",
    r"الصفحة (?:المطلوبة )?(?:غير موجودة|غير متوفرة|غير متاحة)|لم (?:يتم العثور على|نتمكن من العثور على) (?:هذه )?الصفحة|(?:הדף|העמוד)(?: המבוקש)? (?:לא נמצא|אינו קיים)|صفحه (?:مورد نظر )?(?:یافت|پیدا) نشد",
    r"ページ(?:が|は)(?:見つかりません|存在しません|見つかりませんでした|ありません)|お探しのページ|페이지를 찾을 수 없|존재하지 않는 페이지|(?:页面|网页|頁面|網頁)(?:不存在|未找到|找不到|已被删除|已刪除|無法找到|无法找到)|(?:找不到|未找到|没有找到)(?:该|您|此|這個|这个)?[^。，]{0,8}(?:页面|网页|頁面|網頁)",
    r"ไม่พบหน้า|không tìm thấy trang|trang (?:bạn tìm )?không tồn tại|halaman (?:yang anda cari )?tidak (?:ditemukan|ada|tersedia)|पृष्ठ नहीं मिला|पेज नहीं मिला|পৃষ্ঠাটি পাওয়া যায়নি|ukurasa haukupatikana",
)
"""The page that was asked for is not there."""

LOOKING_FOR = _any(
    r"\b(?:you(?:[’']re| are| were|[’']ve| have)? (?:looking|searching|trying|requested|followed)|requested)[^.!?]{0,90}(?:not|n[’']t|no longer|moved|removed|deleted|renamed|gone|never)",
    r"\b(?:could ?n[o’']t|can ?not|can[’']t|unable to|not able to|did ?n[o’']t) (?:find|locate)[^.!?]{0,60}(?:looking|searching|requested|trying|page|document|file|content)",
    r"\b(?:page|document|file|content|article|link|resource|item)[^.!?]{0,40}(?:may|might|could|must|has|have|was) (?:have )?(?:been )?(?:moved|removed|deleted|renamed|withdrawn|does not exist|not exist|expired|incorrect|broken)",
    r"\bnot found on this server\b|\bthe (?:link|address|url) (?:you followed )?(?:may|might) (?:be|have been) (?:broken|mistyped|wrong|incorrect)",
    r"(?:gewünschte|angeforderte|aufgerufene|gesuchte)n? (?:seite|inhalt|datei)[^.!?]{0,60}(?:nicht|leider)|(?:pagina|página|page|pàgina) (?:que|die|che|u|qui)[^.!?]{0,60}(?:no|non|não|niet|n[’'](?:existe|est|a)|plus|pas|introuvable)\b",
    r"(?:запрошенн|запрашиваем|искомая)[^.!?]{0,40}(?:не |удален|перемещен)|(?:żądana|szukana) stron|(?:requested|asked for|requestado|demandée|richiesta|solicitada|gevraagde)[^.!?]{0,40}(?:no |non |não |niet |pas |n[’'])",
    r"(?:削除|移動|変更)(?:され|し)[^。]{0,14}(?:可能性|ました)|(?:访问|請求|请求|訪問)的(?:页面|頁面|网页|網頁)[^。]{0,12}(?:不存在|删除|刪除)|(?:삭제|이동)되었거나|التي تبحث عنها|(?:bị xóa|không tồn tại)|(?:dihapus|dipindahkan)",
)
"""The page apologises for not being there, in a sentence."""

WITHDRAWN = _any(
    r"\b(?:position|vacancy|job|role|posting|opening) (?:has|have|is|was)(?: been| now| no longer)? ?(?:filled|closed|expired|available|withdrawn|removed)",
    r"\b(?:product|item|listing|offer|course|video|post|ad|article|event|project|campaign|petition|auction) (?:is|has|was)(?: been)? (?:no longer available|discontinued|removed|deleted|expired|unavailable)",
    r"\bthis (?:listing|offer|ad|job|page|campaign) has (?:ended|expired|been removed|been deleted)\b|\b(?:stelle|anzeige) ist (?:nicht mehr verfügbar|bereits besetzt)|offre (?:n[’']est plus|expirée)|oferta (?:ya no está|caducada|expirada)",
)
"""What the page was about is over."""

NO_RESULTS = _any(
    r"\b(?:0|no|zero) (?:search )?(?:results?|matches|hits|items|products|entries|articles|posts)\b|\bnothing (?:found|matched|matches)\b|\bdid not match any\b|\byour search[^.!?]{0,40}(?:no|not)\b|\bwe found 0\b",
    r"\bkeine (?:ergebnisse|treffer)|\baucune? (?:résultat|article|produit)|\b(?:ningún|sin|0) resultados?|\bno se (?:han )?encontr\w+ resultados|\bnessun risultato|\bnenhum resultado|\bgeen resultaten|\binga (?:resultat|träffar)",
    r"ничего не найдено|не найдено результатов|brak wyników|žádné výsledky|結果(?:が|は)(?:見つかり|ありません)|没有(?:找到)?(?:相关)?结果|검색 결과가 없|sonuç bulunamadı|لا توجد نتائج|δεν βρέθηκαν αποτελέσματα",
)
"""A search that found nothing."""

ERROR_WORDS = _any(
    r"\b(?:an|unexpected|unknown|application|runtime|server) error (?:has )?(?:occurred|occured)|\bsomething (?:went|has gone) wrong\b|\b(?:error|sorry)[ ,.!]+(?:an |we |the |this )|^(?:sorry|error|oops|fehler|erreur|errore?|erro|ошибка|エラー|错误)[ !.…:]*$",
    r"\bes ist ein fehler aufgetreten|\bune erreur (?:est survenue|s[’']est produite)|\b(?:ha ocurrido|se ha producido) un error|\bsi è verificato un errore|\bocorreu um erro|\ber is een fout opgetreden|произошла ошибка|エラーが発生|发生错误|发生了错误",
)
"""The page says that something failed."""

TROUBLE = _any(
    r"\bfatal error\b|\buncaught (?:exception|error|\w*exception|typeerror)|\berror establishing a database connection\b|\b(?:database|mysql|sql|pdo|odbc|ora-\d+)[ \w]{0,20}(?:error|exception|connection (?:failed|refused))",
    r"\bstack ?trace\b|\btraceback \(most recent call last\)|\bserver error in ['‘’\"]?/|\bwhitelabel error page\b|\binternal server error\b|\bservice (?:is )?(?:temporarily )?unavailable\b|\bbad gateway\b|\bgateway time-?out\b",
    r"\bcould not connect to (?:the )?(?:database|server)|\bthere has been a critical error on this website|\bapplication error\b|\bcan[’']t connect to local mysql|\bresource limit is reached\b|\bbandwidth limit exceeded\b|\btoo many connections\b",
)
"""A server in trouble that answers as if all were well."""

MAINTENANCE = _any(
    r"\b(?:site|website|page|system|we|service|portal)[^.!?]{0,30}(?:under|down for|undergoing|performing|in)[ \w]{0,20}maintenance\b|^(?:site |website |scheduled |planned |system )?(?:under )?maintenance(?: mode)?$|\b(?:be|come) (?:right )?back (?:soon|shortly)\b",
    r"\bwartungs(?:arbeiten|modus)\b|\ben (?:cours de )?maintenance\b|\ben mantenimiento\b|\bin manutenzione\b|\bem manutenção\b|\bonderhoud\b|техническ\w+ (?:работ|обслуживан)|メンテナンス中|维护中|維護中|점검 중|przerwa techniczna|bakım",
)
"""The site is closed for repairs."""

FOR_SALE = _any(
    r"\b(?:domain|website|web ?site|[\w-]+\.[a-z]{2,12})(?: name)? (?:is|may be|might be|could be)(?: now| currently)? (?:for sale|available for purchase|listed for sale)|\bbuy (?:this|the) domain\b|\bmake an offer (?:on|for) this domain|\bthis domain is available\b|\binquire about this domain",
    r"\bdomain(?:name)? (?:steht |ist )?(?:zum verkauf|zu verkaufen)|\b(?:nom de )?domaine (?:est )?à vendre|\bdominio (?:está )?(?:en venta|in vendita|à venda)|\bdomínio (?:está )?à venda|\bdomein (?:is )?te koop|\bdomena (?:jest )?na sprzedaż|\bdomän(?:en)? (?:är )?till salu",
    r"домен (?:продается|продаётся|выставлен)|このドメインは(?:売り|販売)|域名(?:出售|转让|正在出售)|도메인[^.]{0,8}판매|satılık (?:domain|alan adı)",
)
"""The name itself is offered."""

PARKED = _any(
    r"\b(?:related|sponsored|popular) (?:searches|listings|links|categories)\b|\bdomain (?:owner maintains no relationship|is parked|has been parked|parking)|\bparked (?:free|domain|page)\b|\bthis (?:web ?)?page is parked",
    r"\bdomain (?:name )?(?:has just been|was recently|is|has been) (?:registered|reserved|expired|newly registered)|\bdomain reserved\b|\bexpired domain\b|\brenew (?:this|your) domain\b|\bfuture home of\b|\bregistered (?:at|with|by|via|through) [\w .-]{2,40}(?:registrar|domains?|hosting)",
    r"\b(?:diese|die) (?:domain|internetadresse) (?:ist|wurde)[^.!?]{0,30}(?:registriert|reserviert|geparkt|gesperrt)|\bce (?:nom de )?domaine (?:est|a été) (?:réservé|enregistré|parqué)|\beste dominio (?:está|ha sido) (?:registrado|reservado|aparcado)|\bdominio (?:è stato )?(?:registrato|parcheggiato)",
    r"\bdit domein is (?:gereserveerd|geregistreerd|geparkeerd)|домен (?:припаркован|зарегистрирован)|このドメインは[^。]{0,20}(?:取得|登録|お名前)|域名(?:已)?(?:过期|停放)|domena (?:została )?(?:zarejestrowana|zaparkowana)",
)
"""A name without a site."""

COMING_SOON = _any(
    r"^(?:website |site |page )?(?:coming soon|under construction|launching soon|opening soon)\b|\b(?:site|website|page) (?:is )?(?:coming soon|under construction|launching soon)\b|\bsomething (?:new|great|awesome|amazing|big) is (?:on its way|coming)",
    r"\b(?:seite|website) (?:ist )?im aufbau|\bhier entsteht|\b(?:site )?en construction\b|\ben construcción\b|\bpróximamente\b|\bin costruzione\b|\bem (?:construção|breve)\b|\bbinnenkort\b|сайт (?:находится )?в разработке|準備中|建设中|yapım aşamasında|wkrótce",
)
"""A site that is not there yet."""

SEIZED = _any(
    r"\b(?:domain|website|site|page)(?: name)? has been seized\b|\bseizure warrant\b|\bseized by (?:the )?(?:fbi|europol|police|authorities|department)"
)
"""The authorities have taken the name."""

SUSPENDED = _any(
    r"\b(?:account|website|web ?site|hosting|site|domain)(?: name)? (?:has been |is |was )?(?:temporarily )?(?:suspended|disabled|deactivated)\b",
    r"\bregistrant[’']?s? e-?mail[^.!?]{0,40}(?:verif|confirm)|\bcontact information verification\b|\b(?:compte|hébergement|site) (?:a été )?suspendu\b|\b(?:konto|webseite|domain) (?:wurde |ist )?gesperrt\b|\bcuenta (?:ha sido )?suspendida\b",
)
"""The host has switched the site off."""

DEFAULT_PAGE = _any(
    r"\bwelcome to (?:nginx|openresty|caddy|tengine|centos|cpanel|plesk|your new (?:site|website)|xampp|lighttpd)\b|\b(?:apache2?|nginx|iis|debian|ubuntu|centos|fedora|red hat)[ \w]{0,24}(?:default|test|welcome) page\b|\b(?:default|test) (?:web ?(?:site )?)?page for\b",
    r"^it works!?$|\biis windows server\b|^internet information services$|\bdefault plesk page\b|\bweb server'?s default page\b|\bdefault web ?(?:site|server) page\b|\bif you see this page, the \w+ web server is successfully installed\b|^default (?:web ?)?page$",
)
"""What a fresh server shows before anybody has put a site on it."""

LOGIN = _any(
    r"\b(?:log|sign)[ -]?(?:in|on)\b|\blogin\b|\byou need access\b|\brequest access\b|\bmembers? only\b|\brestricted area\b|\bauthentication required\b|\bsingle sign-on\b",
    r"\b(?:anmelden|anmeldung|einloggen)\b|\b(?:connexion|se connecter|identifiez-vous)\b|\b(?:iniciar sesión|inicia sesión|acceder)\b|\baccedi\b|\baccesso\b|\b(?:entrar|iniciar sessão)\b|\b(?:inloggen|aanmelden)\b|\blogga in\b|\blog ind\b|\blogg inn\b|\bkirjaudu\b",
    r"\bвойти\b|\bвход\b|\bавторизация\b|\bувійти\b|\bzaloguj|\blogowanie\b|\bpřihlášení\b|\bprihlásenie\b|\bbejelentkezés\b|\bautentificare\b|\bgiriş yap|\bσύνδεση\b|ログイン|登录|登錄|登入|로그인|تسجيل الدخول|התחבר|đăng nhập|\bmasuk\b",
)
"""Words of a door that wants a name and a password."""

ACCESS = _any(
    r"\byou (?:need|do not have|don[’']t have) (?:access|permission)|\brequest access\b|\bmembers? only\b|\brestricted (?:area|content|access)\b|\bauthentication (?:is )?required\b|\b(?:you )?must (?:be logged|log|sign) in\b|\b(?:please )?(?:log|sign) in to (?:continue|view|access|see)",
    r"\bsie benötigen (?:zugriff|eine berechtigung)|\bzugriff anfordern\b|\bbitte (?:melden sie sich an|einloggen)|\baccès (?:restreint|réservé)|\bvous devez (?:être connecté|vous connecter)|\bdebe(?:s)? iniciar sesión|\bdevi accedere|\bnecesitas? permiso|\bu moet inloggen|необходимо войти|ログインが必要|请先登录|請先登入",
)
"""The page is there for those who are let in."""

REGION = _any(
    r"\b(?:not|n[’']t|un)[ -]?(?:currently )?(?:available|accessible) (?:in|from|to) (?:your|this) (?:country|region|location|area|territory)|\b(?:country|region|location)[^.!?]{0,40}(?:is )?(?:blocked|restricted|not (?:allowed|supported|permitted))",
    r"in (?:ihrem|deinem) land nicht verfügbar|(?:pas|non) disponible dans (?:votre|ce) (?:pays|région)|no (?:está )?disponible en (?:su|tu) (?:país|región)|non (?:è )?disponibile nel tuo paese|não (?:está )?disponível (?:no seu|em seu) país|недоступ\w+ в (?:вашем|вашей)|お住まいの(?:国|地域)",
)
"""Closed to visitors from here."""

ROBOT_CHECK = _any(
    r"\b(?:verify|verifying|confirm|checking|prove)[ \w’']{0,30}(?:human|robot|not a bot|browser)|\bare you (?:a )?(?:human|robot)\b|\bi[’']m not a robot\b|\bjust a moment\b|\bchecking your browser\b|\bsecurity check\b|\bunusual traffic\b|\bautomated (?:access|requests|queries|traffic)\b",
    r"\bpress (?:&|and) hold\b|\battention required\b|\bpardon our interruption\b|\bone more step\b|\bcomplete the (?:captcha|security)|\benable (?:javascript|cookies)(?: and (?:javascript|cookies))?[^.!?]{0,40}(?:continue|proceed|verif)|\bddos protection by\b|\baccess (?:to this page )?(?:has been )?(?:denied|blocked|limited)\b",
    r"\brequest (?:rejected|blocked|unsuccessful)\b|\bsupport id(?: is)?:|\bincident id\b|\bmaking sure you[’']re not a bot\b|\bbot (?:verification|detection|protection)\b|\bcaptcha\b|\byou have been blocked\b|\bmensch sind|\bêtes humain|\bque no (?:es|eres) un robot|не робот|ロボットでは|人机验证|验证您是真人",
)
"""A door that wants to know whether we are a machine."""

CONSENT = _any(
    r"\b(?:before you continue|we (?:value|care about) your privacy|your privacy choices|cookie (?:consent|settings|preferences)|accept (?:all )?cookies|we use cookies|enable cookies)",
    r"\bbevor sie (?:fortfahren|weiter)|\b(?:alle )?cookies akzeptieren|\bwir verwenden cookies|\baccepter (?:tous les |les )?cookies|\baceptar (?:todas las )?cookies|\baccetta (?:tutti i )?cookie|\baceitar (?:todos os )?cookies|\balle cookies accepteren",
)
"""A door that wants a word on cookies."""

SPAM = _any(
    r"\b(?:situs|bandar|agen|daftar|link alternatif|bocoran|akun)[ \w]{0,20}(?:slot|judi|togel|casino|poker|bola)|\bslot (?:gacor|online|88|777|maxwin|deposit|thailand|demo|qris)|\bjudi (?:online|bola|slot)|\b(?:gacor|maxwin|togel|sbobet|pragmatic play|scatter hitam|rtp (?:live|slot))\b",
    r"\b(?:buy|cheap|order|generic)[ \w]{0,12}(?:viagra|cialis|levitra|tramadol|xanax|ivermectin|sildenafil|modafinil)|\b(?:viagra|cialis)[ \w]{0,12}(?:online|without prescription)|\bbest online (?:casinos?|slots?|betting)|\b(?:no deposit|free spins?|welcome) bonus\b|\bonline casino bonus",
    r"\b(?:casino|kasyno|казино)[ \w]{0,16}(?:online|онлайн|bonus|бонус)|\b(?:ставки на спорт|игровые автоматы|букмекер)|\bbahis (?:siteleri|sitesi)|\bcanlı (?:bahis|casino)|\bdeneme bonusu|\bkumar sitesi|(?:博彩|真人娱乐|彩票平台|澳门赌场|老虎机)|オンラインカジノ|카지노사이트|토토사이트|먹튀",
    r"\b(?:escort|call girls?)[ \w]{0,16}(?:service|agency|girls|in \w+)|\bporn(?:o|hub)? (?:videos?|movies?|tube)|\bxxx (?:videos?|movies?)|\breplica watches\b|\bpay(?:day)? loans? (?:online|near)|\bbuy (?:essays?|followers|backlinks)\b|\bessay writing service",
)
"""The vocabulary of those who take over abandoned names."""

GAMBLING = _any(
    r"\b(?:casinos?|gambling|betting|poker|roulette|blackjack|jackpot|slots?|slot machines?|sportsbook|bookmaker|lottery|baccarat)\b|казино|赌场|カジノ|카지노"
)
"""Words of games of chance, honest ones included."""
