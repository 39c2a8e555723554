# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.osv import expression
from odoo.tools import html2plaintext

from ..tools.workbook import workbook

VALUE_TYPES = frozenset(
    {"char", "text", "html", "date", "datetime", "selection", "boolean", "integer", "float",
     "monetary", "many2one"}
)  # fmt: skip
# What Odoo keeps for itself and says nothing of a person.
TECHNICAL = ("message_", "activity_", "website_message_", "access_", "commercial_", "lookup_")
# Whose records of a client are about the client.
CLIENT_MODELS = ("sale.order", "account.move", "itcom.document", "res.partner.bank")
# Who looked at the person's data matters to the person; the rest is our own bookkeeping.
READING_EVENTS = ("questionnaire.opened", "scan.viewed", "scan.downloaded", "document.downloaded")


class ItcomPersonFile(models.AbstractModel):
    """All that is held about a person, as tables (152-ФЗ, article 14).

    Every stored field that has a value, every file, message, consent and link, and who has
    looked at them: of questionnaires and cards that an administrator has found to be theirs.
    """

    _name = "itcom.person.file"
    _description = "Everything held about a person"

    @api.model
    def _workbook(self, questionnaires, partners):
        """:param questionnaires: and partners: in sudo; the caller has checked who asks.
        :return: bytes of an xlsx.
        """
        owners = [*questionnaires, *partners, *self._children(questionnaires, partners)]
        return workbook(
            (
                (_("Data"), [_("Record"), _("What"), _("Value")], self._values(owners)),
                (
                    _("Files"),
                    [_("Record"), _("Name"), _("Type"), _("Bytes"), _("Stored on")],
                    self._files(owners),
                ),
                (
                    _("Messages"),
                    [_("Record"), _("Date"), _("Author"), _("Text")],
                    self._messages(owners),
                ),
                (
                    _("Who looked"),
                    [_("Date"), _("User"), _("What"), _("Record"), _("IP address")],
                    self._readings(questionnaires),
                ),
            )
        )

    @api.model
    def _children(self, questionnaires, partners):
        """Find what belongs to questionnaires, in every model of ours, and to cards of clients.

        Questionnaires of a client that were not chosen are other people's.

        :return: list of records in sudo.
        """
        children = []
        for name in sorted(self.env.registry):
            model = self.env[name]
            if name.startswith("itcom.") and not model._transient and not model._abstract:
                children += self._pointing_to(questionnaires, model)
        for name in CLIENT_MODELS:
            children += self._pointing_to(partners, self.env[name])
        return [one for one in dict.fromkeys(children) if not _is_others(one, questionnaires)]

    @api.model
    def _pointing_to(self, owners, model):
        """:return: list of the records of ``model``, in sudo, with a many2one to ``owners``."""
        names = [
            name
            for name, field in model._fields.items()
            if field.type == "many2one" and field.store and field.comodel_name == owners._name
        ]
        if not owners or not names:
            return []
        domain = expression.OR([[(name, "in", owners.ids)] for name in names])
        return list(model.sudo().with_context(active_test=False).search(domain))

    @api.model
    def _values(self, records):
        for record in records:
            for name, value in self._stored_values(record):
                yield self._title(record), name, value

    @api.model
    def _stored_values(self, record):
        """:return: generator of (label, text) of the stored fields of ``record`` with a value."""
        for name, field in sorted(record._fields.items()):
            if not field.store or field.type not in VALUE_TYPES or name.startswith(TECHNICAL):
                continue
            value = record[name]
            if value:
                yield field._description_string(self.env), self._text(record, field, value)

    @api.model
    def _text(self, record, field, value):
        if field.type == "many2one":
            return value.sudo().display_name or ""
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        if field.type == "datetime":
            return fields.Datetime.to_string(fields.Datetime.context_timestamp(record, value))
        if field.type == "html":
            return html2plaintext(value)
        if field.type == "boolean":
            return _("yes")
        return str(value)

    @api.model
    def _files(self, records):
        for record in records:
            attachments = self.env["itcom.eraser"]._attachments_of(record)
            for attachment in attachments:
                yield (
                    self._title(record),
                    attachment.name or "",
                    attachment.mimetype or "",
                    str(attachment.file_size),
                    self._text(
                        attachment, attachment._fields["create_date"], attachment.create_date
                    ),
                )

    @api.model
    def _messages(self, records):
        Message = self.env["mail.message"].sudo()
        for record in records:
            domain = [("model", "=", record._name), ("res_id", "=", record.id)]
            for message in Message.search(domain, order="id"):
                text = html2plaintext(message.body or "")
                for value in message.tracking_value_ids:
                    old, new = value.get_old_display_value()[0], value.get_new_display_value()[0]
                    text += "\n%s: %s → %s" % (value.field_desc, old or "", new or "")
                yield (
                    self._title(record),
                    self._text(message, message._fields["date"], message.date),
                    message.author_id.display_name or message.email_from or "",
                    text.strip(),
                )

    @api.model
    def _readings(self, questionnaires):
        """Of questionnaires and, by their number, of their scans and papers."""
        Entry = self.env["itcom.journal.entry"].sudo()
        domain = [
            ("event", "in", READING_EVENTS),
            ("name", "in", questionnaires.mapped("number")),
            ("company_id", "in", questionnaires.company_id.ids),
        ]
        labels = dict(Entry._fields["event"]._description_selection(self.env))
        for entry in Entry.search(domain, order="id"):
            yield (
                self._text(entry, entry._fields["date"], entry.date),
                entry.user_id.sudo().name,
                labels[entry.event],
                entry.name or "",
                entry.ip or "",
            )

    @api.model
    def _title(self, record):
        kind = self.env["ir.model"].sudo()._get(record._name).name
        return "%s: %s" % (kind, record.display_name)


def _is_others(record, questionnaires):
    """:return: whether it belongs to a questionnaire that is none of ``questionnaires``."""
    if "questionnaire_id" not in record._fields or not record.questionnaire_id:
        return False
    return record.questionnaire_id not in questionnaires
