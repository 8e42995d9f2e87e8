"""Decide how a frame is told: affirmed or negated, plain or hedged, and by whom.

The reading climbs from the predicate to the root of the sentence. Each step up may negate ("failed to"), hedge
("plans to", "if") or attribute ("denied that"). Whatever is not known to leave a clause plain makes it hedged or
reported: a fact that is marked too much is a pity, one that is marked too little is a lie.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from spacy.tokens import Token

from graph.lexicon import noun_type
from graph.model import Modality, Polarity, Stance
from graph.syntax import DEPTH, auxiliaries, children, has_infinitive, is_passive, is_verbal, shared_with, surface_subjects
from graph.tables import rows

STANCES: dict[str, Stance] = {"says": "says", "believes": "believes", "denies": "denies", "doubts": "doubts"}
MODALITIES: dict[str, Modality] = {
    m: m for m in ("future", "possible", "conditional", "obligated", "desired", "alleged", "asked")  # type: ignore[misc]
}
FEARED = ("concern", "fear", "worry", "allegation", "accusation", "claim", "suspicion", "speculation", "rumor", "rumour")
PAPERS = ("report", "study", "statement", "survey", "poll", "article", "document", "letter", "paper", "newspaper", "memo")
PURPOSE = ("of", "from", "for", "against", "about", "with", "on")
BACKGROUND = ("title", "modifier: place", "modifier: agent", "possessive")
"""Rules whose facts the writer takes for granted: no verb of the sentence governs them."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who vouches: index of the token that names the source (None where none does), cue token, stance."""

    token: int | None
    cue: int
    stance: Stance


@dataclass(slots=True)
class Reading:
    """How a predicate is told, innermost source first while it is being read; `cues` are token indices.

    What governs from above stops hedging where `inherits` is False (a relative clause tells what is taken for granted)
    and stops negating where `negatable` is False ("failed to come, citing illness" cites); sources always count.
    """

    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    sources: list[Source] = field(default_factory=list)
    cues: list[int] = field(default_factory=list)
    inherits: bool = True
    negatable: bool = True

    def negate(self, cue: int) -> None:
        if not (self.inherits and self.negatable):
            return
        self.polarity = "negative" if self.polarity == "positive" else "positive"
        self.cues.append(cue)

    def hedge(self, modality: Modality, cue: int) -> None:
        if not self.inherits:
            return
        if self.modality == "asserted":
            self.modality = modality
        self.cues.append(cue)

    def attribute(self, token: Token | None, cue: Token, stance: Stance) -> None:
        if all(s.cue != cue.i for s in self.sources):
            self.sources.append(Source(token.i if token is not None else None, cue.i, stance))
            self.cues.append(cue.i)

    def apply(self, effect: str, cue: Token, source: Token | None) -> None:
        """Add what a governing word does to what it governs."""
        if effect in STANCES:
            self.attribute(source, cue, STANCES[effect] if self.inherits and self.negatable else "says")
            if effect == "denies":
                self.negate(cue.i)
            if effect == "doubts":
                self.hedge("possible", cue.i)
        elif effect == "negative":
            self.negate(cue.i)
        elif effect == "unlikely":
            self.negate(cue.i)
            self.hedge("possible", cue.i)
        elif effect in MODALITIES:
            self.hedge(MODALITIES[effect], cue.i)


@cache
def effects(name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(name)}


@cache
def marks(kind: str) -> dict[str, str]:
    return {row[0]: row[1] for row in rows("marks.tsv") if row[2] == kind}


def read(head: Token, background: bool = False) -> Reading:
    """Return how the predicate headed by `head` is told; `background` facts are only marked by their own words."""
    reading = Reading()
    _own(head, reading)
    if background:
        return reading
    token = head
    for _ in range(DEPTH):
        _beside(token, reading)
        if token.head == token:
            break
        token = _step(token, reading)
    if reading.inherits and token.head == token and _asks(token):
        reading.hedge("asked", token.sent[-1].i)
    return reading


