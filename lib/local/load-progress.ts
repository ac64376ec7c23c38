/** Shows the progress of a load on a terminal. */
import type { Writable } from 'node:stream'
import type { LoadProgress } from '../../lambdas/functions/config.ts'

/** Milliseconds without output, so that a quick load shows nothing. */
const QUIET = 2_000

const CLEAR_LINE = '\r\x1b[K'

/** A counter that disappears when its phase ends. Writes nothing if the output is not a terminal. */
export function loadProgress(output: Writable & { isTTY?: boolean }, clock = () => performance.now()): LoadProgress {
  const start = clock()
  return (what, done, all) => {
    if (!output.isTTY || clock() - start < QUIET) return
    output.write(`${CLEAR_LINE}${done === all ? '' : `Data       ${done} of ${all} ${what}`}`)
  }
}
