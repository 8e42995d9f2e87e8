"""Climb from a clause to what governs it: verbs, adjectives and nouns that negate, hedge or attribute it."""

from __future__ import annotations

from spacy.tokens import Token

from graph.sources import speaks
from graph.stance import STANCES, Reading, auxiliary, determiner, effects, negations
from graph.syntax import (
    children,
    clause_of,
    has_infinitive,
    is_cleft,
    is_passive,
    is_verbal,
    shared_with,
    surface_subjects,
)

OCCURRING = (
    "occur",
    "happen",
    "begin",
    "start",
    "resume",
    "follow",
    "come",
    "go",
    "continue",
    "materialize",
    "fail",
    "collapse",
)
"""Verbs that say of an event that it is: what keeps them from being so keeps the event from being so."""
FEARED = (
    "concern",
    "fear",
    "worry",
    "allegation",
    "accusation",
    "claim",
    "suspicion",
    "speculation",
    "rumor",
    "rumour",
)
TEMPORAL = ("until", "when", "before", "after", "as", "till")
SUSPECTED = ("arrest", "detain", "charge", "sue", "investigate", "question", "probe")
"""Verbs that do something for what may not have been done: "arrested for blocking"."""
PURPOSE = ("of", "from", "for", "against", "about", "with", "on")
AVOIDED = {
    "without": "negative", "instead": "negative", "short": "negative", "far": "negative", "lieu": "negative",
    "than": "negative", "capable": "possible", "close": "possible", "verge": "future", "brink": "future",
}  # fmt: skip
"""Words before a participle that keep it from being so: "stopped short of endorsing", "instead of paying"."""


def step(token: Token, reading: Reading) -> Token:
    """Apply what stands above `token` and return the next token to read from."""
    dep, up = token.dep_, token.head
    if dep == "conj":
        if is_verbal(token) and _runs_on(token, up):
            _govern(token, up, effects("predicates.tsv")[up.lemma_], reading, finite=True, infinitive=False)
        return shared_with(token) if is_verbal(token) else up
    if dep in ("ccomp", "xcomp", "oprd", "csubj", "csubjpass"):
        return _complement(token, up, reading)
    if dep == "pcomp" or (dep == "prep" and is_verbal(token)):
        return _prepositional(token, up, reading)
    if dep == "acl":
        return _noun_clause(token, up, reading)
    if dep == "relcl":
        if has_infinitive(token) or _says_what(token, up):
            return _noun_clause(token, up, reading)
        reading.inherits = False
        reading.relatives += 1
        return up
    if dep == "advcl":
        return _complement(token, up, reading) if _gerund_object(token, up) else _adverbial(token, up, reading)
    if dep in ("dobj", "nsubjpass", "pobj", "attr") and not is_verbal(token):
        return _object(token, up, reading)
    if dep == "nsubj" and not is_verbal(token) and is_verbal(up):
        return _happening(token, up, reading)
    if dep in ("poss", "compound", "amod", "appos", "nmod") and not is_verbal(token):
        reading.inherits = False
    return up


def _says_what(clause: Token, noun: Token) -> bool:
    """Say whether a clause parsed as relative tells what a noun holds: "claims that Lind signed it" has no gap."""
    if noun.lemma_ not in effects("evidential_nouns.tsv"):
        return False
    return any(m.lower_ == "that" for m in children(clause, "mark")) or len(children(clause, "dobj")) > 1


def _gerund_object(clause: Token, verb: Token) -> bool:
    """Say whether a participle right behind a governing verb is its object: "ruled out sending", "denied hiding"."""
    last = max(verb.i, *(p.i for p in children(verb, "prt")), -1)
    return clause.tag_ == "VBG" and clause.left_edge.i == last + 1 and lemma_of(verb) in effects("predicates.tsv")


def _runs_on(clause: Token, verb: Token) -> bool:
    """Say whether what is said goes on behind "and": "claims that A was taken and B was forced to work".

    The parser often joins the second clause to the verb of speech; without a comma it is still what is said.
    """
    if effects("predicates.tsv").get(verb.lemma_) not in STANCES or not children(verb, "ccomp"):
        return False
    if not children(clause, "nsubj", "nsubjpass") or effects("predicates.tsv").get(clause.lemma_) in STANCES:
        return False
    joint = [c for c in children(verb, "cc") if c.lower_ == "and" and c.i < clause.i]
    return bool(joint) and not joint[-1].nbor(-1).is_punct


def _happening(noun: Token, verb: Token, reading: Reading) -> Token:
    """Read whether an event takes place ("talks will be held"); else it is taken for granted."""
    occurs = verb.lemma_ in OCCURRING or any(o.lower_ == "place" for o in children(verb, "dobj"))
    above = Reading()
    auxiliary(verb, above)
    definite = any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that", "these", "those") for c in noun.children)
    if above.modality != "asserted" and (occurs or not definite):
        reading.hedge(above.modality, above.cues[0])
    if above.polarity == "negative" and occurs:
        reading.negate(above.cues[-1])
    if not occurs:
        reading.inherits = False
    return verb


