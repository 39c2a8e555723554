# Licence LGPL-3 (see LICENSE).
"""One page of the browser: its address, its errors, and when it has come to rest."""

# Counts the requests under way; long polling never ends and is not one of them.
WATCH_REQUESTS = """
(() => {
    if (window.isQuiet) {
        return;
    }
    let pending = 0;
    let quietSince = performance.now();
    const begin = () => {
        pending += 1;
    };
    const end = () => {
        pending -= 1;
        quietSince = performance.now();
    };
    const {open, send} = XMLHttpRequest.prototype;
    XMLHttpRequest.prototype.open = function (method, url) {
        this.isLongPolling = String(url).includes("/longpolling/");
        return open.apply(this, arguments);
    };
    XMLHttpRequest.prototype.send = function () {
        if (!this.isLongPolling) {
            begin();
            this.addEventListener("loadend", end);
        }
        return send.apply(this, arguments);
    };
    const {fetch} = window;
    window.fetch = function () {
        begin();
        return fetch.apply(this, arguments).finally(end);
    };
    // A page that is still at work may ask for more, however long the machine lets it wait.
    let lastBeat = performance.now();
    setInterval(() => {
        const now = performance.now();
        if (now - lastBeat > 100) {
            quietSince = now;
        }
        lastBeat = now;
    }, 20);
    // One answer often starts the next request a moment later.
    window.isQuiet = () => !pending && performance.now() - quietSince > 150;
})();
"""


class BrowserPage:
    """A page of Odoo's in the browser.

    :param page: Playwright's page.
    :param address: base address of Odoo.
    :ivar errors: what its scripts and its console have complained of.
    """

    def __init__(self, page, address):
        self.page = page
        self.address = address
        self.errors = []
        page.add_init_script(WATCH_REQUESTS)
        page.on("pageerror", lambda error: self.errors.append("page error: %s" % error.stack))
        page.on("console", self._keep_console_error)

    def open(self, path):
        """Open a path of Odoo, such as "/web/login"."""
        self.page.goto(self.address + path)

    def settle(self):
        """Wait until Odoo has answered everything that the page has asked."""
        self.page.wait_for_function("window.isQuiet && window.isQuiet()")

    def is_error(self, message):
        """:return: whether a message of the console is a fault of ours."""
        # Odoo asks a font server of its own for fonts; the guide must run without the internet.
        return message.type == "error" and message.location["url"].startswith(self.address)

    def _keep_console_error(self, message):
        if self.is_error(message):
            self.errors.append("console: %s (%s)" % (message.text, message.location["url"]))
