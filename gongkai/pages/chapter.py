"""Chapters: outputs that are planned together, from nothing but the values that the chapter holds.

A planner is handed these values and the frame of the site, never the site, so that it cannot read what the key of its
chapter does not know: a chapter whose key is that of the last build has the outputs of the last build.
"""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import msgspec

from gongkai.pages.output import Briefs, Output
from gongkai.summary import Summary


class Planned(msgspec.Struct, frozen=True, array_like=True):
    """What a build knows of a chapter that it need not plan again; `listed` are the addresses for the sitemap."""

    addresses: tuple[str, ...]
    listed: tuple[str, ...]


_encode = msgspec.msgpack.Encoder().encode


class Chapter(NamedTuple):
    """A planner with its arguments: lists of notices, and other values that can be encoded."""

    plan: Callable[..., Iterator[Output]]
    notices: tuple[Sequence[Summary], ...] = ()
    values: tuple[Any, ...] = ()

    def outputs(self, briefs: Briefs) -> Iterator[Output]:
        """Return the outputs; their keys depend on the frame of `briefs` and on what the chapter holds."""
        return self.plan(briefs, *self.notices, *self.values)

    def key(self, frame: bytes) -> bytes:
        """Return the hash of all that the outputs depend on; `frame` is that of the frame and of the code.

        The fingerprint of a notice stands for its summary, which is made from it.
        """
        fingerprints = [[notice.fingerprint for notice in notices] for notices in self.notices]
        held = _encode((self.plan.__module__, self.plan.__name__, fingerprints, self.values))
        return hashlib.blake2b(frame + held, digest_size=16).digest()
