/**
 * Files waiting to go up, one after another. A broken connection loses none of them: the queue
 * goes on when it is back, from the file that was under way.
 */
import { Upload } from "./upload.js";

const RETRIES = [2000, 5000, 10000, 30000];

export class UploadQueue {
    /**
     * @param data of the page: csrf, max_bytes, texts.
     * @param onTaken called with (row, answer, file) when the server has kept a file.
     */
    constructor(data, onTaken) {
        this.data = data;
        this.onTaken = onTaken;
        this.jobs = [];
        this.failures = 0;
        window.addEventListener("online", () => this.run());
        window.addEventListener("beforeunload", (event) => {
            if (this.jobs.length) {
                event.preventDefault();
            }
        });
    }

    get isEmpty() {
        return !this.jobs.length;
    }

    /** @param row the DocumentRow that the file belongs to. */
    add(row, file, options) {
        const line = new UploadLine(row, file, this.data.texts);
        if (file.size > this.data.max_bytes) {
            line.refuse(this.data.texts.too_big);
            return;
        }
        this.jobs.push({ row, file, options, line });
        this.run();
    }

    async run() {
        clearTimeout(this.timer);
        if (this.isRunning) {
            return;
        }
        this.isRunning = true;
        while (this.jobs.length && (await this.send(this.jobs[0]))) {
            this.failures = 0;
        }
        this.isRunning = false;
    }

    /** @return whether the next file may go: this one was taken or refused. */
    async send({ row, file, options, line }) {
        const upload = new Upload(file, row.address, options);
        const { status, answer } = await upload.send(this.data.csrf, (share) => line.show(share));
        if (!status || status >= 500 || status === 429) {
            this.wait(line);
            return false;
        }
        this.jobs.shift();
        if (status === 200) {
            line.remove();
            this.onTaken(row, answer, file);
        } else {
            this.refused(row, file, options, line, answer);
        }
        return true;
    }

    refused(row, file, options, line, answer) {
        const refusal = answer.refused?.[0];
        line.refuse(
            refusal ? refusal.text : `${answer.title}. ${answer.text}`,
            refusal?.can_insist && (() => this.add(row, file, { ...options, insist: true }))
        );
    }

    wait(line) {
        const pause = RETRIES[Math.min(this.failures, RETRIES.length - 1)];
        this.failures += 1;
        this.timer = setTimeout(() => this.run(), pause);
        line.wait(() => this.run());
    }
}

/** What the page says of a file that is not kept yet. */
class UploadLine {
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
