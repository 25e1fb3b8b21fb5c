"""What would close a gap: near misses with records to complete, a call for evidence, the smallest set."""

from kg.closing.call import addressees, call_for_evidence
from kg.closing.draft import Draft, draft_of
from kg.closing.near import Near, NearMiss, SetAside, Why, near_misses
from kg.closing.needed import figures_at_hand, needed

__all__ = [
    "Draft",
    "Near",
    "NearMiss",
    "SetAside",
    "Why",
    "addressees",
    "call_for_evidence",
    "draft_of",
    "figures_at_hand",
    "near_misses",
    "needed",
]
