"""Dates that have passed, in the languages that content is written in besides English."""

from datetime import date

import pytest

from audit.rules.reading.promises import passed

TODAY = date(2026, 11, 21)
AHEAD = [
    "Anmeldung bis 12. März 2024.",
    "Melden Sie sich bis zum 12. März 2024 an.",
    "Bewerben Sie sich bis spätestens 12.03.2024.",
    "Das Treffen findet am 3. Mai 2025 statt.",
    "Das Fest findet am Samstag, den 3. Mai 2025, im Dorf statt.",
    "Die Ausstellung wird am 3. Mai 2025 eröffnet.",
    "Anmeldeschluss: 30. September 2025",
    "Einsendeschluss ist der 30.9.2025",
    "Bis zum 12. März 2024 können Sie sich anmelden.",
    "Die Ausstellung läuft noch bis zum 1. Januar 2026.",
    "Das Projekt beginnt am 1. Februar 2025.",
    "Kommen Sie am 14. Juni 2025 zur alten Brücke!",
    "Vom 12. bis 14. März 2024 findet am Fluss ... Das Fest findet vom 12. bis 14. März 2024 statt.",
    "Inscrivez-vous avant le 12 mars 2024.",
    "Inscription jusqu’au 12 mars 2024.",
    "La réunion aura lieu le 3 mai 2025 à la mairie.",
    "Le festival se tiendra le samedi 14 juin 2025.",
    "Date limite : 30 septembre 2025",
    "Rendez-vous le 1er juillet 2025 au vieux pont.",
    "L'exposition est ouverte jusqu'au 1er janvier 2026.",
    "La nouvelle pompe sera inaugurée le 2 octobre 2026.",
    "Candidatures : à envoyer au plus tard le 12/03/2024",
    "Inscríbete antes del 12 de marzo de 2024.",
    "Las inscripciones están abiertas hasta el 12 de marzo de 2024.",
    "La reunión tendrá lugar el 3 de mayo de 2025 en el pueblo.",
    "El festival se celebrará el sábado 14 de junio de 2025.",
    "Fecha límite: 30 de septiembre de 2025",
    "La convocatoria cierra pronto; el plazo termina el 30 de septiembre de 2025.",
    "La ronda comenzará el 1 de febrero de 2025.",
    "Inscreva-se até 12 de março de 2024.",
    "Inscrições abertas até o dia 12/03/2024.",
    "A reunião terá lugar no dia 3 de maio de 2025.",
    "O festival acontecerá em 14 de junho de 2025.",
    "Prazo: 30 de setembro de 2025",
    "A nova bomba será inaugurada a 2 de outubro de 2026.",
    "Iscriviti entro il 12 marzo 2024.",
    "Le iscrizioni sono aperte fino al 12 marzo 2024.",
    "La riunione si terrà il 3 maggio 2025 in paese.",
    "Il festival avrà luogo sabato 14 giugno 2025.",
    "Scadenza: 30 settembre 2025",
    "Candidature entro l’8 aprile 2025.",
    "La mostra sarà aperta il 1º luglio 2025.",
    "Meld je aan vóór 12 maart 2024.",
    "Schrijf je in tot en met 12 maart 2024.",
    "De bijeenkomst vindt plaats op 3 mei 2025.",
    "Het festival vindt op zaterdag 14 juni 2025 plaats.",
    "Deadline: 30 september 2025",
    "De tentoonstelling is open tot 1 januari 2026.",
    "De nieuwe pomp wordt op 2 oktober 2026 geopend.",
    "Register by 12–14 March 2024.",
]
SILENT = [
    "Die Brücke wurde am 3. Mai 2025 eröffnet.",
    "Das Treffen fand am 3. Mai 2025 statt.",
    "Seit dem 7. Juli 2025 hat jede Schule eine Pumpe.",
    "Am 20. August 2025 kamen 400 Menschen.",
    "Stand: 12.03.2024",
    "Gegründet am 12. März 2014.",
    "Die Frist endete am 12. März 2024.",
    "Er sagte: „Anmeldung bis 12. März 2024.“",
    "Melden Sie sich bis zum 12. März 2027 an.",
    "Bis zum 3. Mai 2025 gab es kein Wasser.",
    "Das Gesetz vom 30. September 2025 schützt die Quellen.",
    "La réunion a eu lieu le 3 mai 2025.",
    "Le pont a été inauguré le 3 mai 2025.",
    "Publié le 1er février 2025",
    "Jusqu'au 3 mai 2025, il n'y avait pas d'eau.",
    "« Inscrivez-vous avant le 12 mars 2024 », disait l'affiche.",
    "La date limite était le 12 mars 2024.",
    "La reunión tuvo lugar el 3 de mayo de 2025.",
    "El plazo terminó el 30 de septiembre de 2025.",
    "Fundada el 12 de marzo de 2014.",
    "Hasta el 3 de mayo de 2025 no había agua.",
    "Desde el 7 de julio de 2025 cada escuela tiene una bomba.",
    "A reunião teve lugar no dia 3 de maio de 2025.",
    "Publicado em 1 de fevereiro de 2025",
    "O prazo terminou em 30 de setembro de 2025.",
    "Foi fundada a 12 de março de 2014.",
    "La riunione si è tenuta il 3 maggio 2025.",
    "Fondata il 12 marzo 2014.",
    "La scadenza è stata il 30 settembre 2025.",
    "Fino al 3 maggio 2025 non c'era acqua.",
    "De bijeenkomst vond plaats op 3 mei 2025.",
    "De brug werd op 3 mei 2025 geopend.",
    "Gepubliceerd op 1 februari 2025",
    "Tot 3 mei 2025 was er geen water.",
    "The deadline was 12 March 2024.",
    "Register by 03/12/2024.",
    "Die Version 12.3.2024 ist neu.",
    "Il progetto termina il 31 dicembre 2030.",
    "The school opened until then; out 12 set 2024.",
]


@pytest.mark.parametrize("text", AHEAD)
def test_a_past_date_that_is_spoken_of_as_ahead_is_found_in_every_language(text):
    assert len(list(passed(text, today=TODAY))) >= 1


@pytest.mark.parametrize("text", SILENT)
def test_dates_that_promise_nothing_are_silent_in_every_language(text):
    assert list(passed(text, today=TODAY)) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Das Fest findet vom 12. bis 14. März 2024 statt.", date(2024, 3, 14)),
        ("La fête aura lieu les 3 et 4 mai 2025.", date(2025, 5, 4)),
        ("Anmeldung bis 2.1.2025", date(2025, 1, 2)),
        ("Inscrições até 03/12/2025", date(2025, 12, 3)),
        ("Anmeldung bis 32.12.2025", None),
        ("Iscriviti entro il 1º luglio 2025", date(2025, 7, 1)),
    ],
)
def test_the_last_of_several_days_and_the_day_before_the_month(text, day):
    assert [each.day for each in passed(text, today=TODAY)] == ([day] if day else [])


def test_where_quotations_point_inwards_they_are_read_that_way():
    assert not list(passed("Er rief: »Anmeldung bis 12. März 2024!«", today=TODAY))
    assert list(passed("Er rief: »Los!« Anmeldung bis 12. März 2024.", today=TODAY))
