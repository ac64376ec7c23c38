/** The loader as a deployment calls it: it loads the folder it came with, tells CloudFormation what came of it, and takes nothing from editors. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import type { Event, StoredEvent } from '../../lambdas/domain/event.ts'
import { createLoader } from '../../lambdas/functions/create-loader.ts'
import { localStore } from '../../lib/local/config.ts'
import { type CloudFormationServer, startCloudFormationServer } from '../support/cloudformation-server.ts'
import { refusal, startTap, type Tap } from '../support/dynamodb-tap.ts'
import { aPng } from '../support/images.ts'
import { BUCKET, startS3Server } from '../support/s3-server.ts'
import { discrepancies } from '../support/store-checker.ts'
import { dump } from '../support/store-dump.ts'
import { startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'
import { changed, type Files, VALID } from '../unit/data/folder.ts'

jest.setTimeout(30_000)

const ID = 'act-in-force'
const FILE = 'events/1997.yaml'
const TITLE = 'The Act comes into force'
const EDITED_AT = '2026-06-02T00:00:00Z'

let store: TimelineStore
let tap: Tap
let cloudFormation: CloudFormationServer
let folder: string
let handler: (event?: object, context?: object) => Promise<object | undefined>

beforeAll(async () => {
  store = await startTimelineStore()
  tap = await startTap(store.endpoint, { names: store.tables })
  cloudFormation = await startCloudFormationServer()
  folder = mkdtempSync(join(tmpdir(), 'annals-data-'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await cloudFormation.stop()
  await tap.stop()
  await store.stop()
})
beforeEach(async () => {
  handler = createLoader({ ...localStore(tap.endpoint), dataFolder: folder, build: 'b1' }) as typeof handler
  await store.emptyTables()
  tap.reset()
  cloudFormation.reset()
  await deploy(VALID, 'Create')
  expect(answer().Status).toBe('SUCCESS')
  tap.reset()
  cloudFormation.reset()
})

/** A deployment that carries these files. */
async function deploy(
  files: Files,
  requestType: 'Create' | 'Update' | 'Delete' = 'Update',
  remaining = 900_000,
): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  await handler(cloudFormation.event(requestType), { getRemainingTimeInMillis: () => remaining })
}
const answer = () => cloudFormation.received.at(-1)?.answer
const reported = () => answer().Data

const CORRECTED = changed(FILE, TITLE, 'As corrected')
const stored = async () => (await store.events.event(ID)) as StoredEvent
async function edit(title: string): Promise<void> {
  const { createdAt: _, updatedAt: __, revision, ...event } = await stored()
  await store.writer.put({ ...(event as Event), title: { ...event.title, en: title } }, revision, EDITED_AT)
}

