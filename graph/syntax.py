"""Read a spaCy dependency tree (ClearNLP labels): conjuncts, voice, subjects and objects, also those that are shared.

Every function takes tokens and returns tokens; nothing is guessed from words that are not in the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from spacy.tokens import Doc, Token

from graph.columns import columns
from graph.tables import words

SUBJECTS = ("nsubj", "nsubjpass")
FINITE = ("VBD", "VBP", "VBZ")
RELATIVE = ("WDT", "WP", "WP$", "WRB")
COMPOUND = {"because": "because of", "due": "due to", "instead": "instead of", "ahead": "ahead of"}
ASKED = {
    "call": ("on", "upon", "for"), "appeal": ("to",), "plead": ("with",), "rely": ("on",), "count": ("on",),
    "wait": ("for",), "vote": ("for",), "push": ("for",), "pray": ("for",), "arrange": ("for",), "signal": ("to",),
}  # fmt: skip
"""Verbs whose infinitive is done by the object of a preposition."""
BLAMED = ("of", "for", "from", "with", "about", "on", "over", "as", "into", "in")
"""Prepositions behind which an object does what follows: "accuse Ana of spying", not "criticise Ana after leaving"."""
HAVE = ("have", "has", "had", "having", "'ve", "’ve", "'d", "’d")
DEPTH = 12
"""Steps that a search up the tree may take: longer chains are parser errors."""


INDEX = "factloom_children"
"""Key of `Doc.user_data` under which the children of every token stand while a document is read: it halves the time."""


@contextmanager
def indexed(doc: Doc) -> Iterator[None]:
    """Keep the children of every token of `doc` at hand for `children`; the tree must not change meanwhile."""
    tokens = list(doc)
    cols = columns(doc)
    index: list[list[tuple[str, Token]]] = [[(cols.deps[c], tokens[c]) for c in below] for below in cols.children]
    doc.user_data[INDEX] = index
    try:
        yield
    finally:
        del doc.user_data[INDEX]


def children(token: Token, *deps: str) -> list[Token]:
    """Return the children of `token` whose dependency is one of `deps`."""
    index = token.doc.user_data.get(INDEX)
    if index is None:
        return [c for c in token.children if c.dep_ in deps]
    return [c for dep, c in index[token.i] if dep in deps]


def conjuncts(token: Token) -> list[Token]:
    """Return `token` and what is coordinated with it to the right; "not B" is left out of "A but not B"."""
    found, waiting = [], [token]
    while waiting:  # no recursion: a list may be longer than the stack
        current = waiting.pop()
        if not _excluded(current):
            found.append(current)
        verbal = is_verbal(current)
        following = [c for c in children(current, "conj") if c.i > current.i and (verbal or not is_verbal(c))]
        waiting.extend(reversed(following))
    return found


def _excluded(token: Token) -> bool:
    """Say whether a participant is named only to be ruled out: "not Yahoo but Flickr", "France, not Germany"."""
    if is_verbal(token) or token.dep_ in ("ROOT", "attr", "acomp"):
        return False
    before = token.left_edge.i - 1
    if before >= 0 and token.doc[before].lower_ in ("not", "than"):
        return True
    return any(c.i < token.i for c in children(token, "neg"))


def listed(token: Token) -> list[Token]:
    """Return `token`, its conjuncts, and the examples that it is told to hold: "members, including Ann and Bob"."""
    found = conjuncts(token)
    for noun in tuple(found):
        for prep in children(noun, "prep"):
            if prep.lower_ in ("including", "namely") or (prep.lower_ == "as" and children(prep, "amod")):
                found += [t for p in children(prep, "pobj") for t in conjuncts(p) if t not in found]
    return found


def is_verbal(token: Token) -> bool:
    """Say whether the token is the main verb of a clause (auxiliaries and participles used as adjectives are not)."""
    return token.pos_ in ("VERB", "AUX") and token.dep_ not in (
        "aux",
        "auxpass",
        "amod",
        "compound",
        "nmod",
        "quantmod",
        "prep",
    )


def is_relative(token: Token) -> bool:
    """Say whether the token is a relative pronoun: which, who, whom, that; "what" stands for no noun before it."""
    if token.lower_ in ("what", "whatever", "whoever"):
        return False
    if token.tag_ in ("WDT", "WP"):
        return True
    if token.lower_ != "that" or token.dep_ not in (*SUBJECTS, "dobj", "pobj"):
        return False
    clause = clause_of(token)  # "That would be a formula" has no noun to stand for
    return clause is not None and antecedent(clause) is not None


def has_infinitive(verb: Token) -> bool:
    return any(c.tag_ == "TO" for c in children(verb, "aux"))


def inverted(verb: Token) -> bool:
    """Say whether an auxiliary stands before the subject: a question, or a condition ("Had they known, …")."""
    subjects = children(verb, *SUBJECTS)
    first = [a for a in children(verb, "aux", "auxpass") if subjects and a.i < subjects[0].left_edge.i]
    return bool(first) and first[0].lower_ in (
        "had",
        "should",
        "were",
        "did",
        "does",
        "do",
        "was",
        "is",
        "are",
        "has",
        "have",
    )


def auxiliaries(verb: Token) -> list[Token]:
    """Return the auxiliaries of a verb, its own or those it shares with the verb it is coordinated to."""
    own = children(verb, "aux", "auxpass")
    if own or verb.dep_ != "conj" or not is_verbal(verb.head) or children(verb, *SUBJECTS):
        return own
    return auxiliaries(verb.head) if verb.tag_ == verb.head.tag_ else []


def is_passive(verb: Token) -> bool:
    """Say whether the clause is passive, shared auxiliaries and reduced relatives included."""
    if children(verb, "nsubjpass", "auxpass", "csubjpass"):
        return True
    if verb.tag_ not in ("VBN", "VBD"):
        return False
    if verb.dep_ == "conj" and verb.head.dep_ == "acl" and not children(verb, "dobj", "aux", *SUBJECTS):
        return is_verbal(verb.head) and is_passive(verb.head)
    perfect = any(a.lower_ in HAVE for a in auxiliaries(verb))
    if verb.lemma_ in words("object_control.txt") and not perfect and children(verb, "nsubj"):
        # "heard the man accused of stabbing": who accuses has an object
        return not children(verb, "dobj", "aux") and any(p.lower_ == "of" for p in children(verb, "prep"))
    if verb.tag_ == "VBN" and verb.dep_ == "ccomp" and verb.head.lemma_ == "have" and not children(verb, "dobj", "aux"):
        return True  # "had her portrait painted"
    if verb.tag_ == "VBN" and children(verb, "agent") and not perfect and not children(verb, "dobj", "aux"):
        return True  # "Milan, beaten by Napoli, sold him"
    if perfect or children(verb, "nsubj"):
        return False
    if verb.tag_ == "VBN":
        if verb.dep_ in ("acl", "advcl", "xcomp", "ccomp", "pcomp"):
            return True
        if verb.dep_ == "conj" and is_verbal(verb.head):
            return is_passive(verb.head) and not children(verb, "dobj")
    return bool(children(verb, "agent")) and verb.dep_ in ("acl", "relcl", "advcl", "conj")


def antecedent(verb: Token) -> Token | None:
    """Return the noun that a relative clause describes."""
    clause = verb
    for _ in range(DEPTH):
        if clause.dep_ == "relcl":
            return _person(clause.head) if any(c.lower_ == "who" for c in children(clause, *SUBJECTS)) else clause.head
        if clause.dep_ == "ccomp" and is_cleft(clause):
            return children(clause.head, "attr")[0]
        if clause.dep_ not in ("conj", "xcomp", "ccomp", "advcl", "pcomp", "prep"):
            return None
        clause = clause.head
    return None


def _person(noun: Token) -> Token:
    """Return whom "who" can mean: in "Menon of King's College London, who" it is no college."""
    if (
        noun.ent_type_ in ("ORG", "GPE", "FAC", "LOC")
        and noun.dep_ == "pobj"
        and noun.head.head.pos_ in ("PROPN", "NOUN")
    ):
        return noun.head.head
    return noun


def is_cleft(clause: Token) -> bool:
    """Say whether a clause only puts a participant forward: "it was Hassan who called"."""
    head = clause.head
    subject = children(head, "nsubj")
    return bool(
        head.lemma_ == "be"
        and children(head, "attr")
        and subject
        and subject[0].lower_ == "it"
        and any(c.tag_ in ("WP", "WDT") or c.lower_ == "that" for c in children(clause, *SUBJECTS, "dobj"))
    )


def surface_subjects(verb: Token, depth: int = DEPTH) -> list[Token]:
    """Return the heads of the grammatical subject, found also where it is shared, controlled or relative."""
    if depth == 0:
        return []
    own = children(verb, *SUBJECTS)
    if own:
        return [s for o in own if not _cut_off(o, verb) for s in _resolved(o, verb)]
    if children(verb, "expl"):
        return []
    if verb.dep_ == "conj" and is_verbal(verb.head):
        return [] if _unjoined(verb) else surface_subjects(shared_with(verb), depth - 1)
    if verb.dep_ in ("acl", "relcl"):
        return _acl_subjects(verb, depth)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "pcomp", "parataxis", "dep", "prep"):
        return _controllers(verb, depth)
    return []


def _cut_off(subject: Token, verb: Token) -> bool:
    """Say whether one comma alone stands between a finite verb and its subject: in "Milan, beaten in the Italia final,
    sold him" the parser made `Italia` sell."""
    if verb.tag_ not in FINITE or verb.i - subject.i < 2 or verb.nbor(-1).text != ",":
        return False
    return sum(t.text == "," for t in verb.doc[subject.i + 1 : verb.i]) == 1


