/** Init time of the functions, compared with a handler that does nothing: `npm run bench:cold-start`. */
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { styleText } from 'node:util'
import type { BundlingOptions } from 'aws-cdk-lib/aws-lambda-nodejs'
import { build, type Format, type Loader } from 'esbuild'
import { ALIASES, bundling, UNUSED } from '../lib/bundling.ts'
import { runProgram } from '../lib/cli/terminal.ts'
import { parseArguments } from '../lib/command-line.ts'
import { deployedFunctions, FUNCTIONS, synthesize, tableNames } from '../test/runtime/assembly.ts'
import { HTTP_FUNCTIONS } from '../test/runtime/bundles-host.ts'
import { startDeployment } from '../test/runtime/deployment.ts'
import { startEngineWithTables } from '../test/runtime/engine-with-tables.ts'
import { type Bundle, requireClient, startFunction } from '../test/runtime/lambda.ts'
import { anHttpEvent } from '../test/support/http-event.ts'
import { circumstances, conditions, table, writeNumbers, writeSection } from './report.ts'

const HELP = `Usage: npm run bench:cold-start [-- --dry-run]

Starts every function of the stack under Amazon's Lambda runtime client, and handlers to compare with, in turns, and measures
how long each takes to be ready for its first invocation, and to answer it. Takes about a minute; do not use the machine for
anything else meanwhile. The results go to bench/cold-start.json and bench/README.md.

  --dry-run   show the results, write nothing
  --help      show this text`

const ROOT = join(import.meta.dirname, '..')

const ROUNDS = 25
/** Warm-up rounds, which fill the disk caches. */
const WARM_UP_ROUNDS = 2

interface Candidate {
  name: string
  bundle: Bundle
  environment: Record<string, string>
  /** The event of the first invocation; omitted if the function is not invoked. */
  event?: unknown
}

interface Result {
  name: string
  /** Size of the code alone, without the files beside it. */
  bytes: number
  initMilliseconds: number
  /** The interquartile range over the rounds. */
  initSpread: { from: number; to: number }
  /** Init as a multiple of the bare handler's. */
  ratio: number
  /** The processor time of init, by all threads, which other programs hardly change; and as a multiple of the bare handler's. */
  processorMilliseconds: number
  processorRatio: number
  firstInvocationMilliseconds?: number
}

/** Requests whose answers need the tables. */
const FIRST_REQUESTS: Record<string, string> = { api: '/v1/timeline', feeds: '/feeds/updates.rss' }

const BARE = 'export const handler = async () => ({ statusCode: 200 })'

const STOCK_CLIENT = `
  import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
  const client = new DynamoDBClient({})
  export const handler = async ({ TableName, Key }) => (await client.send(new GetItemCommand({ TableName, Key }))).Item`

const MIDDY = `
  import middy from '@middy/core'
  export const handler = middy().handler(async () => ({ statusCode: 200 }))`

/** CommonJS-only packages call \`require\`, which ES modules do not have. */
const REQUIRE = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

/** Bundles `code` with the project's settings. */
async function bundled(folder: string, code: string, format: Format): Promise<Bundle> {
  await mkdir(folder, { recursive: true })
  await build({
    stdin: { contents: code, resolveDir: import.meta.dirname },
    outfile: join(folder, format === 'esm' ? 'index.mjs' : 'index.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    format,
    ...(format === 'esm' && { banner: { js: REQUIRE } }),
  })
  return { folder, handler: 'index.handler', timeoutSeconds: 10 }
}

/** What `api` can leave out; each row leaves out one more. The stack leaves out the first two. */
const LEFT_OUT: { name: string; alias?: Record<string, string>; external?: string[] }[] = [
  { name: 'api with all of the SDK' },
  { name: '– without other credential providers', alias: ALIASES },
  { name: '– nor event streams', external: UNUSED },
  {
    name: '– nor the cache of endpoints',
    alias: { '@aws-sdk/endpoint-cache': join(import.meta.dirname, 'no-endpoint-cache.ts') },
  },
]

/** `api` bundled as in the stack, but without the first `count` of `LEFT_OUT`. */
async function apiWithout(folder: string, count: number): Promise<Bundle> {
  const { mainFields, loader, inject } = bundling({}) as Required<BundlingOptions>
  const leftOut = LEFT_OUT.slice(0, count + 1)
  await build({
    entryPoints: [join(ROOT, 'lambdas/functions/api.ts')],
    outfile: join(folder, 'index.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    mainFields,
    loader: loader as Record<string, Loader>,
    inject,
    alias: Object.assign({}, ...leftOut.map(({ alias }) => alias)),
    external: leftOut.flatMap(({ external = [] }) => external),
  })
  return { folder, handler: 'index.handler', timeoutSeconds: 10 }
}

async function size({ folder }: Bundle): Promise<number> {
  const files = ['index.mjs', 'index.js'].map(name => stat(join(folder, name)).catch(() => undefined))
  return (await Promise.all(files)).reduce((sum, file) => sum + (file?.size ?? 0), 0)
}

/** Milliseconds on a processor of all threads of a process that have not ended: https://docs.kernel.org/scheduler/sched-stats.html */
async function processorTimeOf(pid: number): Promise<number> {
  const threads = await readdir(`/proc/${pid}/task`)
  const times = threads.map(id => readFile(`/proc/${pid}/task/${id}/schedstat`, 'utf8').catch(() => '0'))
  return (await Promise.all(times)).reduce((sum, times) => sum + Number(times.split(' ')[0]) / 1e6, 0)
}

/** Milliseconds of one init and of the first invocation. */
async function start({ bundle, environment, event }: Candidate) {
  const { pid, initMilliseconds, invoke, stop } = await startFunction(bundle, environment)
  try {
    const processor = await processorTimeOf(pid)
    const beginning = performance.now()
    if (event !== undefined) await invoke(event)
    return { init: initMilliseconds, processor, invocation: performance.now() - beginning }
  } finally {
    await stop()
  }
}

const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * part)]!

