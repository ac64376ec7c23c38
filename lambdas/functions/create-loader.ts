/** The Lambda function that loads the data folder: the deployed one, or on a laptop the one on disk. */
import type { CloudFormationCustomResourceEvent, Context } from 'aws-lambda'
import { contentsDigest } from '../data/contents-digest.ts'
import { readFolder } from '../data/read-contents.ts'
import type { KnownFiles } from '../data/read-files.ts'
import { type Attributes, isFromCloudFormation, respondToCloudFormation } from '../deployment/custom-resource.ts'
import type { Timeline } from '../domain/event.ts'
import { deadline, withDeadline } from '../store/deadline.ts'
import { connection, WORKING } from '../store/dynamodb/document-client.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import { type LoadReport, loadContents } from '../store/dynamodb/load.ts'
import { searchIndexer } from '../store/search/index-file.ts'
import { emptyBucket } from './bucket.ts'
import type { LoaderConfig } from './config.ts'
import { uploadMedia } from './media.ts'
import { searchFiles } from './search.ts'

export type Loaded = LoadReport & {
  timeline: Timeline
  /** Files of editors and file managers in the data folder, which were ignored. */
  leftovers: string[]
}

export interface LoaderFunction {
  /**
   * @returns the report of the load, the settings of the timeline and the ignored files
   * @throws {InvalidData} with every mistake, before anything is written
   */
  (): Promise<Loaded>
  /** In a deployment, sends the report or the mistakes to CloudFormation, within the time of the function. */
  (event: CloudFormationCustomResourceEvent, context: RemainingTime): Promise<undefined>
}

type RemainingTime = Pick<Context, 'getRemainingTimeInMillis'>

/** For the response to CloudFormation, which would otherwise wait for a function that Lambda has stopped. */
const RESPONDING_MILLISECONDS = 60_000

const OUT_OF_TIME =
  'The data folder is too large to load within a deployment. Load it from your own machine with annals load --stack NAME, which has no time limit and continues where this load stopped; then deploy again'

export function createLoader(config: LoaderConfig): LoaderFunction {
  const { dataFolder, build, now, progress, searchLocation, mediaLocation } = config
  const store = connection(config, WORKING)
  const known: KnownFiles = new Map()

  async function load(): Promise<Loaded> {
    const { contents, leftovers } = await readFolder(
      dataFolder,
      (done, all) => progress?.('files read', done, all),
      undefined,
      known,
    )
    // Before any page refers to them.
    if (mediaLocation) await uploadMedia(contents.media, dataFolder, mediaLocation)
    // New code may show the same data differently, so it counts as a change and updates Last-Modified.
    const digest = `${contentsDigest(contents)} ${build}`
    const report = await loadContents(store, contents, {
      at: now(),
      digest,
      progress: (done, all) => progress?.('events written', done, all),
      indexer: searchIndexer(eventReader(store), await searchFiles(searchLocation)),
    })
    return { ...report, timeline: contents.timeline, leftovers }
  }

  async function loadInTime({ getRemainingTimeInMillis }: RemainingTime): Promise<Loaded> {
    return withDeadline(getRemainingTimeInMillis() - RESPONDING_MILLISECONDS, async () => {
      try {
        return await load()
      } catch (cause) {
        throw deadline()?.aborted ? new Error(OUT_OF_TIME, { cause }) : cause
      }
    })
  }

  async function emptyBuckets(): Promise<void> {
    if (searchLocation && 'bucket' in searchLocation) await emptyBucket(searchLocation)
    if (mediaLocation) await emptyBucket(mediaLocation)
  }

  const handler = async (event?: CloudFormationCustomResourceEvent, context?: RemainingTime) => {
    // A manual invocation passes some other event.
    if (!isFromCloudFormation(event)) return load()
    await respondToCloudFormation(event, async () => reported(await loadInTime(context!)), emptyBuckets)
    return undefined
  }
  return handler as LoaderFunction
}

/** Attributes of the custom resource; the stack outputs them. */
const reported = ({ written, deleted, unchanged, kept, conflicts }: Loaded): Attributes => ({
  Written: written,
  Deleted: deleted,
  Unchanged: unchanged,
  Kept: listed(kept),
  Conflicts: listed(conflicts),
})

/** Limits the response to CloudFormation to 4 KB. */
const MOST_LISTED = 10

function listed(ids: readonly string[]): string {
  if (ids.length === 0) return 'none'
  const more = ids.length - MOST_LISTED
  return `${ids.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
