/** Separators of a number, put in while it is typed: 9 stands for a digit, the rest for itself. */

export function masked(mask, text) {
    const digits = [...text.replace(/\D/g, "")];
    let shown = "";
    for (const character of mask) {
        if (!digits.length) {
            break;
        }
        shown += character === "9" ? digits.shift() : character;
    }
    // What is too long stays and is named as wrong: nothing that was typed vanishes.
    return shown + digits.join("");
}

export function attachMask(input, mask) {
    if (!mask || !/[^9]/.test(mask)) {
        return;
    }
    const apply = () => {
        // Letters are for the check to name; only at the end does the caret stay where it is.
        const isAtEnd = input.selectionStart === input.value.length;
        if (isAtEnd && !/[^\d\s-]/.test(input.value)) {
            input.value = masked(mask, input.value);
        }
    };
    input.addEventListener("input", (event) => {
        if (!event.inputType?.startsWith("delete")) {
            apply();
        }
    });
    if (!/[^\d\s-]/.test(input.value)) {
        input.value = masked(mask, input.value);
    }
}
