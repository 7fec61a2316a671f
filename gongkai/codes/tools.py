"""The words for settings, templates and the public folder."""

from gongkai.codes.words import Table, error, warning
from gongkai.language import mark

TOOL: Table = {
    "findings-left-out": warning(
        mark("This file has {count} more of [{kind_code}], from this line on; they are not listed."),
        mark("Correct those above and check again; if all have one cause, such as a damaged file, mend that first."),
    ),
    "settings-syntax": error(
        mark("This line of the settings cannot be read: {problem}."),
        mark('Each line is of the form: name = "value"'),
    ),
    "settings-value": error(
        mark("“{value}” is not possible for “{key}”."),
        "{way}",
    ),
    "settings-missing": error(
        mark("There is no site.toml here."),
        mark("Run the command in the folder of the site, or name that folder with --project."),
    ),
    "gov-missing": warning(
        mark("The profile “gov” needs “{key}”, which is not set; government sites show it on every page."),
        mark(
            'Add {name} = "…" as it was given to you. If your body has none, leave the profile out; never make one up.'
        ),
    ),
    "gov-date": warning(
        mark("The date of publication, {date}, is not a whole date, so the tag PubDate is left out."),
        mark("Write year, month and day if they are known. If they are not, leave it so: no day is made up."),
    ),
    "template-error": error(
        mark("The template does not work: {problem}"),
        mark("Correct the template, or restore the one that gongkai came with."),
    ),
    "build-running": error(
        mark("Another build is still running in this folder."),
        mark("Wait until it has ended, or stop it, then try again."),
    ),
    "output-in-project": error(
        mark("The folder {folder} belongs to the sources of the project; the site cannot be written there."),
        mark("Choose a folder of its own, such as public; leave the files of this one where they are."),
    ),
    "output-not-ours": error(
        mark("The folder {folder} holds files that gongkai did not write; nothing was changed."),
        mark("Choose an empty folder, or empty this one yourself."),
    ),
}
