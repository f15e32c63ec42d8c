"""Words beside a date that speak of it as still to come, in several languages."""

import re

_GAP = r"\b[^.!?]{0,40}\b"
_NEAR = r"\b[^.!?\d]{0,30}"
_ASKING = "register|apply|sign up|submit|donate|book|order|enter|rsvp|vote|respond|reply|nominate"
_ENGLISH = (
    r"will (?:be (?:held|launched|opened|published|announced|live)|take place|start|begin|launch|open|close|end|run|return|happen)"
    rf"|(?:{_ASKING}){_GAP}(?:by|before|until|on)"
    rf"|join us (?:on|at|for)\b[^.!?]{{0,40}}|(?:deadline|due date|closing date|save the date){_NEAR}|upcoming\b[^.!?]{{0,40}}"
    r"|(?:open|available|valid|accepted) (?:until|through|till)|(?:close|end|start|begin|open)s? on|takes? place on"
    r"|coming (?:up )?on|(?:is|are) scheduled for"
)
_GERMAN = (
    r"(?:(?:melde[nt]?|bewerb(?:en?|t)|registrieren?|schreiben?|spenden?|reichen?|senden?|schicken?|buchen?|stimmen?|bestellen?)\b"
    rf"|anmeldung(?:en)?|bewerbung(?:en)?){_GAP}bis(?: zum| spätestens)?|(?:findet|finden|wird|werden){_NEAR}(?:am|ab|vom)"
    r"|(?:beginn(?:t|en)|start(?:et|en)|ende[nt]|öffne[nt]|schließ(?:t|en)) am|(?:\w*frist|\w+schluss|stichtag|abgabetermin"
    rf"|termin vormerken){_NEAR}|(?:läuft|laufen|gilt|gelten|geöffnet|offen)(?: noch)? bis(?: zum)?|(?:kommen sie|komm|seien sie|sei"
    rf"|merken sie sich|nächste[rsn]?){_NEAR}(?:am|den)|(?:geplant|vorgesehen|angesetzt) (?:für|auf)"
)
_FRENCH = (
    r"(?:inscri(?:vez|s)(?:-vous|-toi)?|inscriptions?|candidatez|candidatures?|postulez|déposez|donnez|faites un don|répondez"
    rf"|réservez|envoyez|votez){_GAP}(?:avant|jusqu['’]au|d['’]ici|au plus tard)|(?:aura|auront) lieu|se (?:tiendra|tiendront"
    rf"|déroulera|dérouleront){_NEAR}|rendez-vous(?: est)?(?: fixé)?|rejoignez-nous|(?:commencera|débutera|ouvrira|fermera"
    rf"|prendra fin|terminera|sera|seront)(?:ont)?{_NEAR}|(?:date limite|échéance|clôture){_NEAR}|(?:ouverte?s?|valables?"
    r"|acceptée?s?) jusqu['’]au|prévue?s? (?:pour|le)"
)
_SPANISH = (
    r"(?:inscríb[ae](?:te|se|nse)|inscripci(?:ón|ones)|regístr[ae](?:te|se)|postula|solicit[ae]|enví[ae]|don[ae]|reserv[ae]"
    rf"|particip[ae]|vot[ae]){_GAP}(?:antes|hasta|a más tardar)|tendrán? lugar|se (?:celebrará|realizará|llevará"
    rf"|inaugurará)n?{_NEAR}|(?:comenzará|empezará|abrirá|cerrará|terminará|finalizará)n?|(?:será|serán|iniciará){_NEAR}"
    rf"|(?:fecha límite|plazo|cierre){_NEAR}|abiert[oa]s? hasta|previst[oa]s? para|acompáñ[ae]nos|te esperamos"
)
_PORTUGUESE = (
    r"(?:inscreva-se|inscriç(?:ão|ões)|candidate-se|candidaturas?|envie|doe|registe-se|cadastre-se|reserve|participe"
    rf"|vote){_GAP}(?:até|antes)|ter(?:á|ão) lugar|(?:será|serão|acontecerá|ocorrerá|decorrerá|começará|terminará|abrirá|encerrará"
    rf"|realizar-se-á){_NEAR}|(?:prazo|data limite|encerramento){_NEAR}|abert[oa]s? até|previst[oa]s? para|junte-se a nós"
)
_ITALIAN = (
    r"(?:iscriviti|iscrivetevi|iscrizion[ei]|candidati|candidature|registrati|registratevi|invia|inviate|dona|donate|prenota"
    rf"|prenotate|partecipa|vota){_GAP}(?:entro|fino|prima)|avr(?:à|anno) luogo|si (?:terr|svolger)(?:à|anno){_NEAR}|(?:inizierà"
    rf"|comincerà|aprirà|chiuderà|terminerà|sarà|saranno){_NEAR}|(?:scadenza|termine|data limite){_NEAR}|apert[oaie] fino"
    r"|previst[oaie] per|(?:vi|ti) aspettiamo|unisci(?:ti|tevi) a noi"
)
_DUTCH = (
    rf"(?:meld(?:t| je)?|schrijf(?:t)?|aanmeld(?:en|ing)|inschrijv(?:en|ing)|doneer|reageer|stuur|dien|boek|stem){_GAP}(?:voor|vóór"
    rf"|tot(?: en met)?|t/m|uiterlijk)|(?:vindt|vinden|wordt|worden|zal|zullen){_NEAR}op|(?:begint|start|opent|sluit|eindigt) op"
    rf"|(?:deadline|uiterste datum|sluitingsdatum){_NEAR}|(?:open|geldig) tot(?: en met)?|gepland (?:op|voor)|kom{_NEAR}op"
)
_BETWEEN = (
    r"(?:(?:on|by|the|until|am|dem|den|zum|vom|les?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|du|au|el|d[ií]a|lunes|martes|miércoles"
    r"|jueves|viernes|sábado|domingo|del?|al|em|no|na|ao|até|o|a|segunda|terça|quarta|quinta|sexta|feira|il|lunedì|martedì|mercoledì|giovedì"
    r"|venerdì|sabato|domenica|op|om|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|\w+tag|mittwoch|\w+day)\b|l['’]|[,:–-])"
)
"""What may stand between such words and the date: prepositions, articles, days of the week."""
_PAST = re.compile(
    r"\b(?:was|were|had|ended|closed|passed|expired|began|war(?:en)?|wurden?|hatte|endete|fanden?|était|étaient|a eu|ont eu|a pris|fue"
    r"|fueron|era|terminó|venció|cerró|foi|foram|terminou|encerrou|è stat[oa]|sono stati|scadeva|werd(?:en)?|vond(?:en)?|eindigde|sloot)\b",
    re.IGNORECASE,
)
_OVER = re.compile(rf"{_PAST.pattern}\s+\Z", re.IGNORECASE)
"""“Applications were open until”."""
_ASKS = re.compile(_ASKING, re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:the|an?|this|that|his|her|its|their|our|my|in|will)\s+(?:(?!(?:can|may|must|should|to|please|and|or)\b)\w+\s+)?\Z", re.IGNORECASE
)
"""“After the final vote on”: behind such words a thing is named, and nobody asked for anything."""


