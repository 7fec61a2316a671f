"""The last phase: what was rendered goes into the public folder, and what was done is remembered and reported."""

from collections.abc import Mapping
from pathlib import Path

from gongkai.cache import Public, State
from gongkai.diagnostics import Diagnostics
from gongkai.gather import Gathered, Job
from gongkai.inventory import Inventory, output_path, packed, paths
from gongkai.outcome import Report
from gongkai.plan import Plan
from gongkai.publish import Publisher
from gongkai.reading import keys_of
from gongkai.register import register_stamp, write_register
from gongkai.render import Rendered
from gongkai.rendering import Printed
from gongkai.seal import Seal, write_seal
from gongkai.stamps import digest


def publish(
    job: Job, gathered: Gathered, planned: Plan, printed: Printed, new_lines: Mapping[str, str] | None, *, sealed: bool
) -> list[str]:
    """Publish, and return the paths that went; the register comes first, so that no address is public without it.

    `new_lines` are those of the register if it changes; `sealed` says that the last build came to its end.
    """
    if new_lines is not None and not (job.options.drafts or job.options.preview):
        write_register(job.project, new_lines, gathered.inputs.settings.language)
    gathered.after.public = str(job.publisher.public)
    gathered.after.published = _published(job, gathered)
    gathered.after.chapters = planned.chapters
    gathered.after.written = _written(planned, printed, gathered.known)
    return _publish(job.publisher, printed.rendered, gathered.before if sealed else None, gathered.after)


def remember(job: Job, gathered: Gathered) -> None:
    """Keep for the next build what this one read and wrote, and nothing else."""
    fingerprints = (entry.summary.fingerprint for entry in gathered.entries.values() if entry.summary)
    gathered.store.keep_only(fingerprints)
    gathered.store.keep_shelved(key for entry in gathered.entries.values() for key in keys_of(entry))
    job.cache.save(gathered.after)  # last: what is not told because the disk failed is told by the next build


def report(
    job: Job, gathered: Gathered, rendered: list[Rendered], removed: list[str], found: Diagnostics, seconds: float
) -> Report:
    """Return what the build did, and what became of notices since the site was last published in the same folder."""
    old = gathered.before.published.get(str(job.publisher.public), {})
    new = _notices(gathered)
    withdrawn = {name for name in new if new[name].withdrawn and not (name in old and old[name].withdrawn)}
    return Report(
        public=job.publisher.public,
        notices=len(new),
        organizations=len(gathered.site.organizations),
        added=sorted(new.keys() - old.keys() - withdrawn),
        changed=sorted(name for name in (new.keys() & old.keys()) - withdrawn if new[name] != old[name]),
        withdrawn=sorted(withdrawn),
        removed=sorted(old.keys() - new.keys()),
        held=list(gathered.after.held),
        files_written=len(rendered),
        files_removed=len(removed),
        diagnostics=found,
        seconds=seconds,
    )


def seal(job: Job, gathered: Gathered, done: Report) -> None:
    """Seal a build; the seal fits nothing where a file changed so lately that it may change unseen."""
    inputs, after = gathered.inputs, gathered.after
    is_settled = len(after.stamps) == len(inputs.stamps)
    made = Seal(
        shell=inputs.shell,
        flags=job.options.flags,
        utc_offset=inputs.settings.utc_offset,
        as_of=inputs.as_of,
        content=digest(inputs.stamps.items()) if is_settled else "",
        files=len(after.written),
        notices=done.notices,
        organizations=done.organizations,
        register=register_stamp(job.project),
        held=after.held,
        findings=done.diagnostics.keep(),
    )
    write_seal(job.project, job.options, made)


def _notices(gathered: Gathered) -> dict[str, Public]:
    """Return the notices that are public today, by id."""
    return {
        name: Public(summary.fingerprint, summary.withdrawn is not None)
        for name, summary in gathered.site.by_id.items()
    }


def _published(job: Job, gathered: Gathered) -> dict[str, dict[str, Public]]:
    """Return the notices of each folder that was published to; a folder that is gone is forgotten."""
    others = {folder: notices for folder, notices in gathered.before.published.items() if Path(folder).is_dir()}
    return {**others, str(job.publisher.public): _notices(gathered)}


def _written(planned: Plan, printed: Printed, known: State) -> Inventory:
    """Return what now lies in the public folder, by address; what was not rendered anew is as it was."""
    keys = printed.keys
    written = {address: known.written[address] for address in (*planned.kept, *keys) if address in known.written}
    for item in printed.rendered:
        if item.stamp:
            written[item.address] = packed(keys[item.address], item.stamp)
    return written


def _publish(publisher: Publisher, rendered: list[Rendered], before: State | None, after: State) -> list[str]:
    """Move the rendered files into place, take away what is gone, and return the paths that went.

    Without `before`, or after a build elsewhere, everything else in the public folder is what is gone.
    """
    is_remembered = before is not None and before.public == str(publisher.public)
    if before and is_remembered:
        gone = paths(before.written.keys() - after.written.keys())
        removed = sorted(gone - paths(after.written)) if gone else []
    else:
        now = paths(after.written)
        removed = [path for path in publisher.strangers(()) if path not in now]
    publisher.commit([(item.staged, output_path(item.address)) for item in rendered], removed)
    return removed
