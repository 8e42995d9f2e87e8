"""Pages of news, line by line: what is text, what is furniture, and what the page says of itself.

All outlets, towns and people are invented, but for the names of news agencies and sites that a reader has to know.
"""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.boilerplate import furniture, pieces
from graph.layout import Layout, layout
from graph.masthead import authors, dateline, is_outlet, split_publisher
from graph.model import Block
from graph.paragraphs import paragraphs, sentences
from graph.tables import rows
from graph.timestamps import first_date, is_timestamp

TABLE = rows("boilerplate.tsv")


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in layout(text, title).blocks]


def page(notation: str) -> tuple[str, list[tuple[str, str]]]:
    """Return text and expected blocks of a page written one block a line; + continues a line of the page."""
    text, expected = "", []
    for row in notation.strip("\n").split("\n"):
        kind, _, words = row.strip().partition(" ")
        words = words.strip()
        text += (" " if kind.startswith("+") else "\n") + words
        if kind:
            expected.append((kind.lstrip("+"), words))
    return text[1:], expected


# ---- one sentence or line ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "pattern", "example"), TABLE, ids=[row[2] for row in TABLE])
def test_each_row_of_the_table_tells_its_example(kind: str, pattern: str, example: str) -> None:
    found = furniture(example)
    assert found is not None
    assert found.kind == kind


FURNITURE = [
    ("Photo: AFP / Getty Images. Share this post! Subscribe here.", "credit share promotion"),
    ("By John Smith. 4 mins read.", "byline timestamp"),
    ("Stay informed! Receive breaking news blasts directly to your inbox for free. Subscribe here.", "promotion"),
    ("Copyright 2024 The Associated Press. All rights reserved.", "credit"),
    ("Your email address will not be published. Required fields are marked *", "menu"),
    ("(Reporting by Mira Okonski in Nordhaven; Editing by Lena Drost)", "byline"),
    ("June 5, 2024 | By Dale Winmore | 5 min read", "timestamp byline timestamp"),
    ("By Mira Okonski and Teodor Valk | CNN", "byline publisher"),
    ("Home | News | Sports | Weather", "menu"),
    ("Startseite Politik Wirtschaft Sport Impressum", "menu"),
    ("Facebook Twitter LinkedIn WhatsApp Email", "share"),
    ("**Related:** [Ferry strike ends](https://example.org/x)", "promotion"),
    ("[Home](/) | [News](/news) | [Contact](/contact)", "menu"),
    ("* * *", "menu"),
    ("https://example.org/2024/05/07/harbour", "menu"),
]


@pytest.mark.parametrize(("text", "expected"), FURNITURE, ids=[case[0][:40] for case in FURNITURE])
def test_furniture_is_told_by_itself(text: str, expected: str) -> None:
    assert [block.kind for block in pieces(text, 0, len(text))] == expected.split()


PROSE = [
    "Microsoft did not acquire Nintendo.",
    "What a day!",
    "Readers who subscribe to the newsletter get it for free, the editor wrote.",
    "“Subscribe to our newsletter,” the sign over the door said.",
    "Subscribe to that theory and you will lose the election.",
    "Images of Nordhaven shocked the world.",
    "Video by Reuters showed flames.",
    "AP reporters in Nordhaven reported hearing explosions.",
    "The report published on Monday said unemployment rose.",
    "The story was published in a local paper.",
    "No comment was immediately available from the mayor.",
    "No comment.",
    "Support for our work has grown, she said.",
    "Stay ahead of the storm, officials told residents.",
    "Use the app to pay, the town says.",
    "Reproduction of the painting was prohibited by the court.",
    "Next year the harbour will be dredged.",
    "See the pictures.",
    "A few months ago.",
    "Three years ago.",
    "By Monday the army had left the town.",
    "By train it takes two hours.",
    "Related companies paid no tax.",
    "Share prices fell by nine percent.",
    "Follow the money.",
    "Mail the letter to the mayor of Sudburg.",
    "More than 2 million people live there.",
    "September 1, 2012, for the Sudburg Pirates",
    "Saturday",
    "2013",
    "Facebook",
    "Economy",
    "NATO – which was founded in 1949 – agreed.",
    "The Associated Press (AP) is a news agency.",
    "T. Marshall Hahn Jr. , Georgia - Pacific 's chairman , resigned .",
    "Renn: Because the pier was rotten.",
    "INTERVIEWER: Why did you sign?",
    "It is a classic. Written by Jane Austen.",
]


