"""Word lists that checking a sentence rests on: general English, nothing of any one paper."""

import re
from functools import cache

from assistant.language.words import fold, stem


def _groups(text: str) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(word.replace("_", " ") for word in group.split())
        for group in text.split(";")
        if group.strip()
    )


# Words between two semicolons may stand for each other. Stems are compared, so one form is enough
# where the stem is regular.
_SAME = _groups(
    """
    said say says state stated told tell informed inform explained explain reported report replied
    reply answered noted added mentioned commented remarked advised outlined stressed ;
    acknowledged acknowledge admitted admit conceded accepted recognised ; asked ask queried
    questioned enquired requested request raised ; undertook promised committed pledged agreed ;
    buy bought purchase purchased acquire acquired ; begin began begun start started starting
    launch launched commence commenced open opened reopened introduced ; end ended finish finished
    finishing complete completed conclude concluded completion ; continue continued remain
    remained stay stays still retained kept keep ; get got receive received gain gained obtain
    obtained ; give gave given provide provided offer offered supply supplied grant granted award
    awarded ; fund funded funding pay paid finance financed money ; help helped helps support
    supported supports assist assisted assistance aid ; show showed shown demonstrate indicated
    reveal revealed found find ; use used using utilise employ ; create created establish
    established set_up form formed develop developed ; meet met hold held took ; increase
    increased rise rose risen grow grew grown growth higher up upward ; decrease decreased fall
    fell fallen drop dropped decline declined reduce reduced reduction lower down downward cut ;
    big biggest large largest great greatest highest major ; small smallest little lowest least
    minor ; important importance significant vital essential key ; improve improved improvement
    better enhance enhanced ; crime crimes criminal criminality offence offences offending ;
    police officers force constabulary policing ; people persons individuals residents members
    public ; children young youth youths juveniles ; meeting session sessions meetings ; council
    authority borough district ; charity charities organisation organisations groups group ; area
    areas part parts place places location locations zone region ; plan plans planned intend
    intends intended intention propose proposed proposes proposal aim aims ; reject rejected
    refuse refused turned_down dismissed declined ; approve approved agree agreed endorse endorsed
    accept accepted ; problem problems issue issues difficulty concern concerns ; disappointed
    disappointment dissatisfied unhappy regret ; quickly rapidly fast swiftly ; yearly annual
    annually year ; monthly month ; share shared sharing proportion percentage rate ; cost costs
    price expense expenditure spend spent spending ; number numbers total count figure volume
    amount ; work working worked effort ; need needs needed require required requires requirement
    ; way ways manner method ; kind kinds type types sort sorts form forms ; happen happened occur
    occurred take_place took_place ; come came from ; join joined ; tackle tackling tackled
    address addressed addressing combat combating fight fighting ; prevent preventing prevention
    stop stopping avoid ; protect protected protecting safeguard safeguarded safeguarding ; seize
    seized confiscated confiscate ; arrest arrested detained ; look review reviewed revisit
    revisited reconsider examine examined considered consider ; publicise publicising promote
    promoted promoting advertise ; train training trained ; staff employees workforce personnel ;
    home homes house houses housing ; school schools ; visit visits visited ; replace replaced ;
    member members councillor councillors ; chair chairman chairwoman chairperson ; near nearly
    almost ; whole entire all across throughout ; twice double doubled ; quarter ; various
    different several many ; finalise finalised complete completed ; send sent ; make made ;
    result results resulted resulting lead led leads outcome outcomes consequence ; average mean ;
    period months time ; present presented presentation ; attend attended attendance present ;
    identify identified ; link links linked connection connected ; close closed closing shut ;
    leave left leaving leavers ; speak spoke ; believe believed think thought view ; worry worried
    concerned concern ; thank thanked thanks grateful ; apologise apologised apologies apology ;
    absent absence away ; succeed success successful ; vary varied varies differ differed depend
    depended depends ; return returned returning back ; hotspot hotspots ; understand
    understanding understood ; information data details ; launch launched introduced rolled_out ;
    target targets goal objective objectives ; raise raised raising ; campaign campaigns ; against
    compared versus ; month months ; same unchanged ; record recorded recording logged registered
    ; ever record ; stand stood ; seventeen 17 ; under below ; over above ; carry carries carried
    wear ; include includes included including among comprised comprise consist consists contain
    contains contained ; enable enables enabled allow allows allowed ; expect expected expects
    anticipate anticipated foreseen estimate estimated ; write wrote written ; sell sold ; lend
    lent ; birth births born baby babies ; learnt learned hear heard ; shut closed close ; win won ;
    lose lost ;
    know knew known ; see saw seen ; drive drove driven ; choose chose chosen ; draw drew drawn ;
    break broke broken ; teach taught ; withdraw withdrew withdrawn ; feel felt ; fight fought ;
    forget forgot forgotten ; sit sat ; steal stole stolen ; wear wore worn ; build built ; catch
    caught ; stick stuck ; sink sank sunk ; ride rode ridden ; ill unwell sick ; repair
    repaired mended mend fixed ; vacant empty vacancies ; ask want wanted wished ; free charge
    """
)