def _ending(*languages: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(languages)})\s*(?:{_BETWEEN}\s*)*\Z", re.IGNORECASE)


_OTHERS = (_GERMAN, _FRENCH, _SPANISH, _PORTUGUESE, _ITALIAN, _DUTCH)
_AHEAD, _AHEAD_ABROAD = _ending(_ENGLISH, *_OTHERS), _ending(*_OTHERS)
_UNTIL = re.compile(
    r"(?:\b(?:bis(?: spätestens)?(?: zum)?|jusqu['’]au|hasta(?: el)?|até(?: o dia| ao dia| a)?|fino al?|tot(?: en met)?|until|by|before"
    r"|avant le|entro il|antes del?|uiterlijk)|\bentro l['’])\s*\Z",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"[^.!?]{0,20}\b(?:können sie|kannst du|(?:you )?can|you may|sie können|vous pouvez|puede[sn]?|podrá[sn]?|pode[ms]?|poderá|"
    r"è possibile|si può|puoi|potete|kun(?:t u| je|nen we)|kan)\b",
    re.IGNORECASE,
)
"""“Until 12 March 2027 you can …”: then the words follow the date."""


def speaks_ahead(before: str, after: str, *, day_first: bool) -> int | None:
    """Where the words begin, in what stands before a date, that speak of it as ahead; None when none do.

    `day_first` leaves English out, in which nobody knows which of two numbers is the month.
    """
    found = (_AHEAD_ABROAD if day_first else _AHEAD).search(before)
    if found is None and _MAY.match(after):
        found = _UNTIL.search(before)
    if found is None or _PAST.search(found.group()):
        return None
    leading = before[: found.start()]
    return None if _OVER.search(leading) or (_NAMED.search(leading) and _ASKS.match(found.group())) else found.start()