def _complement(clause: Token, verb: Token, reading: Reading) -> Token:
    if _independent(clause, verb):
        said = _saying_before(clause)
        if said is not None:
            _govern(clause, said, effects("predicates.tsv")[said.lemma_], reading, finite=True, infinitive=False)
            return said
        reading.inherits = reading.negatable = False
        return verb.sent.root
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
    lemma = verb.lemma_.lower()
    told = table.get(f"{lemma} that") if finite else None
    if lemma == "have" and not infinitive:
        told = "factive"  # "had her portrait painted"
    elif lemma == "suppose" and infinitive:
        told = "future"  # "was supposed to launch"
    elif verb.lower_ in ("provided", "providing", "assuming", "supposing") and verb.dep_ in ("advcl", "prep"):
        told = "conditional"
    if lemma == "have" and any(t.lower_ == "yet" for t in children(verb, "advmod")):
        told = "negative"  # "has yet to ratify"
    effect = told or table.get(lemma_of(verb)) or table.get(lemma, default)
    _govern(clause, verb, effect, reading, finite, infinitive)
    reading.content = reading.content or finite
    return verb


def _saying_before(clause: Token) -> Token | None:
    """Return the verb of speech right before a clause that the parser gave to a later one: "he said police left; …"."""
    first = clause.left_edge.i
    before = clause.doc[first - 1] if first > clause.sent.start else None
    if before is None or not is_verbal(before) or effects("predicates.tsv").get(before.lemma_) not in STANCES:
        return None
    return before if children(before, "nsubj", "nsubjpass") else None


def _independent(clause: Token, verb: Token) -> bool:
    """Say whether a clause under a later verb is a sentence of its own: "it cured none; it hid all".

    A clause in front is only what is said where the verb is one of speech without an object.
    """
    if clause.dep_ != "ccomp" or clause.i > verb.i:
        return False
    between = clause.doc[clause.i : verb.i]
    if any(t.text == ";" for t in between):
        return True
    within = [c.i for c in children(clause, "conj")]
    if any(
        t.dep_ == "cc" and (t.head == verb or (t.head == clause and not any(i > t.i for i in within))) for t in between
    ):
        return True
    says = effects("predicates.tsv").get(verb.lemma_) in (*STANCES, "shows", "asked", "desired", "future")
    told = bool(children(verb, "dobj")) and verb.lemma_ not in ("tell", "inform", "remind", "warn", "assure", "ask")
    return not says or told


def _govern(clause: Token, verb: Token, effect: str, reading: Reading, finite: bool, infinitive: bool) -> None:
    """Apply the effect of a governing verb, its own negation and its own hedges."""
    nobody = Reading()
    for subject in children(verb, "nsubj"):
        determiner(subject, nobody)
    negated = bool(negations(verb)) or bool(nobody.cues)
    subjects = surface_subjects(verb)
    passive = is_passive(verb)
    source = None if passive else (subjects[0] if subjects else None)
    if passive:
        agents = [p for a in children(verb, "agent") for p in children(a, "pobj")]
        source = agents[0] if agents else None
        if clause.dep_ == "ccomp" and verb.lemma_ in ("tell", "inform", "assure", "quote", "cite"):
            source = source or (subjects[0] if subjects and verb.lemma_ in ("quote", "cite") else None)
    if effect == "shows":
        effect = (
            "says"
            if source is None or speaks(source)
            else "possible"
            if verb.lemma_ in ("suggest", "imply")
            else "factive"
        )
    if effect == "excluded":
        effect, negated = ("possible", False) if negated else ("negative", False)
    if effect in (*STANCES, "alleges"):
        if infinitive and not finite and verb.lemma_ in ("warn", "tell", "advise", "remind", "argue"):
            effect = "obligated"
        elif passive and source is None and (infinitive or clause.dep_ == "pcomp"):
            reading.hedge("alleged", verb.i)
    if negated and effect in (*STANCES, "alleges"):
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
            reading.negate((nobody.cues or [n.i for n in negations(verb)])[0])
    _pass_modality(verb, reading)


def lemma_of(verb: Token) -> str:
    """Return the lemma of a verb with its particle: ``rule out``."""
    return " ".join([verb.lemma_.lower(), *(p.lower_ for p in children(verb, "prt"))])


def _pass_modality(verb: Token, reading: Reading) -> None:
    """Let the modal and the hedging adverb of a governing verb hedge what it governs."""
    above = Reading()
    auxiliary(verb, above)
    if above.modality != "asserted":
        reading.hedge(above.modality, above.cues[0])


