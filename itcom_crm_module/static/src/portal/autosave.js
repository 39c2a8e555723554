/**
 * Sends what was changed, again and again until the server has it.
 *
 * What waits is kept for this tab's session, so that a reload without connection loses nothing;
 * it is gone with the tab. Each answer goes with the one last known here: the server overwrites
 * nothing that somebody else has entered meanwhile.
 */
import { isPassing, pauseAfter } from "./persist.js";

const PAUSE = 700;

export class Autosave {
    constructor(data, views, status, onAnswer) {
        this.data = data;
        this.views = views;
        this.status = status;
        this.onAnswer = onAnswer;
        this.dirty = new Set();
        this.pendingConsent = null;
        this.failures = 0;
        this.key = `${data.save}?${data.step}`;
        window.addEventListener("online", () => this.flush());
        window.addEventListener("pagehide", () => this.send({ keepalive: true }));
        window.addEventListener("beforeunload", (event) => {
            if (this.dirty.size && this.failures) {
                event.preventDefault();
            }
        });
    }

    isDirty(name) {
        return this.dirty.has(name);
    }

    changed(name, { now = false } = {}) {
        const view = this.views.get(name);
        if (view.value === view.known.value && !now) {
            this.dirty.delete(name);
        } else {
            this.dirty.add(name);
        }
        this.remember();
        this.later(now ? 0 : PAUSE);
    }

    consent(textId) {
        this.pendingConsent = textId || null;
        this.later(0);
    }

    later(pause) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => this.flush(), pause);
    }

    /** @return whether everything is on the server. */
    async flush() {
        clearTimeout(this.timer);
        while (this.running) {
            await this.running;
        }
        if (!this.dirty.size && !this.pendingConsent) {
            return true;
        }
        this.running = this.send();
        const isSaved = await this.running;
        this.running = null;
        return isSaved && (this.dirty.size ? this.flush() : true);
    }

    async send({ keepalive = false } = {}) {
        const names = [...this.dirty];
        if (!names.length && !this.pendingConsent) {
            return true;
        }
        const body = this.body(names);
        names.forEach((name) => this.dirty.delete(name));
        this.say("saving");
        try {
            const response = await fetch(this.data.save, {
                method: "POST",
                headers: { Accept: "application/json", "X-CSRF-Token": this.data.csrf },
                body,
                keepalive,
            });
            const answer = await response.json();
            if (!response.ok && !isPassing(response.status)) {
                return this.refused(names, answer);
            }
            if (!response.ok) {
                throw new Error(response.status);
            }
            this.failures = 0;
            this.pendingConsent = null;
            this.remember();
            this.say(outcome(answer));
            this.onAnswer(answer);
            return true;
        } catch {
            names.forEach((name) => this.dirty.add(name));
            return this.failed();
        }
    }

    body(names) {
        const body = new URLSearchParams({ step: this.data.step });
        for (const name of names) {
            const view = this.views.get(name);
            body.set(name, view.value);
            body.set(`known_${name}`, view.known.value);
        }
        if (this.pendingConsent) {
            body.set("consent", this.pendingConsent);
        }
        return body;
    }

    failed() {
        this.remember();
        this.say(navigator.onLine ? "failed" : "offline");
        this.later(pauseAfter(this.failures));
        this.failures += 1;
        return false;
    }

    /** The server does not want it at all: trying again would not help. */
    refused(names, answer) {
        names.forEach((name) => this.dirty.add(name));
        this.remember();
        this.status.textContent = `${this.data.texts.refused} ${answer.title} ${answer.text}`;
        return false;
    }

    say(text) {
        const now = new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
        this.status.textContent = this.data.texts[text].replace("%s", now);
    }

    remember() {
        const waiting = [...this.dirty].map((name) => [name, this.views.get(name).value]);
        if (waiting.length) {
            sessionStorage.setItem(this.key, JSON.stringify(waiting));
        } else {
            sessionStorage.removeItem(this.key);
        }
    }

    /** Take up what an earlier page of this tab could not send any more. */
    restore() {
        const waiting = JSON.parse(sessionStorage.getItem(this.key) || "[]");
        for (const [name, value] of waiting) {
            const view = this.views.get(name);
            if (view) {
                view.value = value;
                this.dirty.add(name);
            }
        }
        this.flush();
    }
}

/** @return name of the text that tells what became of the answers. */
function outcome(answer) {
    if (answer.closed.length || answer.agreed === false) {
        return "changed";
    }
    return Object.keys(answer.conflicts).length ? "choose" : "saved";
}