def _own(token: Token, reading: Reading) -> None:
    """Read the marks on the predicate itself and on its arguments."""
    if is_verbal(token):
        _auxiliary(token, reading)
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr"):
                _determiner(child, reading)
        for prep in children(token, "prep", "agent"):
            for noun in children(prep, "pobj"):
                _determiner(noun, reading)
    else:
        _determiner(token, reading)
        for child in token.children:
            if child.dep_ == "amod" and child.lower_ in marks("adjective"):
                reading.apply(marks("adjective")[child.lower_], child, None)


def _auxiliary(verb: Token, reading: Reading) -> None:
    """Read negation, modals and adverbs of a verb, those it shares with the verb it is coordinated to included."""
    for aux in auxiliaries(verb):
        effect = marks("modal").get(aux.lower_)
        if effect is not None:
            reading.hedge(MODALITIES[effect], aux.i)
    for negation in _negations(verb):
        reading.negate(negation.i)
    for adverb in children(verb, "advmod"):
        effect = marks("adverb").get(adverb.lower_)
        if effect is not None and adverb.dep_ != "neg":
            reading.apply(effect, adverb, None)


def _negations(verb: Token) -> list[Token]:
    own = children(verb, "neg") + [p for p in children(verb, "preconj") if p.lower_ == "neither"]
    own += [c for c in children(verb, "cc") if c.lower_ == "nor" and c.i < verb.i]
    if own or verb.dep_ != "conj" or children(verb, "aux", "nsubj", "nsubjpass"):
        return own
    if verb.tag_ != verb.head.tag_ or not is_verbal(verb.head):
        return own
    if any(c.lower_ == "but" for c in children(verb.head, "cc")):
        return own
    return _negations(verb.head)


def _determiner(noun: Token, reading: Reading) -> None:
    if noun.lower_ in ("nobody", "none", "nothing", "noone"):
        reading.negate(noun.i)
        return
    for child in noun.children:
        if child.dep_ in ("det", "preconj", "neg", "predet") and child.lower_ in ("no", "neither"):
            reading.negate(child.i)
            return


def _beside(token: Token, reading: Reading) -> None:
    """Read what stands beside a clause: "according to", a subordinator, an inserted "he said"."""
    if not is_verbal(token):
        return
    for prep in children(token, "prep"):
        if prep.lower_ == "according":
            named = [p for to in prep.children if to.dep_ == "prep" for p in children(to, "pobj")]
            reading.attribute(_original(named[0]) if named else None, prep, "says")
    for mark in children(token, "mark"):
        effect = marks("subordinator").get(mark.lower_)
        if effect is not None:
            reading.hedge(MODALITIES[effect], mark.i)
    for inserted in children(token, "parataxis", "advcl", "ccomp"):
        lemma = inserted.lemma_
        if effects("predicates.tsv").get(lemma) in STANCES and _inserted(inserted, token):
            subject = surface_subjects(inserted)
            reading.attribute(subject[0] if subject else None, inserted, STANCES[effects("predicates.tsv")[lemma]])
    if reading.inherits and token.dep_ != "advcl":
        for clause in children(token, "advcl"):
            condition = [m for m in children(clause, "mark") if marks("subordinator").get(m.lower_) == "conditional"]
            if condition:
                reading.hedge("conditional", condition[0].i)


def _inserted(verb: Token, clause: Token) -> bool:
    """Say whether a verb of speech has its subject, but nothing that is said, below it: ", the minister said,"."""
    if not children(verb, "nsubj") or children(verb, "dobj", "ccomp", "xcomp", "mark", "prep"):
        return False
    return verb.dep_ == "parataxis" or any(t.is_punct for t in clause.doc[max(verb.left_edge.i - 1, 0) : verb.left_edge.i])


