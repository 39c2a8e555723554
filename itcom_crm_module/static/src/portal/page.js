/** The step's form: checked while somebody types, saved as they go. */
import { Autosave } from "./autosave.js";
import { check } from "./checks.js";
import { FieldView, Summary } from "./field_view.js";
import { attachLongText } from "./long_text.js";
import { attachMask } from "./mask.js";
import { showProgress } from "./progress.js";

const form = document.getElementById("answers");
const data = JSON.parse(document.getElementById("data").textContent);
const summary = new Summary(document.getElementById("summary"), data.texts);
const views = new Map();

for (const element of form.querySelectorAll("[data-field]")) {
    const view = new FieldView(element, data.fields[element.dataset.field], data.texts);
    if (view.isOpen) {
        views.set(view.name, view);
    }
}

const consent = form.querySelector("[name=consent]");
const wrongViews = () => [...views.values()].filter((view) => view.isWrong);

const autosave = new Autosave(data, views, document.getElementById("saved"), (answer) => {
    for (const [name, view] of views) {
        view.take(answer, autosave.isDirty(name));
    }
    summary.refresh(wrongViews());
    if (answer.agreed) {
        // It is on record now: taking it back is another step, not an empty box.
        consent.disabled = true;
    }
    showProgress(answer);
});

for (const view of views.values()) {
    attachMask(view.input, view.rules.mask);
    attachLongText(view.input);
    view.input.addEventListener("input", () => {
        if (view.isWrong) {
            view.showError(check(view.rules, view.value));
        }
        autosave.changed(view.name);
    });
    view.input.addEventListener("change", () => {
        view.showError(check(view.rules, view.value));
        autosave.changed(view.name, { now: true });
    });
    view.onTake = () => summary.refresh(wrongViews());
    view.onKeep = () => autosave.changed(view.name, { now: true });
}
autosave.restore();

consent?.addEventListener("change", () => autosave.consent(consent.checked && consent.value));

form.addEventListener("submit", async (event) => {
    // Never by the form itself: an autosave under way would then conflict with it.
    event.preventDefault();
    if (!(await autosave.flush())) {
        return;
    }
    if (event.submitter?.value === "back") {
        window.location.assign(form.dataset.back);
        return;
    }
    const wrong = wrongViews();
    summary.show(wrong);
    if (!wrong.length) {
        window.location.assign(form.dataset.next);
    }
});
