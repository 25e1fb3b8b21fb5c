"""How well search answers questions as educators type them. See README.md."""
