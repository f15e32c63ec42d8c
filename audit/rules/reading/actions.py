"""Whether a call to action calls to an action."""

import re

from audit.rules.reading.phrases import phrases

_VERBS = phrases(
    "abolish | accept | access | achieve | act | adapt | add | address | adopt | advance | advocate | aid | allow | amend",
    "amplify | answer | appeal | apply | arm | arrange | ask | assist | attend | audit | back | ban | be | bear | become | begin",
    "block | book | boost | borrow | boycott | breathe | bridge | bring | browse | build | buy | calculate | call | campaign",
    "care | carry | catch | celebrate | champion | change | chat | check | cheer | choose | cite | claim | clean | click | climb",
    "close | code | collaborate | collect | combat | come | commit | compare | compost | confirm | connect | conserve | consider",
    "contact | contribute | cook | cover | create | cut | cycle | dance | debate | decide | declare | defend | deliver | demand",
    "demonstrate | design | develop | discover | discuss | divest | do | donate | double | download | draw | dream | drink | drive",
    "drop | earn | eat | educate | email | empower | enable | enact | encourage | end | endorse | engage | enjoy | enlist",
    "enrol | enroll | ensure | enter | equip | escape | estimate | examine | expand | experience | explain | explore | express",
    "face | farm | feed | fight | fill | film | finance | find | finish | fix | follow | force | foster | free | fund | gain | get",
    "gift | give | go | grow | guard | guide | halt | heal | hear | help | hike | hire | hold | honor | honour | host | identify",
    "imagine | improve | include | inform | insist | inspire | install | insulate | introduce | invest | investigate | invite",
    "join | keep | know | launch | lead | learn | leave | lend | let | lift | listen | live | lobby | look | love | lower",
    "maintain | make | map | march | match | measure | meet | mend | mentor | message | mobilize | monitor | move | negotiate",
    "nominate | notify | observe | offer | open | oppose | opt | order | organise | organize | own | pack | paint | participate",
    "partner | pass | pay | phone | pick | picket | plan | plant | play | pledge | post | practise | pray | prepare | present",
    "preserve | press | prevent | print | promote | propose | protect | protest | provide | publish | purchase | put | question",
    "raise | rally | ratify | reach | read | realise | rebuild | reclaim | recommend | reconnect | record | recruit | recycle",
    "reduce | reforest | refuse | register | rehome | reject | release | remember | remove | rent | repair | replace | reply",
    "report | request | rescue | reserve | resist | respond | restore | retire | return | retweet | reuse | reverse | review",
    "rewild | ride | rise | roll | run | sail | save | say | schedule | scroll | search | secure | see | sell | send | serve | set",
    "shape | share | shelter | shift | shop | show | sign | sing | skip | slow | solve | sow | speak | spend | sponsor | spot",
    "spread | stand | start | stay | step | stop | stream | strengthen | strike | study | submit | subscribe | sue | supply",
    "support | sustain | swap | swim | switch | tackle | take | talk | teach | tell | test | text | thank | think | throw | toast",
    "trace | track | train | transcribe | transform | translate | travel | treat | try | turn | tweet | uncover | understand",
    "unite | unlock | update | upgrade | upload | urge | use | verify | view | visit | volunteer | vote | walk | wash | watch",
    "water | wear | weave | welcome | win | wish | work | write",
)
_SUBJECTS = phrases(
    "a | an | the | our | their | its | this | these | those | it | we | they | there | he | she | his | her | every | each | many",
    "most | some | no | all",
)
"""Words with which a statement begins and a call does not."""
_LONG = 8
"""So many words are more than a button's name."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_START = re.compile(r"(?:\A|[.!?:;,–—-]\s+|\b(?:to|and|or|please|let's|let’s|now|then)\s+)([^\W\d_]+)", re.IGNORECASE)
_ASKS_FOR_VERB = re.compile(r"\b(verbs?|imperative|instruction|action|command|verbo|verbe|Verb|Aufforderung)\b", re.IGNORECASE)


def calls(text: str) -> bool:
    """Whether an English text has a verb where a call has one: at its start, or after a comma, a stop or "to"."""
    return any(word.lower() in _VERBS for word in _START.findall(text))


def states(text: str, *, instructions: str = "") -> bool:
    """Whether a text is a statement where a call was wanted.

    Only what is plainly no call counts: it begins like a statement, has no call anywhere, and is a whole sentence, or long. Where the
    field's own instructions ask for a verb, beginning like a statement is enough, and so is saying what somebody else does.
    """
    words = [word.lower() for word in _WORD.findall(text)]
    if not words or calls(text):
        return False
    wants_verb = bool(_ASKS_FOR_VERB.search(instructions))
    if words[0] in _SUBJECTS:
        return wants_verb or len(words) >= _LONG or text.rstrip().endswith((".", "…"))
    return wants_verb and any(_is_third_person(word) for word in words[1:])


def _is_third_person(word: str) -> bool:
    """Whether a word says what somebody does: "lifts", "reaches"."""
    return any(word.endswith(ending) and word.removesuffix(ending) in _VERBS for ending in ("s", "es"))
