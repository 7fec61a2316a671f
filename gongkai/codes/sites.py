"""The words for what files say of one another."""

from gongkai.codes.words import Table, error, warning
from gongkai.language import mark

SITE: Table = {
    "organization-unknown": error(
        mark("There is no organization “{value}”."),
        mark(
            "An organization is named by its file, such as zhejiang-gsl for "
            "content/organizations/zhejiang-gsl.yaml: create it, or correct the name."
        ),
    ),
    "organization-draft": error(
        mark("The organization is a draft still, and this is to be public."),
        mark("Compare {file} with the source and delete its line “草稿”; or keep this as a draft too."),
    ),
    "organization-circle": error(
        mark("These organizations are above one another in a circle: {circle}."),
        mark("Correct “上级” of one of them."),
    ),
    "continues-format": error(
        mark("“{value}” does not name an earlier problem."),
        mark("Write <organization>/<notice>#<number>, such as luoyang-gsl/2024-inspection#22."),
    ),
    "continues-dangling": error(
        mark("“{value}” continues a problem that is not there: {reason}."),
        mark("Check the name of the notice and the number of the problem."),
    ),
    "continues-itself": error(
        mark("“{value}” is the problem itself, or one of the same notice."),
        mark("“承接” names a problem of an earlier notice."),
    ),
    "attachment-missing": error(
        mark("There is no file “{value}” in content/files/."),
        mark("Put the file there, and write its name as it is, with its ending and its capitals."),
    ),
    "link-broken": error(
        mark("The link to {target} leads nowhere: there is no page {address}."),
        mark("Correct the link, or restore the page it leads to; a file that readers may download is named in “附件”."),
    ),
    "anchor-broken": error(
        mark("The link to {target} leads nowhere: {file} has no place called “{anchor}”."),
        mark("Correct the link, or restore the heading or the problem number in {file}."),
    ),
    "address-lost": error(
        mark("The address {address} was published, and would lead nowhere now."),
        mark(
            "Restore the file and withdraw the notice (撤下), or name this address in “旧网址” of what takes "
            "its place. Only if it never was public, delete this line."
        ),
    ),
    "anchor-lost": error(
        mark("The place #{anchor} of this notice was published, and is no longer there."),
        mark(
            "Restore the heading or the problem number, or say what stands for it now: "
            "旧位置: {{名称: {anchor}, 现在: …}}. Only if it never was public, delete it in published.txt."
        ),
    ),
    "former-place": error(
        mark("“{value}” cannot be a former place: {reason}."),
        mark("Write the name behind the # of the old address, and that behind the # of the new one."),
    ),
    "dates-order": error(
        mark("“{later}” ({later_date}) lies before “{earlier}” ({earlier_date})."),
        mark("Check both dates: one of them must be wrong."),
    ),
    "contact-missing": warning(
        mark("Readers cannot tell anybody: neither the notice nor its organization gives a contact."),
        mark("Add “联系方式” to the notice or to the organization: 电话, 邮箱, 地址 or 表单."),
    ),
    "notice-twice": warning(
        mark("The same notice is published twice: {other} has the same title and date."),
        mark(
            "Keep the file that was published first and copy into it what the other has more; withdraw the other "
            "(撤下) if it was published, else delete it."
        ),
    ),
    "totals-not-compared": warning(
        mark("Because of this error the claimed totals were not compared with what the text lists."),
        mark("Mend it first; then they will be."),
    ),
    "totals-differ": warning(
        mark("The notice claims {claimed} {what}, but {listed} are listed."),
        "{way}",
    ),
    "digest-without-source": warning(
        mark("This is a digest, but it does not say of what."),
        mark("Add “来源” with the title of the notice it digests."),
    ),
}
