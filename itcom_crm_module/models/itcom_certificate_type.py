# Licence LGPL-3 (see LICENSE).

import re

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..itcom_core.identifiers import applicant
from ..itcom_core.questionnaire import choice as ch
from ..tools.code_set import CodeSet

# A comma would take a list of codes apart.
CODE = re.compile(r"[A-Za-z0-9_.\-]{1,64}")
# By whom the certificate may be applied for -> the field that says so.
APPLICANT_FIELDS = {
    applicant.LEGAL_ENTITY: "for_legal_entity",
    applicant.SOLE_PROPRIETOR: "for_sole_proprietor",
    applicant.INDIVIDUAL: "for_individual",
}


class ItcomCertificateType(models.Model):
    """Type of certificate, what users know as «ОИД»: a name, the OIDs it stands for, a price.

    The code is the platform's code of the public API (EGAIS, FABRIKANT...).
    """

    _name = "itcom.certificate.type"
    _inherit = "itcom.catalogue"
    _description = "Type of certificate"

    _meaning_fields = ("code", "signature_class", "issuer_route")

    code = fields.Char(help="Code of the platform as the public API names it.")
    oid_ids = fields.Many2many(
        "itcom.oid",
        string="Object identifiers",
        ondelete="restrict",
        context={"active_test": False},
    )
    product_id = fields.Many2one(
        "product.product",
        "Nomenclature",
        index=True,
        ondelete="restrict",
        domain=[("sale_ok", "=", True)],
        help="Position of a deal that stands for a certificate of this type.",
    )
    validity_months = fields.Integer("Validity, months", required=True, default=12)
    signature_class = fields.Selection(
        [(ch.QUALIFIED, "Qualified"), (ch.NON_QUALIFIED, "Non-qualified")],
        "Signature",
        required=True,
        default=ch.QUALIFIED,
    )
    issuer_route = fields.Selection(
        [
            (ch.OWN, "Own certification authority"),
            (ch.TAX_SERVICE, "Tax service's certification authority"),
            (ch.PARTNER, "Partner's certification authority"),
        ],
        "Issued by",
        required=True,
        default=ch.OWN,
    )
    for_legal_entity = fields.Boolean("For legal entities", default=True)
    for_sole_proprietor = fields.Boolean("For sole proprietors", default=True)
    for_individual = fields.Boolean("For individuals", default=True)
    has_pseudonym = fields.Boolean(
        "Pseudonym in the certificate",
        help="The certificate names a pseudonym (X.520) instead of the holder.",
    )

    _sql_constraints = [
        ("code_unique", "unique(code)", "A type of certificate with this code exists already."),
        (
            "validity_months_positive",
            "CHECK(validity_months BETWEEN 1 AND 180)",
            "A certificate is valid for 1 to 180 months.",
        ),
    ]

    @api.constrains("code")
    def _check_code(self):
        for kind in self:
            if not CODE.fullmatch(kind.code):
                raise ValidationError(
                    _("A code has Latin letters, digits, dots, dashes and underscores only.")
                )

    @api.constrains(*APPLICANT_FIELDS.values())
    def _check_applicants(self):
        for kind in self:
            if not any(kind[name] for name in APPLICANT_FIELDS.values()):
                raise ValidationError(_("Say for whom «%(type)s» is.", type=kind.name))

    @api.model
    def _usages(self):
        return super()._usages() + [
            ("itcom.questionnaire", lambda kind: [("certificate_type_ids", "=", kind.id)]),
            (
                "itcom.questionnaire.rule",
                lambda kind: CodeSet.domain("certificate_types", kind.code),
            ),
        ]

    def _is_for(self, applicant_type):
        """:return: whether such an applicant may have a certificate of this type."""
        self.ensure_one()
        return self[APPLICANT_FIELDS[applicant_type]]

    def _fitting_together(self, applicant_type):
        """:return: those that one certificate of such an applicant can carry: all of one
        signature class and one issuer, the first of them deciding.
        """
        open_types = self.filtered(lambda kind: kind._is_for(applicant_type))
        first = open_types[:1]
        return open_types.filtered(
            lambda kind: (kind.signature_class, kind.issuer_route)
            == (first.signature_class, first.issuer_route)
        )
