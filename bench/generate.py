"""Write a site of N invented notices: `python -m bench.generate N DIR [--peers]`.

Made in blocks of 100 notices and five organizations that do not know of each other, so that memory does not
grow with N and the blocks can be made in several processes. The same N and seed give the same bytes.
"""

import argparse
import json
import multiprocessing
import shutil
import time
from collections.abc import Iterator
from functools import partial, reduce
from pathlib import Path
from random import Random
from typing import NamedTuple

from bench import peers, source
from bench.notices import Notice, draw_notice
from bench.organizations import MAX_ORGANIZATIONS, Organization, organization, organizations
from bench.timeline import publication_days

BLOCK = 100
_PER_BLOCK = 5
# How the notices of a block fall to its organizations.
_WEIGHTS = (6, 5, 4, 3, 2)
SUMMARY = "bench.json"


class Summary(NamedTuple):
    """What a site holds; sizes are those of gongkai's source files."""

    notices: int = 0
    organizations: int = 0
    characters: int = 0
    problems: int = 0
    measures: int = 0
    continuing: int = 0
    size_bytes: int = 0
    seed: int = 0

    def plus(self, other: "Summary") -> "Summary":
        """Return the sum of the counts; organizations and seed are kept."""
        totals = self._asdict() | {
            name: getattr(self, name) + getattr(other, name)
            for name in ("notices", "characters", "problems", "measures", "continuing", "size_bytes")
        }
        return Summary(**totals)


def generate(count: int, folder: Path, *, with_peers: bool = False, seed: int = 1, workers: int = 2) -> Summary:
    """Write the site into `folder` (its content/ and peers/ are replaced) and return what it holds."""
    blocks = -(-count // BLOCK)
    known = organizations(min(blocks * _PER_BLOCK, MAX_ORGANIZATIONS))
    _prepare(folder, known, with_peers=with_peers)
    write = partial(_write_block, count=count, folder=folder, with_peers=with_peers, seed=seed)
    with multiprocessing.Pool(min(workers, blocks)) as pool:
        total = reduce(Summary.plus, pool.imap_unordered(write, range(blocks)))
    total = total._replace(organizations=len(known), seed=seed)
    (folder / SUMMARY).write_text(json.dumps(total._asdict(), indent=1) + "\n", encoding="utf-8")
    return total


def _prepare(folder: Path, known: list[Organization], *, with_peers: bool) -> None:
    """Write everything but the notices."""
    content = folder / "content"
    for old in (content, folder / "peers"):
        if old.exists():
            shutil.rmtree(old)
    for name in ("organizations", "pages"):
        (content / name).mkdir(parents=True)
    (folder / "site.toml").write_text(source.SETTINGS, encoding="utf-8")
    (content / "pages/about.md").write_text(source.ABOUT, encoding="utf-8")
    for one in known:
        (content / "notices" / one.id).mkdir(parents=True)
        (content / f"organizations/{one.id}.yaml").write_text(source.organization_file(one), encoding="utf-8")
    if with_peers:
        peers.write_sites(folder / "peers", known)


def block_notices(block: int, count: int, seed: int) -> Iterator[Notice]:
    """Draw the notices of one block of a site with `count` notices, oldest first."""
    rng = Random(f"block {seed} {block}")
    first = block * BLOCK
    size = min(BLOCK, count - first)
    start = block * _PER_BLOCK % MAX_ORGANIZATIONS
    owners = [organization(start + position) for position in range(_PER_BLOCK)]
    earlier: dict[str, list[Notice]] = {owner.id: [] for owner in owners}
    for position, published in enumerate(publication_days(size, rng)):
        owner = rng.choices(owners, _WEIGHTS)[0]
        others = [other for other in owners if other is not owner]
        concerned = tuple(rng.sample(others, rng.randint(1, 2))) if rng.random() < 0.03 else ()
        notice = draw_notice(first + position, owner, concerned, published, earlier[owner.id], seed)
        earlier[owner.id].append(notice)
        yield notice


def _write_block(block: int, count: int, folder: Path, *, with_peers: bool, seed: int) -> Summary:
    total = Summary()
    for notice in block_notices(block, count, seed):
        text = source.notice_file(notice).encode()
        (folder / f"content/notices/{notice.id}.md").write_bytes(text)
        if with_peers:
            peers.write_notice(folder / "peers", notice)
        total = total.plus(_summary(notice, len(text)))
    return total


def _summary(notice: Notice, size_bytes: int) -> Summary:
    return Summary(
        notices=1,
        characters=len(notice.body.text),
        problems=len(notice.body.problems),
        measures=sum(problem.measures for problem in notice.body.problems),
        continuing=bool(notice.continues),
        size_bytes=size_bytes,
    )


def main() -> None:
    """Read the command line, write the site, say what it holds."""
    parser = argparse.ArgumentParser(prog="python -m bench.generate", description="Write a site of invented notices.")
    parser.add_argument("count", type=int, metavar="N", help="how many notices (at least 1)")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--peers", action="store_true", help="also write DIR/peers/hugo and DIR/peers/pelican")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if arguments.count < 1:
        parser.error("N must be at least 1")
    began = time.perf_counter()
    total = generate(arguments.count, arguments.folder, with_peers=arguments.peers, seed=arguments.seed)
    seconds = time.perf_counter() - began
    print(
        f"{total.notices} notices of {total.organizations} organizations, {total.problems} problems, "
        f"{total.measures} measures, {total.continuing} notices continue earlier ones; "
        f"{total.characters / total.notices:.0f} characters a notice, {total.size_bytes / 1e6:.1f} MB, "
        f"{seconds:.1f} s"
    )


if __name__ == "__main__":
    main()
