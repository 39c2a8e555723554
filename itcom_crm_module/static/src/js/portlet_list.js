odoo.define("itcom_crm_module.portlet_list", function (require) {
    "use strict";

    const fieldRegistry = require("web.field_registry");
    const {FieldOne2Many} = require("web.relational_fields");

    /**
     * List inside a portlet: a click on a row leads to the record's own card instead of Odoo's
     * dialog. The record's model says which card that is: method `action_itcom_open`.
     */
    const PortletList = FieldOne2Many.extend({
        _onOpenRecord: function (ev) {
            ev.stopPropagation();
            const record = this.value.data.find((row) => row.id === ev.data.id);
            if (!record || !record.res_id) {
                return;
            }
            this._rpc({
                model: record.model,
                method: "action_itcom_open",
                args: [[record.res_id]],
                context: record.getContext(),
            }).then((action) => this.do_action(action));
        },
    });

    fieldRegistry.add("itcom_portlet_list", PortletList);
    return PortletList;
});
