# Licence LGPL-3 (see LICENSE).

from odoo import models


class AccountTax(models.Model):
    """A tax, as documents have to name it."""

    _inherit = "account.tax"

    def _itcom_is_vat(self):
        """Whether documents name it as a rate of VAT.

        A tax of nothing stands for «без НДС» as often as for «НДС 0 %», which are not the
        same in law: the one that names its zero per cent is a rate.
        """
        self.ensure_one()
        if self.amount_type != "percent":
            return False
        text = "%s %s" % (self.name, self.description or "")
        return bool(self.amount) or "0%" in text.replace(" ", "").replace("\u00a0", "")