def _original(noun: Token) -> Token:
    """Return who stands behind "a report from the institute" or "a report by Oxfam"."""
    if noun.lemma_ in PAPERS:
        for prep in children(noun, "prep", "agent"):
            if prep.lower_ in ("from", "by", "of", "in"):
                return next(iter(children(prep, "pobj")), noun)
        owner = children(noun, "poss")
        return owner[0] if owner else noun
    return noun


def _asks(root: Token) -> bool:
    return any(t.text == "?" for t in root.doc[root.i : root.sent.end][-3:])


def _step(token: Token, reading: Reading) -> Token:
    """Apply what stands above `token` and return the next token to read from."""
    dep, up = token.dep_, token.head
    if dep == "conj":
        return shared_with(token) if is_verbal(token) else up
    if dep in ("ccomp", "xcomp", "oprd", "csubj", "csubjpass"):
        return _complement(token, up, reading)
    if dep == "pcomp" or (dep == "prep" and is_verbal(token)):
        return _prepositional(token, up, reading)
    if dep == "acl":
        return _noun_clause(token, up, reading)
    if dep == "relcl":
        if has_infinitive(token):
            return _noun_clause(token, up, reading)
        reading.inherits = False
        return up
    if dep == "advcl":
        return _adverbial(token, up, reading)
    if dep in ("dobj", "nsubjpass", "pobj", "attr") and not is_verbal(token):
        return _object(token, up, reading)
    if dep in ("nsubj", "poss", "compound", "amod", "appos", "nmod") and not is_verbal(token):
        reading.inherits = False
    return up


def _complement(clause: Token, verb: Token, reading: Reading) -> Token:
    asks = [m for m in children(clause, "mark") if m.lower_ in ("whether", "if")]
    if asks:
        reading.hedge("asked", asks[0].i)
    finite = clause.dep_ == "ccomp" and not (has_infinitive(clause) and not children(clause, "nsubj", "nsubjpass"))
    if verb.pos_ == "ADJ" or verb.lemma_ in ("be", "become", "remain"):
        return _judged(clause, verb, reading, finite)
    if not is_verbal(verb) and verb.pos_ != "NOUN":
        return verb
    table = effects("predicates.tsv") if is_verbal(verb) else effects("evidential_nouns.tsv")
    infinitive = has_infinitive(clause)
    free = finite and any(t.lower_ in ("what", "whatever") for t in clause.subtree if t.head == clause)
    default = "factive" if free else "says" if finite else "desired" if infinitive else "factive"
    effect = table.get(lemma_of(verb)) or table.get(verb.lemma_.lower(), default)
    _govern(clause, verb, effect, reading, finite, infinitive)
    return verb


def _govern(clause: Token, verb: Token, effect: str, reading: Reading, finite: bool, infinitive: bool) -> None:
    """Apply the effect of a governing verb, its own negation and its own hedges."""
    negated = bool(_negations(verb))
    subjects = surface_subjects(verb)
    passive = is_passive(verb)
    source = None if passive else (subjects[0] if subjects else None)
    if passive:
        agents = [p for a in children(verb, "agent") for p in children(a, "pobj")]
        source = agents[0] if agents else None
        if clause.dep_ == "ccomp" and verb.lemma_ in ("tell", "inform", "assure", "quote", "cite"):
            source = source or (subjects[0] if subjects and verb.lemma_ in ("quote", "cite") else None)
    if effect == "shows":
        effect = "says" if source is None or speaks(source) else "possible" if verb.lemma_ in ("suggest", "imply") else "factive"
    if effect in STANCES:
        if infinitive and not finite and verb.lemma_ in ("warn", "tell", "advise", "remind", "argue"):
            effect = "obligated"
        elif infinitive and passive:
            reading.hedge("alleged", verb.i)
    if negated and effect in STANCES:
        if effect == "believes":
            reading.negate(verb.i)
        else:
            reading.hedge("possible", verb.i)
            effect = "says" if effect == "denies" else effect
        reading.apply(effect, verb, source)
    else:
        reading.apply(effect, verb, source)
        if finite and effect in ("future", "desired") and source is not None:
            reading.attribute(source, verb, "believes")
        if negated and not (finite and effect == "factive"):
            reading.negate(_negations(verb)[0].i)
    _pass_modality(verb, reading)


