# Licence LGPL-3 (see LICENSE).

from odoo import api, models

from ..itcom_core.questionnaire import workflow as wf
from ..tools.code_set import CodeSet

# Only the code of this module writes them.
RETURN_FIELDS = ("returned_fields", "corrected_fields")


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

    corrected_fields = CodeSet(
        "Fields corrected since", codes="_codes_of_returned_fields", readonly=True, copy=False
    )

    @api.model_create_multi
    def create(self, vals_list):
        for vals in vals_list:
            self._ensure_written_by_code(RETURN_FIELDS, vals)
        return super().create(vals_list)

    def write(self, vals):
        self._ensure_written_by_code(RETURN_FIELDS, vals)
        before = {record: record._to_correct_among(vals) for record in self}
        result = super().write(vals)
        for record, answers in before.items():
            record._note_corrections(answers)
        return result

    def _to_correct_among(self, vals):
        """:return: {field: answer} of the fields that wait to be corrected and are written now."""
        return {name: self[name] for name in self._uncorrected_fields() & vals.keys()}

    def _note_corrections(self, before):
        """:param before: {field: answer} of :meth:`_to_correct_among`, before it was written."""
        changed = [name for name, answer in before.items() if self[name] != answer]
        if changed:
            corrected = [*CodeSet.split(self.corrected_fields), *changed]
            self._written_by_code().write({"corrected_fields": ",".join(corrected)})

    def _action_with_reason(self, transition, reason, field_names=""):
        """:param field_names: of a return: what the client has to correct, as a ``CodeSet``."""
        result = super()._action_with_reason(transition, reason)
        if transition == wf.RETURN:
            self._written_by_code().write(
                {"returned_fields": field_names, "corrected_fields": False}
            )
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

    def _uncorrected_fields(self):
        """:return: set of the names of those that nobody has changed since the return."""
        return self._named_fields() - set(CodeSet.split(self.corrected_fields))

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
