/** One file on its way to the server, as the bare body of a request; and what comes after it. */

const TYPE = "application/octet-stream";

export class Upload {
    /**
     * @param file the File to send.
     * @param address of its document.
     * @param options key: of newKey; insist: keep it though it is hard to read; replaces: number
     *     of a scan.
     */
    constructor(file, address, options) {
        this.file = file;
        this.address = address;
        this.options = options;
    }

    /** @return what the server knows an upload by when it comes again for want of an answer. */
    static newKey() {
        const numbers = window.crypto.getRandomValues(new Uint32Array(4));
        return Array.from(numbers, (number) => number.toString(36)).join("-");
    }

    get url() {
        const query = new URLSearchParams();
        if (this.options.insist) {
            query.set("insist", "1");
        }
        if (this.options.replaces) {
            query.set("replaces", this.options.replaces);
        }
        return `${this.address}?${query}`;
    }

    /**
     * @param csrf token of the page.
     * @param onProgress called with the share that has been sent, 0 to 1.
     * @return promise of {status, answer}; status 0 when the connection broke off.
     */
    send(csrf, onProgress) {
        return new Promise((resolve) => {
            const request = new XMLHttpRequest();
            request.open("POST", this.url);
            request.setRequestHeader("Accept", "application/json");
            request.setRequestHeader("Content-Type", TYPE);
            request.setRequestHeader("X-CSRF-Token", csrf);
            request.setRequestHeader("X-Upload-Key", this.options.key);
            request.setRequestHeader("X-File-Name", encodeURIComponent(this.file.name));
            request.upload.addEventListener("progress", (event) =>
                onProgress(event.loaded / event.total)
            );
            request.addEventListener("loadend", () =>
                resolve({ status: request.status, answer: parse(request.responseText) })
            );
            request.send(this.file);
        });
    }
}

/**
 * Have a file that is there decoded, to know whether it can be read.
 *
 * @param address of its document.
 * @param scan number of the file.
 * @param options insist: keep it though it is hard to read.
 * @return promise of {status, answer}; status 0 when the connection broke off.
 */
export async function look(address, scan, csrf, options = {}) {
    const query = options.insist ? "?insist=1" : "";
    try {
        const response = await fetch(`${address}/${scan}/look${query}`, {
            method: "POST",
            headers: { Accept: "application/json", "X-CSRF-Token": csrf },
        });
        return { status: response.status, answer: parse(await response.text()) };
    } catch {
        return { status: 0, answer: {} };
    }
}

function parse(text) {
    try {
        return JSON.parse(text);
    } catch {
        return {};
    }
}
