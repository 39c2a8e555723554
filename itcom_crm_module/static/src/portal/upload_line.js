/** What the page says of a file that is not kept yet. */
export class UploadLine {
    constructor(row, file, texts) {
        this.texts = texts;
        this.element = document.createElement("li");
        this.element.className = "sending";
        this.name = document.createElement("strong");
        this.name.textContent = file.name;
        this.bar = document.createElement("progress");
        this.bar.max = 1;
        this.bar.value = 0;
        this.bar.setAttribute("aria-label", file.name);
        this.text = document.createElement("span");
        this.text.textContent = texts.waiting;
        this.buttons = document.createElement("span");
        this.element.append(this.name, this.bar, this.text, this.buttons);
        row.uploads.append(this.element);
    }

    show(share) {
        this.bar.value = share;
        this.buttons.replaceChildren();
        this.text.textContent =
            share < 1
                ? this.texts.sending.replace("%s", Math.floor(share * 100))
                : this.texts.checking;
    }

    /** It is there; the row shows it as soon as the page is asked anew. */
    done() {
        this.bar.remove();
        this.buttons.replaceChildren();
        this.text.textContent = this.texts.taken.replace("%s", this.name.textContent);
        this.element.classList.add("taken");
    }

    wait(onRetry) {
        this.text.textContent = this.texts.broken;
        this.buttons.replaceChildren(this.button(this.texts.retry, onRetry));
    }

    refuse(text, onInsist) {
        this.element.className = "refused";
        this.bar.remove();
        this.text.className = "error";
        this.text.textContent = text;
        this.buttons.replaceChildren();
        if (onInsist) {
            this.buttons.append(
                this.button(this.texts.insist, () => {
                    this.remove();
                    onInsist();
                })
            );
        }
        this.buttons.append(this.button(this.texts.drop, () => this.remove()));
    }

    remove() {
        this.element.remove();
    }

    button(text, act) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "plain small";
        button.textContent = text;
        button.addEventListener("click", act);
        return button;
    }
}
