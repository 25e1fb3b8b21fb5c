"""What was probably meant by a word that stands nowhere: two words typed as one, or the nearest spelling."""

from __future__ import annotations

from kg.search.arrays import Arrays
from kg.search.engine import Engine
from kg.search.light import asking
from kg.search.words import Token, stemmed

MOST_CORRECTED = 4
"""Words of a question for which the nearest spelling is looked up."""
SHORTEST_CORRECTED = 5
"""Shorter words have too many others near them."""
LONGER_THAN_INITIALS = 7
SHORTEST_HALF, LONGEST_JOINED = 4, 24
"""Letters of each of two words that may have been typed as one, and of both."""


class Speller:
    """Spells the words of one question."""

    def __init__(self, arrays: Arrays, engine: Engine) -> None:
        self.arrays, self.engine = arrays, engine
        self.looked_up = 0

    def spelled(self, token: Token, text: str) -> list[Token]:
        """A word of a text; where it stands nowhere, the two that it joins, or the nearest to it in spelling.

        Short words, words to ask with and short capitals are no slips, and only the first few words of a
        question are looked up.
        """
        said = text[token.start : token.end]
        if self.looked_up >= MOST_CORRECTED or not _may_be_a_slip(token, said) or self._known(token.stem):
            return [token]
        self.looked_up += 1
        if two := self._two_words(token, said):
            return two
        near = self.engine.similar(token.folded)
        return [Token(token.start, token.end, near, stemmed(near)) if near else token]

    def _known(self, stem: str) -> bool:
        """Whether a stem stands in a text or in a vocabulary."""
        return bool(stem) and (
            self.engine.knows(stem)
            or self.arrays.says(stem)
            or stem in self.arrays.sought_words
            or (stem,) in self.arrays.alike
        )

    def _two_words(self, token: Token, said: str) -> list[Token]:
        """The two words that were typed without a blank between them, such as carehome; or none."""
        if said.casefold() != token.folded or len(said) > LONGEST_JOINED:
            return []
        for at in range(SHORTEST_HALF, len(said) - SHORTEST_HALF + 1):
            halves = token.folded[:at], token.folded[at:]
            if all(self._known(stemmed(half)) for half in halves):
                middle = token.start + at
                return [
                    Token(token.start, middle, halves[0], stemmed(halves[0])),
                    Token(middle, token.end, halves[1], stemmed(halves[1])),
                ]
        return []


def _may_be_a_slip(token: Token, said: str) -> bool:
    word = token.folded
    initials = said.isupper() and len(said) < LONGER_THAN_INITIALS
    return not asking(token) and len(word) >= SHORTEST_CORRECTED and word.isalpha() and not initials
