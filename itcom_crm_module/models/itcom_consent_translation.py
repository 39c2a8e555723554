# Licence LGPL-3 (see LICENSE).

from odoo import api, fields, models, tools


class ItcomConsentTranslation(models.Model):
    """A text of the consent in another language, for clients to read beside it.

    Nobody agrees to it: what is agreed to, and kept, are the words of the text itself. So it can
    be corrected at any time; administrators do so.
    """

    _name = "itcom.consent.translation"
    _inherit = "itcom.journal.settings"
    _description = "Translation of a text of the consent"
    _order = "text_id, language"
    _rec_name = "language"

    text_id = fields.Many2one(
        "itcom.consent.text",
        "Text",
        required=True,
        index=True,
        ondelete="cascade",
        auto_join=True,
    )
    language = fields.Selection(
        selection=lambda self: self.env["itcom.consent.text"]._selection_language(), required=True
    )
    body = fields.Text(
        "Translation",
        required=True,
        help="{operator} stands for the name, INN and address of the company.",
    )

    _sql_constraints = [
        (
            "language_unique",
            "unique(text_id, language)",
            "A text of the consent has one translation into a language.",
        )
    ]

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        self.clear_caches()
        return super().create(vals_list)

    def write(self, vals):
        self.clear_caches()
        return super().write(vals)

    def unlink(self):
        self.clear_caches()
        return super().unlink()

    # Which one is shown

    @api.model
    @tools.ormcache("text_id", "language")
    def _body_of(self, text_id, language):
        """:return: the translation of a text into ``language`` as it is stored, "" for none."""
        own = [("text_id", "=", text_id), ("language", "=", language)]
        return self.sudo().search(own).body or ""
