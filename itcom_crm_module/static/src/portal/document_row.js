/** One document that is asked for: its files, and the ways to add, turn and drop them. */

export class DocumentRow {
    /**
     * @param element the list item.
     * @param actions add(row, file, options) and change(row, deed, form).
     */
    constructor(element, actions) {
        this.actions = actions;
        this.take(element);
    }

    get address() {
        return this.element.dataset.address;
    }

    get id() {
        return this.element.id;
    }

    /** Files that nobody has looked at: their numbers and names. */
    get awaiting() {
        return [...this.element.querySelectorAll("[data-awaiting]")].map((scan) => scan.dataset);
    }

    get name() {
        return this.element.querySelector("h3").firstChild.textContent.trim();
    }

    get uploads() {
        return this.element.querySelector(".uploads");
    }

    /** Show the document as the server has it now; what is still on its way stays. */
    show(html) {
        const holder = document.createElement("template");
        holder.innerHTML = html.trim();
        const fresh = holder.content.firstElementChild;
        fresh.querySelector(".uploads").replaceChildren(...this.uploads.children);
        const hadFocus = this.element.contains(document.activeElement);
        this.element.replaceWith(fresh);
        this.take(fresh);
        if (hadFocus) {
            fresh.focus();
        }
    }

    /** Lines of uploads that the row shows by itself from now on. */
    dropTaken() {
        this.uploads.querySelectorAll(".taken").forEach((line) => line.remove());
    }

    take(element) {
        this.element = element;
        for (const input of element.querySelectorAll(".upload input[type=file]")) {
            input.addEventListener("change", () => this.addAll(input));
            // What was chosen while the script was still on its way.
            this.addAll(input);
        }
        for (const label of element.querySelectorAll(".replace")) {
            label.hidden = false;
            const input = label.querySelector("input");
            const replaces = label.closest(".scan").dataset.scan;
            input.addEventListener("change", () => this.addAll(input, { replaces }));
        }
        element.addEventListener("submit", (event) => {
            const { deed } = event.submitter?.dataset || {};
            if (deed) {
                event.preventDefault();
                this.actions.change(this, deed, event.target);
            }
        });
        element.addEventListener("dragover", (event) => event.preventDefault());
        element.addEventListener("drop", (event) => {
            event.preventDefault();
            [...event.dataTransfer.files].forEach((file) => this.actions.add(this, file));
        });
    }

    addAll(input, options) {
        [...input.files].forEach((file) => this.actions.add(this, file, options));
        input.value = "";
    }
}
