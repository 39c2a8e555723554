odoo.define("itcom_crm_module.card_view", function (require) {
    "use strict";

    const BasicModel = require("web.BasicModel");
    const core = require("web.core");
    const FormController = require("web.FormController");
    const FormView = require("web.FormView");
    const viewRegistry = require("web.view_registry");

    const CardModel = BasicModel.extend({
        /** The record goes on with the fields of another view; a reload reads them. */
        replaceView: function (handle, {fields, fieldsInfo}) {
            const record = this.localData[handle];
            record.fields = Object.assign({}, record.fields, fields);
            record.fieldsInfo = fieldsInfo;
        },
    });

    /**
     * A card made of portlets. The server sends the portlets that this user shows; what the user
     * changes is stored there, and the card takes the new view without leaving its place in the
     * breadcrumbs or its mode.
     */
    const CardController = FormController.extend({
        events: Object.assign({}, FormController.prototype.events, {
            "click .itcom_portlet_change": "_onChangePortlet",
            "click .itcom_portlet_add": "_onAddPortlet",
            "click .itcom_portlet_add_row": "_onAddRow",
        }),
        init: function (parent, model, renderer, params) {
            this._super.apply(this, arguments);
            this.CardView = params.CardView;
            this.viewId = params.viewId;
        },

        /** Take the view anew from the server. */
        _refreshCard: async function () {
            core.bus.trigger("clear_cache");
            const record = this.model.get(this.handle, {raw: true});
            const views = await this.loadViews(this.modelName, record.getContext(), [
                [this.viewId, "form"],
            ]);
            const view = new this.CardView(views.form, {
                modelName: this.modelName,
                context: record.getContext(),
            });
            await view._loadSubviews(this);
            this.model.replaceView(this.handle, view.loadParams);
            this.renderer.replaceView(view.rendererParams);
            await this.reload();
        },
        /** What was typed is saved first; when that is refused, the card stays as it is. */
        _saveTyped: function () {
            return this.mode === "edit" && this.isDirty()
                ? this.saveRecord(this.handle, {stayInEdit: true, reload: false})
                : Promise.resolve();
        },
        _changeLayout: async function (method, args) {
            await this._saveTyped();
            await this._rpc({model: "itcom.portlet.layout", method, args});
            await this._refreshCard();
        },
        _onChangePortlet: function (ev) {
            ev.preventDefault();
            const card = ev.currentTarget.closest("[data-card]").dataset.card;
            const code = ev.currentTarget.closest("[data-portlet]").dataset.portlet;
            const calls = {
                up: ["move_portlet", [card, code, -1]],
                down: ["move_portlet", [card, code, 1]],
                remove: ["remove_portlet", [card, code]],
                reset: ["reset_portlets", [card]],
            };
            return this._changeLayout(...calls[ev.currentTarget.dataset.change]);
        },
        _onAddPortlet: async function (ev) {
            ev.preventDefault();
            const card = ev.currentTarget.closest("[data-card]").dataset.card;
            await this._saveTyped();
            const action = await this._rpc({
                model: "itcom.portlet.layout",
                method: "action_choose_portlet",
                args: [card],
            });
            return this.do_action(action, {
                on_close: (infos) => infos && infos.itcom_layout_changed && this._refreshCard(),
            });
        },
        /** «Add» in a portlet's header: works while reading too. */
        _onAddRow: async function (ev) {
            ev.preventDefault();
            const code = ev.currentTarget.closest("[data-portlet]").dataset.portlet;
            if (this.mode === "readonly") {
                await this._setMode("edit");
            }
            this.$(`[data-portlet="${code}"] .o_field_x2many_list_row_add a`).first().click();
        },
    });

    const CardRenderer = FormView.prototype.config.Renderer.extend({
        replaceView: function (params) {
            Object.assign(this, {
                arch: params.arch,
                fieldIdsToNames: params.fieldIdsToNames,
                chatterFields: params.chatterFields,
                mailFields: params.mailFields,
            });
            // Rendering finds the place of the chatter again, if the card still has one.
            this._chatterContainerTarget = undefined;
        },
    });

    const CardView = FormView.extend({
        config: Object.assign({}, FormView.prototype.config, {
            Controller: CardController,
            Model: CardModel,
            Renderer: CardRenderer,
        }),
        init: function (viewInfo) {
            this._super.apply(this, arguments);
            Object.assign(this.controllerParams, {CardView, viewId: viewInfo.view_id});
        },
    });

    viewRegistry.add("itcom_card", CardView);
    return CardView;
});
