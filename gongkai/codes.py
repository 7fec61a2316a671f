"""The words of every diagnostic: its stable code, how grave it is, what is wrong, and the way out.

A code never changes its meaning; docs/diagnostics.md explains each to editors.
"""

from typing import Literal, NamedTuple

from gongkai.language import mark

Severity = Literal["error", "warning"]


class Words(NamedTuple):
    """Severity, message and hint of one code; `{names}` are filled from the diagnostic's values."""

    severity: Severity
    message: str
    hint: str = ""


def _error(message: str, hint: str = "") -> Words:
    return Words("error", message, hint)


def _warning(message: str, hint: str = "") -> Words:
    return Words("warning", message, hint)


_FILES = {
    "file-encoding": _error(
        mark("This file is not UTF-8 text; it looks like {encoding}."),
        mark("Open it in the editor it was written with, choose “Save as” and the encoding UTF-8."),
    ),
    "file-nul": _error(
        mark("This file contains a NUL byte, so it is not a text file."),
        mark("Export the text again as plain UTF-8 text, or import the Word or PDF file."),
    ),
    "file-control": _error(
        mark("There is an invisible control character ({character}) here."),
        mark("Delete the character; it often comes with text copied from a PDF or a web page."),
    ),
    "file-bom": _warning(
        mark("The file starts with a byte order mark (BOM); it was read all the same."),
        mark("Save it as “UTF-8”, not “UTF-8 with BOM”."),
    ),
    "file-symlink": _error(
        mark("This is a link to something outside the content folder, which is never read."),
        mark("Put the file itself into the content folder."),
    ),
    "file-too-large": _error(
        mark("The file has {size} bytes; at most {limit} are read."),
        mark("Split the text into several notices, or attach the document as a file."),
    ),
    "file-name": _error(
        mark("“{name}” cannot become a web address."),
        mark(
            "Name files and folders with small Latin letters, digits and hyphens, "
            "for example 2024-inspection.md; a folder of notices starts with a letter."
        ),
    ),
    "file-unexpected": _error(
        mark("This file is of no kind that is read from here."),
        mark(
            "Notices are notices/<organization>/<name>.md or .yaml, organizations are organizations/<id>.yaml, "
            "pages are pages/<name>.md, attachments lie in files/."
        ),
    ),
    "file-unreadable": _error(
        mark("The file cannot be read: {reason}."),
        mark("Check that the file exists and that you may read it."),
    ),
    "address-taken": _error(
        mark("The address {address} is already used by {other}."),
        mark("Give one of the two another name; an address that was published must stay as it is."),
    ),
}

