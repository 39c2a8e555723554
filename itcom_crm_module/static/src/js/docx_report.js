odoo.define("itcom_crm_module.docx_report", function (require) {
    "use strict";

    const ActionManager = require("web.ActionManager");
    const Dialog = require("web.Dialog");
    const core = require("web.core");

    const _t = core._t;
    // So many documents are there before anybody asks how long it will take.
    const MANY = 20;
    const BATCH = 10;

    /** Shows how many documents are formed; closing it stops what comes next. */
    const Progress = Dialog.extend({
        init: function (parent, title, count) {
            this.count = count;
            this.isStopped = false;
            this.$bar = $("<div>", {class: "progress-bar", role: "progressbar"});
            this.$text = $("<p>", {"aria-live": "polite"});
            this._super(parent, {
                title,
                size: "medium",
                $content: $("<div>").append(
                    this.$text,
                    $("<div>", {class: "progress"}).append(this.$bar)
                ),
                buttons: [{text: _t("Stop"), close: true}],
            });
            this.on("closed", this, () => {
                this.isStopped = true;
            });
            this.show(0);
        },
        show: function (done) {
            const percent = Math.floor((100 * done) / this.count);
            const text = _t("Formed: %s of %s (%s %%)");
            this.$text.text(_.str.sprintf(text, done, this.count, percent));
            this.$bar.css("width", percent + "%").attr("aria-valuenow", percent);
        },
    });

    /** Reports of type docx are downloaded as Odoo's own are, from the same route. */
    ActionManager.include({
        _executeReportAction: async function (action, options) {
            if (action.report_type !== "docx") {
                return this._super.apply(this, arguments);
            }
            const ids = (action.context || {}).active_ids || [];
            if (ids.length > MANY && !(await this._formAhead(action, ids))) {
                return;
            }
            return this._triggerDownload(action, options, "docx");
        },
        /** Form many documents a few at a time; their zip then takes them as they are. */
        _formAhead: async function (action, ids) {
            const progress = new Progress(this, action.name, ids.length).open();
            for (let done = 0; done < ids.length && !progress.isStopped; done += BATCH) {
                progress.show(done);
                await this._rpc({
                    model: "ir.actions.report",
                    method: "form_ahead",
                    args: [action.id, ids.slice(done, done + BATCH)],
                    context: action.context,
                });
            }
            const isDone = !progress.isStopped;
            progress.close();
            return isDone;
        },
        _makeReportUrls: function () {
            const urls = this._super.apply(this, arguments);
            urls.docx = urls.text.replace("/report/text/", "/report/docx/");
            return urls;
        },
    });
});
