# Licence LGPL-3 (see LICENSE).
"""What people do every day with lists of questionnaires, as the web client asks for it."""

from odoo.addons.itcom_crm_module.itcom_core.questionnaire import workflow as wf

PAGE = 80
COLUMN = 40
OPEN = [("state", "in", sorted(wf.OPEN))]
COLOURS = {"field": "activity_state", "colors": dict.fromkeys(("planned", "today", "overdue"), "")}
DAILY, ALLOWED = "daily", "allowed"


def deeds(env):
    """:return: list of (name, kind of goal, function that returns how many rows it showed), for
    the user of ``env``.
    """
    records = env["itcom.questionnaire"]
    known = records.search(OPEN, limit=1, offset=5)
    return [
        *_lists(records),
        *_searches(records, known),
        ("one form", DAILY, lambda: len(known.read())),
    ]


def _page(records, domain, offset=0):
    """The list's first page, or a later one, with the count that the web client shows."""
    columns = _columns(records, "tree")

    def deed():
        found = records.web_search_read(domain, columns, offset=offset, limit=PAGE)
        return len(found["records"])

    return deed


def _lists(records):
    yield "open ones, first page", DAILY, _page(records, OPEN)
    yield "open ones, next page", DAILY, _page(records, OPEN, PAGE)
    for state in wf.STATES:
        if state in (*wf.OPEN, wf.ISSUED):
            yield "state %s" % state, DAILY, _page(records, [("state", "=", state)])
    yield "mine", DAILY, _page(records, [("user_id", "=", records.env.uid)])
    yield "kanban of open ones", DAILY, _kanban(records, OPEN)
    yield "all of them, first page", ALLOWED, _page(records, [])
    yield "kanban of all", ALLOWED, _kanban(records, [])


def _searches(records, known):
    surname, given_name = known.surname, known.given_name
    for name, text in (
        ("СНИЛС", known.snils),
        ("part of the СНИЛС", known.snils[3:9]),
        (
            "СНИЛС with separators",
            "%s-%s" % (known.snils[:3], known.snils[3:6]),
        ),
        ("ИНН", known.inn),
        ("part of the ИНН", known.inn[4:]),
        ("ИНН of the organisation", known.organisation_inn),
        ("name of the organisation", known.organisation_name),
        ("name", "%s %s" % (surname, given_name)),
        ("surname", surname),
        ("part of the surname", surname[1:]),
        ("parts of the name together", "%s %s" % (given_name[:3], surname[:-1])),
        ("most common surname", "Иванов"),
        ("most common given name", "Иван"),
        ("alias", known.alias),
        ("part of the alias", known.alias[2:]),
        ("number", known.number),
        ("part of the number", known.number[3:]),
        ("nothing found", "несуществующий"),
    ):
        yield "search, " + name, DAILY, _page(records, [("lookup", "ilike", text)])
        if name in ("surname", "most common given name"):
            domain = ["&", ("lookup", "ilike", text), *OPEN]
            yield "search among open ones, " + name, DAILY, _page(records, domain)
    client = known.partner_id
    for name, text in (("ИНН", client.vat), ("name", client.name)):
        domain = [("partner_id.itcom_lookup", "ilike", text)]
        yield "search of a client, " + name, DAILY, _page(records, domain)


def _kanban(records, domain):
    columns = _columns(records, "kanban")

    def deed():
        found = records.web_read_group(domain, columns, ["state"])
        records.read_progress_bar(domain, "state", COLOURS)
        columns_read = (
            records.web_search_read(group["__domain"], columns, limit=COLUMN)
            for group in found["groups"]
        )
        return sum(len(column["records"]) for column in columns_read)

    return deed


def _columns(records, kind):
    """:return: names of the fields that the view of this kind shows."""
    view = records.env.ref("itcom_crm_module.itcom_questionnaire_view_" + kind)
    return list(records.fields_view_get(view.id, kind)["fields"])
