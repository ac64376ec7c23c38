/** The DynamoDB of the local host: which one is found, that it keeps its data, that it has the tables, and that it never outlives its host. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath, pathToFileURL } from 'node:url'
import {
  CreateTableCommand,
  DescribeTableCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { TABLES } from '../../lambdas/store/tables.ts'
import { createTableInput, createTables } from '../../lib/local/create-tables.ts'
import { ENGINE_PLATFORMS, type Engine, findDynoxide, startDynoxide, startEngine } from '../../lib/local/engine.ts'
import { type Program, startProgram } from '../../lib/local/engine-process.ts'
import { OperatorError } from '../../lib/operator-error.ts'
import { clientOf, startTestEngine, startTestStore, type TestStore } from '../support/engine.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const moduleAt = (file: string): string => pathToFileURL(join(ROOT, file)).href
const NAMES = { events: 'annals-events', highlights: 'annals-highlights' }
const STARTING_JAVA_MILLISECONDS = 90_000

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
async function started(starting: Promise<Engine>): Promise<Engine> {
  const engine = await starting
  running.push(engine)
  return engine
}

describe('startEngine', () => {
  test('starts dynoxide from the package of the platform, which answers until it is stopped', async () => {
    const engine = await started(startEngine({ env: { PATH: scratch } }))
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
      const first = await started(startTestEngine({ folder }))
      const writer = clientOf(first.endpoint)
      await createTables(writer, NAMES)
      await writer.send(new PutItemCommand({ TableName: NAMES.highlights, Item: item }))
      writer.destroy()
      await first.stop()

      const second = await started(startTestEngine({ folder }))
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
    const { endpoint } = await started(startDynoxide())
    const given = await startEngine({ env: { DYNAMODB_ENDPOINT: endpoint } })
    expect(given).toMatchObject({ name: 'DYNAMODB_ENDPOINT', endpoint })
    await given.stop()
    expect(await tablesAt(endpoint)).toEqual([])
  })

  test('tries another address when another engine was faster', async () => {
    const file = await findDynoxide({}, process.env)
    const ports: number[] = []
    const dynoxide: Program = {
      name: 'dynoxide',
      command: (port, _, host) => {
        ports.push(port)
        const wanted = ports.length === 1 ? new URL(first.endpoint) : { hostname: host, port }
        return { file, args: ['serve', '--host', wanted.hostname, '--port', String(wanted.port)] }
      },
    }
    const first = await started(startDynoxide())
    const client = clientOf(first.endpoint)
    await createTables(client, NAMES)
    client.destroy()
    const second = { name: 'dynoxide', ...(await startProgram(dynoxide, undefined, process.env)) }
    running.push(second)
    expect(ports).toHaveLength(2)
    expect(await tablesAt(second.endpoint)).toEqual([])
  })

  test.each(['http://127.0.0.1:1', 'localhost', 'not an address'])(
    'says that nothing answers at %s',
    async endpoint => {
      expect(await operatorError(startEngine({ env: { DYNAMODB_ENDPOINT: endpoint } }))).toBe(
        `No DynamoDB responds at DYNAMODB_ENDPOINT=${endpoint}: start it, or unset DYNAMODB_ENDPOINT to use the embedded one`,
      )
    },
  )

  test('starts dynoxide when asked to, whatever DYNAMODB_ENDPOINT is', async () => {
    const engine = await started(startDynoxide({ env: { DYNAMODB_ENDPOINT: 'http://127.0.0.1:1' } }))
    expect(await tablesAt(engine.endpoint)).toEqual([])
  })

  test('reports the engine’s own error when it does not start', async () => {
    expect(await operatorError(started(startDynoxide({ folder: join(ROOT, 'package.json') })))).toMatch(
      /^dynoxide exited before it answered: .*unable to open database file/,
    )
  })
})

describe('findDynoxide', () => {
  /** A project in which the packages of these platforms are installed. */
  async function projectWith(...platforms: string[]): Promise<string> {
    for (const name of platforms) {
      await mkdir(join(scratch, 'node_modules/@dynoxide', name), { recursive: true })
      await writeFile(join(scratch, 'node_modules/@dynoxide', name, 'package.json'), '{}')
    }
    return join(scratch, 'index.ts')
  }
  const withoutPath = () => ({ PATH: join(scratch, 'empty') })

  test('knows the platforms whose packages npm installs', () => {
    const { optionalDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
    expect(ENGINE_PLATFORMS.map(name => `@dynoxide/${name}`)).toEqual(Object.keys(optionalDependencies))
  })

  test.each(ENGINE_PLATFORMS)('on %s looks for the package of that platform', async name => {
    const [platform, arch] = name.split('-') as [string, string]
    const binary = platform === 'win32' ? 'dynoxide.exe' : 'dynoxide'
    const from = await projectWith(...ENGINE_PLATFORMS)
    expect(await findDynoxide({ platform, arch, from }, withoutPath())).toBe(
      join(await realpath(scratch), 'node_modules/@dynoxide', name, binary),
    )
  })

  test.each(ENGINE_PLATFORMS)('on %s says how to install the package that is missing', async name => {
    const [platform, arch] = name.split('-') as [string, string]
    const from = await projectWith(...ENGINE_PLATFORMS.filter(other => other !== name))
    expect(await operatorError(findDynoxide({ platform, arch, from }, withoutPath()))).toBe(
      `@dynoxide/${name} is not installed: run npm ci without --omit=optional; ` +
        'or set DYNAMODB_ENDPOINT to the URL of another DynamoDB',
    )
  })

  test('elsewhere lists the supported platforms, and mentions DYNAMODB_ENDPOINT for any other', async () => {
    const from = await projectWith(...ENGINE_PLATFORMS)
    expect(await operatorError(findDynoxide({ platform: 'freebsd', arch: 'x64', from }, withoutPath()))).toBe(
      'There is no DynamoDB engine for freebsd-x64, only for darwin-arm64, darwin-x64, linux-arm64, linux-x64, win32-x64; ' +
        'or set DYNAMODB_ENDPOINT to the URL of another DynamoDB',
    )
  })

  test('uses the dynoxide on PATH where there is no package', async () => {
    await mkdir(join(scratch, 'bin'))
    await symlink(await findDynoxide({}, withoutPath()), join(scratch, 'bin/dynoxide'))
    const found = findDynoxide({ platform: 'freebsd', from: await projectWith() }, { PATH: join(scratch, 'bin') })
    expect(await found).toBe('dynoxide')
  })
})

