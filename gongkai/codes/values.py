"""The words for keys and values."""

from gongkai.codes.words import Table, error
from gongkai.language import mark

FIELDS: Table = {
    "key-unknown": error(
        mark("There is no field “{key}” in {owner}."),
        mark("The fields are: {known}."),
    ),
    "key-misplaced": error(
        mark("“{key}” is not a field of {owner}; it belongs to {home}."),
        mark("Move the line there, and check how far it is indented."),
    ),
    "key-doubled": error(
        mark("The field “{key}” is given twice; first in line {first}."),
        mark("Keep one of the two lines. The Chinese and the English name are the same field."),
    ),
    "key-missing": error(
        mark("The field “{key}” is missing in {owner}."),
        "{way}",
    ),
    "value-missing": error(
        mark("The field “{key}” has no value."),
        "{way}",
    ),
    "wrong-type": error(
        mark("“{key}” must be {expected}, not {found}."),
        "{way}",
    ),
    "date-impossible": error(
        mark("There is no such date: {value}."),
        mark("Check the year, the month and the day."),
    ),
    "date-format": error(
        mark("“{value}” is not a date."),
        mark("Write 2024-04-19 (or 2024年4月19日); where less is known, 2024-04 or 2024."),
    ),
    "date-not-full": error(
        mark("“{key}” needs the full date, not only {value}."),
        mark("Write year, month and day: 2024-04-19."),
    ),
    "count-invalid": error(
        mark("“{value}” cannot stand here: {reason}."),
        mark("Write digits only, such as 24; the words around it belong into the text."),
    ),
    "flag-invalid": error(
        mark("“{value}” is neither yes nor no."),
        mark("Write true (是) or false (否)."),
    ),
    "quantity-invalid": error(
        mark("“{value}” is not a number."),
        mark("Write the number as the notice has it, such as 6.94 or 165亿; 单位 and 概数 are fields of their own."),
    ),
    "choice-unknown": error(
        mark("“{value}” is not possible for “{key}”."),
        mark("Choose one of: {known}."),
    ),
    "phone-invalid": error(
        mark("“{value}” is not a telephone number."),
        mark(
            "Write one number with its area code, such as 0571-87051527; "
            "several ones in brackets: [0571-1234567, 0571-7654321]"
        ),
    ),
    "email-invalid": error(
        mark("“{value}” is not an e-mail address."),
        mark(
            "Write it as name@example.gov.cn, without 。 or spaces; "
            "several ones in brackets: [a@example.cn, b@example.cn]"
        ),
    ),
    "url-invalid": error(
        mark("“{value}” is not a web address."),
        mark("Write it in full and with ASCII signs, beginning with https:// or http://."),
    ),
    "postcode-invalid": error(
        mark("“{value}” is not a postcode."),
        mark("A postcode has six digits, such as 310000."),
    ),
    "region-code-invalid": error(
        mark("“{value}” is not a region code."),
        mark("A region code (GB/T 2260) has six digits, such as 330000."),
    ),
    "credit-code-invalid": error(
        mark("“{value}” is not a unified social credit code: its length or its check character is wrong."),
        mark("It has 18 digits and capital letters (GB 32100-2015); compare it with the certificate."),
    ),
    "address-invalid": error(
        mark("“{value}” cannot be an address of this site."),
        mark("Write the path alone, beginning with /, without ? and what follows it, such as /old/notice.html."),
    ),
}
