"""The doors in: corpus files and source documents become records. Knows no store and no web."""
