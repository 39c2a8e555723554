# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import RedirectWarning

from .itcom_user_scope import CENTRES, OWN

QUESTIONNAIRE_SEQUENCE = "itcom.questionnaire"
DESTRUCTION_SEQUENCE = "itcom.destruction"
# Record rules are cached with what these say.
SCOPE_FIELDS = frozenset({"itcom_manager_scope", "itcom_is_verifier_strict"})


class ResCompany(models.Model):
    """Our own side of every document: its requisites, its accountant, its numbering."""

    _name = "res.company"
    _inherit = ["res.company", "itcom.journal.settings"]

    itcom_accountant_id = fields.Many2one(
        "res.partner",
        "Chief accountant",
        help="Signs invoices. Empty: the head signs as accountant too.",
    )
    itcom_link_days = fields.Integer(
        "Days for which a client's link is valid", default=14, required=True
    )
    itcom_link_code = fields.Boolean(
        "Ask for a code besides the client's link",
        help="Whoever opens a link has to tell a code that goes to the client's e-mail.",
    )
    itcom_power_of_attorney_months = fields.Integer(
        "Powers of attorney valid for, months",
        default=12,
        required=True,
        help="Written into powers of attorney whose term the questionnaire doesn't tell.",
    )
    itcom_partner_authority_id = fields.Many2one(
        "res.partner",
        "Partner's certification authority",
        help="Whom papers name when the certificate is issued by a partner. Empty: ourselves.",
    )
    itcom_verifier_id = fields.Many2one(
        "res.users",
        "Verifier",
        domain=[("share", "=", False)],
        help="Gets the task to check documents, where the service centre has no verifier of its "
        "own.",
    )
    itcom_journal_anchor = fields.Char("Last verified entry of the journal", readonly=True)
    itcom_journal_anchor_email = fields.Char(
        "Address that keeps the journal's anchors",
        help="Gets number and hash of the last entry every day. A mailbox that administrators of "
        "the database can't reach proves that the end of the journal was not cut.",
    )

    itcom_manager_scope = fields.Selection(
        [(OWN, "Own only"), (CENTRES, "Own and those of their service centres")],
        "Managers see clients, deals and questionnaires",
        required=True,
        default=CENTRES,
    )
    itcom_is_verifier_strict = fields.Boolean(
        "Verifiers without a service centre see nothing",
        help="Otherwise a verifier to whom no service centre is assigned sees all of them.",
    )

    _sql_constraints = [
        (
            "itcom_power_of_attorney_months_positive",
            "CHECK(itcom_power_of_attorney_months BETWEEN 1 AND 120)",
            "A power of attorney is valid for 1 to 120 months.",
        )
    ]

    @api.model_create_multi
    def create(self, vals_list):
        companies = super().create(vals_list)
        companies._itcom_create_missing_sequences()
        return companies

    def write(self, vals):
        result = super().write(vals)
        if not SCOPE_FIELDS.isdisjoint(vals):
            self.env["ir.rule"].clear_caches()
        return result

    @api.model
    def _itcom_is_setting(self, name):
        return name.startswith("itcom_")

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
        """:return: {code: values}."""
        self.ensure_one()
        return {
            QUESTIONNAIRE_SEQUENCE: {
                "name": "%s: %s" % (_("Questionnaires"), self.name),
                "prefix": "А-",
                "padding": 5,
            },
            DESTRUCTION_SEQUENCE: {
                "name": "%s: %s" % (_("Destruction of personal data"), self.name),
                "prefix": "УН-",
                "padding": 5,
            },
        }

    def _itcom_next_questionnaire_number(self):
        """:return: the next number of this company's questionnaires, as «А-00091»."""
        self.ensure_one()
        Sequence = self.env["ir.sequence"].sudo().with_company(self)
        return Sequence.next_by_code(QUESTIONNAIRE_SEQUENCE)

    def _itcom_ensure_requisites(self, party, with_bank=True):
        """Refuse to form a document whose supplier would be incomplete.

        :param party: this company as the document names it.
        :param with_bank: whether the document asks to be paid.
        :raise RedirectWarning: names all that is missing and leads to the card of the company.
        """
        self.ensure_one()
        missing = []
        if not party.inn:
            missing.append(_("INN"))
        if with_bank and not party.bank:
            missing.append(_("a bank account whose bank has a BIC"))
        elif with_bank and not party.bank.correspondent_account:
            missing.append(_("the correspondent account of the bank"))
        if not with_bank and not party.address:
            missing.append(_("the legal address"))
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
