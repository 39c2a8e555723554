# Licence LGPL-3 (see LICENSE).

from dataclasses import replace

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core.documents import payload
from ..itcom_core.questionnaire import choice as ch
from ..itcom_core.questionnaire import papers
from ..itcom_core.questionnaire import workflow as wf
from ..tools.read_ahead import read_ahead
from .itcom_document_party import PARTY_JOINS
from .itcom_questionnaire_choice import CHOICE_FIELDS
from .itcom_questionnaire_document import ACCEPTED


class ItcomQuestionnairePapers(models.AbstractModel):
    """Papers of a questionnaire: formed from its answers, signed by hand, uploaded as scans.

    The rules say which of them are asked for; the answers and our company's requisites say what
    stands in them. They belong to the questionnaire: who may read it may read them.
    """

    _name = "itcom.questionnaire.papers"
    _inherit = ["itcom.questionnaire.paper.content", "itcom.document.source"]
    _description = "Papers of a questionnaire"

    itcom_document_ids = fields.One2many(
        "itcom.document", "questionnaire_id", "Papers to sign", readonly=True, copy=False
    )
    has_papers = fields.Boolean(compute="_compute_has_papers")
    can_form_papers = fields.Boolean(compute="_compute_can_form_papers")

    @api.depends("itcom_document_ids")
    def _compute_has_papers(self):
        for record in self:
            record.has_papers = bool(record.itcom_document_ids)

    @api.depends("state", *CHOICE_FIELDS)
    def _compute_can_form_papers(self):
        for record in self:
            record.can_form_papers = record.state in wf.BEFORE_REQUEST and bool(
                record._itcom_paper_kinds()
            )

    def unlink(self):
        # A cascade of the database would leave their files behind.
        self.sudo().itcom_document_ids.unlink()
        return super().unlink()

    # Actions

    def action_itcom_form_papers(self):
        """Form all papers that the questionnaire asks for («Сформировать»)."""
        self.ensure_one()
        # The newest stands first in lists, and the first that is asked for should.
        formed = [self._itcom_form(kind) for kind in reversed(self._itcom_paper_kinds())]
        if not formed:
            raise UserError(_("The rules ask for no paper to be signed here."))
        if any(is_new for _document, is_new in formed):
            return True
        return self._itcom_nothing_new(formed[0][0])

    def action_itcom_send_papers(self):
        """Send them to the client («Отправить»)."""
        return self.itcom_document_ids._current().action_send()

    def action_itcom_download_papers(self):
        """Download them all in one zip («Скачать всё»)."""
        return self.itcom_document_ids._current()._download_all()

    @api.returns("mail.message", lambda value: value.id)
    def message_post(self, **kwargs):
        """A message that carries papers to somebody is what makes them sent."""
        message = super().message_post(**kwargs)
        self.env["itcom.document.sending"]._record_message(self, message)
        return message

    # Forming

    def _itcom_paper_kinds(self):
        """:return: tuple of the kinds of papers whose scans are asked for, in their order."""
        return papers.asked(self._schema())

    def _itcom_paper(self, kind):
        """The paper as whoever fills in the questionnaire gets it.

        :return: ``itcom.document``: of what is answered now, or once that can't be changed any
            more the newest there is.
        :raise UserError: what is lacking.
        """
        if self.state in wf.BEFORE_REQUEST:
            return self._itcom_form(kind)[0]
        documents = self._itcom_documents_of((kind,))
        if not documents:
            self._itcom_ensure_can_form(kind)
        return documents

    def _itcom_owner(self):
        return self

    def _itcom_acting_client(self):
        return self._acting_client()

    def _itcom_document_domain(self):
        return [("questionnaire_id", "=", self.id)]

    def _prepare_itcom_document_vals(self):
        return {"company_id": self.company_id.id, "questionnaire_id": self.id}

    def _itcom_ensure_requisites(self, said):
        is_consent = isinstance(said, payload.Consent)
        if is_consent and not said.text:
            raise UserError(
                _("There is no text of the consent yet: the administrator has to write one.")
            )
        if is_consent or self.issuer_route not in (ch.TAX_SERVICE, ch.PARTNER):
            own_side = said.operator if is_consent else said.authority
            self.company_id._itcom_ensure_requisites(own_side, with_bank=False)

    def _itcom_read_ahead(self, kind):
        head = {"itcom_head_id": PARTY_JOINS["itcom_head_id"]}
        clients = self.env["res.partner"].sudo()
        read_ahead(clients, [("id", "=", self.partner_id.id)], ["itcom_authority_basis"], head)

    def _itcom_document_number(self, kind, date):
        # Nothing is counted, so that nobody would wait for another one who forms the same.
        self.env.cr.execute("UPDATE itcom_questionnaire SET id = id WHERE id = %s", [self.id])
        return self.number + papers.PAPERS[kind].suffix

    def _itcom_renewed(self, kind, said, previous):
        """A power of attorney is dated on the day that its text was put down."""
        renewed = self._itcom_payload(kind, "", self._itcom_document_date(kind))
        return renewed if renewed.number else replace(renewed, number=previous.number)

    def _itcom_ensure_can_form(self, kind):
        if self.state not in wf.BEFORE_REQUEST:
            raise UserError(
                _(
                    "%(questionnaire)s: in state «%(state)s» no paper is formed any more, those "
                    "that there are can be downloaded.",
                    questionnaire=self.display_name,
                    state=self._choice_label("state", self.state),
                )
            )
        if kind not in self._itcom_paper_kinds():
            raise UserError(
                _(
                    "%(questionnaire)s does not ask for this paper: %(paper)s.",
                    questionnaire=self.display_name,
                    paper=self._itcom_kind_name(kind),
                )
            )
        lacking = self._itcom_lacking(kind)
        if lacking:
            raise UserError(
                _(
                    "%(paper)s can't be formed yet. Fill in or correct: %(fields)s.",
                    paper=self._itcom_kind_name(kind),
                    fields=", ".join(lacking),
                )
            )

    def _itcom_paper_offer(self, document):
        """:param document: ``itcom.questionnaire.document`` of this questionnaire.
        :return: (kind of the paper that it is a scan of, what is lacking to form it), or None.
        """
        kind = papers.BY_DOCUMENT.get(document.kind_id.code)
        if not kind or not document.is_asked:
            return None
        if self.state in wf.BEFORE_REQUEST:
            return kind, self._itcom_lacking(kind)
        return (kind, []) if kind in self.itcom_document_ids.mapped("kind") else None

    def _itcom_note_verdict(self, scanned):
        """A paper is signed as long as a verifier's acceptance of its scan stands.

        :param scanned: ``itcom.questionnaire.document`` of this questionnaire, judged just now.
        """
        kind = papers.BY_DOCUMENT.get(scanned.kind_id.code)
        if not kind:
            return
        if scanned.verdict == ACCEPTED and scanned.is_uploaded:
            self._itcom_documents_of((kind,))._mark_accepted(scanned)
        else:
            signed = [("signed_document_id", "=", scanned.id)]
            self.env["itcom.document"].sudo().search(signed)._mark_unsigned()

    def _itcom_lacking(self, kind):
        """:return: list of labels of what keeps a paper from being formed."""
        today = fields.Date.context_today(self)
        names = list(papers.lacking(kind, self._schema(), self._answers(), today))
        if kind == papers.APPLICATION:
            choices = ("certificate_type_ids", "crypto_provider_id")
            names += [name for name in choices if not self[name]]
        return [self._answer_label(name) for name in names]

    @api.model
    def _itcom_kind_name(self, kind):
        kinds = self.env["itcom.document"]._fields["kind"]._description_selection(self.env)
        return dict(kinds)[kind]
