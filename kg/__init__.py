"""The work: build, store, infer, check, search, traverse, measure. Knows no Flask."""
