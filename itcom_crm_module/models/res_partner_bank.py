# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..itcom_core import errors
from ..itcom_core.documents import payload
from ..itcom_core.identifiers import bank_account


class ResPartnerBank(models.Model):
    """A bank account, checked against the БИК of its bank."""

    _inherit = "res.partner.bank"

    itcom_bic = fields.Char(related="bank_id.bic", string="BIC")
    itcom_correspondent_account = fields.Char(related="bank_id.itcom_correspondent_account")

    @api.constrains("acc_number", "bank_id")
    def _check_itcom_account(self):
        for account in self.filtered(lambda a: a.bank_id and a.bank_id._itcom_is_russian()):
            try:
                bank_account.validate(account.acc_number, account.bank_id.bic)
            except errors.IdentifierError as error:
                Message = self.env["itcom.error.message"]
                raise ValidationError(
                    _(
                        "%(refusal)s Bank: %(bank)s, BIC %(bic)s.",
                        refusal=Message._identifier_text(error, account.acc_number),
                        bank=account.bank_id.name,
                        bic=account.bank_id.bic,
                    )
                ) from error

    @api.model_create_multi
    def create(self, vals_list):
        Bank = self.env["res.bank"]
        return super().create(
            [self._itcom_clean_vals(vals, Bank.browse(vals.get("bank_id"))) for vals in vals_list]
        )

    def write(self, vals):
        if "acc_number" not in vals:
            return super().write(vals)
        for account in self:
            bank = account.bank_id.browse(vals.get("bank_id", account.bank_id.id))
            super(ResPartnerBank, account).write(self._itcom_clean_vals(vals, bank))
        return True

    @api.model
    def _itcom_clean_vals(self, vals, bank):
        """A right account at a Russian bank goes compact into the database."""
        number = vals.get("acc_number")
        if not bank or not bank_account.is_valid(number, bank.bic):
            return vals
        return dict(vals, acc_number=bank_account.validate(number, bank.bic))

    def _prepare_itcom_bank_account(self):
        """:return: :class:`~..itcom_core.documents.payload.BankAccount` of this account."""
        self.ensure_one()
        bank = self.bank_id
        return payload.BankAccount(
            number=bank_account.compact(self.acc_number),
            bank_name=" ".join(part for part in (bank.name, bank.city) if part),
            bic=bank.bic or "",
            correspondent_account=bank.itcom_correspondent_account or "",
        )
