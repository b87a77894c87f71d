"""More conversations for the tests of follow-ups: asides, and what the answer before tells."""

from tests.assistant.follow_ups.cases import case

TALK = (
    # asides and changes of subject
    case(
        "How many trees were planted?",
        "Leave that for now. When does the museum reopen?",
        "When does the museum reopen?",
        "Leave|trees",
    ),
    case(
        "How many trees were planted?",
        "Something else: who chairs the licensing committee?",
        "Who chairs the licensing committee?",
        "Something",
    ),
    case(
        "How many trees were planted?",
        "Let's move on, what did the Treasurer say about reserves?",
        "What did the Treasurer say about reserves?",
        "move on|trees",
    ),
    case(
        "How many trees were planted?",
        "Now the meeting itself. Who sent apologies?",
        "Who sent apologies?",
        "trees|itself",
    ),
    case("How many trees were planted?", "By the way, who planted them?", "Who planted the trees?"),
    case(
        "How many trees were planted?||thanks. Another thing: when was the beach festival?",
        "what time of day?",
        "What time of day was the beach festival?",
    ),
    case(
        "What did the Bishop say about bells?",
        "and the Dean, what did he say?",
        "What did the Dean say about bells?",
    ),
    case(
        "Who chairs the panel?=>Ann Marsh chairs it.",
        "and the clerk herself, was she there?",
        "Was the clerk at the meeting?",
    ),
    case(
        "How many bus passes were issued?",
        "why not, what did the Head of Transport say?",
        "What did the Head of Transport say about the bus passes issued?",
    ),
    # what the answer before names
    case(
        "What was the Treasurer worried about?=>Minutes, 4 May 2022, item 3, Treasurer: “The "
        "Treasurer was worried about the delay of the Harbour Wall Repairs and asked for one.” [1]",
        "When will we come back to it?",
        "When will we come back to the delay of the Harbour Wall Repairs?",
    ),
    case(
        "Which objectives does the strategy have for rivers?=>There are three: fewer floods, "
        "cleaner water, and more trees. [1]",
        "did anyone ask about the second one?",
        "Did anyone ask about cleaner water?",
    ),
    case(
        "Which objectives does the strategy have for rivers?=>Minutes, item 4: “The objectives "
        "are:” [1] “Fewer floods, above all in winter and along the lower Ember.” [2] “Cleaner "
        "water in every brook, measured each month by the rangers.” [3]",
        "what was said about the second one?",
        "said about cleaner water in every brook?",
        "measured",
    ),
    case(
        "How much did the Lottery pay out in May 2019?=>£20,500 was paid out. [1]",
        "who got it?",
        "Who got the £20,500 from the Lottery in May 2019?",
    ),
    case(
        "How much did the Lottery pay out in May 2019?=>£20,500 was paid out. [1]||who got it?",
        "and the round after that?",
        "Who got the money from the Lottery in the round after May 2019?",
        "20,500",
    ),
    case(
        "Who deputised for the Mayor?=>Apologies: Councillor Wren (Councillor Ida Finch "
        "deputising). [1]",
        "what did she ask?",
        "What did Councillor Ida Finch ask?",
    ),
    case(
        "What's wrong with the parking app?=>It crashes.||who said that?=>The Head of Transport "
        "said so. [1]",
        "why did he think it would be replaced?",
        "Why did the Head of Transport think the parking app would be replaced?",
    ),
    case(
        "What's wrong with the parking app?=>It crashes.||who said that?=>The Head of Transport "
        "said so.||why did he think it would be replaced?",
        "what had the member actually asked?",
        "What did the member ask about the parking app?",
    ),
    # items, questions, replies, strands
    case("What happened with the flood report?", "and item 9?", "What happened under item 9?"),
    case(
        "What happened with the flood report?||and item 9?",
        "what was the third question there?",
        "What was the third question under item 9?",
    ),
    case(
        "What happened with the flood report?||and item 9?||what was the third question there?",
        "who answered it?",
        "Who answered the third question under item 9?",
    ),
    case(
        "Did Ms Lark ask about bats?",
        "and the reply",
        "What was the reply to the question about bats?",
    ),
    case("Did Ms Lark ask about bats?", "Who replied?", "Who replied to the question about bats?"),
    case(
        "What did the Trust report for 2020/21 under priority 2?",
        "and what's under the Grants Fund there?",
        "What is under the Grants Fund under priority 2?",
        "2020",
    ),
    case(
        "What has the council done about damp this year, 2021/22?||and the year before?",
        "and what did the landlords do?",
        "What did the landlords do about damp in 2020/21?",
    ),
    case("Which team runs the food bank?", "and the youth club?", "Which team runs the youth club"),
    case("Which team runs the food bank?", "since when?", "Since when does the team run the food"),
    # words that belong to the question, not to what "it" means
    case(
        "Is there a newsletter for tenants?",
        "how many people does it reach?",
        "How many people does the newsletter for tenants reach?",
    ),
    case(
        "How much money has been saved on street lights?",
        "under which contract?",
        "Under which contract has money been saved on street lights?",
    ),
    case(
        "Can residents see the flood map?",
        "what date will that be",
        "On what date can residents see the flood map?",
    ),
    case(
        "When was the beach festival?",
        "how many did they arrest?",
        "How many were arrested during the beach festival?",
    ),
    case(
        "What is the Ember Trust?",
        "How many has it had referred to it?",
        "How many has the Ember Trust had referred to it?",
    ),
    case(
        "When do rangers patrol?||What do they report, and to whom?",
        "how many reports came from them?",
        "How many reports came from the rangers?",
    ),
    case(
        "How many swans nested in 2015?",
        "who gave those two figures?",
        "Who gave the figures for the swans that nested in 2015?",
    ),
    case(
        "How many complaints were there about noise?",
        "and how many of those were upheld?",
        "How many of the complaints about noise were upheld?",
    ),
    case("What was question 3?", "who asked it?", "Who asked question 3?"),
    case("What was question 3?", "and the answer?", "What was the answer to question 3?"),
    case(
        "What is the leader unhappy about?=>The closing of the Sea Road Library. [1]",
        "when does it close?",
        "When does the closing of the Sea Road Library",
    ),
    case(
        "Is the leisure centre closing?",
        "who decided that?",
        "Who decided that the leisure centre is closing?",
    ),
    case(
        "Is the leisure centre closing?",
        "on whose advice?",
        "On whose advice is the leisure centre closing?",
    ),
    case(
        "How many fires were there in Wells?",
        "and the injuries there?",
        "How many injuries were there in Wells?",
    ),
)
