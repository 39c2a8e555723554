# Licence LGPL-3 (see LICENSE).

import base64
from datetime import date

from freezegun import freeze_time
from odoo.exceptions import AccessError, RedirectWarning, UserError
from odoo.tests import Form, tagged

from ..itcom_core.identifiers import applicant
from ..itcom_core.questionnaire import choice as ch
from ..itcom_core.questionnaire import papers
from ..models.itcom_document_template import shipped_content
from .documents import DocumentCase, docx_text
from .questionnaire_common import PERSON, QuestionnaireCase

BEARER = {
    "bearer": ch.PROXY,
    "bearer_surname": "Кузнецов",
    "bearer_given_name": "Ян",
    "bearer_patronymic": "Олегович",
    "bearer_document_number": "4510 654321",
    "bearer_document_date": "2020-05-05",
    "bearer_document_issuer": "МВД по Республике Татарстан",
}
PROXY = {
    "holder": ch.PROXY,
    "surname": "Ковалёва",
    "given_name": "Ирина",
    "patronymic": "Андреевна",
    "gender": "female",
    "snils": "112-233-445 95",
    "email": "kovaleva@primer.example",
    "phone": "+79161234567",
    "post": "Менеджер",
    "authority_type": "Доверенность",
    "authority_number": "№ 5",
    "authority_date": "2026-01-02",
}

HEAD = {
    "head_surname": "Орлов",
    "head_given_name": "Пётр",
    "head_patronymic": "Ильич",
    "head_post": "Директор",
}


