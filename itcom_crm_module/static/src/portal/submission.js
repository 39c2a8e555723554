/** Handing over: once, however often the connection breaks off. */
import { persist } from "./persist.js";

/**
 * @param form the form that hands over.
 * @param status element that says what goes on.
 * @param texts of the page: submitting, busy.
 */
export function attachSubmission(form, status, texts) {
    const button = form.querySelector("button.primary");
    form.addEventListener("submit", async (event) => {
        event.preventDefault();
        button.disabled = true;
        status.textContent = texts.submitting;
        const body = new URLSearchParams(new FormData(form));
        const options = { method: "POST", body, redirect: "manual" };
        const response = await persist(form.action, options, () => {
            status.textContent = texts.busy;
        });
        if (response.type === "opaqueredirect" || response.status === 409) {
            // It is handed over, by now or since a try whose answer was lost.
            window.location.assign(window.location.pathname);
        } else {
            // What is in the way, the page itself says.
            form.submit();
        }
    });
}
