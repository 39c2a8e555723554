# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..itcom_core.pki import oids


class ItcomOid(models.Model):
    """One object identifier that certificates may carry: what a certificate may be used for."""

    _name = "itcom.oid"
    _inherit = "itcom.catalogue"
    _description = "Object identifier"
    _order = "code"

    code = fields.Char("Identifier", help="Numbers with dots between them, as 1.3.6.1.5.5.7.3.2.")

    _sql_constraints = [
        ("code_unique", "unique(code)", "This object identifier is in the catalogue already.")
    ]

    @api.constrains("code")
    def _check_code(self):
        for oid in self:
            if not oids.is_valid(oid.code):
                raise ValidationError(
                    _(
                        "%(oid)s is no object identifier: it must be numbers with dots between "
                        "them, as 1.3.6.1.5.5.7.3.2.",
                        oid=oid.code,
                    )
                )

    def name_get(self):
        return [(oid.id, "%s %s" % (oid.code, oid.name)) for oid in self]

    @api.model
    def _name_search(self, name, args=None, operator="ilike", limit=100, name_get_uid=None):
        domain = ["|", ("code", operator, name), ("name", operator, name)] if name else []
        return self._search(domain + (args or []), limit=limit, access_rights_uid=name_get_uid)

    @api.model
    def _usages(self):
        return super()._usages() + [
            ("itcom.certificate.type", lambda oid: [("oid_ids", "=", oid.id)])
        ]
