odoo.define("itcom_crm_module.docx_report", function (require) {
    "use strict";

    const ActionManager = require("web.ActionManager");
    const core = require("web.core");

    const _t = core._t;
    const MANY = 20;

    /** Reports of type docx are downloaded as Odoo's own are, from the same route. */
    ActionManager.include({
        _executeReportAction: function (action, options) {
            if (action.report_type !== "docx") {
                return this._super.apply(this, arguments);
            }
            const count = ((action.context || {}).active_ids || []).length;
            if (count > MANY) {
                this.do_notify(
                    action.name,
                    _.str.sprintf(
                        _t("Documents are being formed: %s. The zip comes when all are done."),
                        count
                    )
                );
            }
            return this._triggerDownload(action, options, "docx");
        },
        _makeReportUrls: function () {
            const urls = this._super.apply(this, arguments);
            urls.docx = urls.text.replace("/report/text/", "/report/docx/");
            return urls;
        },
    });
});
