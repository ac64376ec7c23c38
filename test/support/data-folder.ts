/** A timeline of the tests: a copy of the chronology as it was in November 2026, so that `data/` may hold any timeline. */
import { join } from 'node:path'

/** Where commands run: the folder that has the data folder. */
export const TIMELINE_FOLDER = join(import.meta.dirname, '../fixtures/chronology')

export const DATA_FOLDER = join(TIMELINE_FOLDER, 'data')
