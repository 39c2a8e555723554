# Licence LGPL-3 (see LICENSE).

import hashlib

from odoo import _, api, fields, models
from odoo.exceptions import AccessError, UserError

from ..itcom_core.journal import events
from ..scan_field import Scan

CLIENT, OWNER, STAFF = "client", "owner", "staff"
# Whom a questionnaire names: the holder, and who else of its natural persons.
HOLDER, HEAD, BEARER = "holder", "head", "bearer"
OTHERS = [(HEAD, "Head"), (BEARER, "Proxy who hands in the documents")]
GIVEN, WITHDRAWN = "given", "withdrawn"


class ItcomConsent(models.Model):
    """A person's consent to the processing of their data: who, to which words, when, from where.

    Made by the client's page or, for one signed on paper, by a manager, who keeps its scan with
    it: the head and the proxy sign nothing else. Never changed, only withdrawn. The hash proves
    the words: text and operator, put together, give it again.
    """

    _name = "itcom.consent"
    _description = "Consent to the processing of personal data"
    _order = "date desc, id desc"

    questionnaire_id = fields.Many2one(
        "itcom.questionnaire",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
        auto_join=True,
    )
    company_id = fields.Many2one(related="questionnaire_id.company_id", store=True, index=True)
    role = fields.Selection(
        [(HOLDER, "Holder"), *OTHERS], "Whose", required=True, readonly=True, default=HOLDER
    )
    person = fields.Char(readonly=True, help="The name when the consent was given.")
    scan = Scan("Signed paper", readonly=True, attachment=True)
    scan_name = fields.Char(readonly=True)
    text_id = fields.Many2one(
        "itcom.consent.text", "Text", required=True, readonly=True, index=True, ondelete="restrict"
    )
    operator = fields.Char(required=True, readonly=True)
    text_hash = fields.Char("SHA-256 of the text", required=True, readonly=True)
    said = fields.Text("What was agreed to", compute="_compute_said")
    is_proven = fields.Boolean("The text is the one agreed to", compute="_compute_said")
    date = fields.Datetime("Given on", required=True, readonly=True)
    given_by = fields.Selection(
        [
            (CLIENT, "By the link"),
            (OWNER, "Logged in"),
            (STAFF, "On paper, entered by an employee"),
        ],
        "How it was given",
        required=True,
        readonly=True,
    )
    ip = fields.Char("IP address", readonly=True)
    user_id = fields.Many2one("res.users", "Entered by", readonly=True, ondelete="restrict")
    state = fields.Selection(
        [(GIVEN, "Given"), (WITHDRAWN, "Withdrawn")], required=True, readonly=True, default=GIVEN
    )
    date_withdrawn = fields.Date("Withdrawn on", readonly=True)
    withdrawal_reason = fields.Text("How it was withdrawn", readonly=True)
    withdrawn_by_id = fields.Many2one(
        "res.users", "Withdrawal entered by", readonly=True, ondelete="restrict"
    )

    @api.depends("text_id", "operator", "text_hash")
    def _compute_said(self):
        for consent in self:
            consent.said = consent.text_id and consent.text_id._said(consent.operator)
            consent.is_proven = bool(consent.said) and digest(consent.said) == consent.text_hash

    def name_get(self):
        return [
            (one.id, "%s, %s" % (one.questionnaire_id.sudo().number, one.text_id.display_name))
            for one in self
        ]

    # Only the code of this module writes it, with sudo

    @api.model_create_multi
    def create(self, vals_list):
        self._ensure_code()
        return super().create(vals_list)

    def write(self, vals):
        self._ensure_code()
        return super().write(vals)

    def unlink(self):
        self._ensure_code()
        return super().unlink()

    def _ensure_code(self):
        if not self.env.su:
            raise AccessError(_("A consent is never changed or deleted: it can be withdrawn."))

    # Giving and withdrawing

    def _covers(self, person):
        """:return: whether any of these holds for ``person``, the holder's full name.

        One that was given before a name was typed holds for whoever is typed.
        """
        return any(not one.person or _same(one.person) == _same(person or "") for one in self)

    def _of_same_person(self):
        """Find all consents not withdrawn of the persons of these.

        :return: those of the same name and SNILS; of the head and the proxy no SNILS is known.
        """
        people = {one._who() for one in self}
        others = self.search(
            [
                ("company_id", "in", self.company_id.ids),
                ("state", "=", GIVEN),
                ("person", "in", self.filtered("person").mapped("person")),
            ]
        )
        same = others.filtered(lambda one: one._who() in people)
        return (self | same).filtered(lambda one: one.state == GIVEN)

    def _who(self):
        """:return: what tells one person from another, as well as that is known."""
        return self.person, self.role == HOLDER and self.questionnaire_id.snils

    def _withdraw(self, reason, date):
        """The person doesn't agree any more: nothing but what the law demands goes on.

        :param reason: how the withdrawal arrived (letter, visit), in words.
        :param date: the day it arrived.
        :raise UserError: it is withdrawn already, or has not been given yet on that day.
        """
        for consent in self:
            if consent.state == WITHDRAWN:
                raise UserError(
                    _("%(consent)s is withdrawn already.", consent=consent.display_name)
                )
            given_on = fields.Datetime.context_timestamp(consent, consent.date).date()
            if not given_on <= date <= fields.Date.context_today(self):
                raise UserError(
                    _("A withdrawal arrives after the consent was given, and not in the future.")
                )
        self.sudo().write(
            {
                "state": WITHDRAWN,
                "date_withdrawn": date,
                "withdrawal_reason": reason,
                "withdrawn_by_id": self.env.uid,
            }
        )
        for consent in self:
            questionnaire = consent.questionnaire_id
            self.env["itcom.journal.entry"]._record(
                events.CONSENT_WITHDRAWN, questionnaire, consent=consent.id, date=date
            )
            questionnaire._follow_consents()

    # Actions

    def action_withdraw(self):
        """Ask how the person withdrew their consent («Отозвать»)."""
        return self.env["itcom.consent.withdrawal"]._open(self)


def digest(text):
    """:return: SHA-256 of a text as hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def _same(name):
    """:return: a name in the form in which two spellings of it are equal."""
    return " ".join(name.lower().replace("ё", "е").split())