def _unjoined(verb: Token) -> bool:
    """Say whether nothing joins a finite verb to the one before but a comma behind a name: "Ouma, the chairman, Joseph
    Kiprono, told reporters"."""
    if verb.tag_ not in FINITE or verb.i < 2 or verb.nbor(-1).text != "," or verb.nbor(-2).pos_ != "PROPN":
        return False
    return not any(children(v, "cc") for v in (verb, verb.head))


def shared_with(verb: Token) -> Token:
    """Return the verb that a coordinated one really shares its subject with.

    "Kim said the deal was peaceful, and pledged support": the parser joins `pledged` to `was`, but a deal pledges
    nothing; a verb of speech or promise goes with the one who said so. "He was greeted by Kim, who shook his hand and
    hugged him": an active verb behind a relative clause goes with that clause, not with the passive above it.
    """
    head = verb.head
    if is_passive(head) and not is_passive(verb) and not children(verb, "aux", *SUBJECTS):
        clauses = [t for t in head.subtree if t.dep_ == "relcl" and head.i < t.i < verb.i and t.tag_ == verb.tag_]
        if clauses and not is_passive(clauses[-1]):
            return clauses[-1]
    if head.dep_ == "ccomp" and is_verbal(head.head) and verb.lemma_ in words("speech.txt"):
        owner = children(head, *SUBJECTS)
        if owner and all(o.ent_type_ not in ("PERSON", "ORG", "GPE", "NORP") and o.pos_ != "PRON" for o in owner):
            return head.head
    return head


