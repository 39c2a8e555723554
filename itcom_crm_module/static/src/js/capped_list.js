odoo.define("itcom_crm_module.capped_list", function (require) {
    "use strict";

    const ListController = require("web.ListController");
    const ListView = require("web.ListView");
    const viewRegistry = require("web.view_registry");

    // As in the server's model `itcom.capped.count`: one more stands for any more.
    const COUNT_LIMIT = 10000;
    const COUNT_LIMIT_OF_FOUND = 100;

    const countLimit = (domain) =>
        domain.some((leaf) => leaf[0] === "lookup") ? COUNT_LIMIT_OF_FOUND : COUNT_LIMIT;

    /** List that says «10 000+» where the server has not counted to the end. */
    const CappedListController = ListController.extend({
        start: async function () {
            await this._super(...arguments);
            this._showCap();
        },
        updateControlPanel: async function () {
            await this._super(...arguments);
            this._showCap();
        },
        _updateSelectionBox: function () {
            this._super(...arguments);
            if (this.$selectionBox) {
                this._showCapIn(this.$selectionBox[0]);
            }
        },
        _showCap: function () {
            const shown = this.el.querySelector(".o_pager_limit");
            if (shown) {
                this._showCapIn(shown);
            }
        },
        /** Put the limit in place of the number of one more, in the texts of `element`. */
        _showCapIn: function (element) {
            const state = this.model.get(this.handle);
            const {size} = this._getPagingInfo(state);
            const limit = countLimit(state.domain);
            if (size <= limit) {
                return;
            }
            const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                const {data} = texts.currentNode;
                texts.currentNode.data = data.replace(size, `${limit.toLocaleString("ru")}+`);
            }
        },
    });

    const CappedListView = ListView.extend({
        config: Object.assign({}, ListView.prototype.config, {Controller: CappedListController}),
    });

    viewRegistry.add("itcom_capped_list", CappedListView);
    return CappedListView;
});
