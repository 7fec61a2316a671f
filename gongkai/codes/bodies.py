"""The words for the body of a notice: outline, problems, what Markdown would change."""

from gongkai.codes.words import Table, error, warning
from gongkai.language import mark

OUTLINE: Table = {
    "heading-space": error(
        mark("There is no space after # in “{text}”: a heading, or text?"),
        mark("For a heading put a space after the #; for a topic or a number sign write \\#."),
    ),
    "heading-form": error(
        mark("“{text}” looks like a heading and would not be one."),
        mark(
            "A heading begins in the first column, with two to six ASCII # and a space: ## 一、…; "
            "for the sign itself write \\#."
        ),
    ),
    "heading-level": warning(
        mark("A single # is for the title of the page; this heading is read as if it had two."),
        mark("Write ## for the highest headings of the text."),
    ),
    "heading-empty": error(
        mark("This heading has no words."),
        mark("Write the heading, or delete the #."),
    ),
    "heading-underlined": error(
        mark("This line of signs would turn the line above it into a heading."),
        mark("Write headings with ##; leave a blank line above a dividing line."),
    ),
    "status-unknown": error(
        mark("“{value}” is not a status."),
        mark("Choose one of: {known}. Where the notice says nothing, write 未注明."),
    ),
    "field-outside-problem": error(
        mark("The line “{key}：” does not belong to a problem."),
        "{way}",
    ),
    "status-missing": error(
        mark("The problem “{heading}” has “{key}：”, but no “状态：”."),
        mark(
            "Put a line “状态：…” right below the heading in line {line}; where nothing is said of it, “状态：未注明”. "
            "If these lines are text and no problem, leave a blank line below the heading."
        ),
    ),
    "status-in-text": warning(
        mark("This status stands in the text of a problem: it is shown as text, and is the status of none."),
        mark(
            "If it is that of a measure, nothing is wrong. If it is that of another problem, write “#### ” before the "
            "heading of that problem, and this line right below it."
        ),
    ),
    "status-form": error(
        mark("The line of the status cannot be read: {problem}."),
        mark("Write “状态：{value}”, with the colon, and nothing before it."),
    ),
    "field-syntax": error(
        mark("This line stands among the fields of a problem, but is none of them."),
        mark("If the text begins here, leave a blank line above it."),
    ),
    "fields-joined": error(
        mark("The field “{key}” stands in the line of another field."),
        mark("Begin a line of its own with “{key}：…”."),
    ),
    "number-doubled": error(
        mark("The problem number {number} is used twice; first in line {first}."),
        mark("Give each problem of the notice a number of its own."),
    ),
    "list-blank-line": error(
        mark("This list would run on in the paragraph above it."),
        mark("Leave a blank line above the list."),
    ),
    "list-item-form": error(
        mark("“{text}” does not begin an entry of the list above it; the line would run on in the last one."),
        mark("Write “2. …”, with ASCII signs and a space; if a paragraph begins here, leave a blank line above it."),
    ),
    "list-renumbered": error(
        mark("This item is numbered {number}, but the page would show {shown}."),
        mark("Number the items one after another; to begin a list of its own, write a paragraph between the two."),
    ),
    "number-fullwidth": warning(
        mark("“{text}” is written with full-width signs, so it is plain text and no list item."),
        mark("For a list write ASCII digits, an ASCII dot and a space: 1. …"),
    ),
    "signs-too-many": error(
        mark("This {what} has {count} signs with a meaning in Markdown, such as * and [; at most {limit} are read."),
        mark("Delete them; they often come from a damaged file or a copied web page."),
    ),
    "placeholder-left": error(
        mark("“{value}” still stands here as it was when the file was begun."),
        mark("Write what belongs here, or delete it; as long as it is a draft, keep the line “草稿: true”."),
    ),
    "nested-too-deep": error(
        mark("Lists or quotations lie more than {limit} levels deep here."),
        mark("Check the spaces and the signs at the beginning of the line."),
    ),
    "lines-joined": error(
        mark("The line that begins with “{text}” would run on in the paragraph above it."),
        mark("Leave a blank line above it, and above every following line that is to stand by itself."),
    ),
    "text-indented": error(
        mark("This paragraph is indented with spaces or a tab, so it would be shown as program code."),
        mark("Delete the spaces at the start of the line; the page indents paragraphs by itself."),
    ),
    "stars-lost": warning(
        mark("The asterisks of “{text}” would disappear: Markdown takes what is between them for stressed."),
        mark("For the sign itself write \\*, or × as in ××."),
    ),
    "link-fullwidth": error(
        mark("This link is written with full-width brackets, so it would not be one."),
        mark("Write ASCII brackets: [words](address)"),
    ),
    "link-dropped": warning(
        mark("The address “{target}” is not allowed in a link and was removed."),
        mark("Links lead to pages of this site, or begin with https://, http://, mailto: or tel:."),
    ),
    "image-unsupported": warning(
        mark("Pictures are not supported in texts; the line is shown as it is written."),
        mark("Attach the picture as a file, with “附件”."),
    ),
    "html-shown": warning(
        mark("HTML is not interpreted; “{text}” will be shown as it is written."),
        mark("Use Markdown, such as **bold**, or write the text without the tag."),
    ),
}
