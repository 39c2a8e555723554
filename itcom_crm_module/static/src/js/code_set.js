odoo.define("itcom_crm_module.code_set", function (require) {
    "use strict";

    const AbstractField = require("web.AbstractField");
    const fieldRegistry = require("web.field_registry");

    /**
     * Codes separated by commas, shown as the labels that the server gives with the field
     * (`selection`) and ticked off a list when editing.
     */
    const CodeSet = AbstractField.extend({
        className: "o_field_itcom_code_set",
        supportedFieldTypes: ["char"],
        tagName: "div",

        isSet: function () {
            return Boolean(this.value);
        },
        getFocusableElement: function () {
            return this.$("input").first();
        },
        _codes: function () {
            return (this.value || "").split(",").filter((code) => code);
        },
        _renderReadonly: function () {
            const labels = new Map(this.field.selection);
            this.$el.text(
                this._codes()
                    .map((code) => labels.get(code) || code)
                    .join(", ")
            );
        },
        _renderEdit: function () {
            const chosen = new Set(this._codes());
            this.$el.empty();
            this.field.selection.forEach(([code, label]) => {
                const id = _.uniqueId("itcom_code_");
                const $input = $("<input/>", {
                    type: "checkbox",
                    class: "custom-control-input",
                    id,
                    checked: chosen.has(code),
                }).data("code", code);
                const $label = $("<label/>", {class: "custom-control-label", for: id, text: label});
                $("<div/>", {class: "custom-control custom-checkbox"})
                    .append($input, $label)
                    .appendTo(this.$el);
            });
            this.$el.off("change.itcom").on("change.itcom", "input", () => this._onTick());
        },
        _onTick: function () {
            const codes = this.$("input:checked")
                .toArray()
                .map((input) => $(input).data("code"));
            this._setValue(codes.join(","));
        },
    });

    fieldRegistry.add("itcom_code_set", CodeSet);
    return CodeSet;
});
