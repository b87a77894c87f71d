"""Verbs by their forms and by how much they say: general English, nothing of any one paper."""

from assistant.language.words import stem

_PAST = """
    wrote written told said gave given sold bought made took taken sent lent paid led met won
    lost held began begun rose risen fell fallen grew grown stood kept left brought thought felt
    found heard put set cut ran saw seen went gone came become became built spent spoke taught
    drew drawn withdrew withdrawn chose chosen drove fed fought got forgot hid hit hurt knew
    known laid lay let meant read rode sang sat shot shut slept sought spread stole stolen
    struck swore swept threw thrown understood undertook undertaken woke wore shown broke broken
"""
_PRESENT = """
    covers leads pays owns holds makes gives takes wants asks says goes comes stands lies serves
    provides employs includes contains means meets opens begins rises grows averages keeps expects
    believes thinks knows tells sends buys sells lends prefers lacks
"""
# Nouns as well: verbs only before what a verb can have after it.
_PRESENT_OR_NOUN = """
    costs runs plans reports works uses offers supports needs charges shows starts ends falls stays
    go stay cost pay cover run make take hold lead
"""
_LIGHT = """
    take took taken make made hold held have had get got put set keep kept come came go went
    gone become became found run ran show shown see seen
"""
_TURNING = """
    close move open reopen start begin end stop change increase improve finish continue double
    halve grow develop run reduce
"""

# Irregular forms of the past.
PAST_FORMS = tuple(_PAST.split())
# Forms of the present, as a pattern.
PRESENT = (
    rf"(?:{'|'.join(_PRESENT.split())})|(?:{'|'.join(_PRESENT_OR_NOUN.split())})"
    r"(?= (?:the|an?|up|down|at|£|\d|one|two|three|four|five|six|all|its|their|no|on)\b| £)"
)
# Verbs that say little by themselves: "took part" and "took place" share nothing.
LIGHT_VERBS = frozenset(stem(word) for word in _LIGHT.split())
# Who closes or moves may be what is closed or moved.
TURNING_VERBS = frozenset(stem(word) for word in _TURNING.split())
