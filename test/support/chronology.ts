/** The chronology that ships with the project, read once for a test file that counts what is in it. */
import { readContents } from '../../lambdas/data/read-contents.ts'
import { DATA_FOLDER } from './local-host.ts'

export const { events: chronologyEvents, series: chronologySeries } = await readContents(DATA_FOLDER)

/** The number of its events. */
export const EVENTS = chronologyEvents.length
