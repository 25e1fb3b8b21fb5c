"""What `saferpractice check` looks at: citations, figures, shapes, rules, consistency."""
