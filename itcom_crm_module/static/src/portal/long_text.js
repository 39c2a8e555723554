/** One line of text that may take several to be seen whole: no line feeds, as high as its text. */

export function attachLongText(input) {
    if (input.tagName !== "TEXTAREA") {
        return;
    }
    input.addEventListener("keydown", (event) => {
        if (event.key === "Enter" && !event.isComposing) {
            // As in any other field.
            event.preventDefault();
            input.form.querySelector("button.primary")?.click();
        }
    });
    input.addEventListener("keyup", (event) => {
        if (event.key === "Tab") {
            // As in any other field: who comes by the keyboard types over what is there.
            input.select();
        }
    });
    input.addEventListener("input", () => {
        dropLineFeeds(input);
        fit(input);
    });
    window.addEventListener("resize", () => fit(input));
    fit(input);
}

/** Make it as high as its text, where the browser does not do so by its style. */
export function fit(input) {
    if (input.tagName === "TEXTAREA" && !CSS.supports("field-sizing", "content")) {
        const border = input.offsetHeight - input.clientHeight;
        input.rows = 1;
        input.style.height = "auto";
        input.style.height = `${input.scrollHeight + border}px`;
    }
}

/** What is pasted may hold them: to the server they are spaces. */
function dropLineFeeds(input) {
    if (input.value.includes("\n")) {
        const { selectionStart, selectionEnd } = input;
        input.value = input.value.replaceAll("\n", " ");
        input.setSelectionRange(selectionStart, selectionEnd);
    }
}
