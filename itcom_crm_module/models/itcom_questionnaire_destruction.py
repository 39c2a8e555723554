# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models

from ..itcom_core.questionnaire import retention
from ..itcom_core.questionnaire import workflow as wf

# What stays of a destroyed questionnaire: that there was one, whose work it was, how it ended.
KEPT_FIELDS = frozenset(
    {
        "id", "number", "date", "company_id", "warehouse_id", "user_id", "order_id", "partner_id",
        "crypto_provider_id", "applicant_type", "holder", "bearer", "is_foreigner", "is_remote",
        "is_snils_confirmed", "signature_class", "issuer_route", "state", "state_date",
        "consent_state", "destroyed_on", "create_uid", "create_date", "write_uid", "write_date",
    }
)  # fmt: skip
# Records of these models that belong to a questionnaire go with it ...
ERASED_CHILDREN = (
    "itcom.questionnaire.scan",
    "itcom.questionnaire.document",
    "itcom.questionnaire.visit",
    "itcom.questionnaire.link",
)
# ... and these stay without what is personal in them.
KEPT_CHILDREN = {
    "itcom.consent": {"person": False, "ip": False, "withdrawal_reason": False, "scan_name": False},
    "itcom.destruction.line": {},
}


class ItcomQuestionnaireDestruction(models.AbstractModel):
    """The end of a questionnaire's personal data.

    Answers, scans, papers, messages and links go from database and filestore; number, dates,
    kind of certificate and state stay, so that the register has no holes.
    """

    _name = "itcom.questionnaire.destruction"
    _description = "Destruction of a questionnaire's personal data"

    destroyed_on = fields.Datetime("Personal data destroyed on", readonly=True, copy=False)

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._ensure_written_by_code(("destroyed_on",), vals)
        return super().create([{**vals, "destroyed_on": False} for vals in vals_list])

    def write(self, vals):
        self._ensure_written_by_code(("destroyed_on",), vals)
        return super().write(vals)

    # What it stops

    def _fact_not_destroyed(self):
        return not self.destroyed_on

    @api.model
    def _facts_depend_on(self):
        return [*super()._facts_depend_on(), "destroyed_on"]

    def _refusal_text(self, code):
        if code == wf.NOT_DESTROYED:
            return _("its personal data has been destroyed: make a new questionnaire.")
        return super()._refusal_text(code)

    # The deed

    def _destroy(self, depth):
        """Destroy personal data, in the caller's transaction: all of it or nothing.

        :param depth: constant of ``itcom_core.questionnaire.retention``.
        :return: {"scans": n, "documents": n, "messages": n} of what went.
        """
        self.ensure_one()
        record = self.sudo().with_context(tracking_disable=True)
        counts = {"scans": record._erase_children("itcom.questionnaire.scan"), "documents": 0}
        if depth == retention.SCANS:
            return {**counts, "messages": 0}
        if record.state in wf.OPEN:
            record._mark_cancelled(_("Personal data destroyed."))
        for model in ERASED_CHILDREN:
            record._erase_children(model)
        eraser = self.env["itcom.eraser"]
        for model, blank in KEPT_CHILDREN.items():
            eraser._erase(eraser._attachments_of(record._children(model)))
            record._children(model).write(blank)
        counts["documents"] = record._erase_papers()
        record._written_by_code().write(
            {
                **dict.fromkeys(eraser._fields_to_empty(record, KEPT_FIELDS), False),
                "destroyed_on": fields.Datetime.now(),
            }
        )
        counts["messages"] = eraser._erase_traces(record)
        return counts

    def _children(self, model):
        """:return: records of ``model`` that belong to this questionnaire, in sudo."""
        return self.env[model].sudo().search([("questionnaire_id", "=", self.id)])

    def _erase_children(self, model):
        """:return: number of records that went."""
        children = self._children(model)
        self.env["itcom.eraser"]._erase(children)
        return len(children)

    def _erase_papers(self):
        """Delete the documents formed from this questionnaire. :return: their number."""
        papers = self._children("itcom.document")
        self.env["itcom.eraser"]._erase(papers)
        self.env["itcom.eraser"]._erase_traces(papers)
        return len(papers)
