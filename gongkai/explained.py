"""What each field of the data means, for those who read it: the words of the JSON Schemas and of the page /data/.

The names, in both languages, are the model's; tests want every field explained here and no other.
"""

from functools import cache
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from gongkai import model
from gongkai.exports import records
from gongkai.language import catalogue, mark

# Chinese names of fields that no editor writes and that therefore have none in the model.
_NAMES = {
    (model.Organization, "id"): "标识",
    (model.Organization, "sort_name"): "排序名",
    (model.Notice, "id"): "标识",
    (model.Notice, "body"): "正文",
    (model.Part, "heading"): "标题",
    (model.Part, "level"): "级别",
    (model.Part, "anchor"): "锚点",
    (model.Part, "text"): "文字",
    (model.Part, "problem"): "问题",
    (model.Problem, "measures"): "措施",
}
_SCHEMA = mark("Address of the JSON Schema that the file follows.")
_LICENSE = mark("Address of the licence or terms of use, where the site names one.")
_SHA256 = mark("SHA-256 of the canonical bytes, in hexadecimal.")
_PROBLEM = {
    "status": mark("How far it is rectified, as the notice says; never defaulted to done."),
    "number": mark("Number of the problem in its notice."),
    "finding": mark("What the inspection found."),
    "unit": mark("Who is responsible."),
    "deadline": mark("When it is to be done."),
    "completed": mark("When it was done."),
    "marks": mark("What holds besides the status."),
    "continues": mark("Earlier problems that it continues: <notice>#<number>."),
}
EXPLAINED: dict[type[msgspec.Struct], dict[str, str]] = {
    records.NoticeFile: {
        "schema": _SCHEMA,
        "license": _LICENSE,
        "url": mark("Address of the page, for ever."),
        "sha256": _SHA256,
        "problems": mark(
            "By the anchor of each problem, its stable key: the JSON Pointer of its part in this file. "
            "In files of many notices, problems have files of their own."
        ),
        "notice": mark("The notice in its canonical form."),
    },
    records.ProblemRecord: {
        "schema": _SCHEMA,
        "license": _LICENSE,
        "id": mark("Id of the notice, #, and the anchor: unique, for ever."),
        "url": mark("Address of the problem on the page of its notice."),
        "notice": mark("Id of the notice."),
        "part": mark("Index, from 0, of its part in the notice's body: its text and measures are there."),
        "headings": mark("The headings that the problem stands under, the highest first."),
        "title": mark("Heading of the problem, without mark-up."),
        **_PROBLEM,
        "measures": mark("How many measures are found in its text."),
    },
    records.WithdrawnFile: {
        "schema": _SCHEMA,
        "license": _LICENSE,
        "url": mark("Address of the page that says the notice was withdrawn."),
        "id": mark("Id of the notice."),
        "title": mark("Title of the notice."),
        "published": mark("When it had been published."),
        "withdrawn": mark("Day and reason of the withdrawal."),
    },
    records.OrganizationFile: {
        "schema": _SCHEMA,
        "license": _LICENSE,
        "url": mark("Address of the page, for ever."),
        "sha256": _SHA256,
        "organization": mark("The organization in its canonical form."),
    },
    records.ChangesFile: {
        "schema": _SCHEMA,
        "license": _LICENSE,
        "year": mark("Year in which the changes happened."),
        "changes": mark("The changes, the oldest first."),
    },
    records.Change: {
        "date": mark("When it happened, as the notice says."),
        "action": mark("What happened."),
        "id": mark("Id of the notice."),
        "title": mark("Title of the notice."),
        "reason": mark("Reason of the correction or withdrawal."),
        "sha256": mark("SHA-256 of the notice's canonical bytes as they are now; absent once it is withdrawn."),
        "url": mark("Address of its page."),
        "data": mark("Address of its JSON file."),
    },
    records.IndexFile: {
        "schema": _SCHEMA,
        "license": _LICENSE,
        "title": mark("Name of the site."),
        "url": mark("Address of the page that explains the data."),
        "updated": mark("Date of the latest change."),
        "notices": mark("How many notices are public."),
        "problems": mark("How many problems they list."),
        "organizations": mark("How many organizations there are."),
        "files": mark("All files that hold many records."),
    },
    records.DataFile: {
        "url": mark("Address of the file."),
        "kind": mark("What it holds: notices, problems, organizations or changes."),
        "format": mark("jsonl (a JSON text per line), csv or json."),
        "year": mark("Year of publication of what it holds; absent where it holds all years."),
        "part": mark("Number of the part within the year, the oldest first."),
        "records": mark("How many records it holds."),
        "state": mark("Changes if and only if the content of the file may have changed."),
        "conforms_to": mark("Address of the JSON Schema of each record."),
    },
    model.Notice: {
        "id": mark("Organization and name, as in its address: <organization>/<name>, for ever."),
        "title": mark("Full title of the document."),
        "kind": mark("Kind of notice."),
        "published": mark("When it was published; year, month or day."),
        "dated": mark("Date of the document itself."),
        "document_number": mark("Number of the document."),
        "index_number": mark("Number in the catalogue of disclosed information."),
        "organizations": mark("Ids of further organizations that it concerns."),
        "inspection": mark("The inspection that it answers."),
        "as_of": mark("Day up to which it reports progress."),
        "claimed": mark("Totals that the notice itself gives, one entry for each set."),
        "results": mark("Results in figures, as the notice gives them."),
        "signature": mark("Who signed it, as written."),
        "contacts": mark("Contacts that the notice gives."),
        "consultation": mark("Period in which opinions are asked for."),
        "corrections": mark("Corrections after publication."),
        "withdrawn": mark("Day and reason of the withdrawal."),
        "former_addresses": mark("Addresses on this site that lead to it."),
        "former_places": mark("Anchors that it had, and what stands for them now."),
        "attachments": mark("Files that belong to it."),
        "source": mark("Where the text comes from."),
        "digest": mark("True: a digest of a public notice, not its official text."),
        "draft": mark("True: a draft; never public."),
        "validity": mark("Whether the document is in force, as stated."),
        "unverified": mark("What is still to be compared with the source; never in a public notice."),
        "body": mark("The text, in parts: a heading and what stands below it."),
    },
    model.Part: {
        "heading": mark("Heading, in Markdown; absent before the first one."),
        "level": mark("Level of the heading, 2 (absent) to 6."),
        "anchor": mark("Anchor of the heading on the page, for ever."),
        "text": mark("Text below the heading, in Markdown, word for word."),
        "problem": mark("The problem, where the part is one."),
    },
    model.Problem: {
        **_PROBLEM,
        "unverified": mark("What is still to be compared with the source; never in a public notice."),
        "measures": mark("Measures found in the text."),
    },
    model.Inspection: {
        "category": mark("Kind of inspection."),
        "body": mark("Who inspected."),
        "round": mark("Which round it was."),
        "start": mark("When it began."),
        "end": mark("When it ended."),
        "feedback": mark("When the findings were received."),
    },
    model.Totals: {
        "basis": mark("What the set of totals counts by."),
        "aspects": mark("How many aspects."),
        "categories": mark("How many categories."),
        "problems": mark("How many problems."),
        "suggestions": mark("How many suggestions."),
        "tasks": mark("How many tasks."),
        "measures": mark("How many measures."),
        "done": mark("How many are done."),
        "open": mark("How many are not done."),
    },
    model.Result: {
        "name": mark("What is counted."),
        "value": mark("Number as written, a text: 万 and 亿 are kept."),
        "unit": mark("Unit."),
        "hedge": mark("Word that makes the number approximate."),
    },
    model.Window: {
        "start": mark("First day."),
        "end": mark("Last day, included."),
    },
    model.Event: {
        "date": mark("Day."),
        "reason": mark("Reason."),
    },
    model.FormerPlace: {
        "name": mark("Anchor that the page had."),
        "now": mark("Anchor that stands for it now."),
    },
    model.Attachment: {
        "file": mark("Path below /files/ on this site."),
        "title": mark("Title of the file."),
    },
    model.Source: {
        "title": mark("Title or name of the source."),
        "url": mark("Address of the source."),
    },
    model.Organization: {
        "id": mark("Name in its address, for ever."),
        "sort_name": mark("Its name in pinyin, by which lists are sorted."),
        "name": mark("Full name."),
        "short_name": mark("Short name."),
        "kind": mark("Kind of organization, in words."),
        "level": mark("Level in the hierarchy."),
        "region_code": mark("Code of its region, GB/T 2260, six digits."),
        "credit_code": mark("Unified social credit code, GB 32100-2015, 18 characters."),
        "parent": mark("Id of the organization above it."),
        "description": mark("What it is, in a few sentences."),
        "url": mark("Its own website."),
        "contacts": mark("How to reach it."),
        "former_addresses": mark("Addresses on this site that lead to it."),
        "draft": mark("True: a draft; never public."),
    },
    model.Contacts: {
        "phones": mark("Telephone numbers."),
        "faxes": mark("Fax numbers."),
        "emails": mark("E-mail addresses."),
        "address": mark("Postal address."),
        "postcode": mark("Postcode, six digits."),
        "office_hours": mark("When the office is open."),
        "form": mark("Address of an online form."),
        "wechat": mark("Name of its WeChat account."),
    },
    model.Phone: {
        "number": mark("Number as given."),
        "purpose": mark("What it is for."),
        "hours": mark("When it is answered."),
    },
}


class Explained(NamedTuple):
    """A field: its name in the data, its Chinese name, and what it means in Chinese and in English."""

    name: str
    chinese: str
    zh: str
    en: str


@cache
def explained(kind: type[msgspec.Struct]) -> tuple[Explained, ...]:
    """Return the fields of a record, in its order."""
    hints = get_type_hints(kind, include_extras=True)
    translate = catalogue("zh").gettext
    return tuple(
        Explained(field.encode_name, chinese_name(kind, field.name, hints[field.name]), translate(words), words)
        for field in msgspec.structs.fields(kind)
        for words in [EXPLAINED[kind][field.name]]
    )


def chinese_name(kind: type[msgspec.Struct], name: str, hint: Any) -> str:
    """Return the Chinese name of a field."""
    if get_origin(hint) is not None and len(get_args(hint)) > 1 and isinstance(get_args(hint)[1], msgspec.Meta):
        return get_args(hint)[1].title or ""
    return _NAMES[kind, name]
