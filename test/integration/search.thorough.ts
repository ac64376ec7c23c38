/** Search of a timeline that is too large to be indexed in memory: on a laptop, and by the api bundle with its index in a bucket. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { globSync } from 'node:fs'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { generatedRecords } from '../../bench/generator/generated-timeline.ts'
import { instantOf } from '../../lambdas/domain/time-zone.ts'
import { openBucket } from '../../lambdas/functions/bucket.ts'
import { importRecords } from '../../lambdas/store/dynamodb/import.ts'
import { type ExportRecord, latestOf } from '../../lambdas/store/export-record.ts'
import { searchIndexer } from '../../lambdas/store/search/index-file.ts'
import type { SearchFiles } from '../../lambdas/store/search-files.ts'
import { TABLE_VARIABLES } from '../../lambdas/store/tables.ts'
import { searchFolderIn } from '../../lib/local/state-folder.ts'
import { anAuthoredEvent } from '../support/contents.ts'
import { startTap, type Tap } from '../support/dynamodb-tap.ts'
import { send } from '../support/http-client.ts'
import { anHttpEvent } from '../support/http-event.ts'
import { ANEW, ROOT } from '../support/local-host.ts'
import { BUCKET, type S3Server, startS3Server } from '../support/s3-server.ts'
import { type StartedHost, startHere } from '../support/terminal.ts'
import { startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'
import { inFolder, VALID } from '../unit/data/folder.ts'
import { importInWorker } from '../worker/in-worker.ts'

const { App, Duration, Stack, TimelineFunction } = await importInWorker<typeof import('../worker/constructs.ts')>(
  import.meta.resolve('../worker/constructs.ts'),
)

const EVENTS = 12_000
const SEED = 1
/** The generator derives it from the seed. */
const NAMESPACE = '00000000-0000-4000-8000-000000000001'

const CATEGORIES = Array.from(
  { length: 12 },
  (_, index) => `  category-${index + 1}: {name: {en: Category}, description: {en: Generated}}\n`,
)

const REGION = 'ap-northeast-2'
const CREDENTIALS = { accessKeyId: 'AKID', secretAccessKey: 'secret' }

let store: TimelineStore
let tap: Tap
let scratch: string
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annals-search-'))
  store = await startTimelineStore()
  tap = await startTap(store.endpoint, { names: store.tables })
})
afterAll(async () => {
  await tap.stop()
  await store.stop()
  await rm(scratch, { recursive: true })
})

const now = () => instantOf(Date.now())

/** Imports the generated timeline. @param files where the search index is stored, if any event is new */
async function importGenerated(events: number, files?: SearchFiles): Promise<void> {
  const indexer = searchIndexer(store.events, files)
  await importRecords(store.connection, () => records(events), { at: now(), digest: `${events}`, indexer })
}

/** The latest revisions, without most facets: search reads neither, and the engine would take twice as long to store them. */
async function* records(events: number): AsyncGenerator<ExportRecord> {
  for (const record of generatedRecords(events, SEED)) {
    const latest = record.kind === 'event' ? latestOf(record) : undefined
    if (record.kind !== 'event' || latest?.event === undefined) yield record
    else {
      const event = { ...latest.event, tags: latest.event.tags.slice(0, 1), actors: [], places: [], related: [] }
      yield { ...record, revisions: [{ ...latest, event }] }
    }
  }
}

type Ask = (target: string) => Promise<{ status: number; body: string }>

async function find(ask: Ask, q: string): Promise<string[]> {
  const { status, body } = await ask(`/v1/events?q=${q}`)
  expect(status).toBe(200)
  return JSON.parse(body).data.map(({ id }: { id: string }) => id)
}

/** Searches twice. @returns how often the index of changes was read, which takes 25 pages from its beginning */
async function changesRead(ask: Ask): Promise<number> {
  tap.reset()
  expect(await find(ask, '7777')).toEqual(['generated-event-7777'])
  expect(await find(ask, '7778')).toEqual(['generated-event-7778'])
  return tap.calls.filter(({ access }) => access.includes('events/byChange:Query')).length
}

const WOMBAT = anAuthoredEvent({ id: 'wombat-seen', title: { en: 'A wombat is seen' } })
const NUMBAT = anAuthoredEvent({ id: 'numbat-seen', title: { en: 'A numbat is seen' } })

