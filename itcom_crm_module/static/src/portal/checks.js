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
    if (!rules.check) {
        return "";
    }
    const number = value.replace(/[\s-]/g, "").toUpperCase();
    if (/[^0-9A-Z]/.test(number) || (rules.mask && /[^0-9]/.test(number))) {
        return "format";
    }
    if (number.length !== rules.length) {
        // A right number of somebody else: the server knows the words for whose.
        return (rules.other_lengths || []).includes(number.length) ? "" : "length";
    }
    if (!rules.mask) {
        return !matches(rules.pattern, number) && "format";
    }
    return !hasRightCheckDigits(rules.check, number) && "digit";
}

function wrongFormat(rules, value) {
    return !rules.check && !matches(rules.pattern, value) && "format";
}

function matches(pattern, value) {
    const expression = compiled(pattern);
    return !expression || expression.test(value);
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