def lemma_of(verb: Token) -> str:
    """Return the lemma of a verb with its particle: ``rule out``."""
    return " ".join([verb.lemma_.lower(), *(p.lower_ for p in children(verb, "prt"))])


def speaks(token: Token) -> bool:
    """Say whether a noun names who can say something: people, bodies, states, and the papers they write."""
    if token.pos_ == "PRON" or token.ent_type_ in ("PERSON", "ORG", "GPE", "NORP"):
        return token.lower_ not in ("it", "this", "that", "which")
    lemma = token.lemma_.lower()
    return noun_type(lemma) in ("PERSON", "ORG", "GROUP") or lemma in PAPERS


def _pass_modality(verb: Token, reading: Reading) -> None:
    """Let the modal and the hedging adverb of a governing verb hedge what it governs."""
    above = Reading()
    _auxiliary(verb, above)
    if above.modality != "asserted":
        reading.hedge(above.modality, above.cues[0])


def _judged(clause: Token, judge: Token, reading: Reading, finite: bool) -> Token:
    """Read "it is likely that", "is ready to", "was unable to"."""
    adjective = judge if judge.pos_ == "ADJ" else next(iter(children(judge, "acomp")), judge)
    copula = judge.head if judge.pos_ == "ADJ" and is_verbal(judge.head) else judge
    table = effects("adjectives.tsv") if finite else effects("predicates.tsv")
    default = "factive" if finite else "obligated" if judge.lemma_ == "be" and adjective is judge else "possible"
    effect = table.get(adjective.lower_, default)
    negated = is_verbal(copula) and bool(_negations(copula))
    if negated and adjective.lower_ in ("clear", "certain", "sure", "known", "obvious", "evident"):
        effect, negated = "asked", False
    subjects = surface_subjects(copula) if is_verbal(copula) else []
    person = [s for s in subjects if s.lower_ not in ("it", "this", "that")]
    reading.apply(effect, adjective, person[0] if person else None)
    if negated and effect != "factive":
        reading.negate(_negations(copula)[0].i)
    elif negated and adjective.lower_ in ("true", "correct", "right"):
        reading.negate(_negations(copula)[0].i)
    if is_verbal(copula):
        _pass_modality(copula, reading)
    return copula if copula is not clause else judge


def _prepositional(clause: Token, up: Token, reading: Reading) -> Token:
    prep = up if clause.dep_ == "pcomp" else clause
    governor = prep.head
    if prep.lower_ == "without":
        reading.negate(prep.i)
    if prep.lower_ in PURPOSE and prep != governor:
        if is_verbal(governor):
            effect = effects("predicates.tsv").get(lemma_of(governor), "factive")
            if governor.lemma_ in ("convict", "acquit", "clear"):
                effect = {"convict": "factive"}.get(governor.lemma_, "negative")
            if effect in (*STANCES, "negative", "possible", "desired", "future", "obligated"):
                _govern(clause, governor, effect, reading, finite=True, infinitive=False)
                return governor
        elif governor.pos_ in ("NOUN", "PROPN"):
            return _evidential(clause, governor, reading, effects("evidential_nouns.tsv").get(governor.lemma_, "factive"))
    reading.negatable = False
    if is_verbal(governor):
        _pass_modality(governor, reading)
    return governor


