/** `annals deploy` and `destroy` as a person meets them, on a stand-in for the account and with a cdk that only prints what it was called with. */
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { CreateTableCommand } from '@aws-sdk/client-dynamodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { TABLES } from '../../lambdas/store/tables.ts'
import { existingTables, protectTables } from '../../lib/aws/tables.ts'
import { annals } from '../../lib/cli/annals.ts'
import { createTableInput } from '../../lib/local/create-tables.ts'
import { LOCAL_CLIENT } from '../../lib/local/engine-process.ts'
import { ACCOUNT_ID, type AwsAccount, CALLER, startAwsAccount } from '../support/aws-account.ts'
import { chronologySeries, EVENTS } from '../support/chronology.ts'
import { anAuthoredEvent, contentsOf } from '../support/contents.ts'
import { clientOf } from '../support/engine.ts'
import { CERTIFICATE } from '../support/synthesis.ts'
import '../support/one-realm.ts'
import { DATA_FOLDER, TIMELINE_FOLDER } from '../support/data-folder.ts'
import { type CommandEnd, runCommand, type TerminalOptions } from '../support/terminal.ts'
import { startTimelineStore, type TimelineStore } from '../support/timeline-store.ts'

jest.setTimeout(60_000)

/** What cdk writes. The tables are those of the test. */
const outputs = () => ({
  Address: 'https://d1.example',
  ApiAddress: 'https://a1.example',
  EventsTable: store.tables.events,
  HighlightsTable: store.tables.highlights,
})

const BOOTSTRAPPED = { CDKToolkit: { status: 'UPDATE_COMPLETE' } }

let account: AwsAccount
let store: TimelineStore
let scratch: string
beforeAll(async () => {
  account = await startAwsAccount()
  // The SDK reads profiles by itself: it finds none, on whatever machine this runs.
  Object.assign(process.env, account.env)
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_REGION', 'AWS_PROFILE'])
    delete process.env[name]
  store = await startTimelineStore()
})
afterAll(async () => {
  await store.stop()
  await account.stop()
})
beforeEach(async () => {
  account.reset(BOOTSTRAPPED)
  // Below the folder in which the project's cdk is found.
  scratch = await mkdtemp(join(ROOT, 'node_modules/.annals-deploy-'))
  outputsFiles.length = 0
})
afterEach(() => rm(scratch, { recursive: true, force: true }))

const ROOT = join(import.meta.dirname, '../..')

/** Where cdk was told to write what the stack puts out. */
const outputsFiles: string[] = []

/** Stands in for cdk: prints what it was called with, writes the outputs, and ends as the test wants. */
const cdk =
  (exitCode: number): NonNullable<TerminalOptions['run']> =>
  async ({ program, args: [script, ...args], env }, print) => {
    expect([program, script]).toEqual([process.execPath, join(ROOT, 'node_modules/aws-cdk/bin/cdk')])
    const at = args.indexOf('--outputs-file')
    if (at !== -1) {
      await writeFile(args[at + 1]!, JSON.stringify({ Annals: outputs(), Museum: outputs() }))
      outputsFiles.push(args[at + 1]!)
    }
    const shown = args.map(arg => (arg.endsWith('.json') ? 'FILE' : arg))
    print(`cdk ${shown.join(' ')} in ${env.AWS_REGION}`)
    return { code: exitCode, signal: null }
  }

const at = (args: string[], { env, ...options }: TerminalOptions = {}): Promise<CommandEnd> =>
  runCommand(annals, args, {
    cwd: scratch,
    now: () => '2026-07-14T03:00:00Z',
    run: cdk(0),
    env: { ...account.env, AWS_ENDPOINT_URL_DYNAMODB: store.endpoint, ...env },
    ...options,
  })

/** The tables of the test, as an account's. */
const clientOptions = () => ({ ...LOCAL_CLIENT, endpoint: store.endpoint })

const refused = (message: string | RegExp) => ({
  code: 1,
  stderr: [typeof message === 'string' ? message : expect.stringMatching(message)],
})
const called = ({ stdout }: CommandEnd) => stdout.filter(line => line.startsWith('cdk '))

