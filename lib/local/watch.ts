/** Watches the data folder for changes of its files. */
import { watch } from 'node:fs'

/** Editors save in several steps: they write a new file, rename it, and change its times. */
const QUIET_MILLISECONDS = 100

/**
 * Calls `changed` when files of the folder have changed and none has for a moment. Calls never overlap: a change during one leads to another.
 * @returns a function that stops watching and waits for a call that is under way
 */
export function watchFolder(folder: string, changed: () => Promise<void>): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined
  let calls = Promise.resolve()
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer)
    timer = setTimeout(() => {
      calls = calls.then(changed)
    }, QUIET_MILLISECONDS)
  })
  // The next load reports a folder that has disappeared.
  watcher.on('error', () => {})
  return async () => {
    watcher.close()
    clearTimeout(timer)
    await calls
  }
}
