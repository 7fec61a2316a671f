"""The words of `import`: what is not read, and what is left to verify."""

from gongkai.codes.words import Table, error, warning
from gongkai.language import mark

IMPORT: Table = {
    "import-no-text": error(
        mark("This is no text, or its encoding is unknown."),
        mark("Open it in the program it was written with, choose “Save as” and there plain text in UTF-8."),
    ),
    "import-other-kind": error(mark("This is {found}; nothing was imported."), mark("{way}")),
    "import-broken": error(
        mark("The file is damaged, or is not what it says it is: {reason}."),
        mark("Open it in the program it was written with and save it anew, or get it once more from where it came."),
    ),
    "import-encrypted": error(
        mark("The file is protected with a password; nothing was imported."),
        mark("Open it with the password, and save a copy without one."),
    ),
    "import-scan": error(
        mark("The file holds pictures of pages, and no text; nothing was imported."),
        mark("Ask for the file it was made from, or let a program for text recognition make a .docx of it first."),
    ),
    "import-nothing": error(
        mark("The file holds no text; nothing was imported."), mark("Look whether it is the file you meant.")
    ),
    "import-too-large": error(
        mark("The file is larger than any notice: {what}; nothing was imported."),
        mark("Import the notice alone: take out what does not belong to it, and save it anew."),
    ),
    "import-library": error(
        mark("To read this file, {library} is needed, and it is not installed."),
        mark("Run “make site”, or “python -m pip install -r requirements.txt”."),
    ),
    "import-newspaper": error(
        mark("This looks like a page of a newspaper whose columns and headlines are mixed; nothing was imported."),
        mark(
            "Copy the one article out of its web page, or put the lines in order first; nobody can tell them apart now."
        ),
    ),
    "import-meeting": error(
        mark("This is news of a meeting, no notice of rectification; nothing was imported."),
        mark("Import the notice itself. To publish the news, begin it with “python build.py new notice --kind 动态”."),
    ),
    "import-moving-in": error(
        mark("This announces that an inspection begins; it says nothing of rectification, and nothing was imported."),
        mark("Import the notice of rectification that follows the inspection. The phones here are the inspectors'."),
    ),
    "import-feedback-meeting": error(
        mark(
            "This tells that inspectors handed over their findings, not what was done about them; nothing was imported."
        ),
        mark("Import the notice of rectification that follows some months later."),
    ),
    "import-unknown": error(
        mark("It was not recognized what kind of document this is; nothing was imported."),
        mark(
            "Notices of rectification and work reports can be imported. If it is one, begin it with "
            "“python build.py new notice” and copy the text into it."
        ),
    ),
    "unverified": error(
        mark("This was left to verify and still is: {what}"),
        mark("Compare it with the source, correct it where needed, and delete this entry."),
    ),
    "unverified-draft": warning(
        mark("To verify before publication: {what}"),
        mark("Compare it with the source, correct it where needed, and delete this entry."),
    ),
}