# What only joins or frames a statement; it adds nothing that would have to be proven.
_GLUE = """
    account accounted according additionally amount approximately area around aspect case cases
    come current currently discuss discussed do during earlier exist figure figures finally first
    follow followed following furthermore further general generally give given go having hear heard
    hold however include includes including involve involved involves involving item known level
    located mainly matter mean meanwhile minute moreover namely note number occur overall
    panel part particular particularly period place point present previous provide receive regard
    relate related relation relevant report respectively result say section seek
    side situation some specific specifically state stated subject such take taken therefore thing
    time total toward use various well work year years month overall also additional another
    own able both begin began
    being been person people
"""

_GLUE_STEMS = frozenset(stem(word) for word in _GLUE.split())


@cache
def _same_as() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for group in _SAME:
        stems = {stem(part) for word in group for part in [word] if " " not in part}
        for one in stems:
            found.setdefault(one, set()).update(stems)
    return {key: frozenset(values) for key, values in found.items()}


def alike(word: str) -> frozenset[str]:
    """Return the stems that may stand for a stem, itself among them."""
    return _same_as().get(word, frozenset()) | {word}


def is_glue(word: str) -> bool:
    """Whether a stem only joins or frames a statement."""
    return word in _GLUE_STEMS


# Opposites: a sentence with a word of one side is not supported by words of the other side alone.
OPPOSITES: tuple[tuple[frozenset[str], frozenset[str]], ...] = tuple(
    (
        frozenset(stem(word) for word in left.split()),
        frozenset(stem(word) for word in right.split()),
    )
    for left, right in (
        (
            "increase increased increasing rise rose risen rising grow grew grown growth higher up "
            "more upward climbed gain doubled trebled extra improved improvement",
            "decrease decreased decreasing fall fell fallen falling drop dropped decline declined "
            "reduce reduced reduction lower down fewer less downward shrank halved short "
            "worsened deteriorated",
        ),
        ("increase rose improved rise worsened fell decreased", "same unchanged"),
        (
            "approve approved accept accepted granted grant endorse endorsed suppor"
            "ted agree agreed "
            "allow allowed permitted adopted passed",
            "reject rejected refuse refused deny denied oppose opposed dismissed declined "
            "prohibited banned vetoed disagreed",
        ),
        (
            "begin began begun start started launch launched open opened reopen reopened "
            "opening commence introduced",
            "end ended close closed closing stop stopped cease ceased abolished withdrawn "
            "scrapped shut",
        ),
        (
            "continue continued continuing remain extended extend renewed keep kept"
            " retained stayed",
            "end ended ending stop stopped cease discontinued withdrawn cut removed scrapped axed",
        ),
        ("succeed success successful succeeded won", "fail failed failure unsuccessful lost"),
        (
            "satisfied satisfaction pleased happy delighted welcomed praised",
            "disappointed disappointment dissatisfied unhappy concern criticised regretted "
            "dissatisfaction worried",
        ),
        ("raise raised raising", "lower lowered lowering"),
        ("sure certain confident convinced", "doubt doubts doubted doubtful unsure uncertain"),
        ("summer", "winter"),
        ("weekday weekdays", "weekend weekends"),
        ("morning mornings", "afternoon afternoons evening evenings night"),
        ("voluntary optional", "compulsory mandatory obligatory"),
        ("before earlier prior", "after later following since"),
        ("men man male males boys", "women woman female females girls"),
        ("adult adults", "child children youth"),
        ("urban", "rural"),
        ("above over exceeding", "below under"),
        ("maximum", "minimum"),
        ("highest largest biggest best most greatest", "lowest smallest worst least fewest"),
        ("first", "last second third"),
        ("frequent common often frequently usual", "rare rarely seldom infrequent unusual"),
        ("internal internally", "external externally"),
        ("new", "old"),
        ("public", "private"),
        ("national nationally", "local locally"),
        ("easy easier", "difficult harder"),
        ("fast quick faster quicker quickly", "slow slower slowly delayed"),
        ("early", "late"),
        ("gain gained win won", "lose lost loss"),
        ("buy bought purchased", "sell sold"),
        ("present attended", "absent apologies"),
        ("victim victims", "offender offenders suspects perpetrators"),
        ("safe safer", "dangerous unsafe"),
        ("effective", "ineffective"),
        ("likely", "unlikely"),
        ("included include", "excluded exclude"),
        ("positive", "negative"),
        ("strong stronger", "weak weaker"),
        ("compliance complied", "breach breached"),
        ("separate separated", "merged combined joined"),
        ("regional regionalised", "centralised"),
        ("restrained frozen seized confiscated", "returned released"),
        ("day daytime", "night"),
        ("north northern", "south southern"),
        ("east eastern", "west western"),
    )
)

