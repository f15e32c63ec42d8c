"""Telling people about a report: mails, arranged here and handed to the mail server."""
