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
        mark("Open it in the editor it was written with, choose “Save as”, and there the encoding UTF-8."),
    ),
    "file-binary": _error(
        mark("This is not a text file but {kind}."),
        mark("Copy its text into a text file saved as UTF-8; the document itself can be an attachment (附件)."),
    ),
    "file-nul": _error(
        mark("There is a NUL byte here, so this is no text file, or a damaged one."),
        mark("Save the text again as UTF-8; if it came from another program, copy it out of there once more."),
    ),
    "file-control": _error(
        mark("There is an invisible control character ({character}) here."),
        mark("Delete it: put the cursor behind it and press Backspace. It often comes with copied text."),
    ),
    "file-invisible": _warning(
        mark("There is an invisible character ({character}) here; searching will not find the words around it."),
        mark("Delete it: put the cursor behind it and press Backspace. It often comes with copied text."),
    ),
    "file-damaged": _error(
        mark("A character was lost here; only “�” is left of it."),
        mark("Compare with the original and type the character anew."),
    ),
    "file-bom": _warning(
        mark("The file starts with a byte order mark (BOM); it was read all the same."),
        mark("Save it as “UTF-8”, not as “UTF-8 with BOM”."),
    ),
    "file-symlink": _error(
        mark("This is a link to a folder, or to something outside the content folder; such links are never followed."),
        mark("Put the files themselves into the content folder."),
    ),
    "file-too-large": _error(
        mark("The file has {size} KB; at most {limit} KB are read."),
        mark("Split the text into several notices, or attach the document as a file (附件)."),
    ),
    "line-too-long": _error(
        mark("This {what} has {count} characters without a break; at most {limit} are read."),
        mark("Begin a new paragraph (with a blank line) or a new line where the text allows it."),
    ),
    "file-name": _error(
        mark("“{name}” cannot become a web address."),
        mark(
            "Name notices and folders with small Latin letters, digits and hyphens, such as 2024-inspection.md; "
            "organizations, pages and folders begin with a letter."
        ),
    ),
    "file-name-form": _error(
        mark("The name of {file} looks the same but is made of other characters, as some Macs write it."),
        mark("Rename the file: delete its name and type it anew."),
    ),
    "file-unexpected": _error(
        mark("A file of this kind is not read from here."),
        mark(
            "Notices are notices/<organization>/<name>.md or .yaml, organizations are organizations/<id>.yaml, "
            "pages are pages/<name>.md. Word, PDF and other documents go into files/ and are named as 附件."
        ),
    ),
    "file-unreadable": _error(
        mark("This cannot be read: {reason}."),
        mark("Check that it is there, and that you may read it."),
    ),
    "address-taken": _error(
        mark("The address {address} is already taken by {other}."),
        mark("Give one of the two another name; the one that was published first keeps its address."),
    ),
}

