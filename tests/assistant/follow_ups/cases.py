"""Conversations for the tests of follow-ups, on the subjects of many kinds of committees.

`TUNED` was looked at while the rules were made. `UNSEEN` was written before them and only counted
at the end; a rule that is changed because of one of its cases moves that case to `TUNED`.
"""

from dataclasses import dataclass

from assistant.types import Turn


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """Earlier turns, a question, and what its stand-alone form must hold and must not hold.

    No `has` and no `lacks`: the question must be left as it is.
    """

    before: tuple[Turn, ...]
    then: str
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


def case(before: str, then: str, has: str = "", lacks: str = "") -> Case:
    """Read a case: turns stand between "||", question and answer between "=>"; words by "|"."""
    turns = []
    for one in before.split("||"):
        question, _, answer = one.partition("=>")
        turns.append(Turn(question=question.strip(), answer=answer.strip() or "…"))
    return Case(
        before=tuple(turns),
        then=then,
        has=tuple(filter(None, has.split("|"))),
        lacks=tuple(filter(None, lacks.split("|"))),
    )


TUNED = (
    # a year, a date, a meeting
    case("How many trees were planted in 2019/20?", "in 2020/21?", "many trees|2020/21", "2019"),
    case("How many trees were planted in 2019?", "and the year before?", "trees|2018", "2019"),
    case(
        "How many trees were planted?=>Minutes, 4 May 2022, item 3: “In 2018 we planted 40.” [1]",
        "And the year before?",
        "trees|2017",
    ),
    case("How many fines were issued in March 2021?", "and in April?", "fines|April", "March"),
    case("What was decided at the January meeting?", "and the March meeting?", "decided|March"),
    case("How many fines were issued in 2019/20?", "two years earlier?", "fines|2017/18", "2019"),
    # a numbered place
    case("What was said about buses under item 7?", "And under item 8?", "buses|item 8", "item 7"),
    case(
        "What did members ask about parking in Question 1?",
        "Question 2?",
        "parking|uestion 2",
        "uestion 1",
    ),
    case("What has been done on litter?", "and under priority 3?", "litter|under priority 3"),
    # like for like
    case(
        "How many PCSOs are there in Slough?", "what about Reading?", "PCSOs|in Reading", "Slough"
    ),
    case("how many potholes are there in barking?", "what about reading?", "potholes|reading"),
    case(
        "What did the Director of Housing say about damp?",
        "And the Chair?",
        "say about damp|the Chair",
        "Director",
    ),
    case("What did Mr Pike say about the ferry?", "what about Mrs Salmon?", "Mrs Salmon say|ferry"),
    case("How much was given to Shelter Now?", "and to the Scouts?", "given to the Scouts"),
    case("How many visits to schools were made in May?", "and to hotels?", "visits to hotels|May"),
    case("How many dogs were stolen in Slough?", "what about cats?", "many cats|Slough", "dogs"),
    case("How many burglaries were there in Slough?", "and knife crime?", "knife crime|Slough"),
    # what was said, by whom, where
    case("How many dogs were stolen?", "Who said that?", "Who said how many dogs were stolen?"),
    case("Was the library closed?", "who said so?", "Who said|the library was closed"),
    case("How much did the new bridge cost?", "which meeting was that?", "meeting|the new bridge"),
    case("What did the Mayor say about trams?", "when was that?", "When|Mayor say|trams"),
    case("What did the PCC say about taxis?", "what did the Deputy say?", "the Deputy say|taxis"),
    case("Which roads flood most often?", "What did the Chair say?", "the Chair say|roads"),
    case("How many meals were served?", "and in the minutes?", "many meals|the minutes"),
    # a single word
    case("Was the swimming pool closed?", "Why?", "Why was the swimming pool closed?"),
    case("How many lamps were replaced?", "when?", "When were|lamps replaced"),
    case("How many boats sank last winter?", "why?", "Why|boats sank last winter"),
    case("Which school won the prize?", "anything else?", "school|prize"),
    case("What was said about allotments?", "any more on this?", "allotments"),
    case("Has the council bought new bins?", "did they?", "the council|new bins"),
    # pronouns
    case("Which grant went to the food bank?", "how much was it?", "How much|grant|food bank"),
    case(
        "Did Ana Boyle speak about asylum seekers?", "what is her job?", "What is Ana Boyle's job?"
    ),
    case(
        "Who spoke about the nursery?=>Minutes, item 4, Cllr Tern: “The nursery will stay.” [1]",
        "What else did he say?",
        "Tern|nursery",
    ),
    case("How many lamps failed?", "how many of those were replaced?", "lamps|were replaced"),
    case("Is there a youth club in Hove?", "who runs it?", "Who runs|youth club in Hove", "it?"),
    # chains
    case(
        "How many trees were planted under key aim 1?||and in 2019/20?",
        "and under key aim 3?",
        "trees|2019/20|key aim 3",
        "aim 1",
    ),
    case(
        "How many trees were planted?||What did the Bishop say about bells?",
        "who said that?",
        "bells",
        "trees",
    ),
    case("How many trees were planted?||thank you", "and in Bath?", "trees were planted|Bath"),
    # left alone
    case("How many trees were planted?", "Is it true that the pier was closed?"),
    case("How many trees were planted?", "How long does it take to answer a 999 call?"),
    case("How many trees were planted?", "And what are the opening hours of the libraries?"),
    case("How many trees were planted?", "Who owns the dog that bit its owner in the park?"),
    case("How many trees were planted?", "So how many complaints about noise were upheld?"),
    case("How many trees were planted?", "How many fines were issued?"),
)

