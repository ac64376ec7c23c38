/** `npm run deploy`, `diff` and `destroy` as a person meets them, on a stand-in for the account and with a cdk that only says what it was called with. */
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { ACCOUNT_ID, type AwsAccount, CALLER, startAwsAccount } from '../support/aws-account.ts'
import { chronologySeries, EVENTS } from '../support/chronology.ts'
import { type CommandOptions, type Ending, killAll, run, stackTraces } from '../support/command.ts'
import { anAuthoredEvent, contentsOf } from '../support/contents.ts'
import { startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'

jest.setTimeout(60_000)

/** Says what it was called with, writes outputs where it is told to, and ends as the test wants. */
const CDK = `#!/usr/bin/env node
const { writeFileSync } = require('node:fs')
const args = process.argv.slice(2)
console.log('cdk', ...args.map(arg => (arg.endsWith('.json') ? 'FILE' : arg)), 'in', process.env.AWS_REGION)
const at = args.indexOf('--outputs-file')
if (at !== -1) writeFileSync(args[at + 1], JSON.stringify({ Annals: { Address: 'https://d1.example', ApiAddress: 'https://a1.example' } }))
process.exit(Number(process.env.CDK_EXIT_CODE ?? 0))
`

const BOOTSTRAPPED = { CDKToolkit: { status: 'UPDATE_COMPLETE' } }

let account: AwsAccount
let store: TimelineStore
let scratch: string
beforeAll(async () => {
  account = await startAwsAccount()
  store = await startTimelineStore()
})
afterAll(async () => {
  await store.stop()
  await account.stop()
})
beforeEach(async () => {
  account.reset(BOOTSTRAPPED)
  scratch = await mkdtemp(join(tmpdir(), 'annals-deploy-'))
  await writeFile(join(scratch, 'cdk'), CDK)
  await chmod(join(scratch, 'cdk'), 0o755)
})
afterEach(async () => {
  killAll()
  await rm(scratch, { recursive: true, force: true })
  expect(stackTraces()).toEqual([])
})

async function command(file: string, args: string[], { env, ...options }: CommandOptions = {}): Promise<Ending> {
  const own = { PATH: `${scratch}${delimiter}${process.env.PATH}`, AWS_ENDPOINT_URL_DYNAMODB: store.endpoint }
  return run(file, args, { cwd: scratch, ...options, env: { ...account.env, ...own, ...env } }).ended
}

const refused = (message: string | RegExp) => ({
  code: 1,
  stderr: [typeof message === 'string' ? message : expect.stringMatching(message)],
})
const called = ({ stdout }: Ending) => stdout.filter(line => line.startsWith('cdk '))

describe('deploy', () => {
  const deploy = (args: string[], options?: CommandOptions) => command('deploy.ts', args, options)

  test('says what it will do, does it, and prints the addresses', async () => {
    const ended = await deploy(['--yes', '-c', 'email=owner@example.org', '--context', 'retain=false'])
    expect(ended).toMatchObject({ code: 0, stderr: [] })
    expect(ended.stdout).toEqual([
      `First deployment of Annals to account ${ACCOUNT_ID}, eu-central-1`,
      `  as         ${CALLER}`,
      `  data       ${EVENTS} events and ${chronologySeries.length} series, loaded as part of it`,
      '  settings   retain=false, email=owner@example.org',
      expect.stringMatching(/^ {2}cost .*about nothing.*docs\/cost\.md$/),
      'cdk deploy Annals --require-approval never --context email=owner@example.org --context retain=false --outputs-file FILE in eu-central-1',
      '',
      'Address     https://d1.example',
      'ApiAddress  https://a1.example',
    ])
  })

  test('leaves no file behind in which the addresses were', async () => {
    const before = await readdir(tmpdir())
    await deploy(['--yes'], { env: { TMPDIR: scratch } })
    expect(await readdir(scratch)).toEqual(['cdk'])
    expect(before).toContain(scratch.split('/').at(-1))
  })

  test('knows an update from a first deployment', async () => {
    account.reset({ ...BOOTSTRAPPED, Annals: { status: 'UPDATE_COMPLETE' } })
    expect((await deploy(['--yes'])).stdout[0]).toBe(`Update of Annals to account ${ACCOUNT_ID}, eu-central-1`)
    account.reset({ ...BOOTSTRAPPED, Annals: { status: 'REVIEW_IN_PROGRESS' } })
    expect((await deploy(['--yes'])).stdout[0]).toMatch(/^First deployment/)
  })

  test('deploys to the region it is told', async () => {
    const ended = await deploy(['--yes', '--region', 'ap-northeast-2'])
    expect(called(ended)).toEqual([expect.stringMatching(/ in ap-northeast-2$/)])
    expect(new Set(account.calls)).toEqual(
      new Set(['ap-northeast-2 GetCallerIdentity', 'ap-northeast-2 DescribeStacks']),
    )
  })

  test.each(['y\n', 'yes\n'])('goes on when %j is typed', async input => {
    expect(called(await deploy([], { input }))).toHaveLength(1)
  })

  test.each([
    ['n\n', 'Nothing was deployed'],
    ['\n', 'Nothing was deployed'],
    [undefined, 'Nobody answered: confirm with y, or pass --yes'],
  ])('does not go on when %j is typed', async (input, message) => {
    const ended = await deploy([], input === undefined ? {} : { input })
    expect(ended).toMatchObject(refused(message))
    expect(called(ended)).toEqual([])
  })

  test.each<[string, string[], NodeJS.ProcessEnv, string | RegExp]>([
    [
      'no credentials',
      [],
      { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined },
      /^Cannot sign in: there are no AWS credentials; sign in, for example with aws sso login/,
    ],
    [
      'a profile there is none of',
      ['--profile', 'nobody'],
      {},
      /^Cannot sign in with the profile nobody: there are no AWS credentials/,
    ],
    ['no region', [], { AWS_REGION: undefined }, /^No region is set: name one with --region, AWS_REGION/],
    [
      'no cdk',
      ['--yes'],
      { PATH: '/nowhere' },
      'cdk cannot be run (ENOENT): run npm ci, and start this with npm run deploy',
    ],
    ['a cdk that fails', ['--yes'], { CDK_EXIT_CODE: '3' }, 'cdk deploy ended with exit code 3: what it said is above'],
    [
      'an account out of reach',
      [],
      { AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' },
      /^Cannot sign in: AWS cannot be reached \(ECONNREFUSED/,
    ],
    [
      'a setting there is none of',
      ['-c', 'emial=a@example.org'],
      {},
      /^There is no setting "emial"; allowed are retain, email/,
    ],
    ['an option there is none of', ['--frob'], {}, "Unknown option '--frob'; --help lists the options"],
  ])('with %s, says so in a line', async (_, args, env, message) => {
    expect(await deploy(args, { env })).toMatchObject(refused(message))
  })

  test.each([
    ['ExpiredToken', 'The security token is expired', /^Cannot sign in: the AWS credentials have expired; sign in/],
    ['InvalidClientTokenId', 'The security token is invalid', /^Cannot sign in: AWS does not accept the credentials;/],
    ['AccessDenied', 'No', 'Cannot sign in: AWS refuses (AccessDenied: No)'],
  ])('tells of credentials that AWS answers with %s', async (code, message, expected) => {
    account.reset(BOOTSTRAPPED, { GetCallerIdentity: { code, message } })
    expect(await deploy([])).toMatchObject(refused(expected))
  })

  test('prints the command that prepares a region which is not', async () => {
    account.reset({})
    expect(await deploy(['--yes'])).toMatchObject({
      stdout: [],
      ...refused(
        `Account ${ACCOUNT_ID} is not prepared for the CDK in eu-central-1: run npx cdk bootstrap aws://${ACCOUNT_ID}/eu-central-1 once, then this again`,
      ),
    })
  })

  test('waits for nobody: a stack that is being changed is told of', async () => {
    account.reset({ ...BOOTSTRAPPED, Annals: { status: 'UPDATE_IN_PROGRESS' } })
    expect(await deploy(['--yes'])).toMatchObject(
      refused('Annals in eu-central-1 is being changed (UPDATE_IN_PROGRESS): wait until that has ended'),
    )
  })
})

describe('diff', () => {
  test('compares, with the settings', async () => {
    const ended = await command('diff.ts', ['-c', 'monthlyBudget=5'])
    expect(ended).toMatchObject({ code: 0, stderr: [] })
    expect(ended.stdout).toEqual([
      `Annals in account ${ACCOUNT_ID}, eu-central-1`,
      'cdk diff Annals --context monthlyBudget=5 in eu-central-1',
    ])
  })
})

describe('destroy', () => {
  const destroy = (args: string[], options?: CommandOptions) => command('destroy.ts', args, options)
  beforeEach(async () => {
    await store.emptyTables()
    await store.load(contentsOf([anAuthoredEvent({ id: 'a' }), anAuthoredEvent({ id: 'b' })]))
    const outputs = { EventsTable: store.tables.events, HighlightsTable: store.tables.highlights }
    account.reset({ Annals: { status: 'UPDATE_COMPLETE', outputs } })
  })

  test('exports, takes the stack down, and tells which tables stay and how to delete them', async () => {
    const ended = await destroy([], { input: 'Annals\n' })
    expect(ended.code).toBe(0)
    const [file] = (await readdir(scratch)).filter(name => /^Annals-\d{4}-\d\d-\d\dT\d{6}Z\.ndjson$/.test(name))
    const exported = (await readFile(join(scratch, file!), 'utf8')).trim().split('\n')
    const kinds = exported.map(line => JSON.parse(line).kind)
    expect(kinds.filter(kind => kind === 'event')).toHaveLength(2)
    expect(kinds.at(-1)).toBe('end')
    expect(called(ended)).toEqual(['cdk destroy Annals --force in eu-central-1'])
    const told = ended.stdout.slice(ended.stdout.indexOf(called(ended)[0]!) + 1)
    expect(told[0]).toMatch(/^These tables stay/)
    for (const table of Object.values(store.tables))
      expect(told).toContain(`  aws dynamodb delete-table --region eu-central-1 --table-name ${table}`)
  })

  test('tells of the bucket that a search has left', async () => {
    const outputs = { EventsTable: 'gone', HighlightsTable: 'gone', SearchBucket: 'annals-search-1' }
    account.reset({ Annals: { status: 'UPDATE_COMPLETE', outputs } })
    const { stdout } = await destroy(['--no-export'], { input: 'Annals\n' })
    expect(stdout).toContain('  bucket annals-search-1 of the search stays, and empties itself')
    expect(stdout.slice(-2)).toEqual([
      'This bucket stays, and is empty within two weeks. To delete it then:',
      '  aws s3 rb --region eu-central-1 s3://annals-search-1',
    ])
  })

  test.each([['annals\n'], ['y\n'], ['\n'], [undefined]])('does nothing when %j is typed', async input => {
    const ended = await destroy([], input === undefined ? {} : { input })
    expect(ended).toMatchObject(refused(/nothing was taken down$/))
    expect(called(ended)).toEqual([])
    expect(await readdir(scratch)).toEqual(['cdk'])
  })

  test('does nothing when the export fails, unless it is told to go on without', async () => {
    const blocked = ['--to', join(scratch, 'cdk')]
    const ended = await destroy(blocked, { input: 'Annals\n' })
    expect(ended).toMatchObject(
      refused(/^Nothing was taken down, for it could not be exported: .*; --no-export goes on/),
    )
    expect(called(ended)).toEqual([])
    expect(called(await destroy(['--no-export'], { input: 'Annals\n' }))).toHaveLength(1)
    expect(await readdir(scratch)).toEqual(['cdk'])
  })

  test('knows a stack that is not there, and one that is not of Annals', async () => {
    expect(await destroy(['--stack', 'Other'])).toMatchObject(
      refused(/^There is no stack Other in eu-central-1: check/),
    )
    account.reset({ Annals: { status: 'UPDATE_COMPLETE', outputs: { Address: 'x' } } })
    expect(await destroy([])).toMatchObject(refused(/^The stack Annals in eu-central-1 has no output EventsTable/))
  })
})

test.each(['deploy', 'diff', 'destroy'])('%s --help explains itself and asks nobody', async name => {
  const { code, stdout, stderr } = await command(`${name}.ts`, ['--help'])
  expect([code, stderr, stdout[0]]).toEqual([0, [], `Usage: npm run ${name} -- [options]`])
  expect(account.calls).toEqual([])
})
