/** Every option that a help text lists does something: a new option without a probe fails here. */

import { once } from 'node:events'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals'
import { annals } from '../../lib/cli/annals.ts'
import { COMMANDS } from '../../lib/cli/commands.ts'
import { type AwsAccount, startAwsAccount } from '../support/aws-account.ts'
import { ROOT } from '../support/local-host.ts'
import { runCommand, type StartedHost, startHere, testTerminal } from '../support/terminal.ts'
import { inFolder, VALID } from '../unit/data/folder.ts'

jest.setTimeout(60_000)

let scratch: string
let host: StartedHost
let account: AwsAccount
let site: Server
const visitors: (string | undefined)[] = []
beforeAll(async () => {
  // Below the folder in which the project's cdk is found.
  scratch = await mkdtemp(join(ROOT, 'node_modules/.annals-options-'))
  site = createServer((request, response) => {
    visitors.push(request.headers['user-agent'])
    response.end()
  }).listen(0, '127.0.0.1')
  await once(site, 'listening')
  const url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`
  const linked = Object.fromEntries(
    Object.entries(VALID).map(([name, content]) => [name, String(content).replaceAll(/https:\/\/[^\s,}"\]]+/g, url)]),
  )
  await inFolder(linked, folder => cp(folder, join(scratch, 'data'), { recursive: true }))
  await writeFile(join(scratch, 'event.yaml'), 'id: act-in-force\n')
  await writeFile(join(scratch, 'list.csv'), 'When,Title,Category\n03/05/1931,Mill opens,law\n')
  await writeFile(join(scratch, 'file'), '')
  account = await startAwsAccount()
  host = await startHere(['--state', 'running', '--data', 'data', '--today', '2026-07-14'], { cwd: scratch })
  expect((await run(['backup', 'whole.ndjson', '--state', 'running'])).code).toBe(0)
})
afterAll(async () => {
  await host.stop()
  await account.stop()
  site.close()
  await rm(scratch, { recursive: true, force: true })
})

const run = (args: string[], input?: string) => {
  const deployed = args[0] === 'deploy' ? 'CDKToolkit' : 'Annals'
  account.reset({ [deployed]: { status: 'UPDATE_COMPLETE' } })
  return runCommand(annals, args, {
    cwd: scratch,
    env: { ...account.env, AWS_ENDPOINT_URL_DYNAMODB: host.engine },
    input,
    now: () => '2027-07-14T03:00:00Z',
    run: async ({ args: [, ...cdk] }, print) => {
      print(`cdk ${cdk.join(' ')}`)
      return { code: 1, signal: null }
    },
  })
}

/** Arguments without which a command does not come to its options. */
const NEEDED: Record<string, string[]> = {
  get: ['act-in-force'],
  put: ['event.yaml'],
  delete: ['act-in-force', '--revision', '1'],
  restore: ['whole.ndjson'],
  rename: ['old-id', 'new-id'],
  init: ['new', '--yes'],
  import: ['list.csv'],
  add: ['--date', '1931', '--title', 'Mill opens', '--reference', 'Register 12', '--dry-run', '--yes'],
}

/** What an option that several commands have does in each: further arguments, and what is then printed. */
const SHARED: Record<string, [args: string[], printed: RegExp]> = {
  '--data': [['nowhere'], /nowhere.* does not exist/],
  '--state': [[join('file', 'state')], /file[/\\]state/],
  '--stack': [['Other'], /There is no stack Other in eu-central-1/],
  '--region': [['eu-west-3', '--stack', 'Other'], /There is no stack Other in eu-west-3/],
  '--profile': [['nobody', '--stack', 'Other'], /Cannot sign in with the profile nobody/],
  '--json': [['--state', 'running'], /^\{\n/],
}

const OWN: Record<string, [args: string[], printed: RegExp]> = {
  'init --title': [['Other'], /is the timeline "Other"/],
  'init --languages': [['en,k'], /"k" is not a language/],
  'init --zone': [['Moon'], /"Moon" is not a time zone/],
  'init --publisher': [['The Mill'], /is the timeline/],
  'init --contact': [['mill@example.org'], /is the timeline/],
  'init --namespace': [['1'], /"1" is not a UUID/],
  'init --yes': [[], /is the timeline "new"/],
  'start --port': [['x'], /--port "x" is not a port/],
  'start --today': [['x'], /--today "x" is not a date/],
  'start --memory': [['--no-load', '--port', '0'], /in memory/],
  'start --no-load': [['--memory', '--port', '0'], /There is no timeline yet/],
  'start --public-url': [['x'], /--public-url "x" is not the address of a site/],
  'start --no-watch': [['--memory', '--no-load', '--port', '0'], /There is no timeline yet/],
  'check --json': [[], /^\{\n/],
  'check --links': [[], /All \d URLs work/],
  'check --contact': [['mill@example.org', '--links'], /All \d URLs work/],
  'add --date': [['1907~'], /date: "1907~"/],
  'add --title': [['ko=개관'], /ko: 개관/],
  'add --summary': [['It ground corn.'], /en: It ground corn\./],
  'add --category': [['Policy'], /category: policy/],
  'add --significance': [['4'], /significance: 4/],
  'add --status': [['disputed'], /--attribution: a text is needed/],
  'add --attribution': [['The parish'], /en: The parish/],
  'add --url': [['https://example.org/mill'], /url: https:\/\/example\.org\/mill/],
  'add --reference': [['Box 3'], /reference: Box 3/],
  'add --source': [['Minutes'], /title: Minutes/],
  'add --publisher': [['The Council'], /publisher: The Council/],
  'add --id': [['opening'], /- id: opening/],
  'add --day-first': [['--date', '03/05/1931'], /1931-05-03/],
  'add --month-first': [['--date', '03/05/1931'], /1931-03-05/],
  'add --dry-run': [[], /would be added/],
  'add --yes': [[], /mill-opens would be added/],
  'import --column': [['date=When', '--day-first', '--dry-run'], /1931-05-03/],
  'import --day-first': [['--column', 'date=When', '--dry-run'], /1931-05-03/],
  'import --month-first': [['--column', 'date=When', '--dry-run'], /1931-03-05/],
  'import --dry-run': [['--column', 'date=When', '--day-first'], /would be added/],
  'import --language': [['de'], /takes a language of the timeline: en, ko/],
  'put --revision': [['0'], /--revision "0" is not a revision/],
  'delete --revision': [['0'], /--revision "0" is not a revision/],
  'run-job --date': [['x'], /--date "x" is not a date/],
  'deploy --yes': [[], /cdk deploy Annals/],
  'deploy --dry-run': [[], /cdk diff Annals/],
  'deploy --context': [['retain=perhaps'], /-c retain="perhaps" is invalid/],
  'deploy --stack': [['Other', '--dry-run'], /First deployment of Other/],
  'deploy --region': [['eu-west-3', '--dry-run'], /eu-west-3/],
  'destroy --backup': [['here.ndjson'], /has no output EventsTable/],
  'destroy --no-backup': [[], /has no output EventsTable/],
  'smoke --url': [['http://127.0.0.1:1'], /FAULT health: http:\/\/127\.0\.0\.1:1 cannot be reached/],
  'generate --events': [['0'], /--events "0" is invalid/],
  'generate --seed': [['-1'], /--seed "-1" is invalid/],
}

const OPTIONS = (
  await Promise.all(
    Object.entries(COMMANDS).map(async ([command, [, load]]) => {
      const { options } = (await load()).define(testTerminal())
      return options.filter(({ hidden }) => !hidden).map(({ long }) => [command, long!] as const)
    }),
  )
).flat()

test.each(OPTIONS)('%s %s does what it says', async (command, option) => {
  const probe = OWN[`${command} ${option}`] ?? SHARED[option]
  if (probe === undefined) throw new Error('The option has no probe: add it to OWN or SHARED')
  const [args, printed] = probe
  await rm(join(scratch, 'new'), { recursive: true, force: true })
  visitors.length = 0
  const { stdout, stderr } = await run([command, ...(NEEDED[command] ?? []), option, ...args])
  const text = [...stdout, ...stderr].join('\n')
  expect(text).toMatch(printed)
  expect(text).not.toMatch(/unknown option|Unexpected/)
  if (option === '--contact' && command === 'check') expect(visitors[0]).toContain('mill@example.org')
  if (command === 'init' && ['--publisher', '--contact'].includes(option))
    expect(await readFile(join(scratch, 'new/README.md'), 'utf8')).toContain(args[0])
})

test('no probe is for an unknown option', () => {
  const known = new Set(OPTIONS.map(([command, option]) => `${command} ${option}`))
  expect(Object.keys(OWN).filter(name => !known.has(name))).toEqual([])
})
