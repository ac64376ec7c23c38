/** The functions that answer no requests, as Lambda runs them: they do, return and announce what the same functions in this process do. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { TABLE_VARIABLES } from '../../lambdas/store/tables.ts'
import { createTables } from '../../lib/local/create-tables.ts'
import { DATA_FOLDER } from '../support/data-folder.ts'
import { dump } from '../support/store-dump.ts'
import { assemblyOfTests, deployedFunctions, tableNames } from './assembly.ts'
import { type Deployment, startDeployment } from './deployment.ts'
import { type EngineWithTables, startEngineWithTables } from './engine-with-tables.ts'

/** What this process writes to instead. */
const LOCAL_TABLES = { events: 'local-events', highlights: 'local-highlights' }

const CLOUDFORMATION = {
  RequestType: 'Update',
  StackId: 'arn:aws:cloudformation:ap-northeast-2:123456789012:stack/Annals/1',
  RequestId: 'request',
  LogicalResourceId: 'DataLoad',
  PhysicalResourceId: 'data',
  ResourceType: 'Custom::DataLoad',
  ResourceProperties: {},
}

/** Attributes that depend on when something was done. */
const TIMES = ['changedAt', 'version', 'generation', 'announcedAt', 'claimedUntil']

const aContext = { getRemainingTimeInMillis: () => 900_000 }

let store: EngineWithTables
let deployment: Deployment
/** By name, in this process. */
let local: Record<'loader' | 'anniversaries', (event: unknown, context: unknown) => Promise<unknown>>

beforeAll(async () => {
  const functions = await deployedFunctions(assemblyOfTests())
  store = await startEngineWithTables(tableNames(functions))
  await createTables(store.client, LOCAL_TABLES)
  deployment = await startDeployment({ functions, endpoint: store.tap.endpoint, additional: {} })
  Object.assign(process.env, deployment.environment('loader'), deployment.environment('anniversaries'), {
    [TABLE_VARIABLES.events]: LOCAL_TABLES.events,
    [TABLE_VARIABLES.highlights]: LOCAL_TABLES.highlights,
    DATA_FOLDER,
  })
  const { handler: loader } = await import('../../lambdas/functions/loader.ts')
  const { handler: anniversaries } = await import('../../lambdas/functions/anniversaries.ts')
  local = { loader, anniversaries } as typeof local
})
afterAll(async () => {
  await deployment.stop()
  await store.stop()
})

/** Runs both for `event`, and gives what they returned if it is the same, and what they sent to other services. */
async function runBoth(name: keyof typeof local, event: unknown) {
  const { asked } = deployment.services
  const theirs = await local[name](event, aContext)
  const theirSent = asked.splice(0)
  const returned = await deployment.run(name, event)
  const sent = asked.splice(0)
  expect(returned).toEqual(theirs ?? null)
  expect(sent).toEqual(theirSent)
  const { client, tables } = store
  expect(await dump({ client, tables }, TIMES)).toEqual(await dump({ client, tables: LOCAL_TABLES }, TIMES))
  return { returned, sent }
}

describe('the loader', () => {
  test('loads the data that it carries', async () => {
    const { returned } = await runBoth('loader', {})
    expect(returned).toMatchObject({ written: expect.any(Number), unchanged: 0, timeline: { timeZone: 'Asia/Seoul' } })
    expect((returned as { written: number }).written).toBeGreaterThan(100)
  })

  test('writes nothing the second time', async () => {
    const { returned } = await runBoth('loader', {})
    expect(returned).toMatchObject({ written: 0, deleted: 0 })
  })

  test('answers CloudFormation, which asks it in a deployment', async () => {
    const { sent } = await runBoth('loader', {
      ...CLOUDFORMATION,
      ResponseURL: deployment.services.url,
    })
    expect(sent.map(answer => JSON.parse(answer))).toMatchObject([{ Status: 'SUCCESS', RequestId: 'request' }])
  })
})

describe('the daily job', () => {
  test.each([
    { scheduledTime: '2026-07-13T15:05:00Z' },
    { scheduledTime: '2026-07-15T15:05:00Z' },
    { date: '2026-07-20' },
  ])('marks the days up to %j, and announces them', async event => {
    const { returned, sent } = await runBoth('anniversaries', event)
    expect(returned).toEqual(expect.arrayContaining([expect.objectContaining({ announced: true })]))
    expect(sent.length).toBeGreaterThan(0)
  })

  test('announces nothing the second time', async () => {
    const { sent } = await runBoth('anniversaries', { date: '2026-07-14' })
    expect(sent).toEqual([])
  })

  test.each([{}, null, { date: '2026-02-30' }, { scheduledTime: '1' }, { scheduledTime: 'today' }, []])(
    'refuses %j, and says what it takes',
    async event => {
      const refused = (await deployment.run('anniversaries', event).catch(error => error)) as Error
      expect(refused.message).toMatch(/scheduledTime as an RFC 3339 timestamp, or a date as YYYY-MM-DD/)
      await expect(local.anniversaries(event, aContext)).rejects.toThrow(refused.message)
    },
  )

  test('marks today for CloudFormation at the end of a deployment', async () => {
    const answer = JSON.parse(
      (await runBoth('anniversaries', { ...CLOUDFORMATION, ResponseURL: deployment.services.url })).sent.at(-1)!,
    )
    expect(answer).toMatchObject({ Status: 'SUCCESS', Data: { Today: expect.stringMatching(/highlights of 20/) } })
  })
})
