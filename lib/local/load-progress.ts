/** Shows on a terminal how far a load has come, once it takes long enough for somebody to wonder. */
import type { Writable } from 'node:stream'
import type { LoadProgress } from '../../lambdas/functions/config.ts'

/** Milliseconds in which nothing is shown. */
const QUIET = 2_000

const CLEAR_LINE = '\r\x1b[K'

/** A counter that is gone when its phase ends. Nothing is written where the output is no terminal. */
export function loadProgress(output: Writable & { isTTY?: boolean }, clock = () => performance.now()): LoadProgress {
  const start = clock()
  return (what, done, all) => {
    if (!output.isTTY || clock() - start < QUIET) return
    output.write(`${CLEAR_LINE}${done === all ? '' : `Data       ${done} of ${all} ${what}`}`)
  }
}