_YAML = {
    "front-matter-missing": _error(
        mark("The file does not begin with its front matter."),
        mark("The first line is ---, then come lines such as “标题: …”, then --- again, then the text."),
    ),
    "front-matter-unclosed": _error(
        mark("The front matter is not closed before the text begins."),
        mark("Put a line with three hyphens, ---, between the front matter and the text."),
    ),
    "front-matter-dashes": _error(
        mark("“{text}” does not begin or end the front matter."),
        mark("Write three ASCII hyphens: ---"),
    ),
    "yaml-syntax": _error(
        mark("This line cannot be read: {problem}."),
        mark("Each line is “name: value”; put a value with special signs into double quotes."),
    ),
    "yaml-indent": _error(
        mark("This line is not indented like the lines it belongs to."),
        mark("Begin it in the same column as the entries beside it; compare with line {above}."),
    ),
    "yaml-fullwidth-colon": _error(
        mark("The colon after “{name}” is a full-width one (：)."),
        mark("Write an ASCII colon and a space: {name}: …"),
    ),
    "yaml-fullwidth-comma": _error(
        mark("“{sign}” stands between entries in brackets."),
        mark("Separate entries with an ASCII comma and a space; put one that contains “{sign}” into double quotes."),
    ),
    "yaml-fullwidth-quote": _error(
        mark("Chinese quotation marks stand where YAML needs ASCII ones."),
        mark('Put the whole value into ASCII double quotes: "…"; Chinese ones may stand within.'),
    ),
    "yaml-fullwidth-bracket": _error(
        mark("The bracket {bracket} is a full-width one."),
        mark("Write the ASCII brackets [ ] or {{ }}; if it belongs to a text, put the whole value into double quotes."),
    ),
    "yaml-fullwidth-space": _error(
        mark("There is a full-width or a no-break space here."),
        mark("Delete it, and write ordinary spaces: two for each level of indentation, one after a colon."),
    ),
    "yaml-fullwidth-dash": _error(
        mark("“{sign}” does not begin an entry of a list."),
        mark("Write an ASCII hyphen and a space: - …"),
    ),
    "yaml-no-colon": _error(
        mark("There is no colon after “{name}”."),
        mark("Write an ASCII colon and a space: {name}: …"),
    ),
    "yaml-no-space": _error(
        mark("There is no space after “{sign}”."),
        mark("Write a space: {sign} …"),
    ),
    "yaml-tab": _error(
        mark("The line begins with a tab."),
        mark("{way}"),
    ),
    "yaml-colon-in-value": _error(
        mark("The value of “{name}” contains an ASCII colon that is followed by a space or ends the line."),
        mark('Put the whole value into double quotes, or write the Chinese colon: {name}: "{value}"'),
    ),
    "yaml-comment-in-value": _error(
        mark("“#” would cut the value here: all after it would be lost."),
        mark('Put the whole value into double quotes: "…"'),
    ),
    "yaml-sign": _error(
        mark("“{sign}” at the beginning of a value has a meaning of its own."),
        mark('Put the whole value into double quotes: "…"'),
    ),
    "yaml-unclosed": _error(
        mark("“{sign}” is opened here and not closed."),
        mark(
            "Close it at the end of the value. Within a text write “ ” for quotation marks; "
            "put a text with brackets into double quotes."
        ),
    ),
    "yaml-after-quote": _error(
        mark("The value goes on after what “{sign}” opened was closed."),
        mark("Within a text write “ ” for quotation marks; put a text that begins with a bracket into double quotes."),
    ),
    "yaml-depth": _error(
        mark("The entries are nested more than {limit} levels deep."),
        mark("Check the indentation and the brackets."),
    ),
}

_FIELDS = {
    "key-unknown": _error(
        mark("There is no field “{key}” in {owner}."),
        mark("The fields are: {known}."),
    ),
    "key-misplaced": _error(
        mark("“{key}” is not a field of {owner}; it belongs to {home}."),
        mark("Move the line there, and check how far it is indented."),
    ),
    "key-doubled": _error(
        mark("The field “{key}” is given twice; first in line {first}."),
        mark("Keep one of the two lines. The Chinese and the English name are the same field."),
    ),
    "key-missing": _error(
        mark("The field “{key}” is missing in {owner}."),
        mark("Add a line: {line}"),
    ),
    "value-missing": _error(
        mark("The field “{key}” has no value."),
        "{way}",
    ),
    "wrong-type": _error(
        mark("“{key}” must be {expected}, not {found}."),
        "{way}",
    ),
    "date-impossible": _error(
        mark("There is no such date: {value}."),
        mark("Check the year, the month and the day."),
    ),
    "date-format": _error(
        mark("“{value}” is not a date."),
        mark("Write 2024-04-19 (or 2024年4月19日); where less is known, 2024-04 or 2024."),
    ),
    "date-not-full": _error(
        mark("“{key}” needs the full date, not only {value}."),
        mark("Write year, month and day: 2024-04-19."),
    ),
    "count-invalid": _error(
        mark("“{value}” cannot stand here: {reason}."),
        mark("Write digits only, such as 24; the words around it belong into the text."),
    ),
    "flag-invalid": _error(
        mark("“{value}” is neither yes nor no."),
        mark("Write true (是) or false (否)."),
    ),
    "quantity-invalid": _error(
        mark("“{value}” is not a number."),
        mark("Write the number as the notice has it, such as 6.94 or 165亿; 单位 and 概数 are fields of their own."),
    ),
    "choice-unknown": _error(
        mark("“{value}” is not possible for “{key}”."),
        mark("Choose one of: {known}."),
    ),
    "phone-invalid": _error(
        mark("“{value}” is not a telephone number."),
        mark(
            "Write one number with its area code, such as 0571-87051527; "
            "several ones in brackets: [0571-1234567, 0571-7654321]"
        ),
    ),
    "email-invalid": _error(
        mark("“{value}” is not an e-mail address."),
        mark(
            "Write it as name@example.gov.cn, without 。 or spaces; "
            "several ones in brackets: [a@example.cn, b@example.cn]"
        ),
    ),
    "url-invalid": _error(
        mark("“{value}” is not a web address."),
        mark("Write it in full and with ASCII signs, beginning with https:// or http://."),
    ),
    "postcode-invalid": _error(
        mark("“{value}” is not a postcode."),
        mark("A postcode has six digits, such as 310000."),
    ),
    "region-code-invalid": _error(
        mark("“{value}” is not a region code."),
        mark("A region code (GB/T 2260) has six digits, such as 330000."),
    ),
    "credit-code-invalid": _error(
        mark("“{value}” is not a unified social credit code: its length or its check character is wrong."),
        mark("It has 18 digits and capital letters (GB 32100-2015); compare it with the certificate."),
    ),
    "address-invalid": _error(
        mark("“{value}” cannot be an address of this site."),
        mark("Write the path alone, beginning with /, without ? and what follows it, such as /old/notice.html."),
    ),
}