class PapersCase(QuestionnaireCase):
    """Questionnaires of a company that may form papers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.company.partner_id.write(
            {
                "name": "ООО «Наш УЦ»",
                "itcom_applicant_type": "legal_entity",
                "vat": "1600000011",
                "itcom_kpp": "160001001",
                "itcom_ogrn": "1161600000000",
                "zip": "420111",
                "city": "г. Казань",
                "street": "ул. Баумана, д. 7, офис 12",
                "country_id": cls.env.ref("base.ru").id,
                "state_id": False,
                "street2": False,
            }
        )

    def ready(self, user=None, **values):
        """:return: a draft whose answers are all there."""
        return self._new_questionnaire(user, **{**PERSON, **values})

    def form(self, questionnaire, kind):
        """:return: (document, its text)."""
        document = questionnaire._itcom_form(kind)[0]
        return document, docx_text(document.attachment_id.sudo().raw)


@tagged("post_install", "-at_install")
class TestQuestionnairePapers(PapersCase):
    """Papers formed from a questionnaire: which, when, and what stands in them."""

    def test_one_press_forms_all_that_is_asked_for(self):
        questionnaire = self.ready(**BEARER)
        self.assertTrue(questionnaire.can_form_papers)
        questionnaire.action_itcom_form_papers()
        self.assertEqual(
            set(questionnaire.itcom_document_ids.mapped("kind")),
            {papers.APPLICATION, papers.CONSENT, papers.POWER_OF_ATTORNEY_DOCUMENTS},
        )
        for document in questionnaire.itcom_document_ids:
            text = docx_text(document.attachment_id.raw)
            self.assertNotIn("{", text)
            self.assertIn("Орлов", text)
            self.assertEqual(document.partner_id, self.client)
            self.assertFalse(document.order_id)
        action = questionnaire.action_itcom_form_papers()
        self.assertEqual(action["tag"], "display_notification")

    def test_the_application_says_what_was_chosen_and_answered(self):
        questionnaire = self.ready(original_address="г. Казань, ул. Баумана, д. 7")
        document, text = self.form(questionnaire, papers.APPLICATION)
        self.assertEqual(document.number, questionnaire.number)
        for words in (
            "В удостоверяющий центр\nООО «Наш УЦ»",
            "ЗАЯВЛЕНИЕ № " + questionnaire.number,
            "ООО «Пример» в лице Директора Орлова Петра Ильича, действующего на основании Устава",
            "112-233-445 95",
            "45 08 № 123456",
            "код подразделения 770-001",
            "1187700000014",
            "по адресу: г. Казань, ул. Баумана, д. 7",
            "1.3.6.1.5.5.7.3.2",
        ):
            self.assertIn(words, text)
        self.assertNotIn("квалифицированного", text)

    def test_papers_name_who_issues_the_certificate(self):
        partner = self.env["res.partner"].create({"name": "АО «Партнёрский УЦ»", "city": "Пермь"})
        self.company.itcom_partner_authority_id = partner
        for route, words in (
            ("own", "В удостоверяющий центр\nООО «Наш УЦ»\n420111"),
            ("tax_service", "В удостоверяющий центр\nФНС России\nЗАЯВЛЕНИЕ"),
            ("partner", "В удостоверяющий центр\nАО «Партнёрский УЦ»\nПермь"),
        ):
            with self.subTest(route=route):
                kind = self.type_open.copy({"code": route.upper(), "issuer_route": route})
                questionnaire = self.ready(certificate_type_ids=[(6, 0, kind.ids)])
                text = self.form(questionnaire, papers.APPLICATION)[1]
                self.assertIn(words, text)
                self.assertIn("ООО «Наш УЦ»", self.form(questionnaire, papers.CONSENT)[1])

    def test_a_proxys_power_is_the_one_that_the_answers_name(self):
        questionnaire = self.ready(**PROXY, **HEAD)
        document, text = self.form(questionnaire, papers.POWER_OF_ATTORNEY_SIGNATURE)
        self.assertEqual((document.number, document.date), ("5", date(2026, 1, 2)))
        for words in (
            "ДОВЕРЕННОСТЬ № 5",
            "«02» января 2026 г.",
            "по 1 января 2027 г. включительно",
            "в лице Директора Орлова Петра Ильича",
            "Ковалёва Ирина Андреевна, паспорт",
        ):
            self.assertIn(words, text)
        questionnaire.authority_number = "6"
        document.invalidate_cache()
        self.assertEqual(document.status, "outdated")
        renewed = questionnaire._itcom_form(papers.POWER_OF_ATTORNEY_SIGNATURE)[0]
        self.assertEqual((renewed.number, renewed.version), ("6", 2))

    def test_two_clients_may_have_given_the_same_number(self):
        for _client in range(2):
            questionnaire = self.ready(**PROXY, **HEAD)
            questionnaire._itcom_form(papers.POWER_OF_ATTORNEY_SIGNATURE)
            self.assertEqual(questionnaire.itcom_document_ids.number, "5")

    def test_a_changed_answer_outdates_what_says_it(self):
        questionnaire = self.ready(**BEARER)
        with freeze_time("2026-11-23 09:00:00"):
            questionnaire.action_itcom_form_papers()
        kinds = {document.kind: document for document in questionnaire.itcom_document_ids}
        questionnaire.write({"bearer_surname": "Кузин", "alias": "Другой"})
        questionnaire.itcom_document_ids.invalidate_cache()
        self.assertEqual(kinds[papers.POWER_OF_ATTORNEY_DOCUMENTS].status, "outdated")
        self.assertEqual(kinds[papers.CONSENT].status, "formed")
        with freeze_time("2026-11-25 09:00:00"):
            kinds[papers.POWER_OF_ATTORNEY_DOCUMENTS].action_form_new_version()
        renewed = kinds[papers.POWER_OF_ATTORNEY_DOCUMENTS].replaced_by_id
        self.assertEqual((renewed.version, renewed.date), (2, date(2026, 11, 25)))
        self.assertIn("24 ноября 2027 г.", docx_text(renewed.attachment_id.raw))

    def test_another_day_makes_no_new_version(self):
        questionnaire = self.ready(**BEARER)
        with freeze_time("2026-11-23 09:00:00"):
            questionnaire.action_itcom_form_papers()
        with freeze_time("2027-01-11 09:00:00"):
            questionnaire.action_itcom_form_papers()
            self.assertFalse(any(questionnaire.itcom_document_ids.mapped("is_outdated")))
        self.assertEqual(len(questionnaire.itcom_document_ids), 3)

    def test_what_is_lacking_is_named(self):
        questionnaire = self._new_questionnaire()
        with self.assertRaisesRegex(UserError, "Passport: series, Passport: number"):
            questionnaire._itcom_form(papers.CONSENT)
        questionnaire.write({**PERSON, "crypto_provider_id": False})
        with self.assertRaisesRegex(UserError, "Crypto provider"):
            questionnaire._itcom_form(papers.APPLICATION)
        self.assertTrue(questionnaire._itcom_form(papers.CONSENT)[1])

    def test_what_is_not_asked_for_is_not_formed(self):
        with self.assertRaisesRegex(UserError, "does not ask for this paper"):
            self.ready()._itcom_form(papers.POWER_OF_ATTORNEY_DOCUMENTS)

    def test_after_the_request_nothing_is_formed_any_more(self):
        questionnaire = self.ready()
        questionnaire.action_itcom_form_papers()
        questionnaire._write_state("requested")
        self.assertFalse(questionnaire.can_form_papers)
        with self.assertRaisesRegex(UserError, "can be downloaded"):
            questionnaire.action_itcom_form_papers()

    def test_a_company_without_requisites_is_told(self):
        self.company.partner_id.write({"vat": False})
        with self.assertRaises(RedirectWarning) as refusal:
            self.ready()._itcom_form(papers.CONSENT)
        self.assertIn("INN", refusal.exception.args[0])
        self.assertNotIn("bank", refusal.exception.args[0])

    def test_a_draft_that_is_deleted_takes_its_papers_along(self):
        questionnaire = self.ready()
        for _version in range(2):
            questionnaire.action_itcom_form_papers()
            questionnaire.surname = "Орлова"
        documents = questionnaire.itcom_document_ids
        files = documents.attachment_id
        self.assertGreater(len(documents), 2)
        questionnaire.unlink()
        self.assertFalse(documents.exists() | documents.browse(documents.ids).exists())
        self.assertFalse(files.sudo().exists())

    def test_a_paper_costs_few_queries(self):
        questionnaires = [self.ready(**BEARER, **PROXY, **HEAD) for _run in range(2)]
        for questionnaire, most in zip(questionnaires, (1000, 15)):
            questionnaire = questionnaire.with_context(tz="Europe/Moscow")
            self.assertEqual(set(questionnaire._itcom_paper_kinds()), set(papers.PAPERS))
            for kind in questionnaire._itcom_paper_kinds():
                questionnaire.flush()
                self.env.cache.invalidate()
                with self.subTest(kind=kind), self.assertQueryCount(most):
                    questionnaire._itcom_form(kind)
                    questionnaire.flush()

    def test_forming_is_put_on_record(self):
        document = self.ready()._itcom_form(papers.CONSENT)[0]
        entry = self.env["itcom.journal.entry"].search([("event", "=", "document.formed")], limit=1)
        self.assertEqual((entry.model, entry.res_id), ("itcom.document", document.id))
        self.assertEqual(entry.user_id, self.manager)
        self.assertIn("consent", entry.facts)


@tagged("post_install", "-at_install")
class TestPapersMatrix(PapersCase):
    """Applicant x holder x bearer, in Odoo: each paper is formed and says who is who."""

    def client_of(self, applicant_type):
        """:return: a client of that type, and what its questionnaire asks beside the card."""
        if applicant_type == applicant.LEGAL_ENTITY:
            return self.client, {}
        name, vat, ogrn = {
            applicant.SOLE_PROPRIETOR: (
                "ИП Петров Сергей Николаевич", "160000000080", "318169000000001"
            ),
            applicant.INDIVIDUAL: ("Смирнова Анна Петровна", "770000000156", False),
        }[applicant_type]  # fmt: skip
        client = self._new_client(
            name,
            itcom_applicant_type=applicant_type,
            vat=vat,
            itcom_ogrn=ogrn,
            itcom_snils="112-233-445 95",
            city="г. Казань",
            street="ул. Пушкина, д. 20, кв. 4",
            email="client@primer.example",
            phone="+79161234567",
        )
        return client, {"region": "16 Республика Татарстан", "inn": vat}

    def test_all(self):
        for applicant_type in ch.APPLICANT_TYPES:
            client, values = self.client_of(applicant_type)
            for holder in ch.HOLDERS:
                if (applicant_type, holder) == (applicant.INDIVIDUAL, ch.PROXY):
                    continue
                for bearer in ch.BEARERS:
                    with self.subTest(applicant=applicant_type, holder=holder, bearer=bearer):
                        self.check(client, holder, bearer, values)

    def check(self, client, holder, bearer, values):
        questionnaire = self.ready(
            **{
                **values,
                "order_id": False,
                "partner_id": client.id,
                **(BEARER if bearer == ch.PROXY else {}),
                **(dict(PROXY, inn="500100732259") if holder == ch.PROXY else {}),
            }
        )
        questionnaire.action_itcom_form_papers()
        documents = questionnaire.itcom_document_ids
        expected = 2 + (holder == ch.PROXY) + (bearer == ch.PROXY)
        self.assertEqual(len(documents), expected)
        surname = client.itcom_head_id.name or client.name
        for document in documents:
            text = docx_text(document.attachment_id.raw)
            for left in ("{", "None", " ,", "()", "False"):
                self.assertNotIn(left, text)
            if holder == ch.HEAD:
                self.assertIn(surname.replace("ИП ", "").split()[0], text)


@tagged("post_install", "-at_install")
class TestPapersRights(PapersCase):
    """Who may read the questionnaire may read its papers, and nobody else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls._new_user("manager", "papers-colleague")
        cls.colleague.itcom_warehouse_ids = cls.warehouse

    def test_papers_follow_the_questionnaire(self):
        elsewhere = self.env["stock.warehouse"].create({"name": "Другой", "code": "ДРУГ"})
        for warehouse, expected in (
            (self.warehouse, {self.manager: True, self.other_manager: False, self.colleague: True,
                              self.verifier: True, self.administrator: True}),
            (elsewhere, {self.manager: True, self.other_manager: False, self.colleague: False,
                         self.verifier: True}),
        ):  # fmt: skip
            questionnaire = self.ready(warehouse_id=warehouse.id, user_id=self.manager.id)
            document = questionnaire._itcom_form(papers.CONSENT)[0]
            for user, may in expected.items():
                with self.subTest(user=user.login, warehouse=warehouse.name):
                    own = document.with_user(user)
                    self.assertEqual(bool(own.search([("id", "=", document.id)])), may)
                    for record in (own, own.sudo().attachment_id.sudo(False)):
                        if may:
                            self.assertTrue(record.read(["display_name"]))
                        else:
                            with self.assertRaises(AccessError):
                                record.read(["display_name"])

    def test_only_who_may_change_the_questionnaire_forms(self):
        questionnaire = self.ready(warehouse_id=False, user_id=self.manager.id)
        with self.assertRaises(AccessError):
            questionnaire.with_user(self.other_manager)._itcom_form(papers.CONSENT)


