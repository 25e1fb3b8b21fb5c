"""One module per topic, each with a `blueprint`; create_app registers those named in web.VIEWS."""
