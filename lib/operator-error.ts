/** A failure that the person at the terminal can mend: shown as its message alone, on one line, with exit code 1. */
export class OperatorError extends Error {}
