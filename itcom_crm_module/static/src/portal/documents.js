/** The documents' step: files go up while one goes on, what is left is counted anew. */
import { DocumentRow } from "./document_row.js";
import { GONE, persist } from "./persist.js";
import { copyProgress } from "./progress.js";
import { attachSubmission } from "./submission.js";
import { UploadQueue } from "./upload_queue.js";

const data = JSON.parse(document.getElementById("documents-data").textContent);
const announced = document.getElementById("announced");
const outstanding = document.getElementById("outstanding");

const status = document.getElementById("busy");

const announce = (text) => {
    announced.textContent = text;
};
const say = (text) => {
    status.textContent = text;
};

const changed = new Set();
const queue = new UploadQueue(
    data,
    (row, name, isTaken) => {
        changed.add(row);
        if (isTaken) {
            announce(data.texts.taken.replace("%s", name));
        }
    },
    refresh
);

/** Show as the page itself does what has changed, and what is still left to do. */
async function refresh() {
    const rows = [...changed];
    const page = await currentPage();
    if (page) {
        for (const row of rows) {
            changed.delete(row);
            row.dropTaken();
            row.show(page.getElementById(row.id).outerHTML);
        }
        copyProgress(page);
        outstanding.replaceChildren(...page.getElementById("outstanding").children);
    }
}

/** @return promise of the page as the server has it now; null when it shows no documents. */
async function currentPage() {
    const response = await persist(window.location.pathname + "?step=documents", {}, () => {});
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    return page.getElementById("outstanding") && page;
}

/** @return where a deed is asked for, such that asking again does nothing twice. */
function address(form, deed) {
    const { turned } = form.closest(".scan").dataset;
    return deed === "rotate" ? `${form.action}?turned=${(Number(turned) + 90) % 360}` : form.action;
}

async function change(row, deed, form) {
    if (deed === "delete" && !window.confirm(data.texts.confirm)) {
        return;
    }
    const button = form.querySelector("button");
    button.disabled = true;
    const headers = { Accept: "application/json", "X-CSRF-Token": data.csrf };
    const response = await persist(address(form, deed), { method: "POST", headers }, () =>
        say(data.texts.busy)
    );
    button.disabled = false;
    say("");
    if (response.status === GONE) {
        // Deleted, by a try whose answer was lost or in another tab.
        changed.add(row);
        refresh();
        return;
    }
    const answer = await response.json();
    if (answer.document) {
        row.show(answer.document);
        refresh();
        announce(deed === "delete" ? data.texts.removed : data.texts.turned);
    }
    const refused = answer.refused?.[0]?.text || (response.ok ? "" : answer.text);
    if (refused) {
        window.alert(refused);
    }
}

document.documentElement.classList.add("scripted");
for (const element of document.querySelectorAll(".document[data-address]")) {
    const row = new DocumentRow(element, {
        add: (row, file, options) => queue.add(row, file, options),
        change,
    });
    for (const { scan, awaiting } of row.awaiting) {
        queue.resume(row, scan, awaiting);
    }
}
const submission = document.querySelector(".submission");
if (submission) {
    attachSubmission(submission, status, data.texts);
}
