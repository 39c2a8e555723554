# Licence LGPL-3 (see LICENSE).
"""Every kind of document, for everybody it may be for, with and without VAT, short and long."""

import dataclasses
import io
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx as python_docx
import pytest
from docx.shared import Mm
from docx_tools import texts
from itcom_core.documents import (
    KINDS,
    Picture,
    check_template,
    compile_template,
    field_reference,
    payload_hash,
    sample_payload,
    template_name,
)
from itcom_core.documents.payload import Party, Passport, Signatory
from itcom_core.documents.samples import CUSTOMER, LINES, TRANSFER_LINES

TEMPLATES = Path(__file__).parents[3] / "itcom_crm_module/reports/templates"
COMPILED = {
    kind: compile_template((TEMPLATES / template_name(kind)).read_bytes()) for kind in KINDS
}
PROPRIETOR = Party(
    name="ИП Петров Сергей Николаевич",
    inn="160000000080",
    kpp="",
    ogrn="318169000000001",
    address="420015, г. Казань, ул. Пушкина, д. 5, кв. 17",
    applicant_type="sole_proprietor",
)
INDIVIDUAL = Party(
    name="Смирнова Анна Петровна",
    inn="770000000156",
    kpp="",
    address="101000, г. Москва, ул. Мясницкая, д. 3, кв. 8",
    applicant_type="individual",
    passport=Passport("45 10", "654321", None, "ОВД «Басманный» г. Москвы", "772-001"),
)
SIDES = {"legal_entity": CUSTOMER, "sole_proprietor": PROPRIETOR, "individual": INDIVIDUAL}
SIDE_FIELDS = ("customer", "applicant", "principal")


def names_of(payload):
    """:return: names of a payload's fields."""
    return [field.name for field in dataclasses.fields(payload)]


def variant(kind, applicant="legal_entity", taxed=True, count=2):
    """:return: the sample of ``kind`` for another side, tax and number of positions."""
    payload = sample_payload(kind)
    names = names_of(payload)
    changes = {name: SIDES[applicant] for name in SIDE_FIELDS if name in names}
    if "lines" in names:
        line = TRANSFER_LINES[0] if kind == "upd" else LINES[0]
        if kind == "upd" and not taxed:
            line = replace(line, vat_rate="без НДС", vat_amount=Decimal("0.00"))
            changes["vat_total"] = Decimal("0.00")
        changes["lines"] = tuple(replace(line, number=number + 1) for number in range(count))
    if "vat" in names and not taxed:
        changes["vat"] = ()
    return replace(payload, **changes)


def formed(kind, payload):
    """:return: (text of the whole document, document as python-docx opens it)."""
    content = COMPILED[kind].render(payload)
    text = "\n".join(texts(content)).replace("\u00a0", " ")
    return text, python_docx.Document(io.BytesIO(content))


def test_every_kind_has_a_template_and_no_template_is_left_over():
    assert {path.name for path in TEMPLATES.glob("*.docx")} == set(map(template_name, KINDS))


@pytest.mark.parametrize("kind", KINDS)
def test_shipped_template_is_right(kind):
    content = (TEMPLATES / template_name(kind)).read_bytes()
    assert check_template(content, sample_payload(kind)) == []
    assert isinstance(sample_payload(kind), KINDS[kind].payload)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("applicant", SIDES)
@pytest.mark.parametrize("taxed", [True, False], ids=["vat", "no-vat"])
@pytest.mark.parametrize("count", [1, 2, 40])
def test_every_variant_renders_and_opens(kind, applicant, taxed, count):
    payload = variant(kind, applicant, taxed, count)
    text, document = formed(kind, payload)
    for left in ("{{", "{%", "None", " ,", "..", "()", "  ", "« »"):
        assert left not in text, left
    if "lines" in names_of(payload):
        assert text.count(LINES[0].name) == count
        assert any(len(table.rows) > count for table in document.tables)
    side = next((name for name in SIDE_FIELDS if name in names_of(payload)), None)
    if side and (kind, applicant) != ("application", "individual"):  # the holder applies
        name = SIDES[applicant].name.replace("ИП ", "")
        assert name.replace("ООО ", "") in text