def _resolved(token: Token, verb: Token) -> list[Token]:
    if is_relative(token):
        noun = antecedent(verb)
        return [noun] if noun is not None else []
    if token.tag_ == "EX":
        return []
    return listed(token)


def _acl_subjects(verb: Token, depth: int) -> list[Token]:
    noun = verb.head
    if verb.dep_ == "relcl" and not has_infinitive(verb):
        return []
    if not has_infinitive(verb):
        return [noun]
    owners = owners_of(noun)
    if owners:
        return owners
    governor = noun.head
    if noun.dep_ in ("dobj", "attr") and is_verbal(governor) and governor.lemma_ in words("light_verbs.tsv"):
        return surface_subjects(governor, depth - 1)
    return []


def owners_of(noun: Token) -> list[Token]:
    """Return who has or does a thing: its possessor, or the one of "US-led efforts"."""
    owners = [c for o in children(noun, "poss") for c in conjuncts(o)]
    if owners:
        return owners
    leading = [
        c for c in children(noun, "amod") if c.lower_ in ("led", "backed") and c.i > 1 and noun.doc[c.i - 1].text == "-"
    ]
    return [noun.doc[c.i - 2] for c in leading]


def clause_of(token: Token) -> Token | None:
    """Return the nearest verb above `token`."""
    for ancestor in token.ancestors:
        if is_verbal(ancestor):
            return ancestor
    return None


