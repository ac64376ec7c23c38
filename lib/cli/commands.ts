/** The commands of `annals`. Adding one is a file that exports `define`, and a line here. */
import type { Definition } from './definition.ts'

type Load = () => Promise<{ define: Definition }>

/**
 * Summary and module of each command, in the order of the help text. A module is loaded for its own command only, because the SDK and the
 * engine are slow to load.
 */
export const COMMANDS: Record<string, [summary: string, load: Load]> = {
  init: ['write a folder for a new timeline', () => import('./init.ts')],
  start: ['serve a timeline on this machine', () => import('./start.ts')],
  check: ['check a data folder and report every mistake with its place', () => import('./check.ts')],
  add: ['ask for one event and add it to a data folder', () => import('./add.ts')],
  import: ['add the events of a spreadsheet, calendar or other file to a data folder', () => import('./import.ts')],
  rename: ['give an event another id; its former address redirects', () => import('./rename.ts')],
  load: ['load a data folder into a timeline', () => import('./load.ts')],
  diff: ['show what loading a data folder would change', () => import('./diff.ts')],
  get: ['print an event for editing', () => import('./get.ts')],
  put: ['add or correct the event in a file', () => import('./put.ts')],
  delete: ['delete an event', () => import('./delete.ts')],
  backup: ['write a whole timeline to a file', () => import('./backup.ts')],
  restore: ['bring a backup into a timeline', () => import('./restore.ts')],
  'run-job': ['run the daily job on the local timeline', () => import('./run-job.ts')],
  status: ['show what a timeline contains and where it runs', () => import('./status.ts')],
  smoke: ['ask a running timeline for one of everything, and stop at the first fault', () => import('./smoke.ts')],
  deploy: ['deploy a timeline to AWS', () => import('./deploy.ts')],
  destroy: ['back up a timeline and delete it from AWS', () => import('./destroy.ts')],
  generate: ['write an artificial backup, to try large timelines', () => import('./generate.ts')],
}
