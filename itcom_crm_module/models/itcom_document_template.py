# Licence LGPL-3 (see LICENSE).

import base64
import functools

from odoo import _, api, fields, models, tools
from odoo.exceptions import UserError
from odoo.modules.module import get_resource_path

from ..itcom_core.documents import (
    KINDS,
    check_template,
    compile_template,
    sample_payload,
    template_name,
)

DRAFT, LIVE, RETIRED = "draft", "live", "retired"
COMPILED_PER_WORKER = 64


class ItcomDocumentTemplate(models.Model):
    """A version of the docx that documents of one kind are formed from, edited in Word.

    An administrator uploads a file: it is checked at once, tried on a record, and put into use,
    which retires the version before it. Every version is kept, because documents were formed
    with it. Where none is in use, the template that the addon ships is.
    """

    _name = "itcom.document.template"
    _inherit = "itcom.journal.settings"
    _description = "Template of documents"
    _order = "kind, company_id, version desc"

    kind = fields.Selection(selection="_selection_kind", required=True, index=True)
    company_id = fields.Many2one(
        "res.company", "Company", index=True, help="Empty: for all companies without their own."
    )
    version = fields.Integer(readonly=True, copy=False)
    state = fields.Selection(
        [(DRAFT, "Being tried"), (LIVE, "In use"), (RETIRED, "Kept")],
        required=True,
        readonly=True,
        default=DRAFT,
        copy=False,
        index=True,
    )
    active = fields.Boolean(default=True)
    file = fields.Binary("Template", required=True, attachment=True)
    file_name = fields.Char()
    note = fields.Char("What is changed")
    problems = fields.Text("What is wrong with it", compute="_compute_problems", store=True)
    date_live = fields.Datetime("In use since", readonly=True, copy=False)
    document_count = fields.Integer("Documents formed", compute="_compute_document_count")

    @api.model
    def _selection_kind(self):
        return [(kind, definition.title) for kind, definition in KINDS.items()]

    @api.depends("file", "kind")
    def _compute_problems(self):
        for template in self:
            template.problems = template.kind and template._find_problems()

    def _compute_document_count(self):
        groups = self.env["itcom.document"].read_group(
            [("template_id", "in", self.ids)], ["template_id"], ["template_id"]
        )
        counts = {group["template_id"][0]: group["template_id_count"] for group in groups}
        for template in self:
            template.document_count = counts.get(template.id, 0)

    def name_get(self):
        return [
            (
                template.id,
                _(
                    "%(kind)s, version %(version)s",
                    kind=KINDS[template.kind].title,
                    version=template.version,
                ),
            )
            for template in self
        ]

    @api.model_create_multi
    def create(self, vals_list):
        templates = super().create([{**vals, "state": DRAFT} for vals in vals_list])
        for template in templates:
            template.version = template._last_version() + 1
        return templates

    def write(self, vals):
        frozen = {"kind", "company_id", "file"} & vals.keys()
        if frozen and self.filtered(lambda template: template.state != DRAFT):
            raise UserError(
                _("A template that has been in use stays as it is: upload a new version instead.")
            )
        result = super().write(vals)
        self.clear_caches()
        return result

    def unlink(self):
        if self.filtered(lambda template: template.state != DRAFT):
            raise UserError(_("A template that has been in use is kept: documents refer to it."))
        return super().unlink()

    def _last_version(self):
        domain = [("kind", "=", self.kind), ("company_id", "=", self.company_id.id)]
        others = self.with_context(active_test=False).search([*domain, ("id", "!=", self.id)])
        return max(others.mapped("version"), default=0)

    # Checking

    def _content(self):
        """:return: bytes of the file."""
        self.ensure_one()
        return base64.b64decode(self.with_context(bin_size=False).sudo().file or b"")

    def _find_problems(self):
        """:return: all that is wrong with the file, a line for each problem; False when nothing."""
        errors = check_template(self._content(), sample_payload(self.kind))
        describe = self.env["itcom.document.template.error"]._describe
        return "\n".join(describe(error) for error in errors) or False

    # Which one forms documents

    @api.model
    def _live(self, kind, company):
        """:return: the version in use for ``kind`` in ``company``; empty when it is the shipped."""
        return self.browse(self._live_id(kind, company.id))

    @api.model
    @tools.ormcache("kind", "company_id")
    def _live_id(self, kind, company_id):
        domain = [("kind", "=", kind), ("state", "=", LIVE)]
        own = [*domain, ("company_id", "in", (company_id, False))]
        return self.sudo().search(own, order="company_id", limit=1).id

    def _compiled(self, kind):
        """:return: this version of the template of ``kind``, or the shipped one, ready to render.

        Compiled once per version and worker.
        """
        return _compiled(self._content()) if self else _shipped(kind)

    # Actions

    def action_check(self):
        """Look at the file again."""
        self._compute_problems()

    def action_put_into_use(self):
        """From now on form documents with this version; the one before is kept."""
        self.ensure_one()
        if self.problems:
            raise UserError(
                _("The template can't be put into use:\n%(problems)s", problems=self.problems)
            )
        domain = [("kind", "=", self.kind), ("company_id", "=", self.company_id.id)]
        self.search([*domain, ("state", "=", LIVE)]).write({"state": RETIRED})
        self.write({"state": LIVE, "date_live": fields.Datetime.now()})

    def action_restore_original(self):
        """Form documents with the template that the addon ships again («Вернуть исходный»)."""
        self.filtered(lambda template: template.state == LIVE).write({"state": RETIRED})

    def action_download(self):
        """Download the file of this version."""
        self.ensure_one()
        return self._act_url("/web/content/%s/%d/file/%s?download=true", self.id, self._own_name())

    def action_download_original(self):
        """Download the template that the addon ships, as a start for one's own."""
        self.ensure_one()
        return self._act_url("/itcom_crm/template/%s.docx", self.kind)

    def action_download_reference(self):
        """Download «Справочник полей»: what a template of this kind may say."""
        self.ensure_one()
        return self._act_url("/itcom_crm/template/%s/fields.docx", self.kind)

    def action_preview(self):
        """Try this version on a record before it is put into use."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_window",
            "name": _("Preview"),
            "res_model": "itcom.document.template.preview",
            "view_mode": "form",
            "target": "new",
            "context": {"default_template_id": self.id},
        }

    def _own_name(self):
        return self.file_name or template_name(self.kind)

    def _act_url(self, pattern, *values):
        if pattern.startswith("/web/content/"):
            values = (self._name, *values)
        return {"type": "ir.actions.act_url", "url": pattern % values, "target": "self"}


@functools.lru_cache(maxsize=COMPILED_PER_WORKER)
def _compiled(content):
    return compile_template(content)


@functools.cache
def _shipped(kind):
    return compile_template(shipped_content(kind))


def shipped_content(kind):
    """:return: bytes of the template of ``kind`` that the addon ships."""
    path = get_resource_path("itcom_crm_module", "reports", "templates", template_name(kind))
    with open(path, "rb") as template:
        return template.read()
