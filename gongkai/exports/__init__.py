"""Feeds, sitemap, contact cards, files for hosts: pure functions from values to text."""
