"""Plug-ins of the test run that pytest loads by `-p`, before Django's set-up."""