def _judged(clause: Token, judge: Token, reading: Reading, finite: bool) -> Token:
    """Read "it is likely that", "is ready to", "was unable to", and "it was not X who"."""
    if is_cleft(clause):
        for negation in negations(judge):
            reading.negate(negation.i)
        return judge
    adjective = judge if judge.pos_ == "ADJ" else next(iter(children(judge, "acomp")), judge)
    copula = judge.head if judge.pos_ == "ADJ" and is_verbal(judge.head) else judge
    table = effects("adjectives.tsv") if finite else effects("predicates.tsv")
    default = "factive" if finite else "future" if judge.lemma_ == "be" and adjective is judge else "possible"
    effect = table.get(adjective.lower_, default)
    if any(a.lower_ == "less" for a in children(adjective, "advmod")) and effect in ("future", "possible"):
        effect = "unlikely"
    if adjective.lower_ == "able" and copula.tag_ == "VBD":
        effect = "factive"  # "was able to meet" met
    negated = is_verbal(copula) and bool(negations(copula))
    if negated and adjective.lower_ in ("clear", "certain", "sure", "known", "obvious", "evident"):
        effect, negated = "asked", False
    subjects = surface_subjects(copula) if is_verbal(copula) else []
    person = [s for s in subjects if s.lower_ not in ("it", "this", "that")]
    reading.apply(effect, adjective, person[0] if person else None)
    if (negated and effect != "factive") or (negated and adjective.lower_ in ("true", "correct", "right")):
        reading.negate(negations(copula)[0].i)
    if is_verbal(copula):
        _pass_modality(copula, reading)
    return copula if copula is not clause else judge


def _prepositional(clause: Token, up: Token, reading: Reading) -> Token:
    prep = up if clause.dep_ == "pcomp" else clause
    governor = prep.head
    before = [prep.lower_, *(t.lower_ for t in (governor, prep.nbor(-1) if prep.i else prep))]
    avoided = next((w for w in before if w in AVOIDED), None)
    if avoided is not None:
        reading.apply(AVOIDED[avoided], prep, None)
    if governor.lower_ == "guilty" and any(c.dep_ == "neg" for c in governor.children):
        pleaded = governor.head if is_verbal(governor.head) else None
        subjects = surface_subjects(pleaded) if pleaded is not None else []
        reading.apply("denies", governor, subjects[0] if subjects else None)
        return governor.head
    if prep.lower_ == "for" and governor.lemma_ in SUSPECTED:
        reading.hedge("alleged", governor.i)
    if prep.lower_ == "from" and governor.lemma_ in ("keep", "hold", "save", "spare", "protect", "shield"):
        reading.negate(prep.i)
    quotes = is_verbal(governor) and governor.lemma_ in ("cite", "quote") and not is_passive(governor)
    if prep.lower_ == "as" and quotes:
        subjects = surface_subjects(governor)
        reading.attribute(subjects[0] if subjects else None, governor, "says")
    if prep.lower_ in PURPOSE and prep != governor:
        if is_verbal(governor):
            effect = effects("predicates.tsv").get(lemma_of(governor), "factive")
            if governor.lemma_ in ("convict", "acquit", "clear"):
                effect = "factive" if governor.lemma_ == "convict" else "negative"
            if effect in (*STANCES, "negative", "possible", "desired", "future", "obligated"):
                _govern(clause, governor, effect, reading, finite=True, infinitive=False)
                return governor
        elif governor.pos_ in ("NOUN", "PROPN"):
            return _evidential(
                clause, governor, reading, effects("evidential_nouns.tsv").get(governor.lemma_, "factive")
            )
    reading.negatable = False
    if is_verbal(governor):
        _pass_modality(governor, reading)
    elif children(clause, "nsubj", "nsubjpass"):
        reading.hedge("possible", prep.i)  # "one step before workers taking over"
    return governor


def _governs_noun(verb: Token, effect: str) -> bool:
    """Say whether a verb keeps its object's event from being plain: "plans a visit", "denied an attack"."""
    if effect in ("says", "shows"):
        return verb.lemma_ in ("claim", "allege", "report", "announce", "predict", "suggest")
    if effect == "believes":
        return verb.lemma_ in ("suspect", "fear", "assume", "presume")
    return effect != "factive" and verb.lemma_ not in (
        "have",
        "set",
        "go",
        "get",
        "use",
        "fight",
        "push",
        "work",
        "like",
        "love",
    )


