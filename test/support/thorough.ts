/** How much a test tries: little on every change, much in `npm run test:thorough`, which sets `ANNALS_THOROUGH`. */
import { test } from '@jest/globals'

export const THOROUGH: boolean = process.env.ANNALS_THOROUGH === '1'

/** A number of cases for this run. */
export const cases = (fast: number, thorough: number): number => (THOROUGH ? thorough : fast)

/** All cases in a thorough run; on every change the first of each `step`, so the case that stands for a rule goes there. */
export const sample = <Case>(step: number, all: readonly Case[]): readonly Case[] =>
  all.filter((_, index) => index % cases(step, 1) === 0)

/** A test that is too slow for every change. */
export const thoroughTest = THOROUGH ? test : test.skip
