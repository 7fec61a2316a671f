"""Results of pure steps by the hash of all they read: entries of files, whole notices, keys of outputs.

Losing the cache costs time and nothing else. Knows where bytes lie, not what pages look like.
"""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import msgspec

from gongkai.databases import disk_errors
from gongkai.finding import Kept
from gongkai.inventory import Inventory, write_inventory
from gongkai.load import Mention
from gongkai.model import Notice, Organization, Page
from gongkai.outcome import Held
from gongkai.pages.chapter import Planned
from gongkai.rules.exceptions import Exempted
from gongkai.shelf import SCHEMA, STORE, Key, Row, stored_keys
from gongkai.stamps import Stamp
from gongkai.summary import ProblemBrief, Summary


class Entry(msgspec.Struct, frozen=True, array_like=True):
    """What one file of content/ holds; a pure function of its path and bytes (`fingerprint`).

    `address` is that of the page it becomes; empty for attachments.
    """

    fingerprint: str
    role: str
    address: str
    summary: Summary | None
    organization: Organization | None
    page: Page | None
    mentions: tuple[Mention, ...]
    findings: tuple[Kept, ...]
    exemptions: tuple[Exempted, ...] = ()


class Public(msgspec.Struct, frozen=True, array_like=True):
    """A notice as readers got it: its fingerprint, and whether only the note of its withdrawal is left."""

    fingerprint: str
    withdrawn: bool


class State(msgspec.Struct):
    """What the last build knew; empty where there was none.

    `code` is the hash of the code that made the entries; `public` the folder that `written` (by address) and
    `chapters` (by key) speak of. `published` holds the notices of each folder as they were last published there, by id:
    checks and failed builds read content anew and leave it alone.
    """

    code: str = ""
    public: str = ""
    held: tuple[Held, ...] = ()
    stamps: dict[str, Stamp] = {}
    entries: dict[str, Entry] = {}
    chapters: dict[bytes, Planned] = {}
    written: Inventory = {}
    published: dict[str, dict[str, Public]] = {}


# Large pages: a notice is some 25 KB, and small ones are read 4 KB at a time.
_SCHEMA = """
pragma page_size = 32768;
pragma journal_mode = off;
pragma synchronous = off;
create table if not exists notice (fingerprint text primary key, json blob, problems blob, folded blob, words blob);
create table if not exists shard (part text, number integer, data blob, primary key (part, number));
"""


