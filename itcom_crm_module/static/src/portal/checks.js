/** What is wrong with an answer, by the server's rules and in its words; "" for nothing. */
import { hasRightCheckDigits } from "./check_digits.js";

export function check(rules, text) {
    const value = text.trim();
    if (!value) {
        return "";
    }
    const fault = [tooLong, outOfBounds, wrongNumber, wrongFormat]
        .map((find) => find(rules, value))
        .find(Boolean);
    return fault ? rules.texts[fault] || "" : "";
}

function tooLong(rules, value) {
    return value.length > rules.max_length && "long";
}

function outOfBounds(rules, value) {
    if (rules.min && value < rules.min) {
        return "early";
    }
    if (!rules.max || value <= rules.max) {
        return "";
    }
    return value > new Date().toISOString().slice(0, 10) ? "future" : "young";
}

function wrongNumber(rules, value) {
    if (!rules.check || !rules.mask) {
        return "";
    }
    const digits = value.replace(/[\s-]/g, "");
    if (/[^0-9]/.test(digits)) {
        return "format";
    }
    if (digits.length !== rules.mask.replace(/[^9]/g, "").length) {
        return "length";
    }
    return !hasRightCheckDigits(rules.check, digits) && "digit";
}

function wrongFormat(rules, value) {
    const pattern = compiled(rules.pattern);
    return pattern && !pattern.test(value) && "format";
}

function compiled(pattern) {
    if (!pattern) {
        return null;
    }
    try {
        return new RegExp(`^(?:${pattern})$`, "v");
    } catch {
        // A browser without the flag: the server checks.
        return null;
    }
}
