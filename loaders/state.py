"""The state of practice that an assessment searched: which practices there were, and what they said."""

from __future__ import annotations

import hashlib
import json

from loaders.corpus import Corpus
from loaders.delivery import Assessment
from loaders.records import Practice

NOT_SEARCHED = {"asked", "citations", "later", "links", "see_also", "statements", "unlinked_because"}
"""Fields of a practice that say nothing of what was done: a new link makes no search out of date."""


def state_of_practice(corpus: Corpus) -> str:
    """`N:HASH`: the number of practices, and a hash that differs when what one of them says differs."""
    said = [practice.model_dump(mode="json", exclude=NOT_SEARCHED) for practice in corpus.of(Practice)]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return f"{len(said)}:{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def out_of_date(corpus: Corpus) -> list[Assessment]:
    """The assessments that searched another state of practice than the corpus now has."""
    now = state_of_practice(corpus)
    return [one for one in corpus.of(Assessment) if one.corpus_state != now]
