# Licence LGPL-3 (see LICENSE).

from odoo import _, api, fields, models
from odoo.exceptions import ValidationError

from ..itcom_core.identifiers import applicant
from ..itcom_core.questionnaire import choice as ch
from .itcom_questionnaire_rule import FACT_FIELDS

# Everything that the rules look at.
CHOICE_FIELDS = (
    "applicant_type", "holder", "bearer", "certificate_type_ids", "date", *FACT_FIELDS.values(),
)  # fmt: skip


class ItcomQuestionnaireChoice(models.AbstractModel):
    """The choices of a questionnaire, and the schema that the rules give for them."""

    _name = "itcom.questionnaire.choice"
    _description = "Choices of a questionnaire"

    applicant_type = fields.Selection(
        [
            (applicant.LEGAL_ENTITY, "Legal ent."),
            (applicant.SOLE_PROPRIETOR, "Sole prop."),
            (applicant.INDIVIDUAL, "Natural person"),
        ],
        "Needed for",
        required=True,
        default=applicant.LEGAL_ENTITY,
    )
    bearer = fields.Selection(
        [(ch.IN_PERSON, "In person"), (ch.PROXY, "Proxy")],
        "Documents for the certificate will be provided by",
        required=True,
        default=ch.IN_PERSON,
    )
    holder = fields.Selection(
        [(ch.HEAD, "Head of the organisation"), (ch.PROXY, "Proxy")],
        "Issued in the name of",
        required=True,
        default=ch.HEAD,
        help="For a sole proprietor or a natural person: that person.",
    )
    certificate_type_ids = fields.Many2many(
        "itcom.certificate.type",
        string="OID",
        ondelete="restrict",
        context={"active_test": False},
        help="What the certificate is for. Several types make one certificate with all their OIDs.",
    )
    date = fields.Date(
        "Rules of",
        required=True,
        default=fields.Date.context_today,
        help="The day whose rules hold.",
    )
    is_foreigner = fields.Boolean("The holder is no citizen of Russia")
    is_remote = fields.Boolean(
        "Remote identification", help="Nobody meets the holder: by video, photo or post."
    )
    is_snils_confirmed = fields.Boolean(
        "SNILS confirmed by the state registry", help="Then its scan is not asked for."
    )
    signature_class = fields.Selection(
        [(ch.QUALIFIED, "Qualified"), (ch.NON_QUALIFIED, "Non-qualified")],
        "Signature",
        compute="_compute_kind_of_certificate",
        store=True,
    )
    issuer_route = fields.Selection(
        [
            (ch.OWN, "Own certification authority"),
            (ch.TAX_SERVICE, "Tax service's certification authority"),
            (ch.PARTNER, "Partner's certification authority"),
        ],
        "Issued by",
        compute="_compute_kind_of_certificate",
        store=True,
    )
    unlawful_text = fields.Text("Not lawful", compute="_compute_unlawful_text")

    @api.depends("certificate_type_ids")
    def _compute_kind_of_certificate(self):
        """Not bound to the type's own fields: those can't change once it is in use."""
        for record in self:
            first = record.certificate_type_ids[:1]
            record.signature_class = first.signature_class
            record.issuer_route = first.issuer_route

    @api.depends(*CHOICE_FIELDS)
    @api.depends_context("lang")
    def _compute_unlawful_text(self):
        for record in self:
            schema = record._schema()
            texts = [self._contradiction_text(code) for code in schema.choice.contradictions]
            texts += [
                "\n".join(part for part in (rule.why, rule.alternative) if part)
                for rule in schema.unlawful
            ]
            record.unlawful_text = "\n\n".join(texts) or False

    @api.constrains("applicant_type", "holder", "certificate_type_ids")
    def _check_choice(self):
        for record in self:
            texts = [
                self._contradiction_text(code) for code in record._choice().contradictions
            ] + record._certificate_type_errors()
            if texts:
                raise ValidationError("\n".join(texts))

    @api.onchange("applicant_type")
    def _onchange_applicant_type(self):
        if self.applicant_type == applicant.INDIVIDUAL:
            self.holder = ch.HEAD

    def _choice(self):
        """:return: :class:`~..itcom_core.questionnaire.choice.Choice` of this record.

        Without a type of certificate it is a non-qualified one, which nothing forbids.
        """
        self.ensure_one()
        return ch.Choice(
            applicant_type=self.applicant_type or applicant.LEGAL_ENTITY,
            holder=self.holder or ch.HEAD,
            bearer=self.bearer or ch.IN_PERSON,
            signature_class=self.signature_class or ch.NON_QUALIFIED,
            issuer_route=self.issuer_route or ch.OWN,
            date=self.date or fields.Date.context_today(self),
            certificate_types=frozenset(self.certificate_type_ids._codes()),
            facts=frozenset(fact for fact, name in FACT_FIELDS.items() if self[name]),
        )

    def _schema(self):
        """:return: :class:`~..itcom_core.questionnaire.schema.Schema`: all that is asked for."""
        return self.env["itcom.questionnaire.rule"]._ruleset().schema(self._choice())

    def _certificate_type_errors(self):
        """:return: list of sentences: why these types can't make one certificate here."""
        self.ensure_one()
        kinds = self.certificate_type_ids
        errors = [
            _(
                "«%(type)s» is not issued to this applicant (%(applicant)s).",
                type=kind.name,
                applicant=self._choice_label("applicant_type", self.applicant_type),
            )
            for kind in kinds
            if not kind._is_for(self.applicant_type)
        ]
        if len({(kind.signature_class, kind.issuer_route) for kind in kinds}) > 1:
            errors.append(
                _(
                    "One certificate has one signature class and one issuer: %(types)s "
                    "need several questionnaires.",
                    types=", ".join("«%s»" % kind.name for kind in kinds),
                )
            )
        return errors

    @api.model
    def _contradiction_text(self, code):
        """:return: what can't be together, in one sentence, with the way out."""
        texts = {
            ch.INDIVIDUAL_BY_PROXY: _(
                "A natural person's certificate is issued in that person's own name only. "
                "Choose «Head of the organisation»: for a natural person it means the person."
            )
        }
        return texts[code]

    @api.model
    def _choice_label(self, name, value):
        """:return: a choice as users know it."""
        return dict(self._fields[name]._description_selection(self.env)).get(value, value)

    @api.model
    def _choice_text(self, choice):
        """:return: a combination in one line: «Юр. лицо, Руководитель организации, …»."""
        names = ("applicant_type", "holder", "bearer", "signature_class", "issuer_route")
        parts = [self._choice_label(name, getattr(choice, name)) for name in names]
        codes = sorted(choice.certificate_types)
        kinds = self.env["itcom.certificate.type"].sudo().search([("code", "in", codes)])
        parts += kinds.mapped("name")
        parts += [
            self._fields[FACT_FIELDS[fact]]._description_string(self.env)
            for fact in sorted(choice.facts)
        ]
        return ", ".join(parts)