@pytest.mark.parametrize(
    ("applicant", "says"),
    [
        (
            "legal_entity",
            "Общество с ограниченной ответственностью «Ромашка», именуемое в дальнейшем "
            "«Заказчик», в лице Директора Ивановой Марии Сергеевны, действующей на основании "
            "Устава, с другой стороны",
        ),
        (
            "sole_proprietor",
            "Индивидуальный предприниматель Петров Сергей Николаевич, именуемый в дальнейшем "
            "«Заказчик», действующий на основании записи в Едином государственном реестре "
            "индивидуальных предпринимателей (ОГРНИП 318169000000001), с другой стороны",
        ),
        (
            "individual",
            "Смирнова Анна Петровна, паспорт гражданина Российской Федерации 45 10 № 654321, "
            "ОВД «Басманный» г. Москвы, адрес: 101000, г. Москва, ул. Мясницкая, д. 3, "
            "кв. 8, именуемая в дальнейшем «Заказчик», с другой стороны",
        ),
    ],
)
def test_contract_presents_its_sides(applicant, says):
    text, _document = formed("contract", variant("contract", applicant))
    assert says in text
    assert (
        "Общество с ограниченной ответственностью «УЦ Печать», именуемое в дальнейшем "
        "«Исполнитель», в лице Генерального директора Соколова Андрея Викторовича, действующего "
        "на основании Устава, с одной стороны, и " in text
    )


def test_form_given_by_hand_wins_over_grammar():
    signatory = Signatory(
        "Дюма Жан",
        "Куратор",
        "доверенность № 5",
        name_genitive="Дюма Жана",
        post_genitive="Куратора проекта",
        gender="female",
    )
    payload = replace(sample_payload("contract"), customer=replace(CUSTOMER, signatory=signatory))
    text, _document = formed("contract", payload)
    assert "в лице Куратора проекта Дюма Жана, действующей на основании доверенности № 5" in text


def test_contract_sums():
    text, _document = formed("contract", sample_payload("contract"))
    assert (
        "26 230,00 руб. (Двадцать шесть тысяч двести тридцать рублей 00 копеек), в том числе НДС "
        "(22%) 4 730,00 руб." in text
    )
    text, _document = formed("contract", variant("contract", taxed=False))
    assert "НДС не облагается." in text


@pytest.mark.parametrize(("days", "words"), [(1, "1 рабочего дня"), (5, "5 рабочих дней")])
def test_days_agree(days, words):
    text, _document = formed("contract", replace(sample_payload("contract"), payment_days=days))
    assert "в течение %s со дня выставления счёта" % words in text


def test_act_says_that_services_are_accepted():
    text, _document = formed("act", sample_payload("act"))
    for says in ("Акт № 9 от 23 ноября 2026 г.", "договор № 5/2026", "претензий", "Всего:"):
        assert says in text


def test_upd_has_columns_and_sums_of_the_official_form():
    text, document = formed("upd", sample_payload("upd"))
    lines = document.tables[1]
    assert [cell.text for cell in lines.rows[2].cells] == (
        "А 1 1а 1б 2 2а 3 4 5 6 7 8 9 10 10а 11 12 12а 13 14".split()
    )
    row = [cell.text.replace("\u00a0", " ") for cell in lines.rows[3].cells]
    assert row[4:13] == [
        "796", "шт", "2", "10 000,00", "20 000,00", "без акциза", "22%", "4 400,00", "24 400,00",
    ]  # fmt: skip
    assert row[13:] == ["—"] * 7
    sums = [cell.text.replace("\u00a0", " ") for cell in lines.rows[-1].cells]
    assert (sums[8], sums[9], sums[11], sums[12]) == ("21 500,00", "X", "4 730,00", "26 230,00")
    for says in ("№ п/п 1–2 № 9 от 23.11.2026", "российский рубль, 643", "7700000016/770001001"):
        assert says in text
    section = document.sections[0]
    assert section.page_width > section.page_height
    room = section.page_width - section.left_margin - section.right_margin
    # Both are kept in twentieths of a point, so a millimetre is as near as they compare.
    assert round(sum(column.width.mm for column in lines.columns)) <= round(room / Mm(1))