describe('a deployment', () => {
  test('loads the folder, and reports it to CloudFormation', async () => {
    await store.emptyTables()
    await deploy(VALID, 'Create')
    expect((await store.events.list({ facets: {} }, { limit: 10, order: 'asc' })).items).toHaveLength(2)
    expect(cloudFormation.received).toEqual([
      {
        method: 'PUT',
        path: '/answers?signature=abc',
        contentType: undefined,
        bytes: expect.any(Number),
        answer: {
          Status: 'SUCCESS',
          PhysicalResourceId: 'data',
          StackId: 'arn:aws:cloudformation:eu-north-1:000000000000:stack/Annals/1',
          RequestId: 'request-1',
          LogicalResourceId: 'DataLoad',
          Data: { Written: 2, Deleted: 0, Unchanged: 0, Kept: 'none', Conflicts: 'none' },
        },
      },
    ])
    expect(await discrepancies(store)).toEqual([])
  })

  test('of the same folder writes nothing', async () => {
    const before = await dump(store)
    await deploy(VALID)
    expect(reported()).toMatchObject({ Written: 0, Deleted: 0, Unchanged: 2 })
    expect(tap.calls.map(call => call.access)).toEqual([['events:GetItem']])
    expect(await dump(store)).toEqual(before)
  })

  test('of a corrected file is one revision of the event', async () => {
    await deploy(CORRECTED)
    expect(reported()).toMatchObject({ Written: 1, Deleted: 0, Unchanged: 1, Kept: 'none', Conflicts: 'none' })
    expect(await stored()).toMatchObject({ revision: 2, title: { en: 'As corrected' } })
    const { items } = await store.events.revisions(ID, { limit: 10, order: 'asc' })
    expect(items.map(each => each.revision)).toEqual([1, 2])
    expect(await discrepancies(store)).toEqual([])
  })

  test('that is rolled back loads the earlier data', async () => {
    await deploy(CORRECTED)
    await deploy(VALID)
    expect(reported()).toMatchObject({ Written: 1 })
    expect((await stored()).title.en).toBe(TITLE)
  })

  test('that removes the stack leaves everything unchanged', async () => {
    const before = await dump(store)
    await deploy(VALID, 'Delete')
    expect(answer()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'data', Data: {} })
    expect(tap.calls).toEqual([])
    expect(await dump(store)).toEqual(before)
  })

  test('writes pictures into their bucket before the events that show them, and empties the buckets with the stack', async () => {
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
    const s3 = await startS3Server(credentials, 'eu-north-1')
    const logged = jest.spyOn(console, 'error').mockReturnValue()
    try {
      const place = { bucket: BUCKET, clientOptions: { region: 'eu-north-1', credentials, endpoint: s3.endpoint } }
      const places = { searchLocation: place, mediaLocation: place }
      handler = createLoader({
        ...localStore(tap.endpoint),
        dataFolder: folder,
        build: 'b1',
        ...places,
      }) as typeof handler
      const image = 'image: {file: mill.png, alt: {en: A mill, ko: 물방앗간}, credit: A photographer}'
      const files = { ...changed(FILE, 'significance: 5', `significance: 5\n  ${image}`), 'media/mill.png': aPng() }
      s3.faults.push(403)
      await deploy(files)
      expect(answer()).toMatchObject({ Status: 'FAILED', Reason: `GET the list in bucket ${BUCKET} failed` })
      expect((await stored()).revision).toBe(1)
      await deploy(files)
      const { file } = (await stored()).image!
      expect([...s3.objects.keys()]).toEqual([`media/${file.digest}/mill.png`])
      await deploy(files, 'Delete')
      expect([answer().Status, s3.objects.size]).toEqual(['SUCCESS', 0])
    } finally {
      logged.mockRestore()
      await s3.stop()
      rmSync(join(folder, 'media'), { recursive: true })
    }
  })
})

describe('an event that an editor changed', () => {
  beforeEach(() => edit('As edited'))

  test('and the folder did not stays as edited, and is named', async () => {
    await deploy(changed('events/1998.yaml', 'A claim is made', 'Another title'))
    expect(reported()).toMatchObject({ Written: 1, Kept: ID, Conflicts: 'none' })
    expect(await stored()).toMatchObject({ revision: 2, title: { en: 'As edited' } })
    expect(await discrepancies(store)).toEqual([])
  })

  test('as did the folder stays as edited, and is named as a conflict', async () => {
    await deploy(CORRECTED)
    expect(reported()).toMatchObject({ Written: 0, Kept: 'none', Conflicts: ID })
    expect(await stored()).toMatchObject({ revision: 2, title: { en: 'As edited' } })
  })

  test('is one of many: ten of them are named, and the number of the others', async () => {
    const many = Array.from({ length: 12 }, (_, i) => `event-${String(i + 10)}`)
    const yaml = many.map(id => String(VALID[FILE]).replace(ID, id)).join('')
    const files = { [FILE]: `${VALID[FILE]}${yaml}` }
    await deploy(files)
    for (const id of many) {
      const { createdAt: _, updatedAt: __, revision, ...event } = (await store.events.event(id)) as StoredEvent
      await store.writer.put({ ...(event as Event), significance: 1 }, revision, EDITED_AT)
    }
    const other = changed('events/1998.yaml', 'A claim is made', 'Another title')
    await deploy({ ...other, ...files })
    expect(reported().Kept).toBe(`${[ID, ...many].slice(0, 10).join(', ')} and 3 more`)
  })
})