NEGATORS = frozenset(
    {
        "not",
        "never",
        "no",
        "none",
        "neither",
        "nor",
        "nobody",
        "nothing",
        "nowhere",
        "without",
        "cannot",
        "n't",
        "hardly",
        "barely",
    }
)
# Words that deny by themselves.
DENYING = frozenset(
    stem(word)
    for word in (
        "refuse",
        "refused",
        "reject",
        "rejected",
        "deny",
        "denied",
        "fail",
        "failed",
        "failure",
        "unable",
        "declined",
        "unlikely",
        "dismissed",
        "unsuccessful",
    )
)

SAY_VERBS = (
    r"said|says|say|stated|states|told|tells|explained|explains|reported|reports|replied|replies|"
    r"answered|noted|notes|added|adds|mentioned|commented|remarked|advised|a"
    r"dvises|outlined|stressed|"
    r"acknowledged|acknowledges|admitted|conceded|asked|asks|queried|questioned|questions|enquired|"
    r"requested|requests|undertook|promised|pledged|suggested|suggests|proposed|proposes|believed|"
    r"believes|expected|expects|thanked|thanks|warned|warns|argued|argues|claimed|claims|assured|"
    r"confirmed|confirms|informed|informs|voiced|expressed|welcomed|welcomes|praised|criticised|"
    r"recommended|recommends|rejected|rejects|denied|denies|emphasised|highl"
    r"ighted|highlights|clarified|raised|pointed out|referred|"
    r"thought|felt|considered|insisted|announced|agreed|wondered|apologised|"
    r"expect|want|wants|wanted|complained|complains|doubted|doubts|regretted|regrets|objected|hoped|"
    r"hopes|feared|fears|wished|wishes|estimated|estimates|reminded|reminds|urged|disagreed|"
    r"maintained|seconded|opposed"
)


# Verbs that only frame what is said; "praised" or "rejected" say something by themselves.
FRAMING_VERBS = (
    "said says say stated states told tells explained explains reported reports replied replies "
    "answered noted notes added adds mentioned commented remarked outlined informed informs "
    "confirmed according asked asks queried enquired"
)


def folded(text: str) -> str:
    """Return text in lower case with plain quotes and dashes and contractions spelt out."""
    text = fold(text)
    text = re.sub(r"\bturned down\b", "rejected", text)
    text = re.sub(r"\b(?:want|absence|shortage) of\b", "lack of", text)
    text = re.sub(r"\b(?:stopped|ceased) (?=\w+ing\b)", "not now ", text)
    text = re.sub(r"\bcame back\b|\bcomes? back\b", "return", text)
    text = re.sub(r"\bno longer\b", "not now", text)
    text = re.sub(r"\bcan't\b", "can not", text).replace("won't", "will not")
    return re.sub(r"n't\b", " not", text).replace("cannot", "can not")
