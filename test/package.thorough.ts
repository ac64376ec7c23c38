/** The package as an owner gets it: packed, installed into an empty folder, and used without this repository. */
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import manifest from '../package.json' with { type: 'json' }
import { killAll, run } from './support/command.ts'
import { send } from './support/http-client.ts'
import { ROOT } from './support/local-host.ts'

let scratch: string
let museum: string
let installed: string

/** Runs a script with Node in `cwd`, with the commands of the installed packages on the path as npx has them. */
async function node(script: string, args: string[], cwd: string): Promise<string> {
  const PATH = [join(scratch, 'node_modules', '.bin'), process.env.PATH].join(delimiter)
  const env = { ...process.env, PATH, NODE_OPTIONS: undefined }
  return (await promisify(execFile)(process.execPath, [script, ...args], { cwd, env })).stdout
}

const npm = (cwd: string, ...args: string[]) => node(process.env.npm_execpath!, args, cwd)
const annals = (...args: string[]) => node(join(installed, 'bin/launch.js'), args, museum)

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annals-package-'))
  museum = join(scratch, 'museum')
  installed = join(scratch, 'node_modules/annals')
  await npm(ROOT, 'pack', '--pack-destination', scratch)
  await writeFile(join(scratch, 'package.json'), '{"type":"module"}')
  const { 'aws-cdk': cdk, 'aws-cdk-lib': library, 'cdk-nag': nag, constructs } = manifest.devDependencies
  const peers = [`aws-cdk@${cdk}`, `aws-cdk-lib@${library}`, `cdk-nag@${nag}`, `constructs@${constructs}`]
  await npm(scratch, 'install', join(scratch, `annals-${manifest.version}.tgz`), ...peers)
  await mkdir(museum)
  const options = ['--title', 'Millbrook', '--languages', 'en', '--zone', 'Europe/London', '--yes']
  await annals('init', '.', ...options)
})
afterAll(async () => {
  killAll()
  await rm(scratch, { recursive: true, force: true })
})

test('a folder that it wrote passes its check', async () => {
  expect(await annals('check')).toBe('data: 3 events with 3 sources and 0 series, no mistakes\n')
})

test('it serves a page, a feed and a calendar, and events to its client', async () => {
  const host = run('launch.js', ['start', '--memory', '--port', '0'], { root: installed, cwd: museum })
  const [, url] = await host.printed(/(http:\/\/\S+)\/v1\/timeline/)
  await host.printed(/^Press Ctrl-C to stop/)
  await writeFile(
    join(museum, 'client.js'),
    `import { annals } from 'annals/client'
for await (const { id } of annals('${url}').events({ limit: 1 })) console.log(id)
`,
  )
  expect((await node(join(museum, 'client.js'), [], museum)).split('\n')).toHaveLength(4)
  for (const [address, content] of [
    ['/', /<title>Millbrook/],
    ['/feeds/timeline.rss', /<title>This timeline begins<\/title>/],
    ['/feeds/timeline.ics', /SUMMARY:This timeline begins/],
  ] as const)
    expect((await send(url!, address)).text).toMatch(content)
  host.process.kill('SIGINT')
  expect((await host.ended).code).toBe(0)
})

test('what it stored goes through a backup', async () => {
  await annals('load', '--state', 'one')
  await annals('backup', 'whole.ndjson', '--state', 'one')
  expect(await annals('restore', 'whole.ndjson', '--state', 'two')).toMatch(/3 events written, 0 unchanged$/m)
  expect(JSON.parse(await annals('status', '--state', 'two', '--json'))).toMatchObject({
    title: 'Millbrook',
    events: 3,
  })
})

const APP = `import { App, Stack, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks } from 'cdk-nag'
import { Timeline } from 'annals/cdk'

const { context } = JSON.parse(process.argv[2])
const app = new App({ outdir: 'out', context })
Validations.of(app).addPlugins(new AwsSolutionsChecks(app))
const stack = new Stack(app, 'Mine')
new Timeline(stack, 'History', { data: './data', email: 'owner@example.org' })
app.synth()
`

test('its construct is part of somebody’s CDK app, with bundles ready-made and no finding of cdk-nag', async () => {
  await writeFile(join(museum, 'mine.js'), APP)
  await node(join(museum, 'mine.js'), [readFileSync(join(ROOT, 'cdk.json'), 'utf8')], museum)
  const read = (file: string) => JSON.parse(readFileSync(join(museum, 'out', file), 'utf8'))
  const { pluginReports } = read('validation-report.json') as { pluginReports: { violations: unknown[] }[] }
  expect(pluginReports.flatMap(({ violations }) => violations)).toEqual([])
  const resources = Object.values(read('Mine.template.json').Resources as Record<string, { Type: string }>)
  expect(resources.filter(({ Type }) => Type === 'AWS::DynamoDB::GlobalTable')).toHaveLength(2)
  expect(resources.filter(({ Type }) => Type === 'AWS::CloudFront::Distribution')).toHaveLength(1)
})

test('cdk synthesizes the app that it wrote, named after the timeline', async () => {
  await node(join(scratch, 'node_modules/aws-cdk/bin/cdk'), ['synth', '--quiet'], museum)
  expect(readFileSync(join(museum, 'cdk.out/Millbrook.template.json'), 'utf8')).toContain('Custom::TimelineData')
})

test('its exports are the feeds, the dates and the anniversaries', async () => {
  await writeFile(
    join(museum, 'exports.js'),
    `import * as feeds from 'annals/feeds'
import { occurrenceIn, recurrenceOf } from 'annals/anniversaries'
import { parseHistoricalDate } from 'annals/dates'
console.log(Object.keys(feeds).join(), occurrenceIn(recurrenceOf({ id: 'a', date: '1997-07-14', significance: 5 }), '2027-07-14').years, parseHistoricalDate('1997-07~').end)
`,
  )
  expect(await node(join(museum, 'exports.js'), [], museum)).toBe('atom,html,icalendar,jsonFeed,rss 30 1997-07-31\n')
})
