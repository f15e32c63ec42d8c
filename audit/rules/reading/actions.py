"""Whether a call to action calls to an action."""

import re

from audit.rules.reading.phrases import phrases

_VERBS = phrases(
    "accept | access | achieve | act | add | address | adopt | advance | advocate | aid | amplify | answer | appeal | apply",
    "arrange | ask | assist | attend | back | be | become | begin | book | boost | bring | browse | build | buy | call | campaign",
    "care | celebrate | champion | change | check | choose | claim | clean | click | collaborate | collect | come | commit",
    "compare | connect | consider | contact | contribute | cook | cover | create | cut | dance | deliver | demand | design",
    "develop | discover | do | donate | download | draw | drink | drive | earn | eat | educate | email | empower | end | endorse",
    "engage | enjoy | enrol | enroll | ensure | enter | equip | escape | examine | experience | explain | explore | express | feed",
    "fight | fill | find | finish | fix | follow | foster | fund | gain | get | gift | give | go | grow | guide | hear | help",
    "hire | host | imagine | improve | inspire | install | invest | invite | join | keep | know | launch | lead | learn | leave",
    "lend | let | lift | listen | live | lobby | look | love | make | march | match | meet | mentor | mobilize | move | nominate",
    "offer | open | opt | order | organise | organize | own | paint | participate | partner | pass | pay | pick | plan | plant",
    "play | pledge | post | practise | pray | prepare | present | press | prevent | print | promote | propose | protect | protest",
    "provide | publish | purchase | put | raise | reach | read | realise | recommend | record | recruit | recycle | reduce",
    "register | rent | repair | replace | reply | report | request | reserve | resist | respond | restore | retweet | reuse | ride",
    "rise | run | save | say | schedule | scroll | search | see | sell | send | serve | set | share | shop | show | sign | solve",
    "speak | spend | sponsor | spread | stand | start | step | stop | strengthen | study | submit | subscribe | sue | support",
    "switch | take | talk | teach | tell | test | text | think | toast | track | train | transform | travel | treat | try | turn",
    "tweet | understand | unite | unlock | use | view | visit | volunteer | vote | walk | watch | wear | weave | welcome | win",
    "work | write",
)
_SUBJECTS = phrases(
    "a | an | the | our | their | its | this | these | those | it | we | they | there | he | she | his | her | every | each | many",
    "most | some | no | all",
)
"""Words with which a statement begins and a call does not."""
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_START = re.compile(r"(?:\A|[.!?:;,–—-]\s+|\b(?:to|and|or|please|let's|let’s|now|then)\s+)([^\W\d_]+)", re.IGNORECASE)
_ASKS_FOR_VERB = re.compile(r"\b(verbs?|imperative|instruction|action|command|verbo|verbe|Verb|Aufforderung)\b", re.IGNORECASE)


def calls(text: str) -> bool:
    """Whether an English text has a verb where a call has one: at its start, or after a comma, a stop or "to"."""
    return any(word.lower() in _VERBS for word in _START.findall(text))


def states(text: str, *, instructions: str = "") -> bool:
    """Whether a text is a statement where a call was wanted.

    Only what is plainly no call counts: it begins like a statement, has no call anywhere, and is a whole sentence, or long; where the
    field's own instructions ask for a verb, beginning like a statement is enough.
    """
    words = _WORD.findall(text)
    if not words or words[0].lower() not in _SUBJECTS or calls(text):
        return False
    is_sentence = text.rstrip().endswith((".", "…")) or len(words) >= 8
    return is_sentence or bool(_ASKS_FOR_VERB.search(instructions))
