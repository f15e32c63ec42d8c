"""Mails, to a real mail server."""
