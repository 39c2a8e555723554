/** What is left, as the server counts it after each save. */

export function showProgress(answer) {
    document.getElementById("progress").textContent = answer.progress;
    for (const link of document.querySelectorAll("[data-step]")) {
        const left = answer.left[link.dataset.step];
        link.querySelector(".left").textContent = left;
        link.querySelector(".left").hidden = !left;
        link.querySelector(".done").hidden = Boolean(left);
    }
}

/** @param page the page itself as the server has it now. */
export function copyProgress(page) {
    const fresh = [...page.querySelectorAll("#progress, [data-step]")];
    document.querySelectorAll("#progress, [data-step]").forEach((element, position) => {
        element.replaceChildren(...fresh[position].childNodes);
    });
}
