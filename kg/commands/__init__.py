"""The commands of `saferpractice`, one module each, which parse, call kg and print; `support` is shared."""
