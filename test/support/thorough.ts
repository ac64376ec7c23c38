/** How much a test tries: little on every change, much in `npm run test:thorough`, which sets `ANNALS_THOROUGH`. */
export const THOROUGH: boolean = process.env.ANNALS_THOROUGH === '1'

/** A number of cases for this run. */
export const cases = (fast: number, thorough: number): number => (THOROUGH ? thorough : fast)
