/** Check digits of Russian numbers, as `itcom_core.identifiers` calculates them. */

const INN_WEIGHTS = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];

function weightedSum(weights, digits) {
    return [...digits].reduce((sum, digit, index) => sum + weights[index] * Number(digit), 0);
}

function innDigit(payload) {
    return String((weightedSum(INN_WEIGHTS.slice(-payload.length), payload) % 11) % 10);
}

const CHECKS = {
    inn(digits) {
        const count = digits.length === 10 ? 1 : 2;
        let number = digits.slice(0, -count);
        while (number.length < digits.length) {
            number += innDigit(number);
        }
        return number === digits;
    },
    ogrn(digits) {
        const divisor = BigInt(digits.length === 13 ? 11 : 13);
        return (BigInt(digits.slice(0, -1)) % divisor) % 10n === BigInt(digits.slice(-1));
    },
    snils(digits) {
        const payload = digits.slice(0, 9);
        // Smaller numbers were given before there were check digits.
        if (payload <= "001001998") {
            return true;
        }
        const sum = weightedSum([9, 8, 7, 6, 5, 4, 3, 2, 1], payload);
        return digits.slice(9) === String((sum % 101) % 100).padStart(2, "0");
    },
};

export function hasRightCheckDigits(kind, digits) {
    const passes = CHECKS[kind];
    return !passes || passes(digits);
}
