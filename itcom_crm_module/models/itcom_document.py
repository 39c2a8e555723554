# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models

from ..itcom_core.documents import payload_hash
from ..itcom_core.journal import events
from ..itcom_core.questionnaire import papers
from ..itcom_core.wording.dates import date_short
from .itcom_document_file import DOCX_MIMETYPE
from .itcom_document_signing import SENT, STATES

# What a deal and its invoices give, numbered by counters.
DEAL_KINDS = [
    ("invoice", "Invoice to pay"),
    ("contract", "Contract"),
    ("act", "Act"),
    ("upd", "UPD"),
]
# What a questionnaire gives, under its own number.
PAPER_KINDS = [
    (papers.APPLICATION, "Application for a certificate"),
    (papers.CONSENT, "Consent to the processing of personal data"),
    (papers.POWER_OF_ATTORNEY_DOCUMENTS, "Power of attorney to hand in documents"),
    (papers.POWER_OF_ATTORNEY_SIGNATURE, "Power of attorney to act and sign"),
]


class ItcomDocument(models.Model):
    """A document formed from a deal or a questionnaire; its file stays, whatever these do.

    Formed by a manager with one click, sent by mail, signed by the client, downloaded again
    years later. Nobody writes it by hand: the code alone sets the file, the number, who got it.
    """

    _name = "itcom.document"
    _inherit = "itcom.document.signing"
    _description = "Document"
    _order = "date desc, id desc"
    _check_company_auto = True

    # What it is
    kind = fields.Selection([*DEAL_KINDS, *PAPER_KINDS], required=True, readonly=True, index=True)
    number = fields.Char(required=True, readonly=True)
    version = fields.Integer(required=True, readonly=True, default=1)
    date = fields.Date(required=True, readonly=True)
    replaced_by_id = fields.Many2one(
        "itcom.document", "Replaced by", readonly=True, index=True, ondelete="restrict", copy=False
    )
    # In roubles, so two places; a Monetary would read the currency for each document formed.
    amount_total = fields.Float("Sum", digits=(16, 2), readonly=True)
    currency_id = fields.Many2one("res.currency", readonly=True)
    template_id = fields.Many2one(
        "itcom.document.template",
        "Template",
        readonly=True,
        index=True,
        ondelete="restrict",
        help="The version of the template that formed it. Empty: the one that the addon ships.",
    )
    payload_hash = fields.Char(readonly=True)

    # What it was formed from
    order_id = fields.Many2one(
        "sale.order",
        "Deal",
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
        auto_join=True,
    )
    move_id = fields.Many2one(
        "account.move",
        "Invoice in accounting",
        readonly=True,
        index=True,
        ondelete="restrict",
        check_company=True,
    )
    questionnaire_id = fields.Many2one(
        "itcom.questionnaire",
        readonly=True,
        index=True,
        ondelete="restrict",
        auto_join=True,
        check_company=True,
    )
    partner_id = fields.Many2one(
        "res.partner", "Client", compute="_compute_partner_id", store=True, index=True
    )
    company_id = fields.Many2one("res.company", required=True, readonly=True, index=True)

    sending_ids = fields.One2many("itcom.document.sending", "document_id", readonly=True)

    # Is it still right?
    is_outdated = fields.Boolean("Outdated", compute="_compute_is_outdated")
    status = fields.Selection(
        [
            *STATES,
            ("undelivered", "Not delivered"),
            ("outdated", "Outdated"),
            ("replaced", "Replaced by a new version"),
        ],
        compute="_compute_status",
    )

    _sql_constraints = [
        (
            "one_owner",
            "CHECK(num_nonnulls(order_id, questionnaire_id) = 1)",
            "A document belongs to a deal or to a questionnaire.",
        )
    ]

    def init(self):
        # A number stands once per company, kind and year; two clerks can't get the same one.
        # A power of attorney has the number that its giver chose, so it may stand twice.
        self.env.cr.execute(
            """
            CREATE UNIQUE INDEX IF NOT EXISTS itcom_document_deal_number_unique
            ON itcom_document (company_id, kind, (extract(year FROM date)), number, version)
            WHERE order_id IS NOT NULL;
            CREATE UNIQUE INDEX IF NOT EXISTS itcom_document_paper_version_unique
            ON itcom_document (questionnaire_id, kind, version)
            WHERE questionnaire_id IS NOT NULL
            """
        )

    @api.depends("order_id.partner_id", "questionnaire_id.partner_id")
    def _compute_partner_id(self):
        for document in self:
            document.partner_id = document._owner().partner_id

    @api.depends("payload_hash", "replaced_by_id")
    def _compute_is_outdated(self):
        """Would its source, as it stands now, say something else? Many ask at once: once each."""
        known = {}
        for document in self:
            if document.replaced_by_id:
                document.is_outdated = False
                continue
            key = (document._source(), document.kind)
            if key not in known:
                known[key] = key[0]._itcom_payload(document.kind, "", document.date)
            document.is_outdated = not document._says(known[key])

    @api.depends("state", "is_outdated", "replaced_by_id", "sending_ids.state")
    def _compute_status(self):
        for document in self:
            if document.replaced_by_id:
                document.status = "replaced"
            elif document.is_outdated:
                document.status = "outdated"
            elif document.state == SENT and document.sending_ids[:1].state == "failed":
                document.status = "undelivered"
            else:
                document.status = document.state

    def name_get(self):
        kinds = dict(self._fields["kind"]._description_selection(self.env))
        return [(document.id, document._title(kinds[document.kind])) for document in self]

    def _title(self, kind_name):
        """:return: «Счёт на оплату № 17 от 23.11.2026», with its version after the first."""
        title = _(
            "%(kind)s No. %(number)s of %(date)s",
            kind=kind_name,
            number=self.number,
            date=date_short(self.date),
        )
        if self.version > 1:
            title += _(" (version %(version)s)", version=self.version)
        return title

    # Forming

    @api.model
    def _form(self, kind, source, said, previous):
        """Render a document and keep it with its file.

        :param source: what it is formed from; the caller has checked the right to do so.
        :param said: what it says, a dataclass of ``itcom_core.documents.payload``.
        :param previous: the document that this one is a new version of, or none.
        :return: the new ``itcom.document``, with the caller's own rights.
        """
        template = self.env["itcom.document.template"]._live(kind, source.company_id)
        content = template._compiled(kind).render(said)
        document_sudo = self.sudo().create(
            {
                **source._prepare_itcom_document_vals(),
                "kind": kind,
                "number": said.number,
                "version": previous.version + 1,
                "date": said.date,
                "template_id": template.id,
                "payload_hash": payload_hash(said),
            }
        )
        document_sudo.attachment_id = document_sudo._attach("docx", content, DOCX_MIMETYPE)
        previous.sudo().write({"replaced_by_id": document_sudo.id})
        self.env["itcom.journal.entry"]._record(
            events.DOCUMENT_FORMED,
            document_sudo,
            source._itcom_acting_client(),
            kind=kind,
            version=document_sudo.version,
        )
        return document_sudo.with_env(self.env)

    def _source(self):
        """:return: the record that it was formed from."""
        self.ensure_one()
        return self.move_id or self._owner()

    def _owner(self):
        """:return: the deal or the questionnaire that these documents belong to."""
        return self.questionnaire_id or self.order_id

    def _says(self, said):
        """:param said: a payload, its number "" where a number is drawn.
        :return: whether this document says the same.
        """
        self.ensure_one()
        is_named_so = said.number in ("", self.number) and said.date == self.date
        return is_named_so and self.payload_hash == payload_hash(said)

    def _is_same(self, said):
        """:return: whether a document formed from ``said`` now would be the same."""
        self.ensure_one()
        template = self.env["itcom.document.template"]._live(self.kind, self.company_id)
        return self._says(said) and self.template_id == template

    def _current(self):
        """:return: those that no newer version replaces."""
        return self.filtered(lambda document: not document.replaced_by_id)

    # Actions

    def action_itcom_open(self):
        """Open this document's card."""
        return self.get_formview_action()

    def action_form_new_version(self):
        """Form it again from its source as it stands now («Сформировать новую версию»)."""
        self.ensure_one()
        document, is_new = self._source()._itcom_form(self.kind)
        return True if is_new else self._source()._itcom_nothing_new(document)

    def action_send(self):
        """Send these documents of one deal or questionnaire («Отправить»)."""
        return self.env["itcom.document.sending"]._open(self)
