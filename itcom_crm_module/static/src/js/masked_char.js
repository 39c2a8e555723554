odoo.define("itcom_crm_module.masked_char", function (require) {
    "use strict";

    const basicFields = require("web.basic_fields");
    const fieldRegistry = require("web.field_registry");

    /**
     * A number stored compact and shown as people write it: options="{'mask': '###-###-### ##'}".
     * Typed freely: the server stores it compact again. A value of another length is shown as is.
     */
    const MaskedChar = basicFields.FieldChar.extend({
        _formatValue: function (value) {
            const text = this._super.apply(this, arguments);
            const mask = this.nodeOptions.mask || "";
            const digits = String(text || "").replace(/[\s-]/g, "");
            if (digits.length !== mask.split("#").length - 1) {
                return text;
            }
            let position = 0;
            return mask.replace(/#/g, () => digits[position++]);
        },
    });

    fieldRegistry.add("itcom_masked_char", MaskedChar);
    return MaskedChar;
});
