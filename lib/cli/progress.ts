/** Shows progress: a bar on a terminal, otherwise occasional lines. */
import type { LoadProgress } from '../../lambdas/functions/config.ts'
import type { Output } from './terminal.ts'

const WIDTH = 30
/** Number of lines if the output is not a terminal. */
const LINES = 10

export type Progress = (done: number, all: number) => void

/** @param what the unit, e.g. `events` */
export function showProgress(what: string, output: Output): Progress {
  let shown = 0
  return (done, all) => {
    const share = all === 0 ? 1 : Math.min(1, done / all)
    const text = `${done} of ${Math.max(done, all)} ${what}`
    if (output.isTTY) {
      const filled = Math.round(share * WIDTH)
      output.write(`\r[${'#'.repeat(filled)}${' '.repeat(WIDTH - filled)}] ${text}${share === 1 ? '\n' : ''}`)
      return
    }
    const line = Math.floor(share * LINES)
    if (line > shown) output.write(`${text}\n`)
    shown = line
  }
}

/** Milliseconds without output, so that a quick load shows nothing. */
const QUIET = 2_000

const CLEAR_LINE = '\r\x1b[K'

/** A counter that disappears when its phase ends. Writes nothing if the output is not a terminal. */
export function loadProgress(output: Output, clock = () => performance.now()): LoadProgress {
  const start = clock()
  return (what, done, all) => {
    if (!output.isTTY || clock() - start < QUIET) return
    output.write(`${CLEAR_LINE}${done === all ? '' : `Data       ${done} of ${all} ${what}`}`)
  }
}
