"""A real ticket system: django-helpdesk, served for the tests."""
