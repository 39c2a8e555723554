/** One field on the page: its value, its error, a conflict with somebody else's answer. */
import { fit } from "./long_text.js";

export class FieldView {
    constructor(element, rules, texts) {
        this.element = element;
        this.name = element.dataset.field;
        this.texts = texts;
        this.input = element.querySelector(`[name="${this.name}"]`);
        this.known = element.querySelector(`[name="known_${this.name}"]`);
        this.error = element.querySelector(".error");
        this.rules = rules || { texts: {}, max_length: Infinity };
        this.label = this.rules.label || element.querySelector("label").textContent.trim();
        this.onKeep = () => {};
        this.onTake = () => {};
    }

    get isOpen() {
        return Boolean(this.known);
    }

    get value() {
        return this.input.value;
    }

    set value(text) {
        this.input.value = text;
        fit(this.input);
    }

    get isWrong() {
        return this.element.classList.contains("wrong");
    }

    showError(text) {
        this.error.textContent = text;
        this.element.classList.toggle("wrong", Boolean(text));
        if (text) {
            this.input.setAttribute("aria-invalid", "true");
        } else {
            this.input.removeAttribute("aria-invalid");
        }
    }

    /** @param answer what the server says of all fields; isDirty: typed on since it was asked. */
    take(answer, isDirty) {
        if (!(this.name in answer.known)) {
            return;
        }
        const theirs = answer.conflicts[this.name];
        this.known.value = answer.known[this.name];
        if (theirs !== undefined) {
            this.showConflict(theirs);
        } else if (!isDirty) {
            this.showError(answer.errors[this.name]);
        }
    }

    showConflict(theirs) {
        this.showError(this.texts.conflict.replace("%s", theirs));
        this.element.querySelector(".choice")?.remove();
        const choice = document.createElement("p");
        choice.className = "choice";
        choice.append(
            this.button(this.texts.take, choice, () => {
                this.value = this.known.value;
                this.showError("");
                this.onTake();
            }),
            this.button(this.texts.keep, choice, () => this.onKeep())
        );
        this.element.append(choice);
    }

    button(text, choice, act) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "plain small";
        button.textContent = text;
        button.addEventListener("click", () => {
            // With the button the focus would go, too, and a keyboard would begin at the top.
            this.input.focus();
            choice.remove();
            act();
        });
        return button;
    }
}

/** All errors of the step in one place, each leading to its field. */
export class Summary {
    constructor(element, texts) {
        this.element = element;
        this.texts = texts;
    }

    /** What has been corrected leaves the summary; nothing is added while somebody types. */
    refresh(views) {
        if (!this.element.hidden) {
            this.fill(views);
        }
    }

    show(views) {
        this.fill(views);
        if (views.length) {
            this.element.focus();
        }
    }

    fill(views) {
        this.element.hidden = !views.length;
        const list = document.createElement("ul");
        for (const view of views) {
            const link = document.createElement("a");
            link.href = `#${view.name}`;
            link.textContent = `${view.label}: ${view.error.textContent.trim()}`;
            const item = document.createElement("li");
            item.append(link);
            list.append(item);
        }
        this.element.replaceChildren(list);
    }
}