@tagged("post_install", "-at_install")
class TestPapersSending(PapersCase):
    """«Отправить» on the questionnaire's form."""

    def test_several_are_asked_for_and_sent_in_one_mail(self):
        self.client.email = "director@primer.example"
        questionnaire = self.ready()
        questionnaire.action_itcom_form_papers()
        action = questionnaire.action_itcom_send_papers()
        Wizard = self.env["itcom.document.send"].with_user(self.manager)
        form = Form(Wizard.with_context(**action["context"]))
        self.assertEqual(form.partner_id, self.client)
        action = form.save().action_compose()
        Composer = self.env["mail.compose.message"].with_user(self.manager)
        composer = Form(Composer.with_context(**action["context"])).save()
        self.assertEqual(composer.partner_ids, self.client)
        self.assertIn(questionnaire.number, composer.subject)
        composer.action_send_mail()
        documents = questionnaire.itcom_document_ids
        self.assertEqual(set(documents.mapped("status")), {"sent"})
        self.assertEqual(questionnaire.message_ids[0].attachment_ids, documents.attachment_id)
        self.assertEqual(documents.sending_ids.mapped("user_id"), self.manager)

    def test_a_document_of_another_questionnaire_does_not_go_along(self):
        first, second = self.ready(), self.ready()
        document = first._itcom_form(papers.CONSENT)[0]
        Wizard = self.env["itcom.document.send"].with_user(self.manager)
        wizard = Wizard.create(
            {"questionnaire_id": second.id, "document_ids": [(6, 0, document.ids)]}
        )
        with self.assertRaisesRegex(UserError, "another deal"):
            wizard.action_compose()


