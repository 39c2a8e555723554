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
