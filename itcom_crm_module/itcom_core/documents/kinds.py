"""The kinds of documents that there are: payload, shipped template, sample."""

from dataclasses import dataclass
from typing import Callable

from . import payload, samples


@dataclass(frozen=True)
class DocumentKind:
    """One kind of document.

    :param title: what it is called (in Russian), as in names of files.
    :param payload: dataclass of its payload.
    :param sample: function that gives an invented payload.
    """

    title: str
    payload: type
    sample: Callable


KINDS = {
    "invoice": DocumentKind("Счёт на оплату", payload.Invoice, samples.invoice),
    "contract": DocumentKind("Договор", payload.Contract, samples.contract),
    "act": DocumentKind("Акт", payload.Act, samples.act),
    "upd": DocumentKind("УПД", payload.TransferDocument, samples.upd),
    "application": DocumentKind(
        "Заявление на выпуск сертификата", payload.Application, samples.application
    ),
    "consent": DocumentKind(
        "Согласие на обработку персональных данных", payload.Consent, samples.consent
    ),
    "power_of_attorney_documents": DocumentKind(
        "Доверенность на представление документов",
        payload.PowerOfAttorney,
        samples.power_of_attorney,
    ),
    "power_of_attorney_signature": DocumentKind(
        "Доверенность на право подписи", payload.PowerOfAttorney, samples.power_of_attorney
    ),
    "destruction_act": DocumentKind(
        "Акт об уничтожении персональных данных", payload.DestructionAct, samples.destruction_act
    ),
}


def sample_payload(kind):
    """:return: an invented payload of ``kind``, a key of :data:`KINDS`."""
    return KINDS[kind].sample()


def template_name(kind):
    """:return: name of the file in reports/templates that ships with ``kind``."""
    return kind + ".docx"
