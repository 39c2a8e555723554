# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError

OPERATOR = "{operator}"
DEFAULT_LANGUAGE = "ru_RU"
# What a person has agreed to may never change under their consent.
FROZEN = frozenset({"body", "language", "company_id", "version"})


class ItcomConsentText(models.Model):
    """A version of the text by which a person agrees to the processing of their data (152-ФЗ).

    Administrators write it, a lawyer approves it, clients read and accept it. A version that
    somebody has accepted stays as it is for ever: another wording is another version.
    """

    _name = "itcom.consent.text"
    _inherit = "itcom.journal.settings"
    _description = "Text of the consent to the processing of personal data"
    _order = "valid_from desc, version desc, id desc"

    company_id = fields.Many2one(
        "res.company", index=True, help="Empty: for all companies without their own."
    )
    language = fields.Selection(
        selection="_selection_language", required=True, default=DEFAULT_LANGUAGE
    )
    version = fields.Integer(readonly=True, copy=False)
    valid_from = fields.Date("Shown since", required=True, default=fields.Date.context_today)
    body = fields.Text(
        "Text",
        required=True,
        help="{operator} stands for the name, INN and address of the company.",
    )
    is_approved = fields.Boolean("A lawyer has approved it", copy=False)
    consent_ids = fields.One2many("itcom.consent", "text_id", "Consents")
    translation_ids = fields.One2many(
        "itcom.consent.translation", "text_id", "Translations for reading", copy=True
    )

    def init(self):
        self.env.cr.execute(
            """
            CREATE UNIQUE INDEX IF NOT EXISTS itcom_consent_text_version_unique
                ON itcom_consent_text (COALESCE(company_id, 0), language, version)
            """
        )

    @api.model
    def _selection_language(self):
        return [(code, name) for code, _url, name, *_rest in self.env["res.lang"].get_available()]

    def name_get(self):
        return [(text.id, _("Version %(version)s", version=text.version)) for text in self]

    # CRUD

    @api.model_create_multi
    def create(self, vals_list):
        texts = self.browse()
        for vals in vals_list:
            text = super().create([vals])
            text.version = text._last_version() + 1
            texts |= text
        self.clear_caches()
        return texts

    def write(self, vals):
        if not FROZEN.isdisjoint(vals):
            self._ensure_unused()
        self.clear_caches()
        return super().write(vals)

    def unlink(self):
        self._ensure_unused()
        self.clear_caches()
        return super().unlink()

    def _ensure_unused(self):
        """:raise UserError: somebody has agreed to one of these texts."""
        for text in self:
            if text.sudo().consent_ids:
                raise UserError(
                    _(
                        "%(text)s has been agreed to and stays as it is: make a new version.",
                        text=text.display_name,
                    )
                )

    def _last_version(self):
        domain = [("company_id", "=", self.company_id.id), ("language", "=", self.language)]
        return max(self.search([*domain, ("id", "!=", self.id)]).mapped("version"), default=0)

    # Which one is shown

    @api.model
    def _current(self, company):
        """The text to be shown today: in the reader's language or else in Russian.

        :return: ``itcom.consent.text``; empty when there is none.
        """
        language, today = self.env.lang or DEFAULT_LANGUAGE, fields.Date.context_today(self)
        return self.browse(self._current_id(company.id, language, today))

    @api.model
    @tools.ormcache("company_id", "language", "today")
    def _current_id(self, company_id, language, today):
        """:return: number of the text, or False."""
        texts_sudo = self.sudo().search(
            [
                ("company_id", "in", (company_id, False)),
                ("language", "in", (language, DEFAULT_LANGUAGE)),
                ("valid_from", "<=", today),
            ]
        )
        # The sort is stable: among equals the order of the model, newest first, stays.
        best = texts_sudo.sorted(lambda one: (one.language != language, not one.company_id))
        return best[:1].id

    def _said(self, operator):
        """:return: the text as a person reads it; ``operator`` as :meth:`_operator` gives it."""
        self.ensure_one()
        return self.sudo().body.replace(OPERATOR, operator)

    def _translated(self, company):
        """:return: the text in the reader's language, to be read and no more; "" when it is in
        that language itself or nobody has translated it.
        """
        self.ensure_one()
        if self.env.lang == self.language:
            return ""
        body = self.env["itcom.consent.translation"]._body_of(self.id, self.env.lang)
        return body and body.replace(OPERATOR, self._operator(company, _("INN")))

    @api.model
    def _operator(self, company, inn_label="ИНН"):
        """:return: who processes the data, as it stands in the text: name, INN, address."""
        party = self.env["itcom.document.supplier"]._of(company).party
        inn = "%s %s" % (inn_label, party.inn) if party.inn else ""
        return ", ".join(part for part in (party.name, inn, party.address) if part)

    # Actions

    def action_new_version(self):
        """Write the next version, starting from this one («Новая редакция»)."""
        self.ensure_one()
        return self.copy({"valid_from": fields.Date.context_today(self)}).get_formview_action()
