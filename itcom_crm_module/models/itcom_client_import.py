# Licence LGPL-3 (see LICENSE).

from odoo import _, api, models
from odoo.exceptions import UserError


class RefusedRows:
    """What one run of an import has refused: {first row of a record: message of Odoo's import}."""

    def __init__(self):
        self.messages = {}
        self.seen = {}

    def add(self, info, text):
        """:param info: ``{"rows": {"from": int, "to": int}, …}`` as Odoo's import gives it."""
        self.messages[info["rows"]["from"]] = dict(info, type="error", message=text)

    def take_over(self, rows):
        """:return: the messages, with the numbers of ``rows`` instead of places among them."""
        return [
            dict(
                message,
                rows={side: rows[place] for side, place in message["rows"].items()},
                record=rows[message["rows"]["from"]],
            )
            for message in self.messages.values()
        ]


class ItcomClientImport(models.AbstractModel):
    """Mixin of the partner: import of clients by Odoo's own import.

    Odoo takes all rows of a file or none. With a list of thousands of clients and a typing slip
    in one of them none would be the wrong answer: rows that are refused are named as errors, the
    others go in. A client that is there already is refused as well, so that a corrected file can
    be imported again as a whole.
    """

    _name = "itcom.client.import"
    _description = "Import of clients"

    @api.model
    def load(self, fields, data):
        if "itcom_applicant_type" not in fields:
            return super().load(fields, data)
        rows = list(range(len(data)))
        result, refused = self._itcom_load_rows(fields, data, rows)
        unread = self._itcom_unread_rows(result)
        if unread:
            # Cells that are no values of their fields stop Odoo, and it finds all of them at once.
            rows = [row for row in rows[: result["nextrow"] or None] if row not in unread]
            whole = self.with_context(_import_limit=None)
            again, refused = whole._itcom_load_rows(fields, [data[row] for row in rows], rows)
            result["ids"] = again["ids"]
        result["messages"] += refused
        if (unread or refused) and result["ids"]:
            result["messages"].append(self._itcom_import_summary(len(result["ids"])))
        return result

    @api.model
    def _itcom_load_rows(self, fields, data, rows):
        """:return: what Odoo's ``load`` returns, and the messages of the rows refused by us."""
        refused = RefusedRows()
        importer = self.with_context(itcom_refused_rows=refused)
        return super(ItcomClientImport, importer).load(fields, data), refused.take_over(rows)

    @api.model
    def _itcom_unread_rows(self, result):
        """:return: set of the numbers of the rows that Odoo reported as wrong."""
        errors = [message for message in result["messages"] if message["type"] == "error"]
        spans = [message["rows"] for message in errors if message.get("rows")]
        return {row for span in spans for row in range(span["from"], span["to"] + 1)}

    @api.model
    def _itcom_import_summary(self, count):
        text = _(
            "%(count)s clients were imported, the rows named here were not. Correct them and "
            "import the file again: clients that are there already are not entered twice.",
            count=count,
        )
        return {"type": "error", "message": text, "record": False}

    def _load_records(self, data_list, update=False):
        refused = self.env.context.get("itcom_refused_rows")
        if refused is None:
            return super()._load_records(data_list, update)
        data_list = [data for data in data_list if self._itcom_is_new(data, refused)]
        try:
            with self.env.cr.savepoint():
                return super()._load_records(data_list, update)
        except UserError as error:
            if len(data_list) == 1:
                refused.add(data_list[0]["info"], str(error))
                return self.browse()
        # Some of them are wrong: halves find them with less work than one by one.
        middle = len(data_list) // 2
        first = self._load_records(data_list[:middle], update)
        return first + self._load_records(data_list[middle:], update)

    @api.model
    def _itcom_is_new(self, data, refused):
        """:return: False, and named in ``refused``, for a client that was there before."""
        values = data["values"]
        if data["xml_id"] or values.get("id") or not values.get("itcom_applicant_type"):
            return True
        row = data["info"]["rows"]["from"]
        domain = self._itcom_same_row_domain(values)
        present = self._itcom_search_everybodys(domain)
        if present:
            text = _("This client is there already: %(name)s.", name=present.sudo().display_name)
        elif refused.seen.setdefault(str(domain), row) != row:
            text = _("The same client stands in a row above: %(name)s.", name=values.get("name"))
        else:
            return True
        refused.add(data["info"], text)
        return False

    @api.model
    def _itcom_same_row_domain(self, values):
        """:return: domain of the clients that a row of a file stands for."""
        if values.get("vat"):
            return self._itcom_same_client_domain(values["vat"], values.get("itcom_kpp"))
        told = ("name", "itcom_applicant_type", "email", "phone", "vat")
        return [(field, "=", values.get(field) or False) for field in told]