const deploy = (args: string[], options?: TerminalOptions) =>
  at(['deploy', ...args], { cwd: TIMELINE_FOLDER, ...options })

describe('deploy', () => {
  test('says what it will do, does it, and prints the addresses', async () => {
    const ended = await deploy(['--yes', '-c', 'email=owner@example.org', '--context', 'retain=false'])
    expect(ended).toMatchObject({ code: 0, stderr: [] })
    expect(ended.stdout).toEqual([
      `First deployment of Annals to account ${ACCOUNT_ID}, eu-central-1`,
      `  as         ${CALLER}`,
      `  data       ${EVENTS} events and ${chronologySeries.length} series, loaded as part of it`,
      '  settings   retain=false, email=owner@example.org',
      '  cost       idle almost nothing; at worst, 10 requests a second for a month past CloudFront, about 661 USD; nobody is told: set monthlyBudget and email: docs/cost.md',
      'cdk deploy Annals --require-approval never --context email=owner@example.org --context retain=false --outputs-file FILE in eu-central-1',
      '',
      'Address          https://d1.example',
      'ApiAddress       https://a1.example',
      `EventsTable      ${store.tables.events}`,
      `HighlightsTable  ${store.tables.highlights}`,
      '',
      'Check it with annals smoke --stack Annals',
    ])
  })

  test.each([
    [[], true],
    [['-c', 'retain=false'], false],
    [[], true],
  ])(
    'protects the tables after it has succeeded, unless they are deleted with the stack: %j',
    async (args, isProtected) => {
      await deploy(['--yes', ...args])
      const tables = await existingTables(Object.values(store.tables), { clientOptions })
      expect(tables.map(table => table.isProtected)).toEqual([isProtected, isProtected])
    },
  )

  test.each([
    [['-c', 'requestsPerSecond=2', '-c', 'monthlyBudget=5'], /at worst, 2 requests .* about 132 USD; a mail at 5 USD/],
    [['-c', 'tracing=true'], /; 5 USD for a million traces;/],
    [['-c', 'visitorLimit=500', '--region', 'us-east-1'], /; 6 USD a month for the web ACL/],
  ])('says what the settings %j cost', async (args, cost) => {
    const { stdout } = await deploy(['--dry-run', ...args])
    expect(stdout.find(line => line.startsWith('  cost'))).toMatch(cost)
  })

  describe('before anything is built', () => {
    const domain = ['-c', 'domainName=timeline.example.org', '-c', `certificateArn=${CERTIFICATE}`]
    const prepared = (services: Parameters<AwsAccount['reset']>[2]) => account.reset(BOOTSTRAPPED, {}, services)
    const notes = ({ stdout }: CommandEnd) => stdout.filter(line => line.startsWith('  note'))

    test('reports nothing about an account that is ready', async () => {
      expect(notes(await deploy(['--yes', ...domain]))).toEqual([])
    })

    test.each([
      ['is not issued', { Status: 'PENDING_VALIDATION' }, /is PENDING_VALIDATION, not ISSUED: create the DNS records/],
      ['is for another name', { SubjectAlternativeNames: ['example.org'] }, /is for example\.org, not for timeline\./],
      ['is for names below', { SubjectAlternativeNames: ['*.timeline.example.org'] }, /not for timeline\.example\.org/],
    ])('refuses a certificate that %s', async (_, certificate, message) => {
      prepared({ certificate: { Status: 'ISSUED', DomainName: 'x', SubjectAlternativeNames: ['x'], ...certificate } })
      const ended = await deploy(['--yes', ...domain])
      expect(ended).toMatchObject(refused(message))
      expect(called(ended)).toEqual([])
    })

    test('reports a missing certificate in one line', async () => {
      account.reset(BOOTSTRAPPED, {
        DescribeCertificate: { code: 'ResourceNotFoundException', message: 'Could not find certificate' },
      })
      const message = `Cannot ask for the certificate ${CERTIFICATE}: AWS rejected the request (ResourceNotFoundException: Could not find certificate)`
      expect(await deploy(['--yes', ...domain])).toMatchObject(refused(message))
    })

    test('refuses a web ACL where none is possible', async () => {
      expect(await deploy(['--yes', '-c', 'visitorLimit=500'])).toMatchObject(
        refused(/^visitorLimit makes a web ACL .* us-east-1 only, not in eu-central-1: .*webAclArn/),
      )
    })

    test('reports the limits of a new account, and continues', async () => {
      prepared({ concurrentRuns: 10, distributions: 0 })
      const ended = await deploy(['--yes'])
      expect(notes(ended)).toEqual([
        expect.stringMatching(/runs 10 functions at once in eu-central-1; .* --quota-code L-B99A9384 /),
        expect.stringMatching(/"must be verified", nothing is left behind: open a case with AWS Support/),
      ])
      expect(called(ended)).toHaveLength(1)
      account.reset({ ...BOOTSTRAPPED, Annals: { status: 'UPDATE_COMPLETE' } }, {}, { distributions: 0 })
      expect(notes(await deploy(['--yes']))).toEqual([])
    })

    test('names tables that an earlier stack has left, and how to delete them', async () => {
      const client = clientOf(store.endpoint)
      const left = 'Annals-eventsF00DF00D-1ABC2DEF3GHI'
      // Of another stack, and that of this one.
      for (const name of [left, 'Annals-dev-eventsF00DF00D-1ABC', 'Annals-highlightsF00DF00D-2'])
        await client.send(new CreateTableCommand(createTableInput(name, TABLES.highlights)))
      account.reset({
        ...BOOTSTRAPPED,
        Annals: { status: 'UPDATE_COMPLETE', outputs: { HighlightsTable: 'Annals-highlightsF00DF00D-2' } },
      })
      expect(notes(await deploy(['--yes']))).toEqual([
        expect.stringMatching(
          new RegExp(`the table ${left} is left .* delete-table --region eu-central-1 --table-name ${left}$`),
        ),
      ])
      account.reset({ Annals: { status: 'UPDATE_COMPLETE', outputs: outputs() } })
      const { stdout } = await at(['status', '--stack', 'Annals'])
      expect(stdout).toContainEqual(expect.stringMatching(new RegExp(`^leftTables .*${left}`)))
      client.destroy()
    })
  })

  test('leaves no file with the addresses behind', async () => {
    await deploy(['--yes'])
    expect(outputsFiles).toHaveLength(1)
    expect(existsSync(dirname(outputsFiles[0]!))).toBe(false)
  })

  test('distinguishes an update from a first deployment', async () => {
    account.reset({ ...BOOTSTRAPPED, Annals: { status: 'UPDATE_COMPLETE' } })
    expect((await deploy(['--yes'])).stdout[0]).toBe(`Update of Annals to account ${ACCOUNT_ID}, eu-central-1`)
    account.reset({ ...BOOTSTRAPPED, Annals: { status: 'REVIEW_IN_PROGRESS' } })
    expect((await deploy(['--yes'])).stdout[0]).toMatch(/^First deployment/)
  })

  test('deploys to the chosen region', async () => {
    const ended = await deploy(['--yes', '--region', 'ap-northeast-2'])
    expect(called(ended)).toEqual([expect.stringMatching(/ in ap-northeast-2$/)])
    expect(new Set(account.calls)).toEqual(
      new Set([
        'ap-northeast-2 GetCallerIdentity',
        'ap-northeast-2 DescribeStacks',
        'ap-northeast-2 GetAccountSettings',
        'us-east-1 ListDistributions',
      ]),
    )
  })

  test.each(['y\n', 'yes\n'])('continues when %j is typed', async input => {
    expect(called(await deploy([], { input }))).toHaveLength(1)
  })

  test.each([
    ['n\n', 'Nothing was deployed'],
    ['\n', 'Nothing was deployed'],
    [undefined, 'No answer: confirm with y, or pass --yes'],
  ])('stops when %j is typed', async (input, message) => {
    const ended = await deploy([], { input })
    expect(ended).toMatchObject(refused(message))
    expect(called(ended)).toEqual([])
  })

  test.each<[string, string[], TerminalOptions, string | RegExp]>([
    [
      'no credentials',
      [],
      { env: { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined } },
      /^Cannot sign in: there are no AWS credentials; sign in, for example with aws sso login/,
    ],
    [
      'a profile there is none of',
      ['--profile', 'nobody'],
      {},
      /^Cannot sign in with the profile nobody: there are no AWS credentials/,
    ],
    ['no region', [], { env: { AWS_REGION: undefined } }, /^No region is set: choose one with --region, AWS_REGION/],
    ['a cdk that fails', ['--yes'], { run: cdk(3) }, 'cdk deploy failed with exit code 3; its output is above'],
    [
      'an account out of reach',
      [],
      { env: { AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:1' } },
      /^Cannot sign in: AWS cannot be reached \(ECONNREFUSED/,
    ],
    [
      'a setting there is none of',
      ['-c', 'emial=a@example.org'],
      {},
      /^There is no setting "emial"; allowed: stack, data, retain, email/,
    ],
    ['an option there is none of', ['--frob'], {}, "unknown option '--frob'; annals deploy --help shows what there is"],
  ])('with %s, says so in one line', async (_, args, options, message) => {
    expect(await deploy(args, options)).toMatchObject(refused(message))
  })

  test.each([
    ['ExpiredToken', 'The security token is expired', /^Cannot sign in: the AWS credentials have expired; sign in/],
    ['InvalidClientTokenId', 'The security token is invalid', /^Cannot sign in: AWS does not accept the credentials;/],
    ['AccessDenied', 'No', 'Cannot sign in: AWS rejected the request (AccessDenied: No)'],
  ])('explains credentials that AWS rejects with %s', async (code, message, expected) => {
    account.reset(BOOTSTRAPPED, { GetCallerIdentity: { code, message } })
    expect(await deploy([])).toMatchObject(refused(expected))
  })

  test('prints the command that bootstraps a region', async () => {
    account.reset({})
    expect(await deploy(['--yes'])).toMatchObject({
      stdout: [],
      ...refused(
        `Account ${ACCOUNT_ID} is not bootstrapped for the CDK in eu-central-1: run npx cdk bootstrap aws://${ACCOUNT_ID}/eu-central-1 once, then try again`,
      ),
    })
  })

  test('refuses a stack that is being changed', async () => {
    account.reset({ ...BOOTSTRAPPED, Annals: { status: 'UPDATE_IN_PROGRESS' } })
    expect(await deploy(['--yes'])).toMatchObject(
      refused('Annals in eu-central-1 is being changed (UPDATE_IN_PROGRESS): wait until it has finished'),
    )
  })
})

describe('deploy --dry-run', () => {
  test('shows the plan and the difference, with the settings, and deploys nothing', async () => {
    const ended = await deploy(['--dry-run', '-c', 'monthlyBudget=5'])
    expect(ended).toMatchObject({ code: 0, stderr: [] })
    expect(ended.stdout[0]).toBe(`First deployment of Annals to account ${ACCOUNT_ID}, eu-central-1`)
    expect(called(ended)).toEqual(['cdk diff Annals --context monthlyBudget=5 in eu-central-1'])
  })
})

describe('another stack', () => {
  const OTHER = { ...BOOTSTRAPPED, Museum: { status: 'UPDATE_COMPLETE' } }
  beforeEach(() => account.reset(OTHER))

  test.each([
    ['--stack', ['--stack', 'Museum']],
    ['-c stack', ['-c', 'stack=Museum']],
  ])('is deployed beside the first with %s', async (_, args) => {
    const ended = await deploy(['--dry-run', ...args])
    expect(ended.stdout[0]).toBe(`Update of Museum to account ${ACCOUNT_ID}, eu-central-1`)
    expect(called(ended)).toEqual(['cdk diff Museum --context stack=Museum in eu-central-1'])
  })

  test('is the default of a folder whose cdk.context.json names it', async () => {
    await writeFile(join(scratch, 'cdk.context.json'), JSON.stringify({ stack: 'Museum', data: DATA_FOLDER }))
    const ended = await deploy(['--dry-run'], { cwd: scratch })
    expect(ended.stdout[0]).toBe(`Update of Museum to account ${ACCOUNT_ID}, eu-central-1`)
    expect(called(ended)).toEqual(['cdk diff Museum in eu-central-1'])
    expect(await at(['destroy'])).toMatchObject(refused(/^The stack Museum in eu-central-1 has no output EventsTable/))
  })
})

describe('destroy', () => {
  const destroy = (args: string[], options?: TerminalOptions) => at(['destroy', ...args], options)
  beforeEach(async () => {
    await protectTables(Object.values(store.tables), false, { clientOptions })
    await store.emptyTables()
    await store.load(contentsOf([anAuthoredEvent({ id: 'a' }), anAuthoredEvent({ id: 'b' })]))
    const outputs = { EventsTable: store.tables.events, HighlightsTable: store.tables.highlights }
    account.reset({ Annals: { status: 'UPDATE_COMPLETE', outputs } })
  })

  test('exports, deletes the stack, and lists the remaining tables and how to delete them', async () => {
    const ended = await destroy([], { input: 'Annals\n' })
    expect(ended.code).toBe(0)
    expect(await readdir(scratch)).toEqual(['Annals-2026-07-14T030000Z.ndjson'])
    const exported = (await readFile(join(scratch, 'Annals-2026-07-14T030000Z.ndjson'), 'utf8')).trim().split('\n')
    const kinds = exported.map(line => JSON.parse(line).kind)
    expect(kinds.filter(kind => kind === 'event')).toHaveLength(2)
    expect(kinds.at(-1)).toBe('end')
    expect(called(ended)).toEqual(['cdk destroy Annals --force in eu-central-1'])
    const told = ended.stdout.slice(ended.stdout.indexOf(called(ended)[0]!) + 1)
    expect(told[0]).toMatch(/^These tables are kept/)
    for (const table of Object.values(store.tables))
      expect(told).toContain(`  aws dynamodb delete-table --region eu-central-1 --table-name ${table}`)
  })

  test.each([['annals\n'], ['y\n'], ['\n'], [undefined]])('does nothing when %j is typed', async input => {
    const ended = await destroy([], { input })
    expect(ended).toMatchObject(refused(/nothing was deleted$/))
    expect(called(ended)).toEqual([])
    expect(await readdir(scratch)).toEqual([])
  })

  test('does nothing when the export fails, unless --no-backup is given', async () => {
    const blocked = ['--backup', join(scratch, 'nowhere', 'backup.ndjson')]
    const ended = await destroy(blocked, { input: 'Annals\n' })
    expect(ended).toMatchObject(refused(/^Nothing was deleted, because the backup failed: .*; --no-backup skips it/))
    expect(called(ended)).toEqual([])
    expect(called(await destroy(['--no-backup'], { input: 'Annals\n' }))).toHaveLength(1)
    expect(await readdir(scratch)).toEqual([])
  })

  test('reports a missing stack, and one that is not of Annals', async () => {
    expect(await destroy(['--stack', 'Other'])).toMatchObject(
      refused(/^There is no stack Other in eu-central-1: check/),
    )
    account.reset({ Annals: { status: 'UPDATE_COMPLETE', outputs: { Address: 'x' } } })
    expect(await destroy([])).toMatchObject(refused(/^The stack Annals in eu-central-1 has no output EventsTable/))
  })
})

test.each(['deploy', 'destroy'])('%s --help explains the command and asks nothing', async name => {
  const { code, stdout, stderr } = await at([name, '--help'])
  expect([code, stderr, stdout[0]]).toEqual([0, [], `Usage: annals ${name} [options]`])
  expect(account.calls).toEqual([])
})
