odoo.define("itcom_crm_module.portlet_list", function (require) {
    "use strict";

    const core = require("web.core");
    const fieldRegistry = require("web.field_registry");
    const {FieldOne2Many} = require("web.relational_fields");

    const _t = core._t;

    /**
     * List inside a portlet: a click on a row leads to the record's own card instead of Odoo's
     * dialog. The record's model says which card that is: method `action_itcom_open`.
     *
     * options="{'more': 'method'}": what does not fit is behind «N more», which opens the action
     * that this method of the card's record returns.
     */
    const PortletList = FieldOne2Many.extend({
        events: Object.assign({}, FieldOne2Many.prototype.events, {
            "click .itcom_portlet_more": "_onMore",
        }),
        start: async function () {
            this.el.classList.toggle("itcom_portlet_without_pager", Boolean(this.nodeOptions.more));
            await this._super.apply(this, arguments);
        },
        _render: async function () {
            await this._super.apply(this, arguments);
            this.$(".itcom_portlet_more").remove();
            const hidden = this.value.count - this.value.data.length;
            if (this.nodeOptions.more && hidden > 0) {
                const text = _.str.sprintf(_t("%s more"), hidden);
                const attributes = {class: "btn btn-link itcom_portlet_more", href: "#", text};
                this.$el.append($("<a>", attributes).attr("role", "button"));
            }
        },
        /** As a button of type "object" does it: the server's answer is the action to open. */
        _execute: function (model, method, id) {
            this.trigger_up("execute_action", {
                action_data: {type: "object", name: method},
                env: {
                    context: this.record.getContext(this.recordParams),
                    currentID: id,
                    model,
                    resIDs: [id],
                },
            });
        },
        _onMore: function (ev) {
            ev.preventDefault();
            this._execute(this.model, this.nodeOptions.more, this.res_id);
        },
        _onOpenRecord: function (ev) {
            ev.stopPropagation();
            const record = this.value.data.find((row) => row.id === ev.data.id);
            if (!record || !record.res_id) {
                return;
            }
            this._execute(record.model, "action_itcom_open", record.res_id);
        },
    });

    fieldRegistry.add("itcom_portlet_list", PortletList);
    return PortletList;
});
