"""Notices as documents of the office: Word and Excel files in the form the office goes on working with."""
