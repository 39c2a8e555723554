# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import RedirectWarning

SEQUENCE_PREFIX = "itcom.document."
QUESTIONNAIRE_SEQUENCE = "itcom.questionnaire"


class ResCompany(models.Model):
    """Our own side of every document: its requisites, its accountant, its numbering."""

    _inherit = "res.company"

    itcom_accountant_id = fields.Many2one(
        "res.partner",
        "Chief accountant",
        help="Signs invoices. Empty: the head signs as accountant too.",
    )
    itcom_journal_anchor = fields.Char("Last verified entry of the journal", readonly=True)
    itcom_journal_anchor_email = fields.Char(
        "Address that keeps the journal's anchors",
        help="Gets number and hash of the last entry every day. A mailbox that administrators of "
        "the database can't reach proves that the end of the journal was not cut.",
    )

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._itcom_create_missing_sequences()
        return companies

    @api.model
    def _itcom_setup_all_companies(self):
        """Give every company that exists at installation its own numbering."""
        self.sudo().search([("id", "!=", False)])._itcom_create_missing_sequences()

    def _itcom_create_missing_sequences(self):
        """Every kind of number has one sequence per company."""
        Sequence = self.env["ir.sequence"].sudo()
        present = {
            (sequence.company_id, sequence.code)
            for sequence in Sequence.search([("company_id", "in", self.ids)])
        }
        for company in self:
            for code, vals in company._prepare_itcom_sequences().items():
                if (company, code) not in present:
                    Sequence.create({**vals, "code": code, "company_id": company.id})

    def _prepare_itcom_sequences(self):
        """:return: {code: values}. Documents start from 1 every year, others never."""
        self.ensure_one()
        kinds = self.env["itcom.document"]._fields["kind"]._description_selection(self.env)
        sequences = {
            SEQUENCE_PREFIX + kind: {
                "name": "%s: %s" % (name, self.name),
                "use_date_range": True,
                "padding": 0,
            }
            for kind, name in kinds
        }
        sequences[QUESTIONNAIRE_SEQUENCE] = {
            "name": "%s: %s" % (_("Questionnaires"), self.name),
            "prefix": "А-",
            "padding": 5,
        }
        return sequences

    def _itcom_next_questionnaire_number(self):
        """:return: the next number of this company's questionnaires, as «А-00091»."""
        self.ensure_one()
        Sequence = self.env["ir.sequence"].sudo().with_company(self)
        return Sequence.next_by_code(QUESTIONNAIRE_SEQUENCE)

    def _itcom_next_number(self, kind, date):
        """:return: the next number of documents of ``kind`` in the year of ``date``."""
        self.ensure_one()
        sequence_sudo = (
            self.env["ir.sequence"]
            .sudo()
            .search([("code", "=", SEQUENCE_PREFIX + kind), ("company_id", "=", self.id)], limit=1)
        )
        year_began = sequence_sudo.date_range_ids.filtered(
            lambda year: year.date_from <= date <= year.date_to
        )
        if not year_began:
            # Whoever numbers the first document of a year makes its range. A second one at the
            # same moment waits here and is then run again by Odoo, instead of making another.
            self.env.cr.execute("UPDATE ir_sequence SET id = id WHERE id = %s", [sequence_sudo.id])
        return sequence_sudo.next_by_id(sequence_date=date)

    def _itcom_bank_account(self):
        """:return: the account that invoices name: the first that has a bank with a БИК."""
        self.ensure_one()
        return self.sudo().partner_id._itcom_documents_account()

    def _itcom_ensure_requisites(self):
        """Refuse to form a document whose supplier would be incomplete.

        :raise RedirectWarning: names all that is missing and leads to the card of the company.
        """
        self.ensure_one()
        partner = self.sudo().partner_id
        missing = []
        if not partner.vat:
            missing.append(_("INN"))
        if not self._itcom_bank_account():
            missing.append(_("a bank account whose bank has a BIC"))
        elif not self._itcom_bank_account().bank_id.itcom_correspondent_account:
            missing.append(_("the correspondent account of the bank"))
        if missing:
            raise RedirectWarning(
                _(
                    "Fill in the requisites of %(company)s first: %(missing)s.",
                    company=self.name,
                    missing=", ".join(missing),
                ),
                self.env.ref("itcom_crm_module.itcom_own_company_action").id,
                _("Open the requisites"),
            )

    @api.model
    def action_itcom_open_own_company(self):
        """:return: action that opens the card of the current company."""
        return self.env.company.partner_id.action_itcom_open()
