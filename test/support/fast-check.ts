/**
 * fast-check, with the number of runs of every property that does not state its own. It is loaded once per jest worker: the first string of
 * any characters has it map 1.1 million of them, which takes 0.8 s.
 */
import { importInWorker } from '../worker/in-worker.ts'
import { cases } from './thorough.ts'

const { default: fc } = await importInWorker<typeof import('fast-check')>('fast-check')
fc.configureGlobal({ numRuns: cases(100, 2_000) })

export default fc
