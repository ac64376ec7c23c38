/** The timeline of the tests, read once for a test file that counts what is in it. */
import { readContents } from '../../lambdas/data/read-contents.ts'
import { DATA_FOLDER } from './data-folder.ts'

const { events, series } = await readContents(DATA_FOLDER)

export const chronologySeries = series

/** The number of its events. */
export const EVENTS = events.length
