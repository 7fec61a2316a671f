"""The checks an editor wants before publication, one small function each.

`notice` looks at one notice alone (its findings are cached with it), `references` at what files say of one another.
"""
