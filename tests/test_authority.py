"""Lists of known names: what is read of CSV and of Turtle, and the one line that each damaged list gets."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exporters import write
from exporters.iris import VOCABULARY as EXPORTED
from graph.authority import VOCABULARY, Known, read_authority
from graph.errors import InputError
from graph.model import TYPES
from graph.tables import rows
from tests.graphs import sample_graph

PREFIXES = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix kg: <https://example.org/kg/ns#> .
@prefix x: <https://lists.example/> .
"""


def listed(tmp_path: Path, data: str | bytes, suffix: str = ".csv") -> tuple[Known, ...]:
    path = tmp_path / f"list{suffix}"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return read_authority(path)


def turtle(tmp_path: Path, statements: str) -> tuple[Known, ...]:
    return listed(tmp_path, PREFIXES + statements, ".ttl")


def test_columns_of_a_csv(tmp_path: Path) -> None:
    text = "id,Name,aliases,TYPE,iri,note\n7,Mara Lind,Dr. Lind| Lind ||Lind,Person,urn:x-list:7|https://lists.example/7,x\n"
    assert listed(tmp_path, text) == (
        Known("Mara Lind", ("Dr. Lind", "Lind"), "PERSON", ("urn:x-list:7", "https://lists.example/7")),
    )


def test_a_csv_needs_no_more_than_names(tmp_path: Path) -> None:
    assert listed(tmp_path, "name\nMara Lind\n\nAcme\n") == (Known("Acme"), Known("Mara Lind"))


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffname;type\nKöln;city\n",
        "name\ttype\nKöln\tcity\n",
        "name,type\r\nKöln,city\r\n",
        'name,type\n"Köln","city"\n',
        "\n\nname,type\n,\nKöln,city",
        "name,type\nKo\u0308ln,city\n",
        "name,type\n \u200bKöln\x1b ,city\n",
        "name,type\nKöln,city\n".encode("utf-16"),
        "name,type\nKöln,city\n".encode("cp1252"),
    ],
    ids="semicolons tabs crlf quotes blank-lines decomposed controls utf-16 windows-1252".split(),
)
def test_ways_to_write_a_csv(tmp_path: Path, data: str | bytes) -> None:
    assert listed(tmp_path, data) == (Known("Köln", (), "GPE"),)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("person", "PERSON"), ("ORG", "ORG"), ("Company", "ORG"), ("City", "GPE"), ("work of art", "WORK"), ("", "")]
    + [("Vessel", "VESSEL"), ("naval base", "NAVAL_BASE")],
)
def test_words_for_a_type(tmp_path: Path, word: str, expected: str) -> None:
    assert listed(tmp_path, f"name,type\nA,{word}\n")[0].type == expected


def test_every_type_has_its_own_name_for_a_word() -> None:
    words = dict(rows("type_names.tsv"))
    assert set(words.values()) == set(TYPES) and all(words[type_.lower()] == type_ for type_ in TYPES)


def test_rows_that_share_an_iri_are_one(tmp_path: Path) -> None:
    text = """name,aliases,type,iri
Mara Lind,Lind,,urn:x-list:1
Lind & Co.,,ORG,urn:x-list:3
M. Lind,,PERSON,urn:x-list:2
Dr. Lind,Lind,,urn:x-list:2|urn:x-list:1
"""
    assert listed(tmp_path, text) == (
        Known("Lind & Co.", (), "ORG", ("urn:x-list:3",)),
        Known("Mara Lind", ("Lind", "M. Lind", "Dr. Lind"), "PERSON", ("urn:x-list:1", "urn:x-list:2")),
    )


def test_rows_of_one_name_without_an_iri_stay_two_unless_they_say_the_same(tmp_path: Path) -> None:
    assert len(listed(tmp_path, "name,type\nLind,PERSON\nLind,ORG\nLind,ORG\n")) == 2


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", "empty; give"),
        ("\n \n", "empty; give"),
        ("aliases,type\nx,y\n", "line 1: no column 'name' in the header; start with name,aliases,type,iri"),
        ("name,type\nA,ORG\n,ORG\n", "line 3: no name; fill"),
        ("name,type\nLind, Mara,PERSON\n", "line 2: more cells than columns; put"),
        ('name,type\n"Lind,PERSON\nB,ORG\n', "line 3: not CSV (unexpected end of data); check"),
        (f"name\n{'x' * 140_000}\n", "line 2: not CSV (field larger"),
        ("name,type\nA,!!\n", "line 2: '!!' is no type; give"),
        ("name,iri\nA,www.lists.example\n", "line 2: 'www.lists.example' is no IRI of the web; write"),
        ("name,iri\nA,javascript:alert(1)\n", "line 2: 'javascript:alert(1)' is no IRI"),
        ("name,iri\nA,file:///etc/passwd\n", "is no IRI"),
        ("name,iri\nA,http://\n", "is no IRI"),
        ("name,iri\nA,http://x/<b>\n", "is no IRI"),
        ("name,iri\nA,http://x/a b\n", "is no IRI"),
        (f"name,iri\n{'A' * 100},http://x/\x01\n", "is no IRI"),
        (b"name\n\x00\x01", "binary"),
        (b"%PDF-1.4", "a PDF"),
        (b"name\nM\x81\n", "not UTF-8"),
    ],
)
def test_a_damaged_csv_gets_one_clear_line(tmp_path: Path, data: str | bytes, message: str) -> None:
    with pytest.raises(InputError) as error:
        listed(tmp_path, data)
    assert message in str(error.value) and str(tmp_path / "list.csv") in str(error.value)
    assert str(error.value).isprintable()


