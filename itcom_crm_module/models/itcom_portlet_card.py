# Licence LGPL-3 (see LICENSE).

from lxml import etree
from odoo import _, api, models

CONTAINER = "itcom_portlets"
PORTLET = "itcom_portlet"


class ItcomPortletCard(models.AbstractModel):
    """Mixin of models whose form may be a card made of portlets.

    What the current user doesn't show is taken out of the view before Odoo collects its fields:
    the browser never hears of them and their records are not read.
    """

    _name = "itcom.portlet.card"
    _description = "Card made of portlets"

    @api.model
    def _fields_view_get(self, view_id=None, view_type="form", toolbar=False, submenu=False):
        result = super()._fields_view_get(view_id, view_type, toolbar, submenu)
        if view_type == "form" and CONTAINER in result["arch"]:
            form = etree.fromstring(result["arch"])
            for container in form.xpath("//div[@data-card]"):
                self._itcom_arrange_portlets(container)
            result["arch"] = etree.tostring(form, encoding="unicode")
        return result

    @api.model
    def _itcom_arrange_portlets(self, container):
        """Leave in ``container`` what the current user shows of it, in the user's order.

        A block that the catalogue does not know stays, before «Добавить портлет».
        """
        card = container.get("data-card")
        Layout = self.env["itcom.portlet.layout"]
        blocks = {block.get("data-portlet"): block for block in container.xpath("./div")}
        for portlet in Layout.with_context(active_test=False)._catalogue_sudo(card):
            if portlet.code in blocks:
                container.remove(blocks[portlet.code])
        for place, portlet in enumerate(Layout._shown_portlets(card)):
            block = blocks.get(portlet.code)
            if block is not None:
                block.xpath("./div[@class='itcom_portlet_header']")[0].append(self._itcom_menu())
                container.insert(place, block)
        container.append(self._itcom_add_button())

    @api.model
    def _itcom_menu(self):
        """:return: the menu ⋮ of a portlet; the browser's side of it is in card_view.js."""
        menu = etree.Element("div", {"class": "itcom_portlet_menu dropdown"})
        toggle = etree.SubElement(
            menu,
            "a",
            {
                "class": "btn btn-link",
                "href": "#",
                "role": "button",
                "data-toggle": "dropdown",
                "aria-haspopup": "true",
                "aria-label": _("Place of the portlet"),
                "title": _("Place of the portlet"),
            },
        )
        etree.SubElement(toggle, "i", {"class": "fa fa-ellipsis-v"})
        choices = etree.SubElement(
            menu, "div", {"class": "dropdown-menu dropdown-menu-right", "role": "menu"}
        )
        for change, label in (
            ("up", _("Up")),
            ("down", _("Down")),
            ("remove", _("Take off")),
            ("reset", _("Card as by default")),
        ):
            item = etree.SubElement(
                choices,
                "a",
                {
                    "class": "dropdown-item itcom_portlet_change",
                    "href": "#",
                    "role": "menuitem",
                    "data-change": change,
                },
            )
            item.text = label
        return menu

    @api.model
    def _itcom_add_button(self):
        foot = etree.Element("div", {"class": "itcom_portlet_foot"})
        button = etree.SubElement(
            foot, "a", {"class": "btn btn-link itcom_portlet_add", "href": "#", "role": "button"}
        )
        button.text = "+ %s" % _("Add a portlet")
        return foot
