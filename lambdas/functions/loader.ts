/** The Lambda function that loads the data folder it was deployed with – on a laptop, the one on disk. */
import type { CloudFormationCustomResourceEvent } from 'aws-lambda'
import { contentsDigest } from '../data/contents-digest.ts'
import { readContents } from '../data/read-contents.ts'
import { type Attributes, answerCloudFormation } from '../deployment/custom-resource.ts'
import { WORKING } from '../store/dynamodb/document-client.ts'
import { type LoadReport, loadContents } from '../store/dynamodb/load.ts'
import { connection, now, variable } from './environment.ts'

const shared = connection(WORKING)
const dataFolder = variable('DATA_FOLDER')
const build = variable('BUILD')

type Loaded = LoadReport & { timeZone: string }

/**
 * @returns what was written, and the zone of the timeline
 * @throws {InvalidData} naming every mistake, before anything is written
 */
export async function handler(): Promise<Loaded>
/** Asked by a deployment, it answers CloudFormation instead: with the report, or with what is wrong. */
export async function handler(event: CloudFormationCustomResourceEvent): Promise<undefined>
export async function handler(event?: CloudFormationCustomResourceEvent): Promise<Loaded | undefined> {
  // By hand, Lambda passes on some event or other.
  if (event?.ResponseURL === undefined) return load()
  await answerCloudFormation(event, async () => reported(await load()))
}

async function load(): Promise<Loaded> {
  const contents = await readContents(dataFolder)
  // New code may show the same data otherwise: that is a change too, and Last-Modified tells of it.
  const digest = `${contentsDigest(contents)} ${build}`
  const report = await loadContents(shared, contents, { at: now(), digest })
  return { ...report, timeZone: contents.timeline.timeZone }
}

/** The attributes of the resource, of which the stack makes an output. */
const reported = ({ written, deleted, unchanged, kept, conflicts }: Loaded): Attributes => ({
  Written: written,
  Deleted: deleted,
  Unchanged: unchanged,
  Kept: listed(kept),
  Conflicts: listed(conflicts),
})

/** An answer to CloudFormation is short. */
const MOST_LISTED = 10

function listed(ids: readonly string[]): string {
  if (ids.length === 0) return 'none'
  const more = ids.length - MOST_LISTED
  return `${ids.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