describe('an engine', () => {
  /** A host with an engine, as a process of its own; when its standard input ends it has nothing left to do. */
  async function hostWithEngine() {
    const host = runModule(
      `import { subscribe } from 'node:diagnostics_channel'
      import { startTestEngine } from '${moduleAt('test/support/engine.ts')}'
      import { answers } from '${moduleAt('lib/local/engine-process.ts')}'
      let last
      subscribe('child_process', ({ process }) => { last = process })
      const engine = await startTestEngine()
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
    'survives the Ctrl-C of its host, which still needs it, and leaves no process behind when stopped',
    async () => {
      const { host, nextLine, engine } = await hostWithEngine()
      process.kill(-host.pid!, 'SIGINT')
      expect(await nextLine()).toBe('still there')
      await untilGone(engine)
    },
    STARTING_JAVA_MILLISECONDS,
  )
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
      `Table ${events} has different keys or indexes from this version of Annals, so nothing was changed: run annals backup with the version that made it, and annals restore with this one into another --state folder`,
    )
  })
})

const hosts: ChildProcess[] = []
afterEach(() => {
  for (const host of hosts.splice(0)) host.kill('SIGKILL')
})

/** Runs the text of a module in a Node.js process of its own. */
function runModule(text: string, options: { detached?: boolean }): ChildProcess {
  const host = spawn(process.execPath, ['--input-type=module', '--eval', text], {
    cwd: ROOT,
    stdio: ['pipe', 'pipe', 'inherit'],
    ...options,
  })
  hosts.push(host)
  return host
}
