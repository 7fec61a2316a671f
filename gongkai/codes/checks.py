"""The words of the careful colleague: personal data, contacts, dates, counts and slips of writing."""

from gongkai.codes.words import Table, error, warning
from gongkai.language import mark

CHECKS: Table = {
    "identity-card": error(
        mark("“{value}” is the number of an identity card; its check digit is right."),
        mark(
            "Write {masked}, or leave the number out. If it must stay, say why: 例外: {{规则: identity-card, 原因: …}}"
        ),
    ),
    "identity-card-like": warning(
        mark("“{value}” looks like the number of an identity card, mistyped."),
        mark("If it is one, write {masked}; if it is another number, name it as an exception (例外)."),
    ),
    "mobile-number": warning(
        mark("“{value}” looks like somebody’s mobile number."),
        mark("Write {masked}, or put a number that is meant to be called into “联系方式”."),
    ),
    "bank-card": warning(
        mark("“{value}” looks like the number of a bank card."),
        mark("Write {masked}, or leave the number out."),
    ),
    "licence-plate": warning(
        mark("“{value}” looks like a licence plate."),
        mark("Write {masked}, or leave the plate out."),
    ),
    "home-address": warning(
        mark("“{value}” says where somebody lives, more exactly than the township."),
        mark("Write {masked}."),
    ),
    "name-unmasked": warning(
        mark("“{value}” looks like the name of a person who was disciplined."),
        mark("Write {masked}, unless the case is public under this name."),
    ),
    "phone-doubtful": warning(
        mark("“{value}” cannot be dialled from elsewhere: {reason}."),
        mark("Write it with its area code, such as 0571-87051527, and compare the digits."),
    ),
    "email-doubtful": warning(
        mark("“{value}” is hardly an e-mail address that exists."),
        mark("Compare what stands behind the @ letter by letter, such as .com and .cn."),
    ),
    "postcode-doubtful": warning(
        mark("No postcode begins like “{value}”."),
        mark("Compare the six digits."),
    ),
    "contact-place-differs": warning(
        mark("The postcode {value} belongs to {postcode}, the area code of the telephone to {phone}."),
        mark("Check both: one of them is wrong."),
    ),
    "contact-incomplete": warning(
        mark("“{given}” is given without “{missing}”: a letter needs both."),
        mark("Add “{missing}”."),
    ),
    "consultation-over": warning(
        mark("The period for opinions ends on {end}, before the notice is published ({published})."),
        mark("Check the year and the day; readers must have the time to answer."),
    ),
    "title-form": warning(
        mark("The title “{value}” is not of the form that rectification notices have."),
        mark("Write the full title, such as 中共××市工商业联合会党组关于巡察整改进展情况的通报."),
    ),
    "number-order": warning(
        mark("“{value}” follows “{before}”: a number is missing or doubled."),
        mark("Number one after another, or restore what was left out."),
    ),
    "paragraph-long": warning(
        mark("This paragraph has {count} characters; more than {limit} fill a telephone’s screen many times."),
        mark("Divide it where the text begins something new, such as 一是, 二是."),
    ),
    "date-in-text": warning(
        mark("There is no such date: {value}."),
        mark("Check the month and the day."),
    ),
    "weekday-differs": warning(
        mark("{date} is not a 星期{value} but a 星期{right}."),
        mark("Check the date and the day of the week."),
    ),
    "open-problem-bare": warning(
        mark("The problem is “{status}”, and readers are not told: {missing}."),
        mark("Add “时限” and “责任单位” below the heading, and in the text what will be done next."),
    ),
    "done-but-going-on": warning(
        mark("The status is “{status}”, but the text says “{said}”."),
        mark("Correct one of them; what is done and goes on for good has the mark 长期坚持."),
    ),
    "status-said-otherwise": warning(
        mark("The status is “{status}”, but the text of the problem says “{said}” (line {line})."),
        mark("Compare with the original, and correct the one that is wrong."),
    ),
    "status-unlike-group": warning(
        mark("The status is “{status}”, but the heading of its group says “{heading}” (line {line})."),
        mark("Correct the status, or move the problem below the heading that it belongs to."),
    ),
    "completed-but-open": warning(
        mark("The problem has a date of completion ({date}), but its status is “{status}”."),
        mark("Correct one of them."),
    ),
    "completed-order": warning(
        mark("“{later}” ({later_date}) lies before “{earlier}” ({earlier_date})."),
        mark("Check the date of completion."),
    ),
    "deadline-passed": warning(
        mark("The deadline {date} had passed by {day}, and the status is “{status}”."),
        mark("Correct the status or the deadline, or say in the text why it takes longer."),
    ),
    "measures-vague": warning(
        mark("{count} of {total} measures name no date, no number and no document."),
        mark(
            "They may all be true; but readers cannot check them. Where you can, say when, how many, or which document "
            "(《…》)."
        ),
    ),
    "totals-sum": warning(
        mark("Done ({done}) and open ({open}) do not add up to what was counted ({counted})."),
        mark("Check the numbers of this set of totals."),
    ),
    "figure-differs": warning(
        mark("“{what}” is {given} here, but the text says {said} (line {line})."),
        mark("Check which is right; where the text counts something else, this is an exception (例外)."),
    ),
    "result-not-said": warning(
        mark("“{name}” is {value} here, but the text has no such number."),
        mark("Compare with the text: a digit may be wrong, or the sentence is missing."),
    ),
    "word-doubled": warning(
        mark("“{value}” says “{once}” twice."),
        mark("Delete one of them."),
    ),
    "letters-apart": warning(
        mark("The letters of “{value}” stand apart; searching will not find the word."),
        mark("Write {whole}."),
    ),
    "space-in-text": warning(
        mark("There is a space between Han characters (“{around}”)."),
        "{way}",
    ),
    "punctuation-ascii": warning(
        mark("An ASCII “{value}” stands between Han characters."),
        mark("Write {wide}; python build.py check --fix does so."),
    ),
    "width-mixed": warning(
        mark("“{value}” is written in full width."),
        mark("Write {narrow}."),
    ),
    "stars-left": warning(
        mark("These asterisks stress nothing and would be shown as they stand."),
        mark("Delete them, or write the stressed words between two pairs without spaces: **一是**."),
    ),
    "pair-unbalanced": warning(
        mark("“{value}” stands alone here: its other half “{other}” is missing."),
        mark("Add the other half, or delete this one."),
    ),
    "quotes-nested": warning(
        mark("“{value}” is opened again before it was closed."),
        mark("Close the first one before, or write {inner} for what stands inside."),
    ),
    "brackets-mixed": warning(
        mark("“{value}”: one bracket is full-width, the other is not."),
        mark("Write both alike: （ ）."),
    ),
    "quotes-straight": warning(
        mark('Straight quotation marks (") stand beside Han characters.'),
        mark("Write “ ”."),
    ),
    "feedback-overdue": warning(
        mark("{organization} received feedback on {date}, {days} days ago, and no rectification notice followed."),
        mark(
            "Begin the rectification notice (while it is a draft, nothing is said) and publish it; "
            "where the body decided otherwise, name it as an exception (例外)."
        ),
    ),
    "exception-unknown": error(
        mark("“{value}” is no check that could be excepted."),
        mark("Write the code in brackets behind a warning, such as mobile-number. Errors of form allow no exception."),
    ),
    "exception-unused": warning(
        mark("The exception for “{value}” excuses nothing: the check finds nothing here."),
        mark("Delete it, so that the next finding of this kind is seen."),
    ),
}