@pytest.mark.parametrize("text", PROSE)
def test_prose_alone_is_body(text: str) -> None:
    assert kinds(text) == [("body", text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said no. Subscribe here.", [("body", "The mayor said no."), ("promotion", "Subscribe here.")]),
        ("Advertisement. The mayor said no.", [("promotion", "Advertisement."), ("body", "The mayor said no.")]),
        ("She left. Read more. He stayed.", [("body", "She left. Read more. He stayed.")]),
        ("She left. More on this story", [("body", "She left."), ("promotion", "More on this story")]),
        (
            "LONDON, June 3 (Reuters) - Shares fell. (Reporting by Mira Okonski; Editing by Lena Drost)",
            [
                ("dateline", "LONDON, June 3 (Reuters) -"),
                ("body", "Shares fell."),
                ("byline", "(Reporting by Mira Okonski; Editing by Lena Drost)"),
            ],
        ),
    ],
    ids=["behind", "before", "between", "label behind", "dateline and credits"],
)
def test_furniture_is_taken_off_the_edges_of_prose(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


CAPTIONS = [
    (
        "TOPSHOT - In this pool photograph, the mayor (L) speaks. (Photo by Ivo BRANDT / POOL / AFP) / -- Editor's "
        "note : this image is distributed by the town - (Photo by IVO BRANDT/POOL/AFP via Getty Images)",
        "In this pool photograph, the mayor (L) speaks.",
    ),
    (
        "FILE - Mayor Alba Renn speaks, June 3, 2024. (AP Photo/Ivo Brandt, File)",
        "Mayor Alba Renn speaks, June 3, 2024.",
    ),
    ("The old pier. Image: Ivo Brandt.", "The old pier."),
    ("The old pier Image: Town of Sudburg", "The old pier"),
    ("Ferries wait at the pier. REUTERS/Ivo Brandt", "Ferries wait at the pier."),
    ("Ferries wait at the pier. Photo by Ivo Brandt", "Ferries wait at the pier."),
    ("Ferries wait (Ivo Brandt/Pool via AP)", "Ferries wait"),
    ("Image caption, The pact was signed in the customs house", "The pact was signed in the customs house"),
    ("[1/3] The mayor waves. (Image: Ivo Brandt)", "The mayor waves."),
]


@pytest.mark.parametrize(("text", "caption"), CAPTIONS, ids=[caption for _, caption in CAPTIONS])
def test_captions_are_read_and_credits_are_not(text: str, caption: str) -> None:
    blocks = pieces(text, 0, len(text))
    assert [text[b.start : b.end] for b in blocks if b.kind == "caption"] == [caption]
    assert {b.kind for b in blocks} == {"caption", "credit"}


# ---- dates, names, outlets, datelines ------------------------------------------------------------------------------

TIMESTAMPS = [
    ("June 19, 2024", "2024-06-19"),
    ("19 June 2024", "2024-06-19"),
    ("Jun. 19, 2024, 2:12 p.m. ET", "2024-06-19"),
    ("11:05 AM – Wednesday, June 19, 2024", "2024-06-19"),
    ("Updated 5:42 PM EDT, Tue May 7, 2024", "2024-05-07"),
    ("Posted: May 7, 2024 / 05:12 PM CDT", "2024-05-07"),
    ("June 3, 2024 10:15 AM GMT+1 Updated 3 hours ago", "2024-06-03"),
    ("Last modified on Sat 1 Jun 2024 14.11 BST", "2024-06-01"),
    ("2024-06-19T10:00:00Z", "2024-06-19"),
    ("Wed, 19 Jun 2024 10:00:00 +0000", "2024-06-19"),
    ("07.05.2024, 18:02 Uhr", "2024-05-07"),
    ("7 de mayo de 2024", "2024-05-07"),
    ("7. März 2024", "2024-03-07"),
    ("25/06/2024", "2024-06-25"),
    ("06/05/2024", None),
    ("31 February 2024", None),
    ("Published 3 hours ago", None),
    ("4 mins read", None),
    ("June 3", None),
]


@pytest.mark.parametrize(("line", "iso"), TIMESTAMPS, ids=[line for line, _ in TIMESTAMPS])
def test_timestamps_and_their_dates(line: str, iso: str | None) -> None:
    assert is_timestamp(line)
    assert first_date(line) == iso


BYLINES: list[tuple[str, tuple[str, ...] | None]] = [
    ("Jane Oakford and Milo Trent | CNN", ("Jane Oakford", "Milo Trent")),
    ("JANE OAKFORD Associated Press", ("JANE OAKFORD",)),
    ("Jane Oakford, Political Correspondent, BBC News", ("Jane Oakford",)),
    ("Jane Oakford | Published June 5, 2024 | Fox News", ("Jane Oakford",)),
    ("CNN's Petra Sand", ("Petra Sand",)),
    ("Petra van der Sand and J. K. Trent", ("Petra van der Sand", "J. K. Trent")),
    ("Jane Oakford in Nordhaven; Editing by Milo Trent and Petra Sand", ("Jane Oakford",)),
    ("Associated Press writers Jane Oakford in Sudburg and Milo Trent in Nordhaven", ("Jane Oakford", "Milo Trent")),
    ("Jane Oakford @janeoakford", ("Jane Oakford",)),
    ("Reuters Staff", ()),
    ("The Associated Press", ()),
    ("Monday", None),
    ("the time he left", None),
    ("Jane Oakford's account the plan failed", None),
    ("Jane Oakford, the plan was dead", None),
]


@pytest.mark.parametrize(("line", "people"), BYLINES, ids=[line for line, _ in BYLINES])
def test_authors_of_a_byline(line: str, people: tuple[str, ...] | None) -> None:
    assert authors(line) == people


DATELINES = [
    ("SEOUL, South Korea (AP) — The", "SEOUL, South Korea (AP) — "),
    ("LONDON, June 3 (Reuters) - Shares", "LONDON, June 3 (Reuters) - "),
    ("KYIV, June 3, 2024 (Xinhua) -- The", "KYIV, June 3, 2024 (Xinhua) -- "),
    ("(CNN) — The", "(CNN) — "),
    ("Nordhaven (AFP) – The", "Nordhaven (AFP) – "),
    ("NORDHAVEN, Norland (KXYZ) — A", "NORDHAVEN, Norland (KXYZ) — "),
    ("WASHINGTON — The", "WASHINGTON — "),
    ("Taipei, Taiwan — The", "Taipei, Taiwan — "),
    ("NEW DELHI: The", "NEW DELHI: "),
    ("Washington (CNN)The", "Washington (CNN)"),
    ("PANAMA CITY (Reuters) -The", "PANAMA CITY (Reuters) -"),
    ("MAR DEL PLATA, Argentina/BUENOS AIRES (Reuters) - A", "MAR DEL PLATA, Argentina/BUENOS AIRES (Reuters) - "),
    ("March 30 (Reuters) - The", "March 30 (Reuters) - "),
    ("LOS ANGELES -- The", "LOS ANGELES -- "),
    ("(Nordhaven Post) - The", "(Nordhaven Post) - "),
    ("Smith — The", ""),
    ("NATO – which", ""),
    ("BREAKING — The", ""),
    ("Q: What", ""),
    ("The Associated Press (AP) is", ""),
    ('Jane Oakford said: "No"', ""),
    ("Group F — Norland 1 – 0 Sudburg", ""),
]


@pytest.mark.parametrize(("line", "expected"), DATELINES, ids=[line for line, _ in DATELINES])
def test_datelines(line: str, expected: str) -> None:
    found = dateline(line, first=True)
    assert line[: found.end if found else 0] == expected


def test_dateline_tells_agency_and_day() -> None:
    found = dateline("KYIV, June 3, 2024 (Xinhua) -- The mayor")
    assert found is not None
    assert (found.agency, found.iso) == ("Xinhua", "2024-06-03")


@pytest.mark.parametrize(
    ("line", "headline"),
    [
        ("Pact signed – NewsNation", "Pact signed"),
        ("Pact signed - The Exampleton Times", "Pact signed"),
        ("Pact signed | Nordhaven Now", "Pact signed"),
        ("War of words – how it began", None),
        ("Norland 1 – 0 Sudburg", None),
        ("A pact signed in June", None),
    ],
)
def test_publisher_behind_a_headline(line: str, headline: str | None) -> None:
    cut = split_publisher(line)
    assert (None if cut is None else line[:cut]) == headline


@pytest.mark.parametrize("name", ["NewsNation", "One America News Network", "The Guardian", "example.com", "AFP"])
def test_outlets(name: str) -> None:
    assert is_outlet(name)


@pytest.mark.parametrize("name", ["War", "How it began", "Alba Renn", "the Nordhaven pier", "NATO"])
def test_no_outlets(name: str) -> None:
    assert not is_outlet(name)


# ---- paragraphs ----------------------------------------------------------------------------------------------------

WRAPPED = """NORDHAVEN, May 7 (UPI) -- The mayor of Nordhaven signed a harbour
pact with the town of Sudburg on Tuesday, ending a row that had begun
five years earlier over the tolls of the only pier that the two towns
share.

Both councils approved the pact in the night to Monday, after a debate
that had lasted for eleven hours and nine motions to put it off again."""


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    assert [WRAPPED[start:end].split()[-1] for start, end in paragraphs(WRAPPED)] == ["share.", "again."]
    assert [kind for kind, _ in kinds(WRAPPED)] == ["dateline", "body", "body"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\u2028", "\x0b"], ids=repr)
def test_a_line_is_a_paragraph(ends: str) -> None:
    text = ends.join(["One line.", "  Another line. ", "", "A third one."])
    assert [text[start:end] for start, end in paragraphs(text)] == ["One line.", "Another line.", "A third one."]


def test_sentences_keep_initials_and_titles() -> None:
    text = "Dr. J. Oakford left. She ran! “Why?” Nobody knew."
    assert [text[a:b] for a, b in sentences(text, 0, len(text))] == [
        "Dr. J. Oakford left.",
        "She ran!",
        "“Why?”",
        "Nobody knew.",
    ]


# ---- whole pages ---------------------------------------------------------------------------------------------------

PAGES: dict[str, tuple[str, tuple[str | None, str | None, str | None, tuple[str, ...]]]] = {
    "a news agency's site": (
        """
menu World
title Mayor of Nordhaven signs harbour pact with Sudburg
byline By Mira Okonski and Teodor Valk
timestamp June 3, 2024 10:15 AM GMT+1 Updated 3 hours ago
credit [1/2]
+caption Mayor Alba Renn speaks to reporters outside the town hall in Nordhaven, June 3, 2024.
+credit REUTERS/Ivo Brandt Purchase Licensing Rights
dateline NORDHAVEN, June 3 (Reuters) -
+body The mayor of Nordhaven signed a harbour pact with Sudburg on Monday, her office said.
body The pact covers fishing and ferries. It does not cover oil.
body "We will subscribe to no secret clause," she said.
promotion Sign up here.
byline Reporting by Mira Okonski in Nordhaven and Teodor Valk in Sudburg; Editing by Lena Drost
credit Our Standards: The Thomson Reuters Trust Principles.
promotion Purchase Licensing Rights
byline Mira Okonski
publisher Thomson Reuters
body Mira Okonski covers ports and shipping from Nordhaven.
""",
        (
            "Mayor of Nordhaven signs harbour pact with Sudburg",
            "2024-06-03",
            "Thomson Reuters",
            ("Mira Okonski", "Teodor Valk"),
        ),
    ),
    "a British broadcaster": (
        """
title Nordhaven harbour pact: What we know so far
timestamp Published
timestamp 3 hours ago
share Share
share Save
byline Alba Corrin
byline Political correspondent
publisher BBC News
credit Image source, Getty Images
credit Image caption,
+caption The pact was signed in the old customs house
body Nordhaven and Sudburg have signed a pact on their shared harbour.
body The deal ends a row that began in 2019.
body What is in the pact?
body It covers ferries, fish and tolls.
promotion Related Topics
menu Nordhaven
menu Fishing industry
promotion More on this story
promotion Harbour row: Why two towns fell out
promotion Ferry strike ends after nine days
menu Around the BBC
menu Terms of Use
menu About the BBC
menu Privacy Policy
menu Cookies
credit © 2024 BBC. The BBC is not responsible for the content of external sites.
+menu Read about our approach to external linking.
""",
        ("Nordhaven harbour pact: What we know so far", None, "BBC News", ("Alba Corrin",)),
    ),
    "an American cable channel": (
        """
title Nordhaven signs harbour pact
+publisher | CNN
byline By Jane Oakford and Milo Trent, CNN
timestamp 4 min read
timestamp Updated 5:42 PM EDT, Tue May 7, 2024
share Link Copied!
dateline Nordhaven, Norland (CNN) —
+body The mayor of Nordhaven signed a pact with Sudburg on Tuesday.
body Sudburg's council approved it by 12 votes to 9.
promotion Ad Feedback
byline CNN's Petra Sand contributed to this report.
promotion Get our free weekly newsletter
promotion Sign up for CNN What Matters Newsletter
""",
        ("Nordhaven signs harbour pact", "2024-05-07", "CNN", ("Jane Oakford", "Milo Trent")),
    ),
    "a local station": (
        """
menu Skip to content
menu KXYZ Nordhaven
menu Home
menu News
menu Weather
menu Contests
title Harbour pact signed after long row
byline by: Dale Winmore
timestamp Posted: May 7, 2024 / 05:12 PM CDT
timestamp Updated: May 7, 2024 / 06:40 PM CDT
share SHARE
dateline NORDHAVEN, Norland (KXYZ) —
+body A harbour pact was signed Tuesday.
body Police said no one protested.
credit Copyright 2024 Winmore Media Inc. All rights reserved.
menu Close
promotion Trending Stories
promotion Ferry captain wins county lottery again
promotion Storm damages roof of Sudburg school
""",
        ("Harbour pact signed after long row", "2024-05-07", "Winmore Media Inc", ("Dale Winmore",)),
    ),
    "a Gulf daily with a site name above the headline": (
        """
menu https://arab.example/123
menu Short Url
timestamp Updated 07 May 2024
publisher AFP
title Nordhaven signs harbour pact with Sudburg
heading The pact ends a row over fishing tolls
dateline NORDHAVEN:
+body The mayor of Nordhaven signed a harbour pact with Sudburg on Tuesday, officials said.
body The two towns share a single pier.
menu Topics: Nordhaven Sudburg harbour
promotion Related
promotion Ferry strike ends after nine days
""",
        ("Nordhaven signs harbour pact with Sudburg", "2024-05-07", "AFP", ()),
    ),
    "a British daily": (
        """
title Nordhaven signs harbour pact with Sudburg after five-year row
timestamp This article is more than 2 months old
heading Mayor says deal will bring back ferries as opposition calls for vote
byline Orla Fenwick in Nordhaven
timestamp Tue 7 May 2024 18.02 BST
timestamp Last modified on Tue 7 May 2024 21.33 BST
share Share
body The mayor of Nordhaven has signed a harbour pact with Sudburg, ending a five-year row.
body Ferries will return in June, she said.
promotion Sign up to First Edition
promotion Free daily newsletter
promotion Our morning email breaks down the key stories of the day
promotion after newsletter promotion
body Opposition members asked for a vote. They did not get one.
promotion Explore more on these topics
menu Norland
menu Ferries
menu news
promotion Most viewed
""",
        (
            "Nordhaven signs harbour pact with Sudburg after five-year row",
            "2024-05-07",
            None,
            ("Orla Fenwick",),
        ),
    ),
    "a blog": (
        """
title Nordhaven Signs Harbour Pact
+publisher - The Exampleton Times

byline Posted on May 7, 2024 by Dale Winmore

credit Photo: Ivo Brandt / Unsplash

body The mayor of Nordhaven signed the pact on Tuesday.

promotion ADVERTISEMENT

promotion RELATED: Ferry strike ends after nine days

body She thanked the council.
+promotion Read more: Five things to know about the pier

promotion The post Nordhaven Signs Harbour Pact appeared first on The Exampleton Times.

menu Tags: ferries, harbour, Nordhaven

share Facebook Twitter LinkedIn WhatsApp

menu Leave a comment Cancel reply

menu Comment *

menu Name *

menu Website

menu Save my name, email, and website in this browser for the next time I comment.

credit © 2024 The Exampleton Times. All rights reserved.

promotion We use cookies to ensure that we give you the best experience on our website.
""",
        ("Nordhaven Signs Harbour Pact", "2024-05-07", "The Exampleton Times", ("Dale Winmore",)),
    ),
    "a German site": (
        """
menu Startseite
menu Politik
menu Ausland
title Nordhaven signs harbour pact
byline Von Erika Muster
timestamp 07.05.2024, 18:02 Uhr
body The mayor of Nordhaven signed the pact on Tuesday. Sudburg followed an hour later.
body Nobody in the council voted against it.
share Teilen
promotion Anzeige
promotion Mehr zum Thema
menu Impressum
menu Datenschutz
menu AGB
menu Nutzungsbedingungen
""",
        ("Nordhaven signs harbour pact", "2024-05-07", None, ("Erika Muster",)),
    ),
    "a Spanish site": (
        """
menu Inicio
title Nordhaven signs harbour pact
byline Por Redacción
timestamp 7 de mayo de 2024
body The mayor of Nordhaven signed the pact on Tuesday, and Sudburg followed.
body The council of Sudburg did not vote.
share Compartir en Facebook
promotion Te puede interesar
menu Aviso legal
menu Política de privacidad
menu Contacto
""",
        ("Nordhaven signs harbour pact", "2024-05-07", None, ()),
    ),
    "a French agency's site": (
        """
title Nordhaven signs harbour pact
timestamp Issued on: 17/05/2024 - 18:02 Modified: 17/05/2024 - 18:00
dateline Nordhaven (AFP) –
+body The mayor of Nordhaven signed a pact on Tuesday, a diplomat said.
body Alba Renn, 54, said she would "not sell the pier".
credit © 2024 AFP
promotion Daily newsletter
promotion Receive essential international news every morning
promotion Subscribe
menu Accueil
menu Politique
menu Mentions légales
""",
        ("Nordhaven signs harbour pact", "2024-05-17", "AFP", ()),
    ),
    "Markdown": (
        """
menu #
+title Nordhaven signs harbour pact

byline *By Dale Winmore, May 7, 2024*

body The mayor signed the pact on Tuesday.

menu ##
+heading What is in it

menu -
+body Ferries return in June.
menu -
+body Tolls fall by half.

menu ---
""",
        ("Nordhaven signs harbour pact", "2024-05-07", None, ("Dale Winmore",)),
    ),
    "a headline over the text again": (
        """
title Two towns end their row over the pier
+publisher – NewsNation
timestamp May 7, 2024
duplicate Two towns end their row over the pier
+publisher – NewsNation
body The row over the pier is over.
caption In this photo the mayors of both towns shake hands on the pier.
+credit (Photo by Ivo Brandt / AFP)
duplicate In this photo the mayors of both towns shake hands on the pier.
+credit (Getty Images)
body They shook hands.
menu globo com ao vivo
menu jornal da globo
menu resultado certo rs
""",
        ("Two towns end their row over the pier", "2024-05-07", "NewsNation", ()),
    ),
    "a wiki interview": (
        """
title Wikinews interviews the mayor of Nordhaven about the pier
+timestamp Tuesday, May 7, 2024

timestamp Tuesday, May 7, 2024
+body Wikinews spoke with Alba Renn, mayor of Nordhaven.

heading Background

body The pier was built in 1911.

body Interviewer: Why did you sign the pact?

body Renn: Because the pier was rotten. Share this with your council.

body Did Sudburg pay?

body A few months ago.

heading By Ferry Route

body Ferries run twice a day.
""",
        ("Wikinews interviews the mayor of Nordhaven about the pier", "2024-05-07", None, ()),
    ),
    "an encyclopedia": (
        """
title Nordhaven

body Nordhaven is a town in Norland. It lies on the river Sud.

heading Economy

body Fishing is the main trade.

heading Facebook

body The company runs a data centre in the town.

heading June 5, 2020

body The old pier burnt down.

heading By Road Train

body It takes two hours from Sudburg.

body The harbour is deep.

body The river is not.

body The bridge is old.
""",
        ("Nordhaven", None, None, ()),
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_pages(name: str) -> None:
    text, expected = page(PAGES[name][0])
    assert kinds(text) == expected
    found = layout(text)
    assert (found.title, found.published, found.publisher, found.authors) == PAGES[name][1]


def test_a_title_from_elsewhere_is_found_in_the_text() -> None:
    text = "Early life\n\nThe Mayor of Zürich – NewsNation\n\nShe was born in 1970."
    assert kinds(text, "The mayor of Zurich") == [
        ("heading", "Early life"),
        ("title", "The Mayor of Zürich"),
        ("publisher", "– NewsNation"),
        ("body", "She was born in 1970."),
    ]


@pytest.mark.parametrize(
    "text", ["Nordhaven signs pact", "Roses are red\nViolets are blue", "A pact\n\nA pier\n\nA row"]
)
def test_without_prose_there_is_neither_title_nor_heading(text: str) -> None:
    assert {kind for kind, _ in kinds(text)} == {"body"}


# ---- laws ----------------------------------------------------------------------------------------------------------

SCRAPS = [words for notation, _ in PAGES.values() for _, words in page(notation)[1]]
TEXTS = st.lists(
    st.one_of(st.sampled_from([*SCRAPS, *PROSE]), st.text(max_size=12)).flatmap(
        lambda words: st.sampled_from(["", " ", "\n", "\n\n", "\r\n", "\t", "\u00a0", "\u2028"]).map(
            lambda gap: words + gap
        )
    ),
    max_size=14,
).map("".join)


@given(TEXTS, st.none() | st.sampled_from(SCRAPS))
def test_blocks_cover_all_that_is_not_blank(text: str, title: str | None) -> None:
    found: Layout = layout(text, title)
    for block, following in pairwise((*found.blocks, Block(len(text), len(text), ""))):
        assert block.start < block.end <= following.start
    between = [0, *(edge for block in found.blocks for edge in (block.start, block.end)), len(text)]
    assert not "".join(text[a:b] for a, b in zip(between[::2], between[1::2], strict=True)).strip()
    assert all(words == words.strip() for words in (text[b.start : b.end] for b in found.blocks))


@given(TEXTS)
def test_what_a_page_tells_stands_in_it(text: str) -> None:
    found = layout(text)
    squeezed = re.sub(r"\s+", " ", text)
    for told in (found.title, found.publisher, *found.authors):
        assert told is None or told in squeezed


@pytest.mark.parametrize("scrap", ["(", "Photo: ", "by Aa Bb and ", "- ", "a", "[a](", "Wed, ", "The mayor said no. "])
def test_a_long_line_takes_no_long_time(scrap: str) -> None:
    text = scrap * (200_000 // len(scrap))
    assert layout(text).blocks