const rounded = (milliseconds: number): number => Number(milliseconds.toFixed(1))

async function measure(candidates: readonly Candidate[]): Promise<Result[]> {
  const starts = candidates.map((): Awaited<ReturnType<typeof start>>[] => [])
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++)
    for (const [index, candidate] of candidates.entries()) {
      const taken = await start(candidate)
      if (round >= 0) starts[index]!.push(taken)
    }
  const inits = starts.map(each => each.map(({ init }) => init))
  const processors = starts.map(each =>
    quantile(
      each.map(({ processor }) => processor),
      0.5,
    ),
  )
  const bare = quantile(inits[0]!, 0.5)
  return Promise.all(
    candidates.map(async ({ name, bundle, event }, index): Promise<Result> => {
      const init = quantile(inits[index]!, 0.5)
      const invocations = starts[index]!.map(({ invocation }) => invocation)
      return {
        name,
        bytes: await size(bundle),
        initMilliseconds: rounded(init),
        initSpread: { from: rounded(quantile(inits[index]!, 0.25)), to: rounded(quantile(inits[index]!, 0.75)) },
        ratio: Number((init / bare).toFixed(2)),
        processorMilliseconds: rounded(processors[index]!),
        processorRatio: Number((processors[index]! / processors[0]!).toFixed(2)),
        ...(event !== undefined && { firstInvocationMilliseconds: rounded(quantile(invocations, 0.5)) }),
      }
    }),
  )
}

/** The functions of the stack as deployed, and what they are compared with. The bare handler comes first. */
async function run(folder: string): Promise<Result[]> {
  const assembly = join(folder, 'assembly')
  await synthesize(assembly)
  const functions = await deployedFunctions(assembly)
  const store = await startEngineWithTables(tableNames(functions))
  const deployment = await startDeployment({ functions, endpoint: store.endpoint, additional: {} })
  try {
    await deployment.run('loader', {})
    const access = { ...deployment.environment('api'), NODE_OPTIONS: '' }
    const head = { TableName: store.tables.events, Key: { pk: { S: 'TIMELINE' }, sk: { S: 'HEAD' } } }
    const comparison = async (name: string, code: string, format: Format, event: unknown): Promise<Candidate> => ({
      name,
      bundle: await bundled(join(folder, name.replaceAll(/\W/g, '-')), code, format),
      environment: access,
      event,
    })
    return await measure([
      await comparison('bare handler', BARE, 'esm', {}),
      await comparison('middy', MIDDY, 'esm', {}),
      await comparison('stock DynamoDB client, ES module', STOCK_CLIENT, 'esm', head),
      await comparison('stock DynamoDB client, CommonJS', STOCK_CLIENT, 'cjs', head),
      ...(await Promise.all(
        LEFT_OUT.map(async ({ name }, count): Promise<Candidate> => {
          const bundle = await apiWithout(join(folder, `api-without-${count}`), count)
          return { name, bundle, environment: deployment.environment('api'), event: anHttpEvent(FIRST_REQUESTS.api!) }
        }),
      )),
      ...FUNCTIONS.map((name): Candidate => {
        const request = FIRST_REQUESTS[name]
        const event = request && anHttpEvent(request)
        return { name, bundle: functions[name], environment: deployment.environment(name), ...(event && { event }) }
      }),
    ])
  } finally {
    await deployment.stop()
    await store.stop()
  }
}

function summary(results: readonly Result[]): string {
  const rows = results.map(each => [
    FUNCTIONS.some(name => name === each.name) ? `\`${each.name}\`` : each.name,
    (each.bytes / 1000).toFixed(each.bytes < 10_000 ? 1 : 0),
    each.initMilliseconds.toFixed(0),
    `${each.initSpread.from.toFixed(0)}–${each.initSpread.to.toFixed(0)}`,
    HTTP_FUNCTIONS.some(name => name === each.name) ? `**${each.ratio.toFixed(2)} ×**` : `${each.ratio.toFixed(2)} ×`,
    each.processorMilliseconds.toFixed(0),
    `${each.processorRatio.toFixed(2)} ×`,
    each.firstInvocationMilliseconds?.toFixed(0) ?? '',
  ])
  return table(
    'lrrrrrrr',
    [
      '',
      'kB',
      'init, ms',
      'middle half',
      'of the bare handler',
      'processor, ms',
      'of the bare handler',
      'first invocation, ms',
    ],
    rows,
  )
}

await runProgram(async args => {
  const { help, 'dry-run': dryRun } = parseArguments(args, {
    help: { type: 'boolean' },
    'dry-run': { type: 'boolean' },
  })
  if (help) return console.log(HELP)
  requireClient()

  const circumstance = await circumstances(['@aws-sdk/client-dynamodb', '@middy/core', 'esbuild'])
  const folder = await mkdtemp(join(tmpdir(), 'annals-cold-start-'))
  try {
    const results = await run(folder)
    for (const { name, ratio } of results)
      console.error(`${name}: ${styleText('bold', `${ratio} ×`, { stream: process.stderr })}`)
    const text = [summary(results), `${conditions(circumstance)} ${ROUNDS} rounds.`].join('\n\n')
    console.log(text)
    if (dryRun) return
    await writeNumbers('cold-start', { ...circumstance, rounds: ROUNDS, results })
    await writeSection('cold-start', text)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
