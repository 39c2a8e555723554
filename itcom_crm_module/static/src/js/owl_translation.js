odoo.define("itcom_crm_module.owl_translation", function (require) {
    "use strict";

    /**
     * Early releases of Odoo 14 look for a translation of a text with the line break and the
     * indentation that stand round it in the template, and find none: the whole chatter stays
     * English. Later ones look for the text alone, as is done here.
     */
    const { qweb } = require("web.env");
    const { translateFn } = qweb;

    qweb.translateFn = function (text) {
        const words = text.trim();
        return words ? text.replace(words, () => translateFn(words)) : text;
    };
});
