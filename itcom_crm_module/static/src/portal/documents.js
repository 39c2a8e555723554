/** The documents' step: files go up while one goes on, what is left is counted anew. */
import { DocumentRow } from "./document_row.js";
import { showProgress } from "./progress.js";
import { UploadQueue } from "./upload_queue.js";

const data = JSON.parse(document.getElementById("documents-data").textContent);
const announced = document.getElementById("announced");
const outstanding = document.getElementById("outstanding");

const announce = (text) => {
    announced.textContent = text;
};

const queue = new UploadQueue(data, (row, answer, file) => {
    take(row, answer);
    announce(data.texts.taken.replace("%s", file.name));
});

function take(row, answer) {
    row.show(answer.document);
    showProgress(answer);
    if (queue.isEmpty) {
        refreshOutstanding();
    }
}

/** What still keeps the questionnaire from being submitted, as the page itself says it. */
async function refreshOutstanding() {
    const response = await fetch(window.location.pathname + "?step=documents");
    if (response.ok) {
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        outstanding.replaceChildren(...page.getElementById("outstanding").children);
    }
}

async function change(row, deed, form) {
    if (deed === "delete" && !window.confirm(data.texts.confirm)) {
        return;
    }
    try {
        const response = await fetch(form.action, {
            method: "POST",
            headers: { Accept: "application/json", "X-CSRF-Token": data.csrf },
        });
        const answer = await response.json();
        if (answer.document) {
            take(row, answer);
            announce(deed === "delete" ? data.texts.removed : data.texts.turned);
        }
        const refused = answer.refused?.[0]?.text || (response.ok ? "" : answer.text);
        if (refused) {
            window.alert(refused);
        }
    } catch {
        window.alert(data.texts.broken);
    }
}

document.documentElement.classList.add("scripted");
for (const element of document.querySelectorAll(".document[data-address]")) {
    new DocumentRow(element, {
        add: (row, file, options) => queue.add(row, file, options),
        change,
    });
}
