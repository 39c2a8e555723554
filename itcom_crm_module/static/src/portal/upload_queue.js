/**
 * Files waiting to go up, one after another. A broken connection loses none of them: the queue
 * goes on when it is back, from what was under way.
 */
import { GONE, isPassing, pauseAfter } from "./persist.js";
import { look, Upload } from "./upload.js";
import { UploadLine } from "./upload_line.js";

export class UploadQueue {
    /**
     * @param data of the page: csrf, max_bytes, texts.
     * @param onDone called with (row, name, whether the server keeps it) of each file.
     * @param onEmpty called when none is waiting any more.
     */
    constructor(data, onDone, onEmpty) {
        this.data = data;
        this.onDone = onDone;
        this.onEmpty = onEmpty;
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
        this.push({ row, file, options: { ...options, key: Upload.newKey() }, line });
    }

    /** A file that is there already and was not looked at: the page was closed in between. */
    resume(row, scan, name) {
        const line = new UploadLine(row, { name }, this.data.texts);
        this.push({ row, file: { name }, scan, line });
    }

    push(job) {
        this.jobs.push(job);
        this.run();
    }

    async run() {
        clearTimeout(this.timer);
        if (this.isRunning) {
            return;
        }
        this.isRunning = true;
        while (this.jobs.length && (await this.next(this.jobs[0]))) {
            this.failures = 0;
        }
        this.isRunning = false;
        if (this.isEmpty) {
            this.onEmpty();
        }
    }

    /** @return whether the file behind this one may go: this one was taken or refused. */
    async next(job) {
        const { status, answer } = await this.ask(job);
        if (isPassing(status)) {
            this.wait(job);
            return false;
        }
        if (status === 200 && answer.awaiting.length) {
            this.hasArrived(job, answer.awaiting[0]);
            return true;
        }
        const isGone = Boolean(job.scan) && status === GONE;
        if (isGone && job.isAskedAgain && job.file instanceof File) {
            // Refused, and the answer got lost: when it is sent anew, its reason comes, too.
            this.hasArrived(job, null);
            return true;
        }
        this.jobs.shift();
        if (status === 200) {
            job.line.done();
        } else if (isGone) {
            job.line.refuse(this.data.texts.gone);
        } else {
            this.refused(job, answer);
        }
        this.onDone(job.row, job.file.name, status === 200);
        return true;
    }

    /** @param scan number of the file on the server, null when it is not there any more. */
    hasArrived(job, scan) {
        job.scan = scan;
        job.isAskedAgain = false;
    }

    /** Send it or, when it is there, have it looked at. */
    ask({ row, file, options, scan, line }) {
        if (scan) {
            line.show(1);
            return look(row.address, scan, this.data.csrf, options);
        }
        const upload = new Upload(file, row.address, options);
        return upload.send(this.data.csrf, (share) => line.show(share));
    }

    refused({ row, file, options, line }, answer) {
        const refusal = answer.refused?.[0];
        const canInsist = refusal?.can_insist && file instanceof File;
        line.refuse(
            refusal ? refusal.text : `${answer.title}. ${answer.text}`,
            canInsist && (() => this.add(row, file, { ...options, insist: true }))
        );
    }

    wait(job) {
        job.isAskedAgain = true;
        this.timer = setTimeout(() => this.run(), pauseAfter(this.failures));
        this.failures += 1;
        job.line.wait(() => this.run());
    }
}
