# Licence LGPL-3 (see LICENSE).

from lxml import etree
from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError

from ..itcom_core.questionnaire import workflow as wf
from ..itcom_core.questionnaire.fields import FIELDS
from ..tools.code_set import CodeSet
from ..tools.read_ahead import columns, prepare, run, run_beside
from .itcom_questionnaire_choice import CHOICE_FIELDS
from .itcom_questionnaire_document import ACCEPTED, REJECTED

CERTIFICATE_TYPES = """ARRAY(
    SELECT itcom_certificate_type_id FROM itcom_certificate_type_itcom_questionnaire_rel
    WHERE itcom_questionnaire_id = itcom_questionnaire.id
)"""
# A scan that was sent back is still to be replaced.
UPLOADED_KINDS = """ARRAY(
    SELECT kind_id FROM itcom_questionnaire_document
    WHERE
        questionnaire_id = itcom_questionnaire.id AND is_uploaded
        AND NOT (itcom_questionnaire.state = '%s' AND verdict = '%s')
)""" % (wf.RETURNED, REJECTED)


class ItcomQuestionnaireCompleteness(models.AbstractModel):
    """What a questionnaire asks for, what of it is there, and what that lets it do.

    Everything here is asked of the schema. The rows of documents follow it whenever the choices
    change or a step is made; a rule that was changed meanwhile shows among the problems at once.
    """

    _name = "itcom.questionnaire.completeness"
    _description = "Completeness of a questionnaire"

    document_ids = fields.One2many("itcom.questionnaire.document", "questionnaire_id", "Documents")
    asked_fields = fields.Char("Names of the fields asked for", compute="_compute_asked_fields")
    uploaded_codes = fields.Char(
        "Codes of the documents uploaded", compute="_compute_uploaded_codes"
    )
    problem_text = fields.Text("To be filled in or corrected", compute="_compute_problems")
    problem_count = fields.Integer("Left to fill in", compute="_compute_problems")

    @api.depends(*CHOICE_FIELDS)
    def _compute_asked_fields(self):
        for record in self:
            names = [ask.field.name for ask in record._schema().fields]
            record.asked_fields = ",%s," % ",".join(names)

    @api.depends("state", "document_ids.is_uploaded", "document_ids.verdict")
    def _compute_uploaded_codes(self):
        for record in self:
            uploaded = record.document_ids.filtered("is_uploaded")
            if record.state == wf.RETURNED:
                uploaded = uploaded.filtered(lambda document: document.verdict != REJECTED)
            record.uploaded_codes = ",".join(uploaded.mapped("kind_id.code")) or False

    @api.depends(
        *CHOICE_FIELDS, *FIELDS, "state", "document_ids.is_uploaded", "document_ids.verdict"
    )
    @api.depends_context("lang")
    def _compute_problems(self):
        kinds = self.env["itcom.document.kind"]._names_by_code()
        for record in self:
            missing, wrong = record._missing(), record._wrong()
            texts = self._error_texts(wrong, record._answers())
            if missing.fields:
                labels = [self._answer_label(name) for name in missing.fields]
                texts.append(_("Fill in: %(fields)s.", fields=", ".join(labels)))
            if missing.documents:
                names = [kinds.get(code, code) for code in missing.documents]
                texts.append(_("Add the documents: %(documents)s.", documents=", ".join(names)))
            if not record.certificate_type_ids:
                texts.append(_("Choose the OID."))
            record.problem_text = "\n".join(texts) or False
            record.problem_count = (
                len(wrong)
                + len(missing.fields)
                + len(missing.documents)
                + (not record.certificate_type_ids)
            )

    def _missing(self):
        """:return: :class:`~..itcom_core.questionnaire.schema.Missing` of this questionnaire."""
        return self._schema().missing(self._answers(), self._uploaded_codes())

    def _wrong(self):
        """:return: {field: ItcomError} of the answers that are wrong."""
        today = fields.Date.context_today(self)
        return self._schema().validate(self._answers(), today).errors

    def _uploaded_codes(self):
        """:return: set of codes of the kinds of documents whose scan is there, and not one that
        was sent back and is still to be replaced.
        """
        return set(CodeSet.split(self.uploaded_codes))

    def _read_for_schema(self):
        """Read at once the answers, the client, which certificate is applied for and which scans
        are there: what else is asked of types and kinds is known already.
        """
        self.ensure_one()
        _questionnaire, beside = run_beside(self, self._schema_reading(), [self.id])
        for type_ids, kind_ids in beside:
            types = self.env["itcom.certificate.type"]._in_order(type_ids)
            codes = self.env["itcom.document.kind"].browse(kind_ids)._codes()
            cache, known = self.env.cache, self._fields
            cache.set(self, known["certificate_type_ids"], types._ids)
            cache.set(self, known["uploaded_codes"], ",".join(codes) or False)

    @api.model
    @tools.ormcache()
    def _schema_reading(self):
        """:return: the query for a questionnaire and its client, with the numbers of its
        certificate types and of the kinds of its uploaded documents beside it; its parameter is
        the questionnaire's own number in the database.
        """
        own, beside = [("id", "=", 0)], (CERTIFICATE_TYPES, UPLOADED_KINDS)
        client = {"partner_id": ["name", "lang", "tz"]}
        return prepare(self.browse().sudo(), own, columns(self), client, beside)

    def _read_documents(self):
        """Read documents and the codes of their kinds at once, where the ORM asks four times."""
        self.ensure_one()
        documents = self.env["itcom.questionnaire.document"]
        rows = run(documents, self._documents_reading(), [self.id])
        self.env.cache.set(self, self._fields["document_ids"], rows._ids)

    @api.model
    @tools.ormcache()
    def _documents_reading(self):
        """:return: the query for a questionnaire's documents; its parameter is whose they are."""
        documents = self.env["itcom.questionnaire.document"]
        own = [("questionnaire_id", "=", 0)]
        return prepare(documents, own, columns(documents), {"kind_id": ["code"]})

    # The form

    @api.model
    def _fields_view_get(self, view_id=None, view_type="form", toolbar=False, submenu=False):
        """An answer is shown when it is asked for, a section when any answer in it is.

        Set here, so that a view says where a field stands and nothing of when it is asked for.
        """
        result = super()._fields_view_get(view_id, view_type, toolbar, submenu)
        if view_type == "form":
            form = etree.fromstring(result["arch"])
            for section in form.xpath("//group[@name='answers']/group"):
                nodes = list(section.iter("field"))
                names = [node.get("name") for node in nodes]
                section.set("attrs", repr({"invisible": _none_is_asked(names)}))
                for node in nodes:
                    conditions = {
                        "invisible": _none_is_asked([node.get("name")]),
                        "readonly": [("can_edit", "=", False)],
                    }
                    node.set("attrs", repr(conditions))
            result["arch"] = etree.tostring(form, encoding="unicode")
        return result

    # Facts of the workflow

    @api.model
    def _facts_depend_on(self):
        documents = ("is_uploaded", "is_asked", "verdict", "remark")
        return [
            *super()._facts_depend_on(),
            *CHOICE_FIELDS,
            *FIELDS,
            *("document_ids." + name for name in documents),
        ]

    def _fact_complete(self):
        return bool(self.certificate_type_ids) and not self._missing() and not self._wrong()

    def _fact_lawful(self):
        return self._schema().is_lawful

    def _fact_all_verdicts(self):
        return all(
            document.verdict == ACCEPTED
            for document in self.document_ids
            if document.is_asked and (document.is_uploaded or document.is_required)
        )

    def _fact_remark(self):
        return any(document.verdict == REJECTED for document in self.document_ids)

    def _refusal_text(self, code):
        texts = {wf.COMPLETE: self.problem_text, wf.LAWFUL: self.unlawful_text}
        return texts.get(code) or super()._refusal_text(code)

    def _ensure_editable(self):
        """:raise UserError: answers and scans of a questionnaire can't be changed in its state."""
        for record in self:
            if record.state not in wf.EDITABLE:
                raise UserError(
                    _(
                        "%(questionnaire)s can't be changed in state «%(state)s»: take it back to "
                        "draft or return it to the client first.",
                        questionnaire=record.display_name,
                        state=record._choice_label("state", record.state),
                    )
                )

    # Documents

    def _remarks(self):
        """:return: {code of a kind: the verifier's remark on its document, with its name}."""
        self.ensure_one()
        return {
            document.kind_id.code: "%s: %s" % (document.kind_id.name, document.remark)
            for document in self.document_ids
            if document.verdict == REJECTED
        }

    def _write_state(self, state, reason=False):
        """The documents follow the rules at every step."""
        result = super()._write_state(state, reason)
        if state in wf.EDITABLE:
            self._sync_documents()
        self.document_ids._note_return(state == wf.RETURNED)
        return result

    def _sync_documents(self):
        """Bring the rows of documents to what the rules ask for now.

        A row without a scan goes when it is not asked for any more; one with a scan stays, marked.
        """
        for record in self.sudo():
            asks = record._schema().documents
            kinds = self.env["itcom.document.kind"].sudo()._by_code([ask.code for ask in asks])
            rows = {document.kind_id.code: document for document in record.document_ids}
            for position, ask in enumerate(asks):
                vals = {"sequence": position, "is_asked": True, "is_required": ask.required}
                row = rows.pop(ask.code, None)
                if row is not None:
                    row._write_changes(vals)
                elif ask.code in kinds:
                    vals.update(questionnaire_id=record.id, kind_id=kinds[ask.code].id)
                    row = self.env["itcom.questionnaire.document"].sudo().create(vals)
            for row in rows.values():
                if row.is_uploaded:
                    row._write_changes({"is_asked": False, "is_required": False})
                else:
                    row.unlink()


def _none_is_asked(names):
    """:return: domain of the questionnaires that ask for none of ``names``."""
    domain = []
    for name in names:
        domain += ["!", ("asked_fields", "like", ",%s," % name)]
    return domain
