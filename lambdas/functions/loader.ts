/** The Lambda function that loads the data folder it was deployed with – on a laptop, the one on disk. */
import { contentsDigest } from '../data/contents-digest.ts'
import { readContents } from '../data/read-contents.ts'
import { type LoadReport, loadContents } from '../store/dynamodb/load.ts'
import { connection, now, variable } from './environment.ts'

const shared = connection()

/**
 * @returns what was written, and the zone of the timeline
 * @throws {InvalidData} naming every mistake, before anything is written
 */
export async function handler(): Promise<LoadReport & { timeZone: string }> {
  const contents = await readContents(variable('DATA_FOLDER'))
  // New code may show the same data otherwise: that is a change too, and Last-Modified tells of it.
  const digest = `${contentsDigest(contents)} ${variable('BUILD')}`
  const report = await loadContents(shared, contents, { at: now(), digest })
  return { ...report, timeZone: contents.timeline.timeZone }
}