@pytest.mark.parametrize(
    ("name", "message"),
    [("missing.csv", "no such file"), ("folder.csv", "is a directory"), ("list.txt", "give a .csv file or SKOS")],
)
def test_what_is_no_list(tmp_path: Path, name: str, message: str) -> None:
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(InputError, match=message):
        read_authority(tmp_path / name)


def test_skos_in_turtle(tmp_path: Path) -> None:
    statements = """
        x:list a skos:ConceptScheme ; skos:prefLabel "A list"@en .
        x:1 a skos:Concept, schema:City ; skos:prefLabel "Köln"@de, "Cologne"@en ;
            skos:altLabel "Colonia"@es, "Cologne on the Rhine"@en-GB, "CGN" ; skos:hiddenLabel "Collogne" ;
            skos:exactMatch <http://www.wikidata.org/entity/Q365> ; skos:broader x:2 .
        x:2 a schema:Hospital, schema:Organization ; skos:prefLabel "Charité"@de ;
            skos:altLabel "Charite"@de, "Caritas"@la .
        [] a schema:Person ; skos:prefLabel "Mara Lind" ; skos:exactMatch x:3 .
    """
    cologne = ("https://lists.example/1", "http://www.wikidata.org/entity/Q365")
    assert turtle(tmp_path, statements) == (
        Known("Charité", ("Charite",), "FAC", ("https://lists.example/2",)),
        Known("Cologne", ("Cologne on the Rhine", "CGN", "Collogne"), "GPE", cologne),
        Known("Mara Lind", (), "PERSON", ("https://lists.example/3",)),
    )


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("a schema:Person", "PERSON"),
        ("a <http://xmlns.com/foaf/0.1/Organization>", "ORG"),
        ("a skos:Concept", ""),
        ("a x:Ship2", ""),
        ('kg:entityType "GROUP"', "GROUP"),
        ('kg:entityType "Vessel" ; a schema:Product', "VESSEL"),
    ],
)
def test_types_in_turtle(tmp_path: Path, told: str, expected: str) -> None:
    assert turtle(tmp_path, f'x:1 skos:prefLabel "A" ; {told} .')[0].type == expected


def test_a_graph_of_ours_is_a_list(tmp_path: Path) -> None:
    kg = sample_graph()
    write(kg, tmp_path / "graph.ttl")
    known = read_authority(tmp_path / "graph.ttl")
    assert VOCABULARY == EXPORTED
    assert {(k.label, k.type) for k in known} == {(e.label, e.type) for e in kg.entities.values()}


@pytest.mark.parametrize(
    ("statements", "message"),
    [
        ("", "no skos:prefLabel in it; give"),
        ("x:1 a x:2\n\nx:3 a x:2 .", "line 7: not Turtle (expected '.'"),
        ('y:1 skos:prefLabel "A" .', 'line 5: not Turtle (Prefix "y:" not bound)'),
        ('x:1 skos:prefLabel "A', "not Turtle (it ends inside"),
        ("x:1 skos:prefLabel " + "[" * 5000, "nested too deep"),
        ("x:1 skos:prefLabel x:2 .", "https://lists.example/1: its skos:prefLabel is empty or no text"),
        ('x:1 skos:prefLabel " " .', "its skos:prefLabel is empty or no text"),
        ('<1> skos:prefLabel "A" .', "'file:///1' is no IRI of the web; write a whole one"),
        ('<http://x/a b> skos:prefLabel "A" .', "'http://x/a b' is no IRI"),
        ('x:1 skos:prefLabel "A" ; skos:exactMatch <mailto:a@b> .', "https://lists.example/1: 'mailto:a@b' is no IRI"),
    ],
)
def test_damaged_turtle_gets_one_clear_line(tmp_path: Path, statements: str, message: str) -> None:
    with pytest.raises(InputError) as error:
        turtle(tmp_path, statements)
    assert message in str(error.value) and str(error.value).isprintable()


def test_nothing_is_printed(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    dated = 'x:1 skos:prefLabel "A" ; x:day "never"^^<http://www.w3.org/2001/XMLSchema#date> ; x:see <a b> .'
    with caplog.at_level(logging.WARNING):
        assert turtle(tmp_path, dated) == (Known("A", (), "", ("https://lists.example/1",)),)
    assert not caplog.records


ROWS = st.text(max_size=80).map(lambda text: f"name,type,iri\n{text}".encode("utf-8", "replace"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.binary(max_size=80) | ROWS)
def test_any_csv_gives_entries_or_one_line(tmp_path: Path, data: bytes) -> None:
    assert _outcome(tmp_path, data, ".csv").isprintable()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(st.text(max_size=60))
def test_any_turtle_gives_entries_or_one_line(tmp_path: Path, text: str) -> None:
    data = f'{PREFIXES}x:1 skos:prefLabel "{text}" .'.encode("utf-8", "replace")
    assert _outcome(tmp_path, data, ".ttl").isprintable()


def _outcome(tmp_path: Path, data: bytes, suffix: str) -> str:
    """Return the names that a list gives, or its error."""
    try:
        return "|".join(known.label for known in listed(tmp_path, data, suffix))
    except InputError as error:
        return str(error)


def test_a_hundred_thousand_rows_of_one_iri_are_joined_in_one_go(tmp_path: Path) -> None:
    text = "name,iri\n" + "".join(f"Name {i},urn:x-list:1\n" for i in range(100_000))
    assert [len(known.aliases) for known in listed(tmp_path, text)] == [99_999]
