"""Segments of the search index → their shards in the store, where views read them; a segment that is there stays."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from gongkai.cache import Store
from gongkai.exports.search_index import Segment, ShardShows, Source
from gongkai.folding import fold
from gongkai.pages.output import Output
from gongkai.words import encoded
from gongkai.workers import in_chunks


def index(segments: Sequence[Segment], stale: Iterable[Output], store: Store, store_path: Path, workers: int) -> None:
    """Make the segments whose shards are to be written anew, and keep them in the store, where the views read them."""
    wanted = {output.shows.segment for output in stale if isinstance(output.shows, ShardShows)}
    if not wanted:
        return
    found: dict[str, Segment] = {}
    for segment in segments:
        found |= {segment.name: segment, segment.labels: segment}
    store.keep_segments(found)
    missing = [(name, found[name]) for name in sorted(wanted - store.segments())]
    made = [one for chunk in in_chunks(partial(_made, store_path), missing, workers, size=1) for one in chunk]
    for (name, _), shards in zip(missing, made, strict=True):
        store.add_segment(name, shards)


def _made(store_path: Path, found: Sequence[tuple[str, Segment]]) -> list[list[bytes]]:
    """Return the shards of each segment, or the one of its labels, where the name is that of these."""
    from gongkai import postings  # NumPy takes a tenth of a second to load: only where a segment is made

    store = Store(store_path, read_only=True)
    made = []
    for name, segment in found:
        if name == segment.labels:
            made.append([postings.encode_labels([source.labels for source in segment.sources])])
        else:
            words = [postings.Text(_units(store, one), len(one.names) + 1) for one in segment.sources]
            made.append(postings.encode(words, segment.shard_bits))
    store.close()
    return made


def _units(store: Store, source: Source) -> bytes:
    """Return the head of a notice (the names of its organizations, its title), then the rest of its words."""
    names = "".join(f"{fold(name)}\n" for name in source.names)
    return encoded(names) + store.folded(source.fingerprint)
