# Licence LGPL-3 (see LICENSE).
"""The invented people, companies and goods of the guide, and who logs in."""

from dataclasses import dataclass

MANAGER = ("manager", "manager")


@dataclass(frozen=True)
class Client:
    """What a manager knows of a client; all of it is invented, the numbers have right digits."""

    name: str
    inn: str
    kpp: str
    ogrn: str
    head: str
    post: str
    phone: str
    email: str
    postal_code: str
    city: str
    street: str


CLIENT = Client(
    name="ООО «Полевой василёк»",
    inn="1650004565",
    kpp="165001001",
    ogrn="1241600012345",
    head="Соколова Ирина Павловна",
    post="Генеральный директор",
    phone="+7 843 555-01-02",
    email="info@vasilek.example",
    postal_code="420021",
    city="г. Казань",
    street="ул. Полевая, д. 3, офис 7",
)
# One wrong digit at the end, as a typing slip makes it.
WRONG_INN = "1650004566"
# A second company, for what goes wrong.
OTHER_INN = "1630001238"

DEAL_DESCRIPTION = "КЭП для торгов, 1 сотрудник"
SERVICE_CENTRE = "Казань, Центральный"
# Found by its code and by its name.
CERTIFICATE = ("СЕРТ-ТОРГИ", "Сертификат КЭП для электронных торгов, 1 год")
LICENCE = ("КриптоПро CSP, 1 год", "Лицензия КриптоПро CSP, 1 год")