class Cache:
    """The folder in which builds of a project remember what they did."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.store_path = folder / STORE

    def load(self, code: str, inventory: Inventory) -> State:
        """Return the last state, with what lies in its public folder; what other code understood is forgotten."""
        try:
            state = msgspec.msgpack.decode((self.folder / "state.bin").read_bytes(), type=State)
            state.written = inventory
        except (OSError, msgspec.DecodeError):
            state = State()
        if state.code != code:
            self.forget_store()
            state = State(code=code, public=state.public, written=state.written, published=state.published)
        return state

    def forget_store(self) -> None:
        """Remove the store: what is read of the content goes there again."""
        self.store_path.unlink(missing_ok=True)

    def save(self, state: State) -> None:
        """Write the state, whole; the inventory last, for files that an older one knows otherwise are written anew."""
        temporary = self.folder / "state.tmp"
        temporary.write_bytes(msgspec.msgpack.encode(msgspec.structs.replace(state, written={})))
        temporary.replace(self.folder / "state.bin")
        write_inventory(self.folder, state.written)


class Store:
    """Whole notices, as canonical JSON, by fingerprint; on disk, because they are too many to be held."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        """Open the store; `read_only` promises that nobody writes meanwhile, so that no read needs a lock."""
        self._path = path
        if read_only:
            uri = f"{path.resolve().as_uri()}?immutable=1"
            self._connection = sqlite3.connect(uri, uri=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            with disk_errors(path):
                self._connection = sqlite3.connect(path, isolation_level=None)
                self._connection.executescript(_SCHEMA + SCHEMA)
        self._decoder = msgspec.json.Decoder(Notice)
        self._problems_decoder = msgspec.msgpack.Decoder(tuple[ProblemBrief, ...])

    def notice(self, fingerprint: str) -> Notice:
        """Return a whole notice; raises KeyError where it is not stored."""
        return self._decoder.decode(self.json(fingerprint))

    def json(self, fingerprint: str) -> bytes:
        """Return the canonical JSON of a notice; raises KeyError where it is not stored."""
        return self._read("select json from notice where fingerprint = ?", fingerprint)

    def problems(self, fingerprint: str) -> tuple[ProblemBrief, ...]:
        """Return the problems of a notice in brief; raises KeyError where it is not stored."""
        query = "select problems from notice where fingerprint = ?"
        return self._problems_decoder.decode(self._read(query, fingerprint))

    def folded(self, fingerprint: str) -> bytes:
        """Return the words of a notice as search compares them; raises KeyError where it is not stored."""
        return self._read("select folded from notice where fingerprint = ?", fingerprint)

    def words(self, fingerprint: str) -> bytes:
        """Return the words of a notice as search shows them; raises KeyError where it is not stored."""
        return self._read("select words from notice where fingerprint = ?", fingerprint)

    def shard(self, part: str, number: int) -> bytes:
        """Return a shard of a part of the search index; raises KeyError where it is not stored."""
        query = "select data from shard where part = ? and number = ?"
        row: tuple[bytes] | None = self._connection.execute(query, (part, number)).fetchone()
        if row is None:
            raise KeyError(part)
        return row[0]

    def parts(self) -> set[str]:
        """Return the parts of the search index that are stored."""
        return {row[0] for row in self._connection.execute("select distinct part from shard")}

    def add_part(self, part: str, shards: Iterable[bytes]) -> None:
        """Store a part of the search index."""
        rows = ((part, number, data) for number, data in enumerate(shards))
        self._change("insert or replace into shard values (?, ?, ?)", rows)

    def keep_parts(self, parts: Iterable[str]) -> None:
        """Forget all other parts of the search index."""
        gone = ((name,) for name in self.parts().difference(parts))
        self._change("delete from shard where part = ?", gone)

    def _read(self, query: str, fingerprint: str) -> bytes:
        row: tuple[bytes] | None = self._connection.execute(query, (fingerprint,)).fetchone()
        if row is None:
            raise KeyError(fingerprint)
        return row[0]

    def known(self, fingerprints: Iterable[str]) -> set[str]:
        """Return which of the fingerprints are stored."""
        stored = {row[0] for row in self._connection.execute("select fingerprint from notice")}
        return stored.intersection(fingerprints)

    def add(self, notices: Iterable[tuple[str, bytes, bytes, bytes, bytes]]) -> None:
        """Store notices: fingerprint, canonical JSON, problems in brief as MessagePack, folded words, words."""
        self._change("insert or replace into notice values (?, ?, ?, ?, ?)", notices)

    def shelve(self, findings: Iterable[Row]) -> None:
        """Store findings."""
        self._change("insert or replace into finding values (?, ?, ?)", findings)

    def shelved(self) -> set[Key]:
        """Return which findings are stored."""
        return stored_keys(self._connection)

    def keep_shelved(self, keys: Iterable[Key]) -> None:
        """Forget all other findings."""
        self._change("delete from finding where file = ? and fingerprint = ?", self.shelved().difference(keys))

    def keep_only(self, fingerprints: Iterable[str]) -> None:
        """Forget all other notices."""
        stored = {row[0] for row in self._connection.execute("select fingerprint from notice")}
        gone = ((name,) for name in stored.difference(fingerprints))
        self._change("delete from notice where fingerprint = ?", gone)

    def _change(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        with disk_errors(self._path):
            self._connection.execute("begin")
            self._connection.executemany(statement, rows)
            self._connection.execute("commit")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
