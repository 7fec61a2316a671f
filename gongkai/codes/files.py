"""The words for files that are not what they should be, and for YAML that cannot be read."""

from gongkai.codes.words import Table, error, warning
from gongkai.language import mark

FILES: Table = {
    "file-encoding": error(
        mark("This file is not UTF-8 text; it looks like {encoding}."),
        mark("Open it in the editor it was written with, choose “Save as”, and there the encoding UTF-8."),
    ),
    "file-binary": error(
        mark("This is not a text file but {kind}."),
        mark("Copy its text into a text file saved as UTF-8; the document itself can be an attachment (附件)."),
    ),
    "file-nul": error(
        mark("There is a NUL byte here, so this is no text file, or a damaged one."),
        mark("Save the text again as UTF-8; if it came from another program, copy it out of there once more."),
    ),
    "file-control": error(
        mark("There is an invisible control character ({character}) here."),
        mark("Delete it: put the cursor behind it and press Backspace. It often comes with copied text."),
    ),
    "file-invisible": warning(
        mark("There is an invisible character ({character}) here; searching will not find the words around it."),
        mark("Delete it: put the cursor behind it and press Backspace. It often comes with copied text."),
    ),
    "file-damaged": error(
        mark("A character was lost here; only “�” is left of it."),
        mark("Compare with the original and type the character anew."),
    ),
    "file-bom": warning(
        mark("The file starts with a byte order mark (BOM); it was read all the same."),
        mark("Save it as “UTF-8”, not as “UTF-8 with BOM”."),
    ),
    "file-symlink": error(
        mark("This is a link to a folder, or to something outside the content folder; such links are never followed."),
        mark("Put the files themselves into the content folder."),
    ),
    "file-too-large": error(
        mark("The file has {size} KB; at most {limit} KB are read."),
        mark("Split the text into several notices, or attach the document as a file (附件)."),
    ),
    "line-too-long": error(
        mark("This {what} has {count} characters without a break; at most {limit} are read."),
        mark("Begin a new paragraph (with a blank line) or a new line where the text allows it."),
    ),
    "file-name": error(
        mark("“{name}” cannot become a web address."),
        mark(
            "Name notices and folders with small Latin letters, digits and hyphens, such as 2024-inspection.md; "
            "organizations, pages and folders begin with a letter."
        ),
    ),
    "file-name-form": error(
        mark("The name of {file} looks the same but is made of other characters, as some Macs write it."),
        mark("Rename the file: delete its name and type it anew."),
    ),
    "file-unexpected": error(
        mark("A file of this kind is not read from here."),
        mark(
            "Notices are notices/<organization>/<name>.md or .yaml, organizations are organizations/<id>.yaml, "
            "pages are pages/<name>.md. Word, PDF and other documents go into files/ and are named as 附件."
        ),
    ),
    "file-unreadable": error(
        mark("This cannot be read: {reason}."),
        mark("Check that it is there, and that you may read it."),
    ),
    "address-taken": error(
        mark("The address {address} is already taken by {other}."),
        mark("Give one of the two another name; the one that was published first keeps its address."),
    ),
}

YAML: Table = {
    "front-matter-missing": error(
        mark("The file does not begin with its front matter."),
        mark("The first line is ---, then come lines such as “标题: …”, then --- again, then the text."),
    ),
    "front-matter-unclosed": error(
        mark("The front matter is not closed before the text begins."),
        mark("Put a line with three hyphens, ---, between the front matter and the text."),
    ),
    "front-matter-dashes": error(
        mark("“{text}” does not begin or end the front matter."),
        mark("Write three ASCII hyphens: ---"),
    ),
    "yaml-syntax": error(
        mark("This line cannot be read: {problem}."),
        mark("Each line is “name: value”; put a value with special signs into double quotes."),
    ),
    "yaml-indent": error(
        mark("This line is not indented like the lines it belongs to."),
        mark("Begin it in the same column as the entries beside it; compare with line {above}."),
    ),
    "yaml-fullwidth-colon": error(
        mark("The colon after “{name}” is a full-width one (：)."),
        mark("Write an ASCII colon and a space: {name}: …"),
    ),
    "yaml-fullwidth-comma": error(
        mark("“{sign}” stands between entries in brackets."),
        mark("Separate entries with an ASCII comma and a space; put one that contains “{sign}” into double quotes."),
    ),
    "yaml-fullwidth-quote": error(
        mark("Chinese quotation marks stand where YAML needs ASCII ones."),
        mark('Put the whole value into ASCII double quotes: "…"; Chinese ones may stand within.'),
    ),
    "yaml-fullwidth-bracket": error(
        mark("The bracket {bracket} is a full-width one."),
        mark("Write the ASCII brackets [ ] or {{ }}; if it belongs to a text, put the whole value into double quotes."),
    ),
    "yaml-fullwidth-space": error(
        mark("There is a full-width or a no-break space here."),
        mark("Delete it, and write ordinary spaces: two for each level of indentation, one after a colon."),
    ),
    "yaml-fullwidth-dash": error(
        mark("“{sign}” does not begin an entry of a list."),
        mark("Write an ASCII hyphen and a space: - …"),
    ),
    "yaml-no-colon": error(
        mark("There is no colon after “{name}”."),
        mark("Write an ASCII colon and a space: {name}: …"),
    ),
    "yaml-no-space": error(
        mark("There is no space after “{sign}”."),
        mark("Write a space: {sign} …"),
    ),
    "yaml-tab": error(
        mark("The line begins with a tab."),
        mark("{way}"),
    ),
    "yaml-colon-in-value": error(
        mark("The value of “{name}” contains an ASCII colon that is followed by a space or ends the line."),
        mark('Put the whole value into double quotes, or write the Chinese colon: {name}: "{value}"'),
    ),
    "yaml-comment-in-value": error(
        mark("“#” would cut the value here: all after it would be lost."),
        mark('Put the whole value into double quotes: "…"'),
    ),
    "yaml-sign": error(
        mark("“{sign}” at the beginning of a value has a meaning of its own."),
        mark('Put the whole value into double quotes: "…"'),
    ),
    "yaml-unclosed": error(
        mark("“{sign}” is opened here and not closed."),
        mark(
            "Close it at the end of the value. Within a text write “ ” for quotation marks; "
            "put a text with brackets into double quotes."
        ),
    ),
    "yaml-after-quote": error(
        mark("The value goes on after what “{sign}” opened was closed."),
        mark("Within a text write “ ” for quotation marks; put a text that begins with a bracket into double quotes."),
    ),
    "yaml-depth": error(
        mark("The entries are nested more than {limit} levels deep."),
        mark("Check the indentation and the brackets."),
    ),
}