def _noun_clause(clause: Token, noun: Token, reading: Reading) -> Token:
    """Read a clause that a noun governs: "accusations that", "a plan to", "the first to", and plain participles."""
    infinitive = has_infinitive(clause)
    that = bool(children(clause, "mark")) or (children(clause, "nsubj", "nsubjpass") and clause.dep_ == "acl")
    if not infinitive and not that:
        reading.inherits = False
        return noun
    if infinitive and any(c.lower_ in ("first", "last", "only", "second", "third") for c in noun.children):
        return noun
    default = "desired" if infinitive else "factive" if noun.lemma_ in ("fact", "evidence", "proof") else "possible"
    return _evidential(clause, noun, reading, effects("evidential_nouns.tsv").get(noun.lemma_, default))


def _evidential(clause: Token, noun: Token, reading: Reading, effect: str) -> Token:
    owners = children(noun, "poss")
    source = owners[0] if owners else next((c for c in children(noun, "amod") if c.ent_type_ == "NORP"), None)
    if source is None and noun.dep_ == "dobj" and is_verbal(noun.head) and effect in STANCES:
        subjects = surface_subjects(noun.head)
        source = subjects[0] if subjects and noun.head.lemma_ in ("make", "voice", "express", "issue", "have", "raise") else None
    if effect == "doubts" and any(c.lower_ == "no" for c in children(noun, "det")):
        return noun
    reading.apply(effect, noun, source)
    return noun


def _adverbial(clause: Token, up: Token, reading: Reading) -> Token:
    marked = children(clause, "mark")
    if has_infinitive(clause) and not children(clause, "nsubj", "nsubjpass"):
        reading.hedge("desired", clause.i)
        return up
    participle = clause.tag_ in ("VBG", "VBN") and not children(clause, "aux", "nsubj", "nsubjpass")
    if participle and not marked:
        reading.negatable = False
        if is_verbal(up):
            _pass_modality(up, reading)
        return up
    if any(m.lower_ in ("though", "if") and m.i > clause.left_edge.i for m in marked):
        reading.hedge("possible", marked[0].i)
    reading.inherits = False
    return up


def _object(noun: Token, up: Token, reading: Reading) -> Token:
    """Read what a verb does to the event that its object names: "denied an attack", "plans a visit", "under sanctions"."""
    verb, prep = up, None
    if noun.dep_ == "pobj":
        prep, verb = up, up.head
    if not reading.inherits:
        if verb.pos_ == "NOUN" and verb.lemma_ in FEARED:
            reading.inherits = True
            _evidential(noun, verb, reading, "alleged")
            reading.inherits = False
        return verb
    if not is_verbal(verb):
        if verb.pos_ == "NOUN" and prep is not None and prep.lower_ in PURPOSE:
            effect = effects("evidential_nouns.tsv").get(verb.lemma_, "factive")
            if effect not in ("factive", "future", "desired") or verb.lemma_ in ("plan", "threat", "proposal", "hope"):
                return _evidential(noun, verb, reading, effect)
        reading.inherits = False
        return verb if prep is not None else up
    light = verb.lemma_ in effects("light_verbs.tsv") or noun.dep_ == "attr" or (verb.lemma_ == "be" and prep is not None)
    effect = effects("predicates.tsv").get(lemma_of(verb), "factive")
    quoted = effect != "says" or verb.lemma_ in ("claim", "allege", "report", "announce", "predict")
    if (prep is None or prep.lower_ in ("for", "of", "from", "against")) and effect != "factive" and quoted:
        definite = any(c.lower_ in ("the", "this", "that", "these", "those") or c.dep_ == "poss" for c in noun.children)
        if not (light and effect in ("future", "obligated")) and not (definite and effect == "believes"):
            _govern(noun, verb, effect, reading, finite=True, infinitive=False)
            return verb
    above = Reading()
    _auxiliary(verb, above)
    indefinite = not any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that") for c in noun.children)
    if above.modality != "asserted" and (light or (indefinite and noun.dep_ != "pobj")):
        reading.hedge(above.modality, above.cues[0])
    if light and above.polarity == "negative":
        reading.negate(above.cues[-1])
    if not light:
        reading.inherits = False
    return verb
