"""A pasted text: refused where nothing can be read in it, else cut into its sentences."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 20_000
"""Characters of a text; a line's end counts as one."""
LONGEST_SENTENCE = 300
"""A longer one is cut between words, so that what stands in it can be shown."""
BLANKS = str.maketrans(dict.fromkeys("\t\v\f\x1c\x1d\x1e\x85\u2028\u2029", "\n"))
"""Signs that word processors put between paragraphs, columns and pages."""
END = re.compile(r"(?<=[.!?;])[\"”’)\]]*\s+(?=\W*[A-Z0-9])|\n+")
"""Where a sentence ends: at its full stop before a capital, and at the end of a line."""
SPLIT_LINE = re.compile(r"(?:(?<=,)|(?<=[^\n]{50}))\n(?=[a-z])")
"""A line that was broken inside a sentence, as text from a PDF is; the items of an outline are short."""
BULLET = re.compile(r"^[\W_]+(?=\w)|^\(?\w{1,2}[.)]\s+")


class TextError(ValueError):
    """A text that cannot be read; the message says what is wrong, `mend` what to do."""

    def __init__(self, problem: str, mend: str) -> None:
        super().__init__(problem)
        self.mend = mend


def sentences(text: str) -> list[str]:
    """The sentences of a text in order, without bullets, each once.

    Raises TextError for one that is empty, longer than LONGEST, without words or with control characters.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        raise TextError("There is no text.", "Paste an aim, an incident theme or a course outline.")
    if len(text) > LONGEST:
        raise TextError(
            f"The text has {len(text):,} characters; {LONGEST:,} can be read.",
            "Paste its most important part, or try it part by part.",
        )
    text = text.translate(BLANKS)
    if sign := next((one for one in text if unicodedata.category(one) in ("Cc", "Cs") and one != "\n"), None):
        raise TextError(
            f"The text holds a sign that no text has (control character U+{ord(sign):04X}).",
            "Copy the words out of the document and paste them as plain text.",
        )
    if not any(one.isalpha() for one in text):
        raise TextError("There is no word in the text.", "Write a sentence or two about what you look for.")
    return list(dict.fromkeys(_cut(text)))


def _cut(text: str) -> list[str]:
    found = []
    for one in END.split(SPLIT_LINE.sub(" ", text)):
        sentence = BULLET.sub("", " ".join(unicodedata.normalize("NFKC", one).split()))
        while len(sentence) > LONGEST_SENTENCE:
            at = sentence.rfind(" ", 0, LONGEST_SENTENCE) + 1 or LONGEST_SENTENCE
            found.append(sentence[:at].strip())
            sentence = sentence[at:]
        found.append(sentence)
    return [one for one in found if any(sign.isalpha() for sign in one)]
