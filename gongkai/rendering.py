"""The phase that renders: outputs whose file is not as it should be → bytes in the staging folder."""

import hashlib
import shutil
from functools import partial
from typing import NamedTuple

import msgspec

from gongkai.diagnostics import Diagnostics
from gongkai.gather import Gathered, Job
from gongkai.indexing import index
from gongkai.inventory import has_key
from gongkai.pages.output import Output
from gongkai.plan import Plan
from gongkai.render import Press, Rendered, render_chunk
from gongkai.workers import in_chunks


class Printed(NamedTuple):
    """What was rendered, and the key of every output that was planned anew, by address."""

    rendered: list[Rendered]
    keys: dict[str, bytes]


def render(job: Job, gathered: Gathered, planned: Plan, found: Diagnostics) -> Printed:
    """Render what is stale; templates that fail are reported."""
    keys, stale = _stale(planned, gathered)
    workers = job.options.workers
    index(planned.segments, stale, gathered.store, job.cache.store_path, workers)
    rendered: list[Rendered] = []
    for chunk in in_chunks(partial(render_chunk, _press(job, gathered)), stale, workers):
        rendered += chunk
        job.progress("render", len(rendered), len(stale))
    failures = {item.failure.place: item.failure for item in rendered if item.failure}
    found.extend(failures.values())
    return Printed(rendered, keys)


def _stale(planned: Plan, gathered: Gathered) -> tuple[dict[str, bytes], list[Output]]:
    """Return the key of each new output, by its address, and the outputs whose file is not as it should be."""
    encode = msgspec.msgpack.Encoder().encode
    keys: dict[str, bytes] = {}
    stale = []
    for address, output in planned.outputs.items():
        shown = gathered.surroundings + output.view.encode() + b"\0" + encode(output.shows)
        keys[address] = key = hashlib.blake2b(shown, digest_size=16).digest()
        if not has_key(gathered.known.written.get(address), key):
            stale.append(output)
    return keys, stale


def _press(job: Job, gathered: Gathered) -> Press:
    bytecode = job.cache.folder / "templates" / gathered.inputs.shell[:16]
    if not bytecode.exists():
        shutil.rmtree(bytecode.parent, ignore_errors=True)
        bytecode.mkdir(parents=True)
    staging = None
    if job.options.publish:
        job.publisher.begin()
        staging = job.publisher.staging
    assets = tuple((name, asset.address) for name, asset in gathered.inputs.assets.items())
    return Press(job.project, bytecode, job.cache.store_path, staging, gathered.chrome, assets)
