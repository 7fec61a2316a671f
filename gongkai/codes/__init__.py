"""The words of every diagnostic, by its stable code, a module for each subject; `table` holds them all.

A code never changes its meaning; docs/diagnostics.md explains each to editors.
"""
