"""One module per topic, each with a `blueprint`; create_app registers those of all modules here."""