_YAML = {
    "front-matter-missing": _error(
        mark("The file does not start with its front matter."),
        mark("The first line is ---, then come lines such as 标题: …, then --- again, then the text."),
    ),
    "front-matter-unclosed": _error(
        mark("The front matter that starts here never ends."),
        mark("Put a line --- between the front matter and the text."),
    ),
    "yaml-syntax": _error(
        mark("This line cannot be read: {problem}."),
        mark("Each line is “name: value”; put values with special characters into double quotes."),
    ),
    "yaml-fullwidth-colon": _error(
        mark("The colon after “{key}” is a full-width one (：)."),
        mark("Write an ASCII colon and a space: {key}: …"),
    ),
    "yaml-fullwidth-comma": _error(
        mark("There is a full-width comma (，) between entries in brackets."),
        mark("Separate the entries with an ASCII comma and a space."),
    ),
    "yaml-fullwidth-quote": _error(
        mark("The value is enclosed in Chinese quotation marks where it needs ASCII ones."),
        mark('Write "…" with ASCII quotation marks around the whole value.'),
    ),
    "yaml-fullwidth-bracket": _error(
        mark("There is a full-width bracket ({bracket}) where a list or a group of entries begins."),
        mark("Write the ASCII brackets [ ] or {{ }}."),
    ),
    "yaml-no-space": _error(
        mark("There is no space after the colon of “{key}”."),
        mark("Write a space after the colon: {key}: …"),
    ),
    "yaml-tab": _error(
        mark("The line is indented with a tab."),
        mark("Indent with two spaces."),
    ),
    "yaml-colon-in-value": _error(
        mark("The value of “{key}” contains an ASCII colon followed by a space."),
        mark('Put the whole value into double quotes, or write the Chinese colon: {key}: "{value}"'),
    ),
    "yaml-comment-in-value": _error(
        mark("“ #” cuts the value here: all after it would be lost."),
        mark("Put the whole value into double quotes, or put a comment on a line of its own."),
    ),
    "yaml-alias": _error(
        mark("Anchors and aliases (& and *) are not allowed here."),
        mark("Write the value out, or put it into double quotes if it is meant as text."),
    ),
    "yaml-depth": _error(
        mark("The entries are nested more than {limit} levels deep."),
        mark("Check the indentation and the brackets."),
    ),
    "key-unknown": _error(
        mark("There is no field “{key}” in {owner}."),
        mark("The fields are: {known}."),
    ),
    "key-doubled": _error(
        mark("The field “{key}” is given twice; the first stands in line {first}."),
        mark("Keep one of the two lines. Chinese and English names are the same field."),
    ),
    "key-missing": _error(
        mark("The field “{key}” is missing in {owner}."),
        mark("Add a line “{key}: …”."),
    ),
    "wrong-type": _error(
        mark("“{key}” must be {expected}, not {found}."),
    ),
    "date-impossible": _error(
        mark("There is no such date: {value}."),
        mark("Check the month and the day."),
    ),
    "date-format": _error(
        mark("“{value}” is not a date."),
        mark("Write 2024-04-19; where less is known, 2024-04 or 2024."),
    ),
    "date-not-full": _error(
        mark("“{key}” needs the full date, not only {value}."),
        mark("Write year, month and day: 2024-04-19."),
    ),
    "count-invalid": _error(
        mark("“{value}” is not a whole number."),
        mark("Write digits only, such as 24; the words around it belong into the text."),
    ),
    "flag-invalid": _error(
        mark("“{value}” is neither yes nor no."),
        mark("Write true (是) or false (否)."),
    ),
    "quantity-invalid": _error(
        mark("“{value}” is not a number."),
        mark("Write the number as the notice has it, such as 6.94 or 165亿; unit and hedge have fields of their own."),
    ),
    "choice-unknown": _error(
        mark("“{value}” is not possible for “{key}”."),
        mark("Choose one of: {known}."),
    ),
    "phone-invalid": _error(
        mark("“{value}” is not a telephone number."),
        mark("Write one number with its area code, such as 0571-87051527; more numbers are further entries."),
    ),
    "email-invalid": _error(
        mark("“{value}” is not an e-mail address."),
        mark("Write it as name@example.gov.cn, without 。 or spaces."),
    ),
    "url-invalid": _error(
        mark("“{value}” is not a web address."),
        mark("Write it in full, starting with https:// or http://."),
    ),
    "postcode-invalid": _error(
        mark("“{value}” is not a postcode."),
        mark("A postcode has six digits."),
    ),
    "region-code-invalid": _error(
        mark("“{value}” is not a region code."),
        mark("A region code (GB/T 2260) has six digits, such as 330000."),
    ),
    "credit-code-invalid": _error(
        mark("“{value}” is not a unified social credit code: its check character does not fit."),
        mark("It has 18 characters (GB 32100-2015); compare it with the certificate."),
    ),
    "address-invalid": _error(
        mark("“{value}” is not an address of this site."),
        mark("Write the path alone, such as /old/notice.html."),
    ),
}

_OUTLINE = {
    "heading-space": _error(
        mark("“{text}” would become a heading by accident."),
        mark("For a heading put a space after the #; for a topic or a number sign write \\#."),
    ),
    "heading-level": _warning(
        mark("Headings of the text start with ##; a single # is the title of the page."),
        mark("Write ## for the highest headings of the text."),
    ),
    "heading-empty": _error(
        mark("This heading has no words."),
        mark("Write the heading, or delete the #."),
    ),
    "heading-underlined": _error(
        mark("This line of signs would turn the line above it into a heading."),
        mark("Write headings with ##; leave a blank line above a dividing line."),
    ),
    "status-unknown": _error(
        mark("“{value}” is not a status."),
        mark("Choose one of: {known}. Where the notice says nothing, write 未注明."),
    ),
    "field-outside-problem": _error(
        mark("The line “{key}：” does not belong to a problem."),
        mark("Put “状态：…” right under the heading, then the other fields, without a blank line between."),
    ),
    "field-syntax": _error(
        mark("This line under a problem's heading is not of the form “name：value”."),
        mark("If the text begins here, leave a blank line above it."),
    ),
    "number-doubled": _error(
        mark("The problem number {number} is used twice; first in line {first}."),
        mark("Give each problem of the notice a number of its own."),
    ),
    "list-blank-line": _error(
        mark("This list would run on in the paragraph above it."),
        mark("Leave a blank line above the list."),
    ),
    "number-fullwidth": _warning(
        mark("“{text}” is written with full-width signs, so it is plain text and no list item."),
        mark("For a list write ASCII digits, an ASCII dot and a space: 1. …"),
    ),
    "lines-joined": _error(
        mark("The line that begins with “{text}” would run on in the paragraph above it."),
        mark("Leave a blank line above it."),
    ),
    "text-indented": _error(
        mark("This paragraph is indented with spaces or a tab, so it would be shown as program code."),
        mark("Delete the spaces at the start of the line; the page indents paragraphs by itself."),
    ),
}

