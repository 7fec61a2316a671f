"""Builds again after each save, and keeps what came of it. Knows no server: what it says and tells is passed in."""

import secrets
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

from gongkai.diagnostics import BuildFailed, Diagnostics
from gongkai.failures import told
from gongkai.gather import Progress
from gongkai.language import catalogue
from gongkai.outcome import Options, Report
from gongkai.overlay import State
from gongkai.pipeline import build
from gongkai.report import as_text, counted
from gongkai.seal import FOLDER
from gongkai.settings import FILE, read_settings
from gongkai.watch import Watch

_RETRY_SECONDS = 1.0

Say = Callable[[str], None]
# Hands a call over to the thread that serves.
HandOver = Callable[..., object]


class Rebuilder:
    """One project while it is previewed. `state` changes in the thread that serves; builds may run in another."""

    def __init__(
        self,
        project: Path,
        options: Options,
        language: str,
        *,
        clock: Callable[[], datetime],
        say: Say,
        tell_browsers: Callable[[], None],
    ) -> None:
        self.project = project
        self.public = project / FOLDER / "preview" / "public"
        self.options = options._replace(preview=True, public=self.public)
        self.language = language
        self.state = State()
        self.say = say
        self._clock = clock
        self._tell_browsers = tell_browsers
        self._watch = Watch(project)

    def build_first(self, progress: Progress) -> None:
        """Build before anything is served."""
        self._take_up(self._attempt(self.options, progress), ())

    def follow(self, hand_over: HandOver) -> None:
        """Build after each save, for ever. For a thread of its own: requests are answered meanwhile."""
        # In one process: a thread beside a running server must not fork.
        options = self.options._replace(workers=1)
        while True:
            changed = self._watch.wait()
            hand_over(self._take_up, self._attempt_until_done(options, hand_over), changed)

    def _attempt_until_done(self, options: Options, hand_over: HandOver) -> Report | BuildFailed:
        """Build; a file that went away while it was read, or that another program holds (Windows), is waited for."""
        said = ""
        while True:
            try:
                return self._attempt(options)
            except OSError as error:
                words = told(error, self.language) or str(error)
                if words != said:
                    said = words
                    hand_over(self.say, said)
                time.sleep(_RETRY_SECONDS)

    def _attempt(self, options: Options, progress: Progress = lambda *_: None) -> Report | BuildFailed:
        try:
            return build(self.project, options._replace(now=self._clock()), progress)
        except BuildFailed as failed:
            return failed

    def _take_up(self, result: Report | BuildFailed, changed: Sequence[str]) -> None:
        """Keep what came of a build, say it on the terminal, and tell the browsers."""
        base = self._base()
        if isinstance(result, BuildFailed):
            self.state = self.state._replace(failed=True, findings=result.diagnostics, base=base)
        else:
            is_new = result.files_written or result.files_removed or not self.state.build
            name = secrets.token_hex(8) if is_new else self.state.build
            self.state = State(name, failed=False, findings=result.diagnostics, base=base)
        self.say(self._told(result, changed))
        self._tell_browsers()

    def _base(self) -> str:
        """Return the path of the site on its host; while the settings are broken, the last that was known."""
        try:
            read = read_settings((self.project / FILE).read_bytes(), Diagnostics())
        except OSError:
            read = None
        return read.settings.base if read else self.state.base

    def _told(self, result: Report | BuildFailed, changed: Sequence[str]) -> str:
        translate = catalogue(self.language).gettext
        at = self._clock().astimezone().strftime("%H:%M:%S")
        files = ", ".join(changed[:3])
        if len(changed) > 3:
            files += translate(" and {count} more").format(count=len(changed) - 3)
        if isinstance(result, BuildFailed):
            # Warnings stay on the page: here, repeated at every save, they would hide the error.
            findings = [as_text(finding, self.language) + "\n" for finding in result.diagnostics.errors]
            kept = translate("pages stay as they were")
            parts = [f"{at} {counted(result.diagnostics, self.language)}", kept, files]
            return "\n".join([*findings, " · ".join(filter(None, parts))])
        built = translate("built in {seconds:.1f} s").format(seconds=result.seconds)
        return " · ".join(filter(None, [f"{at} {built}", files, counted(result.diagnostics, self.language)]))
