"""Words of a question that say little: those that people ask with, and those that every text may have."""

from __future__ import annotations

from kg.search.words import Token, name_stems

ASKING = frozenset(
    "address addressed addresses addressing anybody anyone anything behind best better case cover"
    " covering covers current doing everybody everyone example examples find get give gives good help"
    " helped helps idea ideas linked links looking make makes meet meets need needs people please practice"
    " practices problem problems project projects relate related relevant search seen show somebody"
    " someone something start stop stopped stopping stories story studies study tell thing things tried try"
    " trying use used uses using want way ways well work worked working works".split()
)
"""Words that people ask with: they count only where they are all that was written, or part of a name."""
LIGHT = frozenset(
    "above across actual actually add after again ago aim aimed aims allow almost along already although"
    " always among another apart apply approach around ask asked asking away back became because become"
    " before begin being believe below besides between big bit both bring bringing brought call called"
    " came certain certainly change changing choose close come comes coming completely consider could"
    " couple day days deal decide definitely detail different differently difficult down during each"
    " easier easily easy effective effectively eight either eleven else end ends enough ensure especially"
    " even ever every exactly explain face fact far few fewer five follow following four full fully"
    " further gave general generally getting given giving go goes going gone got great happen happened"
    " happening happens hard having hear heard here hold hope however huge important include includes"
    " including indeed instead interested interesting introduce involve involves job just keep keeping"
    " keeps kept kind kinds knew know knowing known large last late lately latest least less let like"
    " likely line little local locally long look lot lots low made main mainly making many matter maybe"
    " mean means might more mostly move much near necessary never new nice nine nobody normal nothing now"
    " obvious offer often ok okay once one ones only onto other others ought outside over overall own part"
    " particular particularly perhaps person place places plan play plenty point possible possibly prefer"
    " probably proper properly put puts putting question quite rather reach read ready real really reason"
    " reasonable regarding regular regularly remember right run running said same save saw say saying says"
    " second see seeing seem seems sense sensible session sessions set seven several short side similar"
    " simplest simply since sit sits sitting situation six small sometimes somewhere soon sort specific"
    " stand still straight stuff successful such suddenly suggest suggestion suggestions sure take taken"
    " takes taking talk talking ten than thank thanks theme themes themselves think thinking though"
    " thought three through throughout thus till times today together told too took toward towards turn"
    " twelve two type types typical under understand understanding unless until up upon useful usual"
    " usually various very via wanted wanting wants went whatever whenever where wherever whether while"
    " whole within without wonder wondering word words worth yes yet yourself".split()
)
"""Everyday words that may stand in any text: a question is rarely about one of them. They count, but
little, unless they are part of a name; a small collection makes some of them look rarer than they are."""
LITTLE = 0.2
"""How much of its rarity is left to a word of LIGHT."""
SUBJECT = ("patient", "safety")
"""What everything here is about: asked for beside anything else it says nothing."""
SUBJECT_STEMS = name_stems(" ".join(SUBJECT))


def telling_stems(text: str) -> tuple[str, ...]:
    """The stems of a name without the subject of everything: "patient safety" is about no patient."""
    found = name_stems(text)
    pairs = {at for at in range(len(found)) if found[at : at + len(SUBJECT_STEMS)] == SUBJECT_STEMS}
    return tuple(stem for at, stem in enumerate(found) if at not in pairs and at - 1 not in pairs)


def asking(word: Token) -> bool:
    """Whether a word is one that people ask with, or a stop word."""
    return word.folded in ASKING or not word.stem
