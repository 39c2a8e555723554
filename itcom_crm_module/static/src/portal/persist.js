/** Requests that are sent again, with pauses, until the server has answered them. */

const PAUSES = [2000, 5000, 10000, 30000];
/** What was asked for is not there any more. */
export const GONE = 404;

/** @return milliseconds to wait after so many failures. */
export function pauseAfter(failures) {
    return PAUSES[Math.min(failures, PAUSES.length - 1)];
}

/** @return whether nothing was heard, or that the server is busy: the same may succeed later. */
export function isPassing(status) {
    return !status || status >= 500 || status === 429;
}

/**
 * @param onWait called before each pause.
 * @return promise of the response.
 */
export async function persist(url, options, onWait) {
    for (let failures = 0; ; failures += 1) {
        try {
            const response = await fetch(url, options);
            if (response.type === "opaqueredirect" || !isPassing(response.status)) {
                return response;
            }
        } catch {
            // No connection: as a server that is busy.
        }
        onWait();
        await new Promise((resolve) => setTimeout(resolve, pauseAfter(failures)));
    }
}
