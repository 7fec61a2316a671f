"""Parts of the search index → their shards in the store, where views read them; a part that is there stays."""

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from gongkai.cache import Store
from gongkai.exports.search_index import Part, Segment, ShardShows, Source
from gongkai.folding import fold
from gongkai.labels import encode_labels
from gongkai.pages.output import Output
from gongkai.words import encoded
from gongkai.workers import CHUNK, in_chunks


def index(segments: Sequence[Segment], stale: Iterable[Output], store: Store, store_path: Path, workers: int) -> None:
    """Make the parts whose shards are to be written anew, and keep them in the store, where the views read them."""
    wanted = {part for output in stale if isinstance(output.shows, ShardShows) for part in output.shows.parts}
    if not wanted:
        return
    found: dict[str, Part] = {}
    for part in (part for segment in segments for part in segment.parts):
        found |= {part.name: part, part.labels: part}
    store.keep_parts(found)
    missing = [(name, found[name]) for name in sorted(wanted - store.parts())]
    # Each process loads NumPy anew.
    several = workers if sum(len(part.sources) for _, part in missing) > CHUNK else 1
    made = [one for chunk in in_chunks(partial(_made, store_path), missing, several, size=1) for one in chunk]
    for (name, _), shards in zip(missing, made, strict=True):
        store.add_part(name, shards)


def _made(store_path: Path, found: Sequence[tuple[str, Part]]) -> list[list[bytes]]:
    """Return the shards of each part, or the one of its labels, where the name is that of these."""
    store = Store(store_path, read_only=True)
    made = []
    for name, part in found:
        if name == part.labels:
            made.append([encode_labels([source.labels for source in part.sources])])
        else:
            from gongkai import postings  # NumPy takes a tenth of a second to load

            words = [postings.Text(_units(store, one), len(one.names) + 1) for one in part.sources]
            made.append(postings.encode(words, part.shard_bits))
    store.close()
    return made


def _units(store: Store, source: Source) -> bytes:
    """Return the head of a notice (the names of its organizations, its title), then the rest of its words."""
    names = "".join(f"{fold(name)}\n" for name in source.names)
    return encoded(names) + store.folded(source.fingerprint)
