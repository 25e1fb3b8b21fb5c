"""What an educator takes into a session: the teach-this pack of a practice (docs/teaching.md)."""

from kg.teaching.pack import Pack, pack
from kg.teaching.sheet import sheet

__all__ = ["Pack", "pack", "sheet"]