def test_upd_tells_of_a_traceable_good():
    line = replace(
        TRANSFER_LINES[0],
        traced_unit_code="796", traced_unit="шт", traced_quantity="2", traced_amount="20 000,00",
    )  # fmt: skip
    _text, document = formed("upd", replace(sample_payload("upd"), lines=(line,)))
    row = [cell.text for cell in document.tables[1].rows[3].cells]
    assert row[16:] == ["796", "шт", "2", "20 000,00"]


def test_upd_of_status_2_has_no_signatures_of_an_invoice():
    accountant = "Лебедева О. П."
    assert accountant in formed("upd", sample_payload("upd"))[0]
    text, _document = formed("upd", replace(variant("upd", taxed=False), status="2"))
    assert accountant not in text
    assert "без НДС" in text


@pytest.mark.parametrize(
    ("kind", "applicant", "says"),
    [
        ("application", "legal_entity", "в лице Директора Ивановой Марии Сергеевны"),
        ("application", "sole_proprietor", "Индивидуальный предприниматель Петров Сергей"),
        ("application", "individual", "Я, Петров Сергей Николаевич, прошу создать"),
        ("power_of_attorney_documents", "legal_entity", "уполномочивает следующее лицо:"),
        ("power_of_attorney_documents", "individual", "Я, Смирнова Анна Петровна"),
        ("power_of_attorney_documents", "individual", "удостоверяется нотариально"),
        ("power_of_attorney_signature", "sole_proprietor", "ОГРНИП 318169000000001"),
    ],
)
def test_papers_of_a_questionnaire(kind, applicant, says):
    assert says in formed(kind, variant(kind, applicant))[0]


def test_application_says_nothing_of_an_organisation_for_an_individual():
    text, _document = formed("application", variant("application", "individual"))
    for says in ("ОГРН", "КПП", "Наименование заявителя", "М.П."):
        assert says not in text


@pytest.mark.parametrize(
    "says",
    [
        "Петров Сергей Николаевич, паспорт гражданина Российской Федерации 92 05 № 123456",
        "адрес: 420015, г. Казань, ул. Пушкина, д. 5, кв. 17.",
        "даю согласие оператору — ООО «УЦ Печать», ИНН 1600000011",
        "Цель: создание и выдача мне сертификата",
        "я могу отозвать согласие",
        "редакция текста 1",
    ],
)
def test_consent_holds_what_the_law_asks(says):
    content = COMPILED["consent"].render(sample_payload("consent"))
    text = "\n".join(texts(content) + texts(content, "word/footer1.xml"))
    assert says in text.replace("\u00a0", " ")


HOSTILE = 'ООО "Рога & копыта" <b>{{ number }}</b> ]]> \x00\x0b \ud800 🙂 ' + "я" * 10_000


def hostile(value):
    """:return: ``value`` with every text in it replaced by a hostile one."""
    if isinstance(value, str):
        return HOSTILE
    if isinstance(value, tuple):
        return tuple(map(hostile, value))
    if dataclasses.is_dataclass(value) and not isinstance(value, Picture):
        changes = {name: hostile(getattr(value, name)) for name in names_of(value)}
        return replace(value, **changes)
    return value


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_data_never_breaks_the_file(kind):
    text, _document = formed(kind, hostile(sample_payload(kind)))
    assert "<b>{{ number }}</b> ]]>" in text


@pytest.mark.parametrize("kind", KINDS)
def test_reference_tells_every_field(kind):
    text = "\n".join(texts(field_reference(kind)))
    assert KINDS[kind].title in text
    assert "{{ number }}" in text
    for field in dataclasses.fields(KINDS[kind].payload):
        assert field.metadata["meaning"] in text, field.name


def test_reference_tells_fields_of_parts_and_lists():
    text = "\n".join(texts(field_reference("contract")))
    for says in (
        "{{ supplier.bank.bic }}",
        "{{ supplier.signatory.in_person_of }}",
        "{%tr for line in lines %}",
        "{{ line.amount }}",
        "{{ tax.rate }}",
        "Генерального директора",
        "genitive_post",
    ):
        assert says in text


@pytest.mark.parametrize("kind", KINDS)
def test_number_and_date_make_no_other_document(kind):
    payload = sample_payload(kind)
    assert payload_hash(replace(payload, number="999")) == payload_hash(payload)
