/** fast-check, with the number of runs of every property that does not state its own. */
import fc from 'fast-check'
import { cases } from './thorough.ts'

fc.configureGlobal({ numRuns: cases(200, 2_000) })

export default fc
