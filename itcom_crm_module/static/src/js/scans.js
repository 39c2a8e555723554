odoo.define("itcom_crm_module.scans", function (require) {
    "use strict";

    const AbstractField = require("web.AbstractField");
    const core = require("web.core");
    const Dialog = require("web.Dialog");
    const fieldRegistry = require("web.field_registry");
    const utils = require("web.utils");

    const _t = core._t;
    const SCAN = "itcom.questionnaire.scan";
    const DOCUMENT = "itcom.questionnaire.document";
    const TURNS = {left: -90, right: 90};
    const VIEWER = "/web/static/lib/pdfjs/web/viewer.html?file=";

    /**
     * The files of a document: looked at in full size, turned, added to, replaced, deleted.
     * Stands at the number of files, which changes with them; what it shows it reads itself, so
     * that a remark that is being typed beside it is not lost.
     */
    const Scans = AbstractField.extend({
        template: "itcom_crm_module.scans",
        supportedFieldTypes: ["integer"],
        events: {
            "click [data-id]": "_onShow",
            "click [data-deed]": "_onDeed",
            "change input": "_onChoose",
            "dragover .itcom_scans_drop": "_onDragOver",
            "dragleave .itcom_scans_drop": "_onDragLeave",
            "drop .itcom_scans_drop": "_onDrop",
        },
        init: function () {
            this._super.apply(this, arguments);
            this.scans = [];
            this.shownId = null;
            this.news = [];
        },
        willStart: function () {
            return Promise.all([this._super.apply(this, arguments), this._load()]);
        },
        /** What is shown does not follow from the field's value. */
        _render: function () {
            if (this.el) {
                const fresh = $(core.qweb.render(this.template, {widget: this}).trim());
                this.$el.empty().append(fresh.contents());
            }
        },
        isSet: function () {
            return true;
        },

        // Facts

        shown: function () {
            return this.scans.find((scan) => scan.id === this.shownId);
        },
        canChange: function () {
            return this.recordData.can_edit;
        },
        canTurn: function () {
            return this.recordData.can_edit || this.recordData.state === "review";
        },
        isPdf: function (scan) {
            return scan.mimetype === "application/pdf";
        },
        facts: function (scan) {
            const size = utils.human_size(scan.size);
            if (this.isPdf(scan)) {
                return _.str.sprintf(_t("pages: %s"), scan.page_count) + " · " + size;
            }
            return _.str.sprintf("%s × %s", scan.width, scan.height) + " · " + size;
        },
        warning: function (scan) {
            const codes = (scan.warnings || "").split(",");
            const texts = {blank: _t("Blank?"), blurred: _t("Blurred")};
            const code = codes.find((one) => texts[one]);
            return code && texts[code];
        },

        // Addresses; the last change is part of them, so that a turned scan is fetched anew

        _version: function (scan) {
            return "?unique=" + encodeURIComponent(scan.__last_update);
        },
        previewUrl: function (scan) {
            return `/web/image/${SCAN}/${scan.id}/preview${this._version(scan)}`;
        },
        imageUrl: function (scan) {
            return `/web/image/${SCAN}/${scan.id}/file${this._version(scan)}`;
        },
        fileUrl: function (scan) {
            return `/web/content/${SCAN}/${scan.id}/file${this._version(scan)}&filename_field=file_name`;
        },
        pdfUrl: function (scan) {
            return VIEWER + encodeURIComponent(this.fileUrl(scan));
        },

        // Server

        _load: async function () {
            if (!this.recordData.sees_scans) {
                return;
            }
            const scans = await this._rpc({
                model: SCAN,
                method: "search_read",
                domain: [["document_id", "=", this.res_id]],
                fields: [
                    "file_name", "mimetype", "size", "page_count", "width", "height", "warnings",
                    "has_preview", "__last_update",
                ],
            });
            this.scans = scans;
            if (!this.shown()) {
                this.shownId = scans.length ? scans[0].id : null;
            }
        },
        _do: async function (method, ids, args) {
            await this._rpc({model: SCAN, method: method, args: [ids].concat(args)});
            await this._load();
            this._render();
        },
        /** Send files one after another; what is refused stays in the list with its reason. */
        _send: async function (files, replacesId, insist) {
            this.news = this.news.filter((item) => item.text);
            const items = Array.from(files, (file) => ({file: file, text: ""}));
            this.news.push(...items);
            this._render();
            for (const item of items) {
                const answer = await this._sendOne(item.file, replacesId, insist);
                if (answer.refused) {
                    item.text = answer.refused;
                    item.canInsist = answer.can_insist;
                    item.replacesId = replacesId;
                } else {
                    this.news.splice(this.news.indexOf(item), 1);
                }
                await this._load();
                this._render();
            }
        },
        _sendOne: async function (file, replacesId, insist) {
            const url = await utils.getDataURLFromFile(file);
            const known = new Set(this.scans.map((scan) => scan.id));
            const answer = await this._rpc({
                model: DOCUMENT,
                method: "upload_scan",
                args: [[this.res_id], file.name, url.split(",")[1] || ""],
                kwargs: {insist: Boolean(insist), replaces_id: replacesId || null},
            });
            if (!answer.refused) {
                await this._load();
                const fresh = this.scans.find((scan) => !known.has(scan.id));
                this.shownId = fresh ? fresh.id : this.shownId;
            }
            return answer;
        },

        // Handlers

        _onShow: function (ev) {
            this.shownId = Number(ev.currentTarget.dataset.id);
            this._render();
        },
        _onDeed: function (ev) {
            ev.preventDefault();
            const {deed, item} = ev.currentTarget.dataset;
            if (TURNS[deed]) {
                return this._do("action_rotate", [this.shownId], [TURNS[deed]]);
            }
            if (deed === "remove") {
                const confirm = () => this._do("action_remove", [this.shownId], []);
                return Dialog.confirm(this, _t("Delete this file?"), {confirm_callback: confirm});
            }
            if (deed === "insist") {
                const [refused] = this.news.splice(Number(item), 1);
                return this._send([refused.file], refused.replacesId, true);
            }
            const input = this.el.querySelector("input");
            input.multiple = deed === "add";
            this.replacesId = deed === "replace" ? this.shownId : null;
            input.click();
        },
        _onChoose: function (ev) {
            const files = Array.from(ev.currentTarget.files);
            ev.currentTarget.value = "";
            return this._send(files, this.replacesId);
        },
        _onDragOver: function (ev) {
            ev.preventDefault();
            ev.currentTarget.classList.add("active");
        },
        _onDragLeave: function (ev) {
            ev.currentTarget.classList.remove("active");
        },
        _onDrop: function (ev) {
            ev.preventDefault();
            ev.currentTarget.classList.remove("active");
            return this._send(ev.originalEvent.dataTransfer.files);
        },
    });

    fieldRegistry.add("itcom_scans", Scans);
    return Scans;
});