@tagged("post_install", "-at_install")
class TestPapersTemplate(PapersCase):
    """A template of a paper is tried on a questionnaire before it is put into use."""

    def test_preview_on_a_questionnaire(self):
        questionnaire = self.ready()
        template = self.env["itcom.document.template"].with_user(self.administrator)
        template = template.create(
            {"kind": "consent", "file": base64.b64encode(shipped_content("consent"))}
        )
        self.assertFalse(template.problems)
        Preview = self.env["itcom.document.template.preview"].with_user(self.administrator)
        preview = Preview.create({"template_id": template.id, "questionnaire_id": questionnaire.id})
        self.assertEqual(preview.source_field, "questionnaire_id")
        self.assertIn("Орлов Пётр Ильич", docx_text(preview._render()))


@tagged("post_install", "-at_install")
class TestPapersReport(PapersCase):
    """Papers in Odoo's menu «Печать»."""

    def test_each_kind_has_its_report(self):
        bound = self.env["ir.actions.actions"].with_user(self.manager)
        bound = bound.get_bindings("itcom.questionnaire")
        reports = self.env["ir.actions.report"].browse([one["id"] for one in bound["report"]])
        self.assertEqual(set(reports.mapped("itcom_document_kind")), set(papers.PAPERS))

    def test_many_give_a_zip_and_the_refused_are_named(self):
        report = self.env.ref("itcom_crm_module.report_consent").with_user(self.manager)
        good, bad = self.ready(), self._new_questionnaire()
        content, extension = report._render_docx((good | bad).ids)
        self.assertEqual(extension, "zip")
        self.assertIn(b"PK", content[:2])
        self.assertEqual(len(good.itcom_document_ids), 1)
        self.assertFalse(bad.itcom_document_ids)


@tagged("post_install", "-at_install")
class TestDealAndItsQuestionnaires(DocumentCase):
    """Papers stand on the questionnaire: the deal's portlets show the deal's own documents."""

    def test_the_deal_counts_its_own_documents_only(self):
        deal = self.make_deal({})
        questionnaire = self.env["itcom.questionnaire"].with_user(self.manager).create(
            {"order_id": deal.id, **PERSON, "surname": "Орлов", "given_name": "Пётр"}
        )  # fmt: skip
        questionnaire._itcom_form(papers.CONSENT)
        self.form_invoice(deal)
        self.assertEqual(deal.itcom_document_ids.kind, "invoice")
        self.assertEqual(deal.itcom_document_count, 1)
