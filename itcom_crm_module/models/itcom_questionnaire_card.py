# Licence LGPL-3 (see LICENSE).

from typing import NamedTuple

from odoo import _, api, fields, models
from odoo.exceptions import UserError

from ..itcom_core.errors import ItcomError
from ..itcom_core.identifiers import applicant
from ..itcom_core.questionnaire import choice as ch
from ..itcom_core.questionnaire.fields import FIELDS
from ..itcom_core.wording import full_name
from ..itcom_core.wording.places import region_name

HOLDER_NAMES = ("surname", "given_name", "patronymic")
HEAD_NAMES = ("head_surname", "head_given_name", "head_patronymic")


class CardLink(NamedTuple):
    """Where the client's card keeps what one or three answers say.

    :param names: fields of the questionnaire; three for a name that the card has in one line.
    :param partner: record of res.partner.
    :param field: name of its field.
    """

    names: tuple
    partner: models.Model
    field: str


class ItcomQuestionnaireCard(models.AbstractModel):
    """The client's card beside the questionnaire's snapshot of it.

    A questionnaire is filled from the card when it is made; afterwards each may change. What
    differs is shown, and can be taken over either way.
    """

    _name = "itcom.questionnaire.card"
    _description = "Questionnaire and the client's card"

    difference_text = fields.Text("Differs from the client's card", compute="_compute_difference")
    has_difference = fields.Boolean(compute="_compute_difference")

    @api.depends(lambda self: self._difference_depends_on())
    @api.depends_context("lang")
    def _compute_difference(self):
        for record in self:
            labels = [self._link_label(link) for link, _card, _own in record._differences()]
            record.difference_text = ", ".join(labels) or False
            record.has_difference = bool(labels)

    @api.model
    def _difference_depends_on(self):
        return ["partner_id", "applicant_type", "holder", *FIELDS]

    def _differences(self):
        """:return: list of (:class:`CardLink`, values of the card, own values), the values as
        tuples of texts in normal form; only of what is asked for.
        """
        self.ensure_one()
        asked = {ask.field.name for ask in self._schema().fields}
        found = []
        for link in self._card_links():
            if not asked.issuperset(link.names[:1]):
                continue
            card = self._card_values_of(link)
            own = tuple(self._normal(name, self[name]) for name in link.names)
            # In a certificate a region begins with its number, «77 г. Москва»; on a card not.
            if tuple(map(region_name, card)) != tuple(map(region_name, own)):
                found.append((link, card, own))
        return found

    def _card_values(self):
        """:return: {field: value} of what the card says of the answers asked for."""
        self.ensure_one()
        asked = {ask.field.name for ask in self._schema().fields}
        return {
            name: value
            for link in self._card_links()
            for name, value in zip(link.names, self._card_values_of(link))
            if value and name in asked
        }

    def _fill_from_card(self):
        """Take over from the card what the questionnaire does not say yet."""
        for record in self:
            blank = {
                name: value for name, value in record._card_values().items() if not record[name]
            }
            if blank:
                record._written_by_code().write(blank)

    def _follow_card(self, before, kept):
        """After other choices: replace what came from the card by what it says now.

        :param before: :meth:`_card_values` of the old choices.
        :param kept: names of the answers that the user has just given.
        """
        self.ensure_one()
        now = self._card_values()
        changed = {
            name: now.get(name) or False
            for name in before.keys() | now.keys()
            if name not in kept
            and self._normal(name, self[name]) == before.get(name, "")
            and before.get(name) != now.get(name)
        }
        if changed:
            self._written_by_code().write(changed)

    def _take_from_card(self, links):
        """«Взять из карточки»."""
        self.ensure_one()
        for link in links:
            values = self._card_values_of(link)
            self.write({name: value or False for name, value in zip(link.names, values)})

    def _write_to_card(self, links):
        """«Записать в карточку»: with the rights of the acting user.

        :raise UserError: the card can't hold an answer.
        """
        self.ensure_one()
        for link in links:
            vals = self._card_vals(link)
            if not vals:
                raise UserError(
                    _(
                        "The card can't hold «%(value)s» as %(field)s: choose it on the card.",
                        value=" ".join(self[name] or "" for name in link.names).strip(),
                        field=self._link_label(link),
                    )
                )
            link.partner.sudo(self.env.su).write(vals)

    def _card_vals(self, link):
        """:return: what to write on the card, {} for what it can't hold."""
        own = [self[name] or "" for name in link.names]
        if len(own) > 1:
            prefix = full_name.PREFIX.match(link.partner.name or "")
            name = " ".join(part for part in own if part)
            return {"name": (prefix.group() if prefix else "") + name} if name else {}
        if link.field == "state_id":
            name = region_name(own[0])
            domain = [("name", "=ilike", name), ("country_id", "=", link.partner.country_id.id)]
            state = self.env["res.country.state"].search(domain, limit=1)
            return {"state_id": state.id} if state else {}
        return {link.field: own[0] or False}

    def _card_links(self):
        """:return: list of :class:`CardLink` for this applicant and holder."""
        self.ensure_one()
        # Who may see the questionnaire compares, also where the client is another manager's.
        client = self.partner_id.sudo()
        if not client:
            return []
        links = [
            CardLink(("region",), client, "state_id"),
            CardLink(("city",), client, "city"),
            CardLink(("address",), client, "street"),
        ]
        is_legal_entity = self.applicant_type == applicant.LEGAL_ENTITY
        person = client.itcom_head_id if is_legal_entity else client
        if is_legal_entity:
            links += [
                CardLink(("organisation_name",), client, "name"),
                CardLink(("organisation_inn",), client, "vat"),
                CardLink(("organisation_kpp",), client, "itcom_kpp"),
                CardLink(("organisation_ogrn",), client, "itcom_ogrn"),
            ]
        else:
            links.append(CardLink(("ogrnip",), client, "itcom_ogrn"))
        if person:
            links += self._person_links(client, person, is_legal_entity)
        return links

    def _person_links(self, client, person, is_legal_entity):
        """:return: list of :class:`CardLink` of the head or of the sole proprietor."""
        if self.holder == ch.PROXY:
            post = [CardLink(("head_post",), person, "function")] if is_legal_entity else []
            number = [] if is_legal_entity else [CardLink(("proprietor_inn",), person, "vat")]
            return [CardLink(HEAD_NAMES, person, "name"), *post, *number]
        links = [
            CardLink(HOLDER_NAMES, person, "name"),
            CardLink(("snils",), person, "itcom_snils"),
            CardLink(("email",), person if person.email else client, "email"),
            CardLink(("phone",), person if person.phone else client, "phone"),
        ]
        if is_legal_entity:
            links.append(CardLink(("post",), person, "function"))
        if person.commercial_partner_id == person:
            # A contact's number is that of its organisation: Odoo keeps the two alike.
            links.append(CardLink(("inn",), person, "vat"))
        return links

    def _card_values_of(self, link):
        """:return: tuple of the texts that the card has for ``link.names``, in normal form."""
        value = link.partner[link.field]
        if len(link.names) > 1:
            name = full_name.parse(value or "")
            values = (name.surname, name.given, name.patronymic) if name else ("", "", "")
        else:
            values = (value.name if link.field == "state_id" else value,)
        return tuple(self._normal(name, text) for name, text in zip(link.names, values))

    @api.model
    def _normal(self, name, value):
        """:return: an answer in its normal form, a wrong one as it is."""
        try:
            return FIELDS[name].clean(value or "", fields.Date.context_today(self))
        except ItcomError:
            return value

    @api.model
    def _link_label(self, link):
        return ", ".join(self._answer_label(name) for name in link.names)
