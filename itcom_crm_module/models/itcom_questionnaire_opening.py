# Licence LGPL-3 (see LICENSE).

from odoo import api, models

from ..itcom_core.questionnaire import workflow as wf
from ..tools.code_set import CodeSet


class ItcomQuestionnaireOpening(models.AbstractModel):
    """What of a questionnaire the client may still change, in the state that it is in.

    While nobody has checked it: all. When it was returned: what the verifier named, and what
    keeps it from being handed over again. Afterwards: nothing.
    """

    _name = "itcom.questionnaire.opening"
    _description = "What the client may change"

    returned_fields = CodeSet(
        "Fields to correct", codes="_codes_of_returned_fields", readonly=True, copy=False
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._ensure_written_by_code(("returned_fields",), vals)
        return super().create(vals_list)

    def write(self, vals):
        self._ensure_written_by_code(("returned_fields",), vals)
        return super().write(vals)

    def _action_with_reason(self, transition, reason, field_names=""):
        """:param field_names: of a return: what the client has to correct, as a ``CodeSet``."""
        result = super()._action_with_reason(transition, reason)
        if transition == wf.RETURN:
            self._written_by_code().write({"returned_fields": field_names})
            for record in self:
                record._mail_returned("itcom_crm_module.mail_template_questionnaire_returned")
        return result

    def _open_fields(self):
        """:return: set of the names of the fields that the client may change."""
        self.ensure_one()
        if self.state not in wf.EDITABLE:
            return set()
        asked = {ask.field.name for ask in self._schema().fields}
        if self.state != wf.RETURNED:
            return asked
        in_the_way = {*self._missing().fields, *self._wrong()}
        return asked.intersection(self._named_fields()) | in_the_way

    def _named_fields(self):
        """:return: set of the names of the fields that the verifier wants corrected."""
        return set(CodeSet.split(self.returned_fields)) if self.state == wf.RETURNED else set()

    def _open_documents(self):
        """:return: documents whose scans the client may add and drop."""
        self.ensure_one()
        if self.state not in wf.EDITABLE:
            return self.document_ids.browse()
        asked = self.document_ids.filtered("is_asked")
        if self.state != wf.RETURNED:
            return asked
        return asked.filtered(lambda document: document.is_returned or not document.is_uploaded)

    @api.model
    def _codes_of_returned_fields(self):
        return self.env["itcom.questionnaire.rule"]._codes_of_field_names()