_SITE = {
    "organization-unknown": _error(
        mark("There is no organization “{value}”."),
        mark("Create content/organizations/{value}.yaml, or correct the name."),
    ),
    "organization-circle": _error(
        mark("The organizations {circle} are above one another in a circle."),
        mark("Correct “上级” of one of them."),
    ),
    "continues-format": _error(
        mark("“{value}” does not name an earlier problem."),
        mark("Write <organization>/<notice>#<number>, such as luoyang-gsl/2024-inspection#22."),
    ),
    "continues-dangling": _error(
        mark("“{value}” continues a problem that is not there: {reason}."),
        mark("Check the name of the notice and the number of the problem."),
    ),
    "attachment-missing": _error(
        mark("The attachment “{value}” is not there."),
        mark("Put the file into content/files/ and write its name as it is there, capitals included."),
    ),
    "link-broken": _error(
        mark("The link to {target} leads nowhere: there is no page {address}."),
        mark("Correct the link, or restore the page it leads to."),
    ),
    "anchor-broken": _error(
        mark("The link to {target} leads nowhere: {file} has no place called “{anchor}”."),
        mark("Correct the link, or restore the heading or problem number in {file}."),
    ),
    "dates-order": _error(
        mark("“{later}” ({later_date}) lies before “{earlier}” ({earlier_date})."),
        mark("The order is: start, end, feedback, publication. Check both dates."),
    ),
    "contact-missing": _warning(
        mark("Nobody can be told: neither the notice nor its organization gives a contact for feedback."),
        mark("Add “联系方式” to the notice or to the organization: a telephone number, an e-mail address or a postal address."),
    ),
    "totals-differ": _warning(
        mark("The notice claims {claimed} ({name}), but {listed} are listed."),
        mark("Check whether a heading lacks its “状态：” line; a difference that is meant may stay."),
    ),
    "digest-without-source": _warning(
        mark("This is a digest, but it does not say of what."),
        mark("Add “来源” with the title of the notice it digests."),
    ),
    "link-dropped": _warning(
        mark("The address “{target}” is not allowed in a link and was removed."),
        mark("Links lead to pages of this site, or start with https://, http://, mailto: or tel:."),
    ),
    "image-unsupported": _warning(
        mark("Pictures are not supported in texts; the line is shown as it is written."),
        mark("Attach the picture as a file, with “附件”."),
    ),
    "html-shown": _warning(
        mark("HTML is not interpreted; “{text}” will be shown as it is written."),
        mark("Use Markdown, such as **bold**, or write the text without the tag."),
    ),
}

_TOOL = {
    "settings-syntax": _error(
        mark("The settings cannot be read: {problem}."),
        mark('Each line is: name = "value".'),
    ),
    "settings-missing": _error(
        mark("There is no site.toml here."),
        mark("Run the command in the folder of the site, or name that folder with --project."),
    ),
    "template-error": _error(
        mark("The template does not work: {problem}."),
        mark("Correct the template, or restore the one that gongkai came with."),
    ),
    "build-running": _error(
        mark("Another build is still running in this folder."),
        mark("Wait until it has ended, or stop it, then try again."),
    ),
    "output-not-ours": _error(
        mark("The folder {folder} holds files that gongkai did not write; nothing was changed."),
        mark("Choose an empty folder, or empty this one yourself."),
    ),
}

CODES: dict[str, Words] = _FILES | _YAML | _OUTLINE | _SITE | _TOOL
