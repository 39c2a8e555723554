# Licence LGPL-3 (see LICENSE).

from odoo import api, models
from odoo.osv import expression

# Models whose files are nobody's business but of who may see the record.
PROTECTED = ("itcom.document", "itcom.questionnaire", "itcom.questionnaire.document")


class IrAttachment(models.Model):
    """Attachment: those of this module follow their record's rights on every way to them."""

    _inherit = "ir.attachment"

    @api.model
    def read_group(self, domain, *args, **kwargs):
        """Count and name only what a search would find, as Odoo's own method doesn't."""
        if not self.env.is_superuser():
            if not any(item[0] in ("id", "res_field") for item in domain):
                domain = expression.AND([domain, [("res_field", "=", False)]])
            protected = [("res_model", "in", PROTECTED)]
            found = self._search(expression.AND([domain, protected]))
            others = [("res_model", "not in", PROTECTED)]
            domain = expression.AND([domain, expression.OR([others, [("id", "in", found)]])])
        return super().read_group(domain, *args, **kwargs)