_OUTLINE = {
    "heading-space": _error(
        mark("There is no space after # in “{text}”: a heading, or text?"),
        mark("For a heading put a space after the #; for a topic or a number sign write \\#."),
    ),
    "heading-form": _error(
        mark("“{text}” looks like a heading and would not be one."),
        mark(
            "A heading begins in the first column, with two to six ASCII # and a space: ## 一、…; "
            "for the sign itself write \\#."
        ),
    ),
    "heading-level": _warning(
        mark("A single # is for the title of the page; this heading is read as if it had two."),
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
        mark(
            "Put “状态：…” right under the heading of the problem, and the other fields right under it, "
            "without blank lines between. If it is text, leave a blank line above it; where that does not help, word "
            "it otherwise, such as “目前状态：…”."
        ),
    ),
    "status-in-text": _warning(
        mark("This status stands in the text of a problem: it is shown as text, and is the status of none."),
        mark(
            "If it is that of a measure, nothing is wrong. If it is that of another problem, write “#### ” before the "
            "heading of that problem, and this line right below it."
        ),
    ),
    "status-form": _error(
        mark("The line of the status cannot be read: {problem}."),
        mark("Write “状态：{value}”, with the colon, and nothing before it."),
    ),
    "field-syntax": _error(
        mark("This line stands among the fields of a problem, but is not of the form “name：value”."),
        mark("If the text begins here, leave a blank line above it."),
    ),
    "fields-joined": _error(
        mark("The field “{key}” stands in the line of another field."),
        mark("Begin a line of its own with “{key}：…”."),
    ),
    "number-doubled": _error(
        mark("The problem number {number} is used twice; first in line {first}."),
        mark("Give each problem of the notice a number of its own."),
    ),
    "list-blank-line": _error(
        mark("This list would run on in the paragraph above it."),
        mark("Leave a blank line above the list."),
    ),
    "list-item-form": _error(
        mark("“{text}” does not begin an entry of the list above it; the line would run on in the last one."),
        mark("Write “2. …”, with ASCII signs and a space; if a paragraph begins here, leave a blank line above it."),
    ),
    "list-renumbered": _error(
        mark("This item is numbered {number}, but the page would show {shown}."),
        mark("Number the items one after another; to begin a list of its own, write a paragraph between the two."),
    ),
    "number-fullwidth": _warning(
        mark("“{text}” is written with full-width signs, so it is plain text and no list item."),
        mark("For a list write ASCII digits, an ASCII dot and a space: 1. …"),
    ),
    "signs-too-many": _error(
        mark("This {what} has {count} signs with a meaning in Markdown, such as * and [; at most {limit} are read."),
        mark("Delete them; they often come from a damaged file or a copied web page."),
    ),
    "placeholder-left": _error(
        mark("“{value}” still stands here as it was when the file was begun."),
        mark("Write what belongs here, or delete it; as long as it is a draft, keep the line “草稿: true”."),
    ),
    "nested-too-deep": _error(
        mark("Lists or quotations lie more than {limit} levels deep here."),
        mark("Check the spaces and the signs at the beginning of the line."),
    ),
    "lines-joined": _error(
        mark("The line that begins with “{text}” would run on in the paragraph above it."),
        mark("Leave a blank line above it, and above every following line that is to stand by itself."),
    ),
    "text-indented": _error(
        mark("This paragraph is indented with spaces or a tab, so it would be shown as program code."),
        mark("Delete the spaces at the start of the line; the page indents paragraphs by itself."),
    ),
    "stars-lost": _warning(
        mark("The asterisks of “{text}” would disappear: Markdown takes what is between them for stressed."),
        mark("For the sign itself write \\*, or × as in ××."),
    ),
    "link-fullwidth": _error(
        mark("This link is written with full-width brackets, so it would not be one."),
        mark("Write ASCII brackets: [words](address)"),
    ),
    "link-dropped": _warning(
        mark("The address “{target}” is not allowed in a link and was removed."),
        mark("Links lead to pages of this site, or begin with https://, http://, mailto: or tel:."),
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

_SITE = {
    "organization-unknown": _error(
        mark("There is no organization “{value}”."),
        mark(
            "An organization is named by its file, such as zhejiang-gsl for "
            "content/organizations/zhejiang-gsl.yaml: create it, or correct the name."
        ),
    ),
    "organization-draft": _error(
        mark("The organization is a draft still, and this is to be public."),
        mark("Compare {file} with the source and delete its line “草稿”; or keep this as a draft too."),
    ),
    "organization-circle": _error(
        mark("These organizations are above one another in a circle: {circle}."),
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
    "continues-itself": _error(
        mark("“{value}” is the problem itself, or one of the same notice."),
        mark("“承接” names a problem of an earlier notice."),
    ),
    "attachment-missing": _error(
        mark("There is no file “{value}” in content/files/."),
        mark("Put the file there, and write its name as it is, with its ending and its capitals."),
    ),
    "link-broken": _error(
        mark("The link to {target} leads nowhere: there is no page {address}."),
        mark("Correct the link, or restore the page it leads to."),
    ),
    "anchor-broken": _error(
        mark("The link to {target} leads nowhere: {file} has no place called “{anchor}”."),
        mark("Correct the link, or restore the heading or the problem number in {file}."),
    ),
    "address-lost": _error(
        mark("The address {address} was published, and would lead nowhere now."),
        mark(
            "Restore the file and withdraw the notice (撤下), or name this address in “旧网址” of what takes "
            "its place. Only if it never was public, delete this line."
        ),
    ),
    "anchor-lost": _error(
        mark("The place #{anchor} of this notice was published, and is no longer there."),
        mark(
            "Restore the heading or the problem number, or say what stands for it now: "
            "旧位置: {{名称: {anchor}, 现在: …}}. Only if it never was public, delete it in published.txt."
        ),
    ),
    "former-place": _error(
        mark("“{value}” cannot be a former place: {reason}."),
        mark("Write the name behind the # of the old address, and that behind the # of the new one."),
    ),
    "dates-order": _error(
        mark("“{later}” ({later_date}) lies before “{earlier}” ({earlier_date})."),
        mark("Check both dates: one of them must be wrong."),
    ),
    "contact-missing": _warning(
        mark("Readers cannot tell anybody: neither the notice nor its organization gives a contact."),
        mark("Add “联系方式” to the notice or to the organization: 电话, 邮箱, 地址 or 表单."),
    ),
    "notice-twice": _warning(
        mark("The same notice is published twice: {other} has the same title and date."),
        mark(
            "Keep the file that was published first and copy into it what the other has more; withdraw the other "
            "(撤下) if it was published, else delete it."
        ),
    ),
    "totals-differ": _warning(
        mark("The notice claims {claimed} {what}, but {listed} are listed."),
        "{way}",
    ),
    "digest-without-source": _warning(
        mark("This is a digest, but it does not say of what."),
        mark("Add “来源” with the title of the notice it digests."),
    ),
}

_CHECKS = {
    "identity-card": _error(
        mark("“{value}” is the number of an identity card; its check digit is right."),
        mark(
            "Write {masked}, or leave the number out. If it must stay, say why: 例外: {{规则: identity-card, 原因: …}}"
        ),
    ),
    "identity-card-like": _warning(
        mark("“{value}” looks like the number of an identity card, mistyped."),
        mark("If it is one, write {masked}; if it is another number, name it as an exception (例外)."),
    ),
    "mobile-number": _warning(
        mark("“{value}” looks like somebody’s mobile number."),
        mark("Write {masked}, or put a number that is meant to be called into “联系方式”."),
    ),
    "bank-card": _warning(
        mark("“{value}” looks like the number of a bank card."),
        mark("Write {masked}, or leave the number out."),
    ),
    "licence-plate": _warning(
        mark("“{value}” looks like a licence plate."),
        mark("Write {masked}, or leave the plate out."),
    ),
    "home-address": _warning(
        mark("“{value}” says where somebody lives, more exactly than the township."),
        mark("Write {masked}."),
    ),
    "name-unmasked": _warning(
        mark("“{value}” looks like the name of a person who was disciplined."),
        mark("Write {masked}, unless the case is public under this name."),
    ),
    "phone-doubtful": _warning(
        mark("“{value}” cannot be dialled from elsewhere: {reason}."),
        mark("Write it with its area code, such as 0571-87051527, and compare the digits."),
    ),
    "email-doubtful": _warning(
        mark("“{value}” is hardly an e-mail address that exists."),
        mark("Compare what stands behind the @ letter by letter, such as .com and .cn."),
    ),
    "postcode-doubtful": _warning(
        mark("No postcode begins like “{value}”."),
        mark("Compare the six digits."),
    ),
    "contact-place-differs": _warning(
        mark("The postcode {value} belongs to {postcode}, the area code of the telephone to {phone}."),
        mark("Check both: one of them is wrong."),
    ),
    "contact-incomplete": _warning(
        mark("“{given}” is given without “{missing}”: a letter needs both."),
        mark("Add “{missing}”."),
    ),
    "consultation-over": _warning(
        mark("The period for opinions ends on {end}, before the notice is published ({published})."),
        mark("Check the year and the day; readers must have the time to answer."),
    ),
    "title-form": _warning(
        mark("The title “{value}” is not of the form that rectification notices have."),
        mark("Write the full title, such as 中共××市工商业联合会党组关于巡察整改进展情况的通报."),
    ),
    "number-order": _warning(
        mark("“{value}” follows “{before}”: a number is missing or doubled."),
        mark("Number one after another, or restore what was left out."),
    ),
    "paragraph-long": _warning(
        mark("This paragraph has {count} characters; more than {limit} fill a telephone’s screen many times."),
        mark("Divide it where the text begins something new, such as 一是, 二是."),
    ),
    "date-in-text": _warning(
        mark("There is no such date: {value}."),
        mark("Check the month and the day."),
    ),
    "weekday-differs": _warning(
        mark("{date} is not a 星期{value} but a 星期{right}."),
        mark("Check the date and the day of the week."),
    ),
    "open-problem-bare": _warning(
        mark("The problem is “{status}”, and readers are not told: {missing}."),
        mark("Add “时限” and “责任单位” below the heading, and in the text what will be done next."),
    ),
    "done-but-going-on": _warning(
        mark("The status is “{status}”, but the text says “{said}”."),
        mark("Correct one of them; what is done and goes on for good has the mark 长期坚持."),
    ),
    "completed-but-open": _warning(
        mark("The problem has a date of completion ({date}), but its status is “{status}”."),
        mark("Correct one of them."),
    ),
    "completed-order": _warning(
        mark("“{later}” ({later_date}) lies before “{earlier}” ({earlier_date})."),
        mark("Check the date of completion."),
    ),
    "deadline-passed": _warning(
        mark("The deadline {date} had passed by {day}, and the status is “{status}”."),
        mark("Correct the status or the deadline, or say in the text why it takes longer."),
    ),
    "measures-vague": _warning(
        mark("{count} of {total} measures name no date, no number and no document."),
        mark(
            "They may all be true; but readers cannot check them. Where you can, say when, how many, or which document "
            "(《…》)."
        ),
    ),
    "totals-sum": _warning(
        mark("Done ({done}) and open ({open}) do not add up to what was counted ({counted})."),
        mark("Check the numbers of this set of totals."),
    ),
    "figure-differs": _warning(
        mark("“{what}” is {given} here, but the text says {said} (line {line})."),
        mark("Check which is right; where the text counts something else, this is an exception (例外)."),
    ),
    "result-not-said": _warning(
        mark("“{name}” is {value} here, but the text has no such number."),
        mark("Compare with the text: a digit may be wrong, or the sentence is missing."),
    ),
    "word-doubled": _warning(
        mark("“{value}” says “{once}” twice."),
        mark("Delete one of them."),
    ),
    "letters-apart": _warning(
        mark("The letters of “{value}” stand apart; searching will not find the word."),
        mark("Write {whole}."),
    ),
    "space-in-text": _warning(
        mark("There is a space between Han characters (“{around}”)."),
        mark("Delete it; python build.py check --fix does so."),
    ),
    "punctuation-ascii": _warning(
        mark("An ASCII “{value}” stands between Han characters."),
        mark("Write {wide}; python build.py check --fix does so."),
    ),
    "width-mixed": _warning(
        mark("“{value}” is written in full width."),
        mark("Write {narrow}."),
    ),
    "stars-left": _warning(
        mark("These asterisks stress nothing and would be shown as they stand."),
        mark("Delete them, or write the stressed words between two pairs without spaces: **一是**."),
    ),
    "pair-unbalanced": _warning(
        mark("“{value}” stands alone here: its other half “{other}” is missing."),
        mark("Add the other half, or delete this one."),
    ),
    "quotes-nested": _warning(
        mark("“{value}” is opened again before it was closed."),
        mark("Close the first one before, or write {inner} for what stands inside."),
    ),
    "brackets-mixed": _warning(
        mark("“{value}”: one bracket is full-width, the other is not."),
        mark("Write both alike: （ ）."),
    ),
    "quotes-straight": _warning(
        mark('Straight quotation marks (") stand beside Han characters.'),
        mark("Write “ ”."),
    ),
    "feedback-overdue": _warning(
        mark("{organization} received feedback on {date}, {days} days ago, and no rectification notice followed."),
        mark(
            "Begin the rectification notice (while it is a draft, nothing is said) and publish it; "
            "where the body decided otherwise, name it as an exception (例外)."
        ),
    ),
    "exception-unknown": _error(
        mark("“{value}” is no check that could be excepted."),
        mark("Write the code in brackets behind a warning, such as mobile-number. Errors of form allow no exception."),
    ),
    "exception-unused": _warning(
        mark("The exception for “{value}” excuses nothing: the check finds nothing here."),
        mark("Delete it, so that the next finding of this kind is seen."),
    ),
}

_TOOL = {
    "findings-left-out": _warning(
        mark("This file has {count} more of [{kind_code}], from this line on; they are not listed."),
        mark("Correct those above and check again; if all have one cause, such as a damaged file, mend that first."),
    ),
    "settings-syntax": _error(
        mark("This line of the settings cannot be read: {problem}."),
        mark('Each line is of the form: name = "value"'),
    ),
    "settings-value": _error(
        mark("“{value}” is not possible for “{key}”."),
        "{way}",
    ),
    "settings-missing": _error(
        mark("There is no site.toml here."),
        mark("Run the command in the folder of the site, or name that folder with --project."),
    ),
    "gov-missing": _warning(
        mark("The profile “gov” needs “{key}”, which is not set; government sites show it on every page."),
        mark(
            'Add {name} = "…" as it was given to you. If your body has none, leave the profile out; never make one up.'
        ),
    ),
    "gov-date": _warning(
        mark("The date of publication, {date}, is not a whole date, so the tag PubDate is left out."),
        mark("Write year, month and day if they are known. If they are not, leave it so: no day is made up."),
    ),
    "template-error": _error(
        mark("The template does not work: {problem}"),
        mark("Correct the template, or restore the one that gongkai came with."),
    ),
    "build-running": _error(
        mark("Another build is still running in this folder."),
        mark("Wait until it has ended, or stop it, then try again."),
    ),
    "output-in-project": _error(
        mark("The folder {folder} belongs to the sources of the project; the site cannot be written there."),
        mark("Choose a folder of its own, such as public; leave the files of this one where they are."),
    ),
    "output-not-ours": _error(
        mark("The folder {folder} holds files that gongkai did not write; nothing was changed."),
        mark("Choose an empty folder, or empty this one yourself."),
    ),
}

_IMPORT = {
    "import-no-text": _error(
        mark("This is no text, or its encoding is unknown."),
        mark("Open it in the program it was written with, choose “Save as” and there plain text in UTF-8."),
    ),
    "import-other-kind": _error(mark("This is {found}; nothing was imported."), mark("{way}")),
    "import-broken": _error(
        mark("The file is damaged, or is not what it says it is: {reason}."),
        mark("Open it in the program it was written with and save it anew, or get it once more from where it came."),
    ),
    "import-encrypted": _error(
        mark("The file is protected with a password; nothing was imported."),
        mark("Open it with the password, and save a copy without one."),
    ),
    "import-scan": _error(
        mark("The file holds pictures of pages, and no text; nothing was imported."),
        mark("Ask for the file it was made from, or let a program for text recognition make a .docx of it first."),
    ),
    "import-nothing": _error(
        mark("The file holds no text; nothing was imported."), mark("Look whether it is the file you meant.")
    ),
    "import-too-large": _error(
        mark("The file is larger than any notice: {what}; nothing was imported."),
        mark("Import the notice alone: take out what does not belong to it, and save it anew."),
    ),
    "import-library": _error(
        mark("To read this file, {library} is needed, and it is not installed."),
        mark("Run “make site”, or “python -m pip install -r requirements.txt”."),
    ),
    "import-newspaper": _error(
        mark("This looks like a page of a newspaper whose columns and headlines are mixed; nothing was imported."),
        mark(
            "Copy the one article out of its web page, or put the lines in order first; nobody can tell them apart now."
        ),
    ),
    "import-meeting": _error(
        mark("This is news of a meeting, no notice of rectification; nothing was imported."),
        mark("Import the notice itself. To publish the news, begin it with “python build.py new notice --kind 动态”."),
    ),
    "import-moving-in": _error(
        mark("This announces that an inspection begins; it says nothing of rectification, and nothing was imported."),
        mark("Import the notice of rectification that follows the inspection. The phones here are the inspectors'."),
    ),
    "import-feedback-meeting": _error(
        mark(
            "This tells that inspectors handed over their findings, not what was done about them; nothing was imported."
        ),
        mark("Import the notice of rectification that follows some months later."),
    ),
    "import-unknown": _error(
        mark("It was not recognized what kind of document this is; nothing was imported."),
        mark(
            "Notices of rectification and work reports can be imported. If it is one, begin it with "
            "“python build.py new notice” and copy the text into it."
        ),
    ),
    "unverified": _error(
        mark("This was left to verify and still is: {what}"),
        mark("Compare it with the source, correct it where needed, and delete this entry."),
    ),
    "unverified-draft": _warning(
        mark("To verify before publication: {what}"),
        mark("Compare it with the source, correct it where needed, and delete this entry."),
    ),
}

CODES: dict[str, Words] = _FILES | _YAML | _FIELDS | _OUTLINE | _SITE | _CHECKS | _IMPORT | _TOOL

# What may be switched off in site.toml, or excepted in a notice: what is a matter of judgement. Errors of form are not;
# of the other errors only the one that may be wrong about a number.
SWITCHABLE = frozenset(
    code
    for code, words in CODES.items()
    if words.severity == "warning" and code not in ("findings-left-out", "exception-unused", "unverified-draft")
) | {"identity-card"}
