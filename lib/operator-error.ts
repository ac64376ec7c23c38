/** An error that the operator can fix. Printed as its message only, without a stack trace; exit code 1. */
export class OperatorError extends Error {}