def _controllers(verb: Token, depth: int) -> list[Token]:
    governor: Token | None = verb.head
    if verb.dep_ == "pcomp" or (verb.dep_ == "prep" and verb.tag_ == "VBG"):
        base = verb.head if verb.dep_ == "pcomp" else verb
        noun = base.head
        if noun.pos_ in ("NOUN", "PROPN") and base.lower_ not in (
            "by",
            "after",
            "before",
            "while",
            "without",
            "despite",
        ):
            return owners_of(noun)
        governor = noun if is_verbal(noun) else clause_of(noun)
        if governor is None:
            return []
        if base.lower_ == "against" and governor.lemma_ in ("warn", "advise", "caution", "decide", "argue", "vote"):
            return direct_objects(governor)
        behind = verb.dep_ == "pcomp" and base.head == governor and base.i > governor.i and base.lower_ in BLAMED
        if behind and governor.lemma_ in words("object_control.txt") and not is_passive(governor):
            return direct_objects(governor) or surface_subjects(governor, depth - 1)
        return surface_subjects(governor, depth - 1)
    assert governor is not None
    if governor.pos_ == "ADJ":
        governor = governor.head
    if not is_verbal(governor):
        governor = clause_of(governor)
        if governor is None:
            return []
    bare = verb.tag_ in ("VB", "VBG", "VBN") or has_infinitive(verb)
    asked = [t for r, t in prepositions(governor) if r in ASKED.get(governor.lemma_, ()) and t.i < verb.i]
    if asked and has_infinitive(verb):
        return asked  # "called on Lind to sign"
    if verb.dep_ in ("ccomp", "parataxis", "dep") and not bare:
        return []
    if (
        verb.dep_ in ("xcomp", "ccomp")
        and not is_passive(governor)
        and governor.lemma_ not in words("subject_control.txt")
    ):
        objects = direct_objects(governor)
        if objects:
            return objects
    if verb.dep_ == "advcl" and children(verb, "mark") and not bare:
        return []
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and governor.lemma_ in words("object_participle.txt"):
        objects = direct_objects(governor)
        if objects and not any(t.is_punct for t in verb.doc[objects[-1].i : verb.i]):
            return objects
    return surface_subjects(_nearest(verb, governor), depth - 1)


def _nearest(verb: Token, governor: Token) -> Token:
    """Return the clause that a participle goes on with: "died after the river burst its banks, flooding the town"."""
    if verb.dep_ != "advcl" or verb.tag_ != "VBG" or verb.i < governor.i or verb.lemma_ in words("speech.txt"):
        return governor
    finite = [c for c in children(governor, "advcl") if governor.i < c.i < verb.i and children(c, *SUBJECTS)]
    return finite[-1] if finite else governor


def direct_objects(verb: Token) -> list[Token]:
    """Return the heads of the direct object, relative pronouns resolved, objects of coordinated verbs shared."""
    own = children(verb, "dobj")
    if own:
        strays = [c for c in children(verb, "conj") if c.pos_ in ("NOUN", "PROPN") and c.i > own[-1].i]
        found = [s for o in own[:1] for s in (_resolved(o, verb) if is_relative(o) else listed(o))]
        found += [t for c in strays for t in conjuncts(c)]
        if verb.dep_ == "acl" and verb.tag_ == "VBG":  # "children holding balloons and people wearing hats"
            found = found[:1] + [t for t in found[1:] if not any(c.tag_ == "VBG" for c in children(t, "acl"))]
        return found
    following = [c for c in verb.children if c.dep_ == "conj" and is_verbal(c)]
    if following and not is_passive(verb) and _shares_object(verb, following[0]):
        return direct_objects(following[0])
    return []


def _shares_object(verb: Token, following: Token) -> bool:
    """Say whether "signed and ratified the pact" lets the first verb have the second one's object: nothing but a
    conjunction and adverbs stands between them."""
    between = verb.doc[verb.i + 1 : following.i]
    return not children(following, *SUBJECTS) and all(
        t.dep_ in ("cc", "advmod", "punct", "aux", "neg") for t in between
    )


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """Yield (preposition, object head) for each prepositional phrase of `token`: "along with" is ``with``."""
    for prep in children(token, "prep", "agent", "dative"):
        if not prep.i or prep.nbor(-1).lower_ != "not":
            yield from _phrases(prep)


def _phrases(prep: Token) -> Iterator[tuple[str, Token]]:
    if prep.pos_ not in ("ADP", "SCONJ", "VERB", "ADV", "PART"):
        return
    joined = any(c.lower_ in ("of", "to") for c in prep.children)
    name = COMPOUND.get(prep.lower_, prep.lower_) if joined else prep.lower_
    for child in prep.children:
        if child.dep_ in ("pobj", "pcomp") and child.pos_ in ("NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "ADJ"):
            if name == "with" and children(child, "acl") and prep.i and prep.nbor(-1).is_punct:
                continue  # ", with buildings covered in flags" tells what else is so
            for target in _resolved_object(child, prep):
                yield name, target
        elif child.dep_ == "prep":
            nested = list(_phrases(child))
            compound = {"along": "with", "together": "with", "out": "out of"}.get(name)
            for inner, target in nested:
                yield (compound or f"{name} {inner}"), target
        elif child.dep_ == "conj" and child.pos_ == "ADP" and child.nbor(-1).lower_ != "not":
            yield from _phrases(child)


def _resolved_object(token: Token, prep: Token) -> list[Token]:
    if is_relative(token):
        clause = clause_of(prep)
        noun = antecedent(clause) if clause is not None else None
        return [noun] if noun is not None else []
    return listed(token)
