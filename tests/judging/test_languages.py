"""Which language a text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audit.judging.languages import language_of

TEXTS = {
    "en": "The village has built a new well, and the people who live there no longer have to walk for hours to fetch their water.",
    "de": "Das Dorf hat einen neuen Brunnen gebaut, und die Menschen, die dort leben, müssen nicht mehr stundenlang für ihr Wasser gehen.",
    "fr": "Le village a construit un nouveau puits, et les gens qui y vivent ne sont plus obligés de marcher des heures pour leur eau.",
    "es": "El pueblo ha construido un nuevo pozo, y las personas que viven en él ya no tienen que caminar horas para buscar su agua.",
    "it": "Il villaggio ha costruito un nuovo pozzo, e le persone che ci vivono non devono più camminare per ore per la loro acqua.",
    "pt": "A aldeia construiu um novo poço, e as pessoas que lá vivem não precisam mais de andar horas para buscar a sua água.",
    "nl": "Het dorp heeft een nieuwe put gebouwd, en de mensen die er wonen hoeven niet meer uren te lopen om hun water te halen.",
    "pl": "Wieś zbudowała nową studnię i ludzie nie muszą już chodzić po wodę przez wiele godzin, a dzieci są w szkole od rana.",
    "sv": "Byn har byggt en ny brunn, och de som bor där behöver inte längre gå i timmar för att hämta vatten till sina barn.",
    "da": "Landsbyen har bygget en ny brønd, og de som bor der behøver ikke længere at gå i timer for at hente vand til børnene.",
    "fi": "Kylä on rakentanut uuden kaivon, ja se on muuttanut elämän, koska vesi ei ole enää kaukana ja lapset ovat koulussa.",
    "tr": "Köy yeni bir kuyu yaptı ve bu kuyu ile insanlar artık su için saatlerce yürümek zorunda değil, çok daha iyi bir hayat var.",
    "id": "Desa itu telah membangun sumur baru dan orang yang tinggal di sana tidak lagi berjalan jauh untuk mengambil air dari sungai.",
    "vi": "Ngôi làng đã xây một cái giếng mới và những người sống ở đó không còn phải đi bộ hàng giờ để lấy nước cho các con của họ.",
    "cs": "Vesnice postavila novou studnu a lidé, které tam žijí, už nemusí chodit pro vodu, protože je to jen kousek od domu.",
    "ro": "Satul a construit o fântână nouă și oamenii care trăiesc acolo nu mai merg cu orele pentru apă, iar copiii sunt la școală.",
    "hu": "A falu új kutat épített, és az emberek már nem gyalogolnak órákat a vízért, mert a kút ott van a házak mellett, és ez jó.",
    "sw": "Kijiji kimejenga kisima kipya na watu wa hapa hawatembei tena kwa saa nyingi, kwani maji ya kisima ni karibu na nyumba.",
    "cyrillic": "Деревня построила новый колодец, и людям больше не нужно часами ходить за водой.",
    "greek": "Το χωριό έχτισε ένα νέο πηγάδι και οι άνθρωποι δεν περπατούν πια ώρες για νερό.",
    "arabic": "بنت القرية بئراً جديدة ولم يعد الناس يمشون ساعات لجلب الماء.",
    "hebrew": "הכפר בנה באר חדשה והאנשים כבר לא הולכים שעות כדי להביא מים.",
    "devanagari": "गाँव ने एक नया कुआँ बनाया और लोगों को अब पानी के लिए घंटों नहीं चलना पड़ता।",
    "thai": "หมู่บ้านได้สร้างบ่อน้ำใหม่และผู้คนไม่ต้องเดินหลายชั่วโมงเพื่อไปตักน้ำอีกต่อไป",
    "japanese": "村は新しい井戸を作り、人々はもう水を汲むために何時間も歩く必要がありません。",
    "hangul": "마을은 새 우물을 만들었고 사람들은 더 이상 물을 길러 몇 시간씩 걷지 않아도 됩니다.",
    "han": "村里修了一口新井，人们再也不用走好几个小时去打水了。",
}


@pytest.mark.parametrize(("language", "text"), TEXTS.items())
def test_a_text_tells_its_language(language, text):
    assert language_of(text) == language


@pytest.mark.parametrize(
    "text", ["", "OK", "404", "Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor", "1 2 3 4 5 6 7"]
)
def test_nothing_is_said_of_a_text_that_does_not_tell(text):
    assert language_of(text) == ""


def test_nothing_is_said_of_a_text_half_in_one_language_and_half_in_another():
    assert language_of(" ".join((TEXTS["en"], TEXTS["de"]))) == ""


def test_a_foreign_name_does_not_change_the_language():
    assert language_of(TEXTS["en"] + " It is called колодец.") == "en"


@given(st.text(max_size=300))
def test_every_text_may_be_asked_about(text):
    assert isinstance(language_of(text), str)