describe('a laptop with 12,000 events', () => {
  let folder: string
  let host: StartedHost
  const ask: Ask = async target => {
    const { status, text } = await send(host.url, target, { headers: ANEW })
    return { status, body: text }
  }
  beforeAll(async () => {
    const [state, data] = [join(scratch, 'state'), join(scratch, 'data')]
    folder = searchFolderIn(state)
    await importGenerated(EVENTS)
    // The same namespace and categories: the host loads two more events into the imported timeline, and then stores its index.
    const timeline = String(VALID['timeline.yaml'])
      .replace(/namespace: .*/, `namespace: ${NAMESPACE}`)
      .replace('categories:\n', `categories:\n${CATEGORIES.join('')}`)
    await inFolder({ ...VALID, 'timeline.yaml': timeline }, made => cp(made, data, { recursive: true }))
    host = await startHere(['--state', state, '--data', data], { env: { DYNAMODB_ENDPOINT: tap.endpoint } })
  })
  afterAll(() => host.stop())

  test('answers a search from the stored index', async () => {
    expect(globSync('*', { cwd: folder })).toEqual(['search-a'])
    expect(await changesRead(ask)).toBeLessThanOrEqual(2)
  })

  test('finds an event as soon as it is written, and no longer once it is deleted', async () => {
    const { id, category, ...event } = WOMBAT
    const write = async (method: string, condition: Record<string, string>, body?: string) => {
      const headers = { authorization: `Bearer ${host.token}`, 'content-type': 'application/json', ...condition }
      return (await send(host.url, `/v1/events/${id}`, { method, headers, ...(body && { body }) })).status
    }
    const body = JSON.stringify({ ...event, category: 'law', tags: [], actors: [], places: [] })
    expect(await write('PUT', { 'if-none-match': '*' }, body)).toBe(201)
    expect(await find(ask, 'wombat')).toEqual([id])
    expect(await write('DELETE', { 'if-match': '*' })).toBe(204)
    expect(await find(ask, 'wombat')).toEqual([])
  })
})

describe('the api bundle with 12,000 events and a bucket', () => {
  let bucket: S3Server
  let api: ChildProcess
  const ask: Ask = async target => {
    api.send(anHttpEvent(target, { headers: ANEW }))
    // A process that ends has no answer, and fails the test at once.
    const [answer] = await Promise.race([once(api, 'message'), once(api, 'exit')])
    return { status: answer?.statusCode, body: answer?.body }
  }
  beforeAll(async () => {
    bucket = await startS3Server(CREDENTIALS, REGION)
    const place = {
      bucket: BUCKET,
      clientOptions: { region: REGION, credentials: CREDENTIALS, endpoint: bucket.endpoint },
    }
    await importGenerated(EVENTS + 1, await openBucket(place))
    const program = join(scratch, 'api.cjs')
    await writeFile(program, programOf(apiBundle(join(scratch, 'bundle'))))
    api = fork(program, {
      execArgv: [],
      env: {
        AWS_REGION: REGION,
        AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
        AWS_ENDPOINT_URL_DYNAMODB: tap.endpoint,
        AWS_ENDPOINT_URL_S3: bucket.endpoint,
        [TABLE_VARIABLES.events]: store.tables.events,
        [TABLE_VARIABLES.highlights]: store.tables.highlights,
        SEARCH_BUCKET: BUCKET,
        METRICS_NAMESPACE: 'Test',
        PUBLIC_URL: 'https://annals.example',
        BUILD: 'test',
      },
    })
  })
  afterAll(async () => {
    api.kill()
    await bucket.stop()
  })

  test('answers a search from the stored index, which it fetches once', async () => {
    bucket.requests.length = 0
    expect(await changesRead(ask)).toBeLessThanOrEqual(2)
    expect(bucket.requests).toEqual([expect.stringMatching(`^GET /${BUCKET}/search-[ab]$`)])
  })

  test('finds an event as soon as it is written, and no longer once it is deleted', async () => {
    const { id, revision } = await store.writer.put(NUMBAT, 0, now())
    expect(await find(ask, 'numbat')).toEqual([id])
    await store.writer.delete(id, revision, now())
    expect(await find(ask, 'numbat')).toEqual([])
  })
})

/** Bundles the function as a deployment does. @returns the file */
function apiBundle(outdir: string): string {
  const stack = new Stack(new App({ outdir }), 'Bundle')
  new TimelineFunction(stack, 'api', { root: ROOT, memory: 512, timeout: Duration.seconds(10), environment: {} })
  return join(outdir, globSync('asset.*/index.js', { cwd: outdir })[0]!)
}

/** Passes events from the parent process to the function. */
const programOf = (bundle: string): string => `
  const { handler } = require(${JSON.stringify(bundle)})
  const context = { awsRequestId: 'invocation', getRemainingTimeInMillis: () => 10_000 }
  process.on('message', async event => process.send(await handler(event, context)))
`
