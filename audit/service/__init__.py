"""The web service: hosted reports, the API, the nightly schedule."""