UNSEEN = (
    # a year, a date, a meeting
    case("What was spent on gritting in 2021/22?", "And the previous year?", "gritting|2020/21"),
    case("How many swans nested in 2015?", "and 2016?", "swans|2016", "2015"),
    case("What was raised in June 2022?", "What about the month after?", "raised|July 2022"),
    case(
        "How many patients waited over a year?=>Report, 2 July 2020: “In 2019/20 it was 812.” [1]",
        "and the year after?",
        "patients|2020/21",
    ),
    case("What was agreed on 4 May 2022?", "And on 8 June 2022?", "agreed|8 June 2022", "4 May"),
    case("How many hoaxes were there in Q1 2020/21?", "Q2?", "hoaxes|Q2 2020/21", "Q1"),
    # a numbered place
    case("What is planned under objective 2?", "And objective 4?", "planned|objective 4"),
    case("Who presented item 12/21?", "what about 13/21?", "presented|13/21", "12/21"),
    case("What did residents say about smells?", "In question 3?", "residents|smells|question 3"),
    # like for like
    case("Is there a minor injuries unit in Frome?", "And in Yeovil?", "unit in Yeovil", "Frome"),
    case("What did Dr Heron say about vaccines?", "And Professor Rook?", "Rook say about vaccines"),
    case(
        "What did the Fire Authority decide on sirens?", "and the County Council?", "Council|sire"
    ),
    case("How much was spent on benches?", "on fountains?", "spent on fountains", "benches"),
    case("How many nurses resigned in Leeds?", "doctors?", "many doctors resigned in Leeds"),
    case("What was said about school meals?", "how about school buses?", "said about school buses"),
    case(
        "Which streets in Ely were resurfaced?", "And what about March?", "streets in March", "Ely"
    ),
    case("How does the plan deal with noise?", "and with dust?", "deal with dust", "noise"),
    # what was said, by whom, where
    case("When will the museum reopen?", "Who said that?", "Who said|museum|reopen"),
    case("How many claims were settled?", "Where does it say that?", "claims were settled"),
    case("What was the cost of the inquiry?", "Which meeting was that at?", "meeting|inquiry"),
    case("What did the Dean say about the organ?", "what did the Verger reply?", "Verger|organ"),
    case(
        "Why was the ferry late?", "What did the Harbour Master say about that?", "Master say|ferry"
    ),
    # a single word
    case("Did the council refuse the licence?", "Why?", "Why did the council refuse the licence?"),
    case("Were the beaches cleaned?", "By whom?", "whom|the beaches cleaned"),
    case("Who opened the hospice?", "when was that?", "When|the hospice"),
    case("What did the auditors find?", "is that all?", "else|the auditors find"),
    case("How many foster carers were recruited?", "tell me more", "foster carers"),
    case("Was the contract signed?", "was it?", "contract signed"),
    # pronouns
    case("What is the Green Bus Fund?", "Who pays for it?", "Who pays for the Green Bus Fund?"),
    case("What did Ms Lark say about bats?", "When did she say this?", "Ms Lark|bats", "she"),
    case("How many buoys were lost?", "Have they been found?", "buoys|found", "they"),
    case("Which councils joined the scheme?", "What do they pay?", "councils|scheme|pay"),
    case("Are there allotments in Truro?", "How much do they cost?", "cost|allotments in Truro"),
    case(
        "Who answered on dredging?=>Minutes, item 9, Nora Quill: “Dredging starts in May.” [1]",
        "What is her role?",
        "Nora Quill's role",
    ),
    case("What caused the fire at the depot?", "Was anyone hurt in it?", "hurt|the fire|depot"),
    # chains
    case(
        "How many eels were counted in the Severn?||and in the Wye?||and in 2018?",
        "and the year before?",
        "eels|Wye|2017",
        "Severn|2018",
    ),
    case(
        "What was said about noise in 2019/20?||what about dust?||And under priority 2?",
        "and the year after?",
        "dust|priority 2|2020/21",
        "noise|2019",
    ),
    case(
        "What was said about noise?||How many nurses resigned in Leeds?",
        "and in York?",
        "nurses|York",
        "noise|Leeds",
    ),
    case("How many eels were counted?||ok, thanks!", "who said that?", "Who said|eels"),
    # left alone
    case("How many eels were counted?", "What is the role of the Monitoring Officer?"),
    case("How many eels were counted?", "And who chairs the audit committee?"),
    case("How many eels were counted?", "Does a cyclist need to dismount on that bridge at Kew?"),
    case("How many eels were counted?", "But how many complaints did the Ombudsman uphold?"),
    case("How many eels were counted?", "Is it legal to feed gulls on the promenade?"),
    case("How many eels were counted?", "Which councillor declared an interest?"),
    case("How many eels were counted in 2019/20?", "What did the Bishop say about bells?"),
)