def _noun_clause(clause: Token, noun: Token, reading: Reading) -> Token:
    """Read a clause that a noun governs: "accusations that", "a plan to", "the first to", and plain participles."""
    infinitive = has_infinitive(clause)
    that = (
        bool(children(clause, "mark"))
        or (clause.dep_ == "relcl" and _says_what(clause, noun))
        or (children(clause, "nsubj", "nsubjpass") and clause.dep_ == "acl")
    )
    if not infinitive and not that:
        reading.inherits = noun.dep_ in ("ccomp", "advcl")  # there the noun is itself a verb that the parser missed
        return noun
    if infinitive and any(c.lower_ in ("first", "last", "only", "second", "third") for c in noun.children):
        return noun
    default = "desired" if infinitive else "factive" if noun.lemma_ in ("fact", "news", "reality") else "possible"
    return _evidential(clause, noun, reading, effects("evidential_nouns.tsv").get(noun.lemma_, default))


def _evidential(clause: Token, noun: Token, reading: Reading, effect: str) -> Token:
    owners = children(noun, "poss")
    source = owners[0] if owners else next((c for c in children(noun, "amod") if c.ent_type_ == "NORP"), None)
    if source is None and noun.dep_ == "dobj" and is_verbal(noun.head) and effect in (*STANCES, "alleges"):
        subjects = surface_subjects(noun.head)
        source = (
            subjects[0]
            if subjects and noun.head.lemma_ in ("make", "voice", "express", "issue", "have", "raise")
            else None
        )
    if any(c.lower_ in ("no", "little") for c in noun.children) or (noun.dep_ == "dobj" and negations(noun.head)):
        if effect != "doubts":
            reading.hedge("possible", noun.i)
        return noun
    reading.apply(effect, noun, source)
    return noun


def _adverbial(clause: Token, up: Token, reading: Reading) -> Token:
    marked = children(clause, "mark")
    if any(t.lower_ == "than" and t.nbor(-1).lower_ in ("rather", "other") for t in clause.lefts if t.i):
        reading.negate(clause.left_edge.i)
        return up
    purpose = not children(clause, "nsubj", "nsubjpass") or any(m.lower_ == "for" for m in marked)
    if has_infinitive(clause) and purpose:
        reading.hedge("desired", clause.i)
        return up
    participle = clause.tag_ in ("VBG", "VBN") and not children(clause, "aux", "nsubj", "nsubjpass")
    if participle and not marked:
        reading.negatable = False
        if is_verbal(up):
            _pass_modality(up, reading)
        return up
    verb = up if is_verbal(up) else clause_of(up)
    if verb is not None and _not_yet(clause, verb, reading):
        return up
    if any(m.lower_ in ("though", "if") and m.i > clause.left_edge.i for m in marked):
        reading.hedge("possible", marked[0].i)
    reading.inherits = False
    return up


def _not_yet(clause: Token, verb: Token, reading: Reading) -> bool:
    """Hedge a clause of time that tells what is still to come ("until Turkey ratifies it"), and "as long as"."""
    before = clause.doc[max(clause.left_edge.i - 2, 0) : clause.i]
    lefts = [t for t in before if t.lower_ in ("long", "once", *TEMPORAL)]
    if all(t.tag_ not in ("VBZ", "VBP") for t in (clause, *children(clause, "aux", "auxpass"))):
        return False
    if not lefts:
        return False
    above = Reading()
    auxiliary(verb, above)
    long = any(t.lower_ == "long" for t in lefts)
    if long or above.modality != "asserted":
        reading.hedge("conditional" if long else "future", lefts[0].i)
        return True
    return False


def _object(noun: Token, up: Token, reading: Reading) -> Token:
    """Read what a verb does to the event that its object names: "denied an attack", "plans a visit"."""
    verb, prep = up, None
    if noun.dep_ == "pobj":
        prep, verb = up, up.head
    if not reading.inherits:
        if verb.pos_ == "NOUN" and verb.lemma_ in FEARED and reading.relatives == 1:
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
    light = (
        verb.lemma_ in effects("light_verbs.tsv") or noun.dep_ == "attr" or (verb.lemma_ == "be" and prep is not None)
    )
    effect = effects("predicates.tsv").get(lemma_of(verb), "factive")
    if prep is not None and prep.lower_ in ("of", "against", "about") and verb.lemma_ in ("warn", "caution", "speak"):
        reading.hedge("possible", verb.i)
        return verb
    if (prep is None or prep.lower_ in ("for", "of", "from", "against")) and _governs_noun(verb, effect):
        _govern(noun, verb, effect, reading, finite=False, infinitive=False)
        return verb
    above = Reading()
    auxiliary(verb, above)
    indefinite = not any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that") for c in noun.children)
    if above.modality != "asserted" and (light or (indefinite and noun.dep_ != "pobj")):
        reading.hedge(above.modality, above.cues[0])
    if light and above.polarity == "negative":
        reading.negate(above.cues[-1])
    if not light:
        reading.inherits = False
    return verb
