/** What runs functions in these tests does with them what Lambda does, and leaves none of them behind. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test } from '@jest/globals'
import { type Bundle, FunctionError, type RunningFunction, startFunction } from './lambda.ts'

const folder = mkdtempSync(join(tmpdir(), 'annals-lambda-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A bundle of this code alone. */
function bundleOf(code: string): Bundle {
  const own = mkdtempSync(join(folder, 'bundle-'))
  writeFileSync(join(own, 'index.mjs'), code)
  return { folder: own, handler: 'index.handler', timeoutSeconds: 7 }
}

const running: RunningFunction[] = []
async function start(code: string, environment: Record<string, string> = {}): Promise<RunningFunction> {
  const started = await startFunction(bundleOf(code), environment)
  running.push(started)
  return started
}
afterEach(async () => {
  for (const { stop } of running.splice(0)) await stop()
})

describe('an invocation', () => {
  test('gets the event, its deadline, the environment and the folder, and nothing of this process', async () => {
    const { invoke } = await start(
      `export const handler = async (event, context) => ({
        event, left: context.getRemainingTimeInMillis(), cwd: process.cwd(), ...process.env
      })`,
      { GREETING: 'hello' },
    )
    const { left, cwd, ...rest } = (await invoke({ a: [1, null, '한'] })) as Record<string, string>
    expect(rest).toMatchObject({ event: { a: [1, null, '한'] }, GREETING: 'hello', LAMBDA_TASK_ROOT: cwd, TZ: ':UTC' })
    expect(Number(left)).toBeGreaterThan(0)
    expect(Number(left)).toBeLessThanOrEqual(7_000)
    expect(rest).not.toHaveProperty('ANNALS_HOST')
  })

  test('waits for its turn', async () => {
    const { invoke } = await start(`
      let inside = 0
      export const handler = async event => {
        const others = inside++
        await new Promise(resolve => setImmediate(resolve))
        inside--
        return [event, others]
      }`)
    expect(await Promise.all([1, 2, 3].map(invoke))).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ])
  })

  test('that throws is that error, and does no harm to the next', async () => {
    const { invoke } = await start(
      `export const handler = async event => { if (event === 'bad') throw new TypeError('No good'); return 'fine' }`,
    )
    const [failed, next] = await Promise.allSettled([invoke('bad'), invoke('good')])
    expect(failed).toMatchObject({ status: 'rejected', reason: { type: 'TypeError', message: 'No good' } })
    expect(next).toEqual({ status: 'fulfilled', value: 'fine' })
  })

  test('that ends the process fails, as do those after it', async () => {
    const { invoke } = await start(`export const handler = () => { console.log('farewell'); process.exit(3) }`)
    for (const outcome of await Promise.allSettled([invoke(1), invoke(2)]))
      expect(outcome).toMatchObject({ reason: { message: expect.stringMatching(/ended with 3: .*farewell/) } })
    await expect(invoke(3)).rejects.toThrow(FunctionError)
  })

  test('is in the log with what it logged', async () => {
    const { invoke, log } = await start(
      `export const handler = async (event, { awsRequestId }) => { console.error('one'); return awsRequestId }`,
    )
    const request = await invoke({})
    expect(log).toEqual([expect.stringMatching(new RegExp(`\\t${request}\\tERROR\\tone$`))])
  })
})

describe('a function that cannot start', () => {
  test.each([
    ['throws', `throw new Error('Out of order')`, 'Out of order'],
    ['has no handler', 'export const other = 1', 'handler is undefined'],
    ['ends', 'process.exit(4)', 'ended with 4'],
  ])('because it %s says so', async (_, code, message) => {
    await expect(start(code)).rejects.toThrow(message)
  })
})

test('a function is gone when what started it is killed', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const bundle = bundleOf(
    `import { connect } from 'node:net'
     export const handler = () => new Promise(resolve => { const held = connect(${port}, '127.0.0.1', () => resolve(held.localPort)) })`,
  )
  const starter = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import { startFunction } from ${JSON.stringify(import.meta.resolve('./lambda.ts'))}
       const { invoke } = await startFunction(${JSON.stringify(bundle)}, {})
       await invoke({})`,
    ],
    { stdio: 'inherit' },
  )
  const [held] = (await once(server, 'connection')) as [Socket]
  const closed = once(held.on('error', () => {}).resume(), 'close')
  starter.kill('SIGKILL')
  await closed
  server.close()
  expect(held.destroyed).toBe(true)
})
