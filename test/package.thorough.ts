/** The package as an owner gets it: packed, installed into an empty folder, and used without this repository. */
import { execFile, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import manifest from '../package.json' with { type: 'json' }
import { killAll, run } from './support/command.ts'
import { type HttpAnswer, send } from './support/http-client.ts'
import { ROOT } from './support/local-host.ts'
import { englishWords, latinWordsInKorean } from './support/page-words.ts'

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
const annalsIn = (folder: string, ...args: string[]) => node(join(installed, 'bin/launch.js'), args, folder)
const annals = (...args: string[]) => annalsIn(museum, ...args)

/** Writes a folder with `annals init` that takes what it is given and asks nothing. */
async function initialized(name: string, title: string, languages: string, zone: string): Promise<string> {
  await annalsIn(scratch, 'init', name, '--title', title, '--languages', languages, '--zone', zone, '--yes')
  return join(scratch, name)
}

type Get = (address: string) => Promise<HttpAnswer>

/** Serves the data in a folder for as long as `use` takes. */
async function serving(folder: string, use: (get: Get, url: string) => Promise<void>): Promise<void> {
  const host = run('launch.js', ['start', '--memory', '--port', '0'], { root: installed, cwd: folder })
  const [, url] = await host.printed(/(http:\/\/\S+)\/v1\/timeline/)
  await host.printed(/^Press Ctrl-C to stop/)
  await use(address => send(url!, address), url!)
  host.process.kill('SIGINT')
  expect((await host.ended).code).toBe(0)
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annals-package-'))
  museum = join(scratch, 'museum')
  installed = join(scratch, 'node_modules/annals')
  await npm(ROOT, 'pack', '--pack-destination', scratch)
  await writeFile(join(scratch, 'package.json'), '{"type":"module"}')
  const { 'aws-cdk': cdk, 'aws-cdk-lib': library, 'cdk-nag': nag, constructs } = manifest.devDependencies
  const peers = [`aws-cdk@${cdk}`, `aws-cdk-lib@${library}`, `cdk-nag@${nag}`, `constructs@${constructs}`]
  await npm(scratch, 'install', join(scratch, `annals-${manifest.version}.tgz`), ...peers)
  await initialized('museum', 'Millbrook', 'en', 'Europe/London')
})
afterAll(async () => {
  killAll()
  await rm(scratch, { recursive: true, force: true })
})

test('a folder that it wrote passes its check', async () => {
  expect(await annals('check')).toBe('data: 3 events with 3 sources and 0 series, no mistakes\n')
  const [schema] = /(?<=\$schema=)\S+/.exec(await readFile(join(museum, 'data/timeline.yaml'), 'utf8'))!
  expect(existsSync(join(scratch, 'data', schema))).toBe(true)
})

test('it takes the list of a museum and one more event, and serves page, feed, calendar and client', async () => {
  await cp(join(ROOT, 'test/fixtures/museum.csv'), join(museum, 'museum.csv'))
  expect(await annals('import', 'museum.csv')).toMatch(/^60 events added to data, 0 already there$/m)
  const options = ['--date', '3 May 1931', '--title', 'The mill opens again', '--reference', 'Register 12, folio 3']
  expect(await annals('add', ...options, '--yes')).toMatch(/^the-mill-opens-again added to data\/events\/1931\.yaml$/m)
  expect(await annals('check')).toBe('data: 64 events with 64 sources and 0 series, no mistakes\n')
  await writeFile(
    join(museum, 'client.js'),
    `import { annals } from 'annals/client'
for await (const { id } of annals(process.argv[2]).events({ limit: 1 })) console.log(id)
`,
  )
  await serving(museum, async (get, url) => {
    expect((await node(join(museum, 'client.js'), [url], museum)).trim().split('\n')).toHaveLength(64)
    for (const [address, content] of [
      ['/', /<title>Millbrook/],
      ['/years/1931', /The mill opens again/],
      ['/feeds/timeline.rss', /<title>Event 59: the mill, /],
      ['/feeds/timeline.ics', /^SUMMARY:.*The mill opens again/m],
    ] as const)
      expect((await get(address)).text).toMatch(content)
  })
})

/** A value for each parameter of the paths of pages, in a folder with the examples of `annals init`. */
async function exampleValues(get: Get) {
  const [first] = (await get('/v1/events')).json().data
  const year = first.date.edtf.slice(0, 4)
  return { year, monthDay: '05-03', id: 'timeline-begins', tag: '0', actor: '0', place: '0', category: 'about' }
}

test('a timeline in French and English has no English word in French', async () => {
  const folder = await initialized('valmont', 'Valmont', 'fr,en', 'Europe/Paris')
  await serving(folder, async get => {
    expect(await englishWords(get, { ...(await exampleValues(get)), q: 'exemple' })).toEqual([])
  })
})

test('a timeline in Korean has no word in Latin letters but names', async () => {
  const folder = await initialized('maeul', '마을 연표', 'ko', 'Asia/Seoul')
  await serving(folder, async get => {
    const found = await latinWordsInKorean(get, { ...(await exampleValues(get)), q: '예시' })
    expect(found.filter(word => !/ (init|readme|example)$/.test(word))).toEqual([])
  })
})

test('what it stored goes through a backup', async () => {
  await annals('load', '--state', 'one')
  await annals('backup', 'whole.ndjson', '--state', 'one')
  expect(await annals('restore', 'whole.ndjson', '--state', 'two')).toMatch(/64 events written, 0 unchanged$/m)
  expect(JSON.parse(await annals('status', '--state', 'two', '--json'))).toMatchObject({
    title: 'Millbrook',
    events: 64,
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

/** A Python program that npm does not have: `pipx install cfn-lint`. */
const isLinterThere = spawnSync('cfn-lint', ['--version']).status === 0
;(isLinterThere ? test : test.skip)(
  'cfn-lint finds nothing in that app (skipped where it is not installed)',
  async () => {
    const { stdout } = await promisify(execFile)('cfn-lint', [join(museum, 'out/Mine.template.json')])
    expect(stdout).toBe('')
  },
)

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
