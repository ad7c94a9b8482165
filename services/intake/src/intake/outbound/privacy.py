"""What this service knows of a customer, and what of it is personal."""

from chassis.privacy import Personal

# Nobody has said whose contact it is, but it came from one of the customer's phones or addresses,
# or under the customer's national id.
# Parts and not one `or`, so that each is found by an index.
_OF_STRANGERS = """
{row}.COLUMN = any(array(
  select k.id from contact k where k.customer_id is null and k.phone = any(array(
    select unnest(c.phones) from customer c where c.customer_id = any($1)))
  union
  select k.id from contact k where k.customer_id is null and k.email = any(array(
    select unnest(c.emails) from customer c where c.customer_id = any($1)))
  union
  select k.id from contact k where k.customer_id is null and k.national_id = any(array(
    select c.national_id from customer c where c.customer_id = any($1) and c.national_id <> ''))))
"""

# Operators answer by name; what they wrote is about the customer too.
_MESSAGES = {
    "text": "''",
    "author_name": "case when {row}.author = 'operator' then {row}.author_name end",
    "failure": "null",
}

_OF_CONTACTS = (
    "phone", "national_id", "name", "email", "customer_name", "edited_phone", "edited_email",
    "address", "observations", "release",
)  # fmt: skip

# The same of mail, which may have been put aside and be no contact's.
_MAIL_OF_STRANGERS = """
{row}.id = any(array(
  select m.id from mail m left join contact k on k.id = m.contact_id
  where k.customer_id is null and m.sender = any(array(
    select lower(unnest(c.emails)) from customer c where c.customer_id = any($1)))))
"""
# The ids of mails are made by the sender's program, often of the name of a person or a computer.
_MAIL = {
    "message_id": "null",
    "answers": "'{{}}'",
    "sender": "''",
    "sender_name": "null",
    "subject": "''",
    "text": "''",
    "attachments": "'[]'",
    "original": "null",
}
_IGNORED = """
{row}.value = any(array(
  select unnest(c.phones || c.emails) from customer c where c.customer_id = any($1)))
"""

PERSONAL = (
    Personal.below(
        "mail", "contact", "contact_id", _MAIL, likewise=_MAIL_OF_STRANGERS, silent=("original",)
    ),
    # With the row goes the file.
    Personal.below(
        "attachment",
        "contact",
        "contact_id",
        likewise=_OF_STRANGERS.replace("COLUMN", "contact_id"),
    ),
    Personal("ignored", "null::uuid", theirs=_IGNORED),
    Personal.below(
        "message",
        "contact",
        "contact_id",
        _MESSAGES,
        likewise=_OF_STRANGERS.replace("COLUMN", "contact_id"),
    ),
    # Nobody calls back somebody who is to be forgotten.
    Personal.below(
        "call_back",
        "contact",
        "contact_id",
        {"phone": "null", "note": "null", "state": "'cleared'"},
        likewise=_OF_STRANGERS.replace("COLUMN", "contact_id"),
    ),
    Personal.below(
        "contact_search",
        "contact",
        "contact_id",
        likewise=_OF_STRANGERS.replace("COLUMN", "contact_id"),
        silent=("grams",),
    ),
    Personal.below(
        "contact_draft",
        "contact",
        "contact_id",
        likewise=_OF_STRANGERS.replace("COLUMN", "contact_id"),
    ),
    Personal.below(
        "conversation",
        "contact",
        "contact_id",
        {"lines": "'[]'"},
        likewise=_OF_STRANGERS.replace("COLUMN", "contact_id"),
    ),
    Personal(
        "contact",
        "{row}.customer_id",
        dict.fromkeys(_OF_CONTACTS, "null"),
        likewise=_OF_STRANGERS.replace("COLUMN", "id"),
    ),
    Personal("customer_ticket", "{row}.customer_id", {"title": "null"}),
    Personal(
        "customer",
        "{row}.customer_id",
        {
            "name": "''",
            "national_id": "''",
            "phones": "'{{}}'",
            "emails": "'{{}}'",
            "services": "'[]'",
        },
    ),
)
