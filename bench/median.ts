/** The middle of measurements, which a few disturbed ones do not move. */
export const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!