test('a load that meets the transaction of an editor waits for it', async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0)
  let conflicts = 0
  tap.reset(async (call, forward) =>
    call.action === 'UpdateItem' && conflicts++ < 2 ? refusal('TransactionConflictException') : forward(),
  )
  await deploy(CORRECTED)
  expect(reported()).toMatchObject({ Written: 1 })
  expect(conflicts).toBeGreaterThan(2)
  expect(await discrepancies(store)).toEqual([])
})

describe('a load that fails', () => {
  const quietly = () => jest.spyOn(console, 'error').mockReturnValue()

  test('fails the deployment with the file, the line, the event and the field, and writes nothing', async () => {
    const logged = quietly()
    const before = await dump(store)
    await deploy(changed(FILE, '"1997-07-14"', '"1997-02-30"'))
    const { Status, Reason, PhysicalResourceId } = answer()
    expect({ Status, PhysicalResourceId }).toEqual({ Status: 'FAILED', PhysicalResourceId: 'data' })
    expect(Reason).toMatch(/^events\/1997\.yaml:3 act-in-force: date "1997-02-30" has the day 30/)
    expect(tap.calls).toEqual([])
    expect(await dump(store)).toEqual(before)
    expect(logged).toHaveBeenCalledTimes(1)
  })

  test('reports as many mistakes as CloudFormation accepts', async () => {
    quietly()
    const wrong = String(VALID[FILE]).replace('category: law', `category: "${'참'.repeat(60)}"`)
    const yaml = Array.from({ length: 50 }, (_, i) => wrong.replace(ID, `event-${i}`)).join('')
    await deploy({ [FILE]: yaml })
    expect(answer()).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringMatching(/^events\/1997\.yaml:6 event-0: .*…$/s),
    })
    const { bytes } = cloudFormation.received[0]!
    expect(bytes).toBeLessThanOrEqual(4096)
    expect(bytes).toBeGreaterThan(3500)
  })

  test('because its time is up says so in time, and how to continue, and the next one finishes it', async () => {
    quietly()
    const stopped = Promise.withResolvers<undefined>()
    // DynamoDB does not answer any more. 59.9 s would be too late to begin with.
    tap.reset(() => stopped.promise)
    await deploy(CORRECTED, 'Update', 60_100)
    stopped.resolve(undefined)
    expect(answer()).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringMatching(/^The data folder is too large .* annals load --stack NAME/),
    })
    tap.reset()
    await deploy(CORRECTED)
    expect(reported()).toMatchObject({ Written: 1 })
    expect(await discrepancies(store)).toEqual([])
  })

  test('without a permission says what DynamoDB says', async () => {
    quietly()
    tap.reset(async () => ({
      status: 400,
      body: { __type: 'com.amazonaws.dynamodb.v20120810#AccessDeniedException', message: 'not allowed' },
    }))
    await deploy(CORRECTED)
    expect(answer()).toMatchObject({ Status: 'FAILED', Reason: 'not allowed' })
  })
})

test('a load that cannot be reported to CloudFormation fails, so that Lambda tries again', async () => {
  cloudFormation.reset(503)
  await expect(deploy(VALID)).rejects.toThrow('CloudFormation rejected the response: 503')
  expect(cloudFormation.received).toHaveLength(1)
})

test.each([[undefined], [{}]])('invoked manually with %j, the loader answers its caller', async event => {
  expect(await handler(event)).toMatchObject({ written: 0, unchanged: 2, timeline: { timeZone: 'Asia/Seoul' } })
  expect(cloudFormation.received).toEqual([])
})

test('a manual load reports its progress and the ignored leftovers', async () => {
  const steps: [string, number, number][] = []
  const load = createLoader({
    ...localStore(store.endpoint),
    dataFolder: folder,
    build: 'b2',
    progress: (...step) => steps.push(step),
  })
  const leftover = join(folder, 'events/1997.yaml~')
  writeFileSync(leftover, '')
  await store.emptyTables()
  expect(await load()).toMatchObject({ written: 2, leftovers: ['events/1997.yaml~'] })
  rmSync(leftover)
  expect(steps).toEqual([
    ['files read', 1, 2],
    ['files read', 2, 2],
    ['events written', 2, 2],
  ])
})
