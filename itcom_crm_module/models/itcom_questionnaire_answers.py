# Licence LGPL-3 (see LICENSE).

from odoo import api, fields, models

from ..itcom_core.errors import ItcomError
from ..itcom_core.questionnaire.fields import FIELDS


class ItcomQuestionnaireAnswers(models.AbstractModel):
    """The answers of a questionnaire: data of person, organisation and proxy.

    One stored field per field of ``itcom_core.questionnaire.fields``, under the same name: so
    that they are searched, grouped, exported and shown like any other, while the schema alone says
    which of them are asked for, what is right and what is missing. An answer that is wrong is
    kept as typed and named among the problems; one that is right is kept in its normal form.
    """

    _name = "itcom.questionnaire.answers"
    _description = "Answers of a questionnaire"

    # Person
    surname = fields.Char()
    given_name = fields.Char("Given name")
    patronymic = fields.Char()
    gender = fields.Selection([("male", "Male"), ("female", "Female")])
    citizenship = fields.Char("Citizenship (code of the country)", default="RU")
    birth_date = fields.Date("Date of birth")
    birth_place = fields.Char("Place of birth")
    snils = fields.Char("SNILS")
    inn = fields.Char("INN of the person")
    # Identity document
    passport_series = fields.Char("Passport: series")
    passport_number = fields.Char("Passport: number")
    foreign_document_number = fields.Char("Series and number of the document")
    passport_date = fields.Date("Issued on")
    passport_issuer = fields.Char("Issuing authority")
    passport_department_code = fields.Char("Code of the department")
    # Contacts
    email = fields.Char("E-mail")
    phone = fields.Char()
    # Address
    region = fields.Char()
    city = fields.Char()
    address = fields.Char("Street, house, flat or office")
    # Organisation
    organisation_name = fields.Char("Name of the organisation")
    organisation_inn = fields.Char("INN of the organisation")
    organisation_kpp = fields.Char("KPP")
    organisation_ogrn = fields.Char("OGRN")
    proprietor_inn = fields.Char("INN of the sole proprietor")
    ogrnip = fields.Char("OGRNIP")
    post = fields.Char()
    department = fields.Char()
    # Who gives the power of attorney
    head_surname = fields.Char("Head: surname")
    head_given_name = fields.Char("Head: given name")
    head_patronymic = fields.Char("Head: patronymic")
    head_post = fields.Char("Head: post")
    # Power to act
    authority_type = fields.Char("Document of authority")
    authority_number = fields.Char("Document of authority: number")
    authority_date = fields.Date("Document of authority: date")
    authority_expiry_date = fields.Date("Document of authority: valid until")
    # Who hands in the documents
    bearer_surname = fields.Char("Proxy: surname")
    bearer_given_name = fields.Char("Proxy: given name")
    bearer_patronymic = fields.Char("Proxy: patronymic")
    bearer_document_number = fields.Char("Proxy: series and number of the passport")
    bearer_document_date = fields.Date("Proxy: passport issued on")
    bearer_document_issuer = fields.Char("Proxy: authority that issued the passport")

    def _answers(self):
        """:return: {field: answer}, "" for none; what ``Schema.validate`` takes."""
        self.ensure_one()
        return {name: self[name] or "" for name in FIELDS}

    @api.model
    def _normal_answers(self, vals):
        """:return: ``vals`` with each right answer in its normal form, wrong ones as typed."""
        today = fields.Date.context_today(self)
        normal = dict(vals)
        for name in FIELDS.keys() & vals.keys():
            try:
                normal[name] = FIELDS[name].clean(vals[name] or "", today) or False
            except ItcomError:
                if isinstance(vals[name], str):
                    # PostgreSQL takes any character but this one.
                    normal[name] = vals[name].replace("\x00", "")
        return normal

    @api.model
    def _answer_label(self, name):
        """:return: what users know a field as."""
        return self._fields[name]._description_string(self.env)

    @api.model
    def _error_texts(self, errors, answers):
        """:param errors: {field: ItcomError} of ``Schema.validate``.
        :return: list of sentences, in the order of the fields.
        """
        Message = self.env["itcom.error.message"]
        return [
            Message._answer_text(self._answer_label(name), errors[name], answers[name])
            for name in FIELDS
            if name in errors
        ]
