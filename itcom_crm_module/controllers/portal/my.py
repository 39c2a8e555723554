# Licence LGPL-3 (see LICENSE).
"""«Мои анкеты»: the list in Odoo's portal, for clients with a login."""

from odoo import _, http
from odoo.addons.portal.controllers.portal import CustomerPortal
from odoo.addons.portal.controllers.portal import pager as portal_pager
from odoo.http import request
from odoo.osv import expression

from ...itcom_core.questionnaire import workflow as wf

LIST = "/my/questionnaires"
COUNTER = "itcom_questionnaire_count"


class QuestionnairePortal(CustomerPortal):
    """Questionnaires that the user follows or is the client of, as the record rule says."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if COUNTER in counters:
            questionnaires = request.env["itcom.questionnaire"]
            may_read = questionnaires.check_access_rights("read", raise_exception=False)
            values[COUNTER] = questionnaires._capped_count([]) if may_read else 0
        return values

    @http.route(
        [LIST, LIST + "/page/<int:page>"], type="http", auth="user", website=True, methods=["GET"]
    )
    def my_questionnaires(self, page=1, search=None, filterby="open", **_query):
        questionnaires = request.env["itcom.questionnaire"]
        filters = self._itcom_filters()
        filterby = filterby if filterby in filters else "open"
        domain = expression.AND([filters[filterby]["domain"], self._itcom_search_domain(search)])
        pager = portal_pager(
            url=LIST,
            url_args={"search": search or "", "filterby": filterby},
            total=questionnaires._capped_count(domain),
            page=page,
            step=self._items_per_page,
        )
        found = questionnaires.search(
            domain, order="id desc", limit=self._items_per_page, offset=pager["offset"]
        )
        values = {
            **self._prepare_portal_layout_values(),
            "page_name": "itcom_questionnaires",
            "default_url": LIST,
            "questionnaires": found.sudo(),
            "has_any": bool(found or questionnaires.search([], limit=1)),
            "nows": questionnaires._progress_texts(),
            "states": dict(questionnaires._fields["state"]._description_selection(request.env)),
            "pager": pager,
            "search": search or "",
            "search_in": "all",
            "searchbar_inputs": {"all": {"input": "all", "label": _("Name, INN, SNILS, number")}},
            "searchbar_filters": filters,
            "filterby": filterby,
        }
        return request.render("itcom_crm_module.portal_my_questionnaires", values)

    @staticmethod
    def _itcom_filters():
        """:return: {key: label and domain} of the list's filters."""
        return {
            "open": {"label": _("In work"), "domain": [("state", "in", tuple(wf.OPEN))]},
            "mine": {
                "label": _("My turn"),
                "domain": [("state", "in", tuple(wf.EDITABLE))],
            },
            "all": {"label": _("All"), "domain": []},
        }

    @staticmethod
    def _itcom_search_domain(search):
        return [("lookup", "ilike", search)] if search else []
