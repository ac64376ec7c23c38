/** `annals` and `npm run generate` as a person meets them: what they print, and how they refuse. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { annals } from '../../lib/cli/annals.ts'
import { COMMANDS } from '../../lib/cli/commands.ts'
import { SHIPPED } from '../../lib/cli/warnings.ts'
import { generateFilesCommand } from '../../lib/generate/generate-files.ts'
import manifest from '../../package.json' with { type: 'json' }
import { chronologySeries, EVENTS } from '../support/chronology.ts'
import { send } from '../support/http-client.ts'
import { ANEW, DATA_FOLDER } from '../support/local-host.ts'
import { runCommand, startHere } from '../support/terminal.ts'
import { changed, inFolder, VALID } from '../unit/data/folder.ts'

jest.setTimeout(60_000)

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annals-command-'))
})
afterEach(() => rm(scratch, { recursive: true, force: true }))

const run = (...args: string[]) => runCommand(annals, args)

const line = (text: string | RegExp) => (typeof text === 'string' ? text : expect.stringMatching(text))

describe('annals init', () => {
  const init = (args: string[], input?: string) =>
    runCommand(annals, ['init', 'museum', ...args], { cwd: scratch, input, now: () => '2026-07-14T23:30:00Z' })

  test('writes a folder that passes check without a warning, and starts in its own languages only', async () => {
    expect(await init(['--title', 'Moulin', '--languages', 'fr', '--zone', 'Asia/Seoul', '--yes'])).toMatchObject({
      code: 0,
      stderr: [],
    })
    const folder = join(scratch, 'museum')
    expect(await runCommand(annals, ['check'], { cwd: folder })).toEqual({
      code: 0,
      stdout: ['data: 3 events with 3 sources and 0 series, no mistakes'],
      stderr: [],
    })
    const host = await startHere(['--memory'], { cwd: folder })
    const { data } = (await send(host.url, '/v1/events')).json()
    // In Seoul it is the 15th already.
    expect(data.map((each: { date: { edtf: string }; title: string }) => [each.date.edtf, each.title])).toContainEqual([
      '2026-07-15',
      'Cette chronologie commence',
    ])
    const { stdout } = await host.stop()
    expect(stdout.filter(text => /timeline in/.test(text))).toEqual([
      expect.stringMatching(/\/ +the timeline in French$/),
    ])
  })

  test('asks for what no option states', async () => {
    const ended = await init(['--zone', 'Europe/London'], 'Millbrook\nko, en\n\nmill@example.org\n')
    expect(ended).toMatchObject({ code: 0, stderr: [] })
    expect(ended.stdout[0]).toBe('Title [museum]: ')
    const settings = await readFile(join(scratch, 'museum/data/timeline.yaml'), 'utf8')
    expect(settings).toMatch(/^languages: \[ko, en\]$/m)
    expect(settings).toMatch(/^publisher: .*"Millbrook".*\ncontact: "mill@example.org"$/m)
    expect(await readFile(join(scratch, 'museum/README.md'), 'utf8')).toContain(
      'A timeline by Millbrook, made with [Annals](https://www.npmjs.com/package/annals). Corrections: mill@example.org',
    )
  })

  test('gives each timeline a namespace of its own', async () => {
    const namespace = async () =>
      /namespace: (\S+)/.exec(await readFile(join(scratch, 'museum/data/timeline.yaml'), 'utf8'))![1]
    await init(['--yes'])
    const first = await namespace()
    await rm(join(scratch, 'museum'), { recursive: true })
    await init(['--yes'])
    expect(await namespace()).not.toBe(first)
  })

  test('overwrites nothing', async () => {
    await mkdir(join(scratch, 'museum'))
    await writeFile(join(scratch, 'museum/README.md'), 'mine')
    expect(await init(['--yes'])).toEqual({
      code: 1,
      stdout: [],
      stderr: ['Nothing was written, because museum already contains README.md'],
    })
    expect(await readdir(join(scratch, 'museum'))).toEqual(['README.md'])
  })

  test('needs answers, or --yes', async () => {
    expect(await init([])).toMatchObject({ code: 1, stderr: ['No answer: pass --title, or --yes for the defaults'] })
    expect(await readdir(scratch)).toEqual([])
  })
})

describe('annals check', () => {
  test('counts what is in the data folder of the project', async () => {
    expect(await run('check')).toMatchObject({
      code: 0,
      stdout: [
        line(
          new RegExp(`^data: ${EVENTS} events with \\d+ sources and ${chronologySeries.length} series, no mistakes$`),
        ),
      ],
      stderr: [],
    })
  })

  test('counts what is in another', async () => {
    await inFolder(VALID, async folder => {
      expect(await run('check', '--data', folder)).toMatchObject({
        code: 0,
        stdout: [`${folder}: 2 events with 2 sources and 1 series, no mistakes`],
        stderr: [],
      })
    })
  })

  test('warns of a language in which the interface has no words', async () => {
    await inFolder({ ...VALID, ...changed('timeline.yaml', 'languages: [', 'languages: [sv, ') }, async folder => {
      expect(await run('check', '--data', folder)).toMatchObject({
        code: 0,
        stderr: [line(/^Warning: timeline\.yaml: the interface does not speak sv: /)],
      })
    })
  })

  test('names the leftovers of other programs that it did not read', async () => {
    await inFolder({ ...VALID, 'events/1997.yaml~': 'old', 'events/Thumbs.db': '' }, async folder => {
      expect(await run('check', '--data', folder)).toMatchObject({
        code: 0,
        stdout: [
          `${folder}: 2 events with 2 sources and 1 series, no mistakes`,
          'Ignored leftovers of other programs: events/1997.yaml~, events/Thumbs.db',
        ],
        stderr: [],
      })
    })
  })

  test('warns of the namespace of the chronology under another title', async () => {
    const copied = changed(
      'timeline.yaml',
      /namespace: \S+/.exec(String(VALID['timeline.yaml']))![0],
      `namespace: ${SHIPPED.namespace}`,
    )
    await inFolder(copied, async folder => {
      expect(await run('check', '--data', folder)).toMatchObject({
        code: 0,
        stderr: [
          line(/^Warning: timeline\.yaml: namespace 11752705-\S+ is that of the chronology .* by [0-9a-f-]{36}$/),
        ],
      })
    })
  })

  test('prints the same as JSON', async () => {
    await inFolder(VALID, async folder => {
      const { stdout } = await run('check', '--data', folder, '--json')
      expect(JSON.parse(stdout.join('\n'))).toEqual({
        ...{ folder, mistakes: [], more: 0, warnings: [], events: 2, sources: 2, series: 1, ignored: [] },
      })
    })
    await inFolder(changed('events/1997.yaml', 'significance: 5', 'significance: 6'), async folder => {
      const { code, stdout, stderr } = await run('check', '--data', folder, '--json')
      expect([code, stderr]).toEqual([1, [`Number of mistakes in ${folder}: 1`]])
      expect(JSON.parse(stdout.join('\n')).mistakes).toMatchObject([
        { file: 'events/1997.yaml', event: 'act-in-force', path: 'significance' },
      ])
    })
  })

  test('reports each mistake with its file, line, event and field', async () => {
    const files = {
      ...changed('events/1997.yaml', 'significance: 5', 'significance: 6'),
      'events/1998.yaml': changed('events/1998.yaml', 'category: policy', 'category: polcy')['events/1998.yaml']!,
    }
    await inFolder(files, async folder => {
      expect(await run('check', '--data', folder)).toMatchObject({
        code: 1,
        stdout: [],
        stderr: [
          line(/^events\/1997\.yaml:\d+ act-in-force: significance .*; allowed: /),
          line(/^events\/1998\.yaml:\d+ claim-made: category .*polcy.*; allowed: .*policy/),
        ],
      })
    })
  })

  test('says that the folder does not exist', async () => {
    const missing = join(scratch, 'missing')
    expect(await run('check', '--data', missing)).toMatchObject({
      code: 1,
      stdout: [],
      stderr: [`${missing}: does not exist; allowed: a folder with timeline.yaml and a folder events`],
    })
  })

  test('says that a file is no folder', async () => {
    const file = join(scratch, 'file')
    await writeFile(file, '')
    expect(await run('check', '--data', file)).toMatchObject({
      code: 1,
      stdout: [],
      stderr: [line(/^\S+\/file: cannot be read: .*; allowed: a folder with timeline\.yaml/)],
    })
  })
})

describe('annals run-job', () => {
  const run14July = () => run('run-job', '--date', '2026-07-14', '--state', join(scratch, 'state'))

  test('loads, marks and announces a day once, whether the host runs or not', async () => {
    const first = await run14July()
    expect(first).toMatchObject({ code: 0, stderr: [] })
    expect(first.stdout[0]).toBe(`Data       ${EVENTS} events written, 0 deleted, 0 unchanged`)
    expect(first.stdout).toContain('- 3rd North Korean Defectors’ Day')
    expect(first.stdout.at(-1)).toBe('Highlights 2026-07-14: 3 marked, announced')

    expect(await run14July()).toMatchObject({
      code: 0,
      stdout: [`Data       0 events written, 0 deleted, ${EVENTS} unchanged`, 'Highlights 2026-07-14: 3 marked before'],
      stderr: [],
    })

    const host = await startHere(['--today', '2026-07-15', '--state', join(scratch, 'state')])
    expect(await run14July()).toMatchObject({
      code: 0,
      stdout: ['Highlights 2026-07-14: 3 marked before'],
      stderr: [],
    })
    const highlights = (await send(host.url, '/v1/highlights?from=2026-07-14&to=2026-07-14')).json()
    expect(highlights.data).toHaveLength(3)
    expect((await host.stop()).code).toBe(0)
  })

  test('marks on a running host, which shows the highlights', async () => {
    await inFolder(VALID, async data => {
      const state = join(scratch, 'state')
      const host = await startHere(['--today', '2026-07-13', '--state', state, '--data', data])
      const highlightsOf = async (day: string) =>
        (await send(host.url, `/v1/highlights?from=${day}&to=${day}`, { headers: ANEW })).json().data.length
      expect(await highlightsOf('2026-07-14')).toBe(0)
      const args = ['--date', '2026-07-14', '--state', state, '--data', data]
      const { code, stdout, stderr } = await run('run-job', ...args)
      expect([code, stderr]).toEqual([0, []])
      expect(stdout.at(-1)).toBe('Highlights 2026-07-14: 1 marked, announced')
      expect(await highlightsOf('2026-07-14')).toBe(1)
      expect((await host.stop()).code).toBe(0)
    })
  })

  test('says that the data have mistakes, and marks nothing', async () => {
    const data = join(scratch, 'data')
    await cp(DATA_FOLDER, data, { recursive: true })
    const file = join(data, 'events/1997.yaml')
    await writeFile(file, (await readFile(file, 'utf8')).replace('significance: ', 'significance: 1'))
    const ended = await run('run-job', '--data', data, '--state', join(scratch, 'state'))
    expect(ended).toMatchObject({ code: 1, stdout: [], stderr: [line(/^events\/1997\.yaml:\d+ .*significance/)] })
  })

  test('says that the state folder cannot be written', async () => {
    const file = join(scratch, 'file')
    await writeFile(file, '')
    expect(await run('run-job', '--state', join(file, 'state'))).toMatchObject({
      code: 1,
      stdout: [],
      stderr: [line(/^Cannot write to the state folder .*: not a directory; /)],
    })
  })
})

describe('a mistake on the command line', () => {
  test.each([
    [['chekc'], "unknown command 'chekc' (Did you mean check?)"],
    [['frob'], "unknown command 'frob'; annals --help shows what there is"],
    [['constructor'], "unknown command 'constructor'; annals --help shows what there is"],
    [['--frob'], "unknown option '--frob'; annals --help shows what there is"],
    [['check', '--lnks'], "unknown option '--lnks' (Did you mean --links?)"],
    [['check', '--date', '2026-07-14'], "unknown option '--date' (Did you mean --data?)"],
    [['check', 'data'], /^too many arguments for 'check'\. Expected 0 arguments but got 1; annals check --help/],
    [['check', '--data'], "option '--data <folder>' argument missing; annals check --help shows what there is"],
    [['get'], "missing required argument 'id'; annals get --help shows what there is"],
    [
      ['run-job', '--date', 'today'],
      '--date "today" is not a date; it must be YYYY-MM-DD, from 0001-01-01 to 9999-12-31',
    ],
    [
      ['run-job', '--date', '2026-02-30'],
      '--date "2026-02-30" is not a date; it must be YYYY-MM-DD, from 0001-01-01 to 9999-12-31',
    ],
  ])('%j is named in one line', async (args, text) => {
    expect(await run(...args)).toMatchObject({ code: 1, stdout: [], stderr: [line(text)] })
  })
})

describe('the help', () => {
  test.each([[[]], [['--help']], [['-h']], [['help']]])('of annals, by %j, lists every command', async args => {
    const { code, stdout, stderr } = await run(...args)
    expect([code, stderr]).toEqual([0, []])
    expect(stdout[0]).toBe('Usage: annals [options] [command]')
    for (const [name, [summary]] of Object.entries(COMMANDS))
      expect(stdout.filter(text => text.startsWith(`  ${name} `) && text.includes(summary.slice(0, 30)))).toHaveLength(
        1,
      )
  })

  test.each(Object.keys(COMMANDS))('of %s explains it, in whichever way it is requested', async name => {
    const { code, stdout, stderr } = await run(name, '--help')
    expect([code, stderr]).toEqual([0, []])
    expect(stdout[0]).toMatch(new RegExp(`^Usage: annals ${name} `))
    expect((await run('help', name)).stdout).toEqual(stdout)
  })

  test('knows the version', async () => {
    expect((await run('--version')).stdout).toEqual([manifest.version])
  })
})

describe('generate', () => {
  test('--check finds that the generated files are up to date', async () => {
    expect(await runCommand(generateFilesCommand, ['--check'])).toMatchObject({ code: 0, stdout: [], stderr: [] })
  })

  test('refuses an unknown option', async () => {
    expect(await runCommand(generateFilesCommand, ['--frob'])).toMatchObject({
      code: 1,
      stdout: [],
      stderr: ["Unknown option '--frob'; --help lists the options"],
    })
  })
})
