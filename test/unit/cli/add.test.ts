/** `annals add`: from answers or options to an event in the folder. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { readContents } from '../../../lambdas/data/read-contents.ts'
import { annals } from '../../../lib/cli/annals.ts'
import { runCommand } from '../../support/terminal.ts'
import { inFolder, VALID } from '../data/folder.ts'

const add = (data: string, args: string[], input?: string) =>
  runCommand(annals, ['add', '--data', data, ...args], { input, now: () => '2027-07-14T03:00:00Z' })

const WHOLE = ['--date', 'spring 1945', '--title', 'The mill burns', '--url', 'https://example.org/mill']

/** What the command ends with, when it refuses and writes nothing. */
const refused = (line: unknown) => ({ code: 1, stderr: [line] })

test('asks for one event, explains a wrong answer, and writes what was confirmed', () =>
  inFolder(VALID, async folder => {
    const answers = [
      ...['someday', '3 May 1931', 'The mill opens', '방앗간 개업', 'It ground corn.', ''],
      ...['laws', 'Law', '', 'reported', 'The parish', '교구', '', 'Register 12', '', 'Parish of Millbrook', 'y'],
    ]
    const { code, stdout, stderr } = await add(folder, [], `${answers.join('\n')}\n`)
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: [
        'Date: "someday" cannot be read; allowed: dates such as 1997-07-14, 3 May 1931, May 1931, c. 1920, spring 1945 or 1939-1945',
        'Category (law or policy): "laws" is not a category; allowed: law or policy',
      ],
    })
    expect(stdout.at(-1)).toBe(`the-mill-opens added to ${folder}/events/1931.yaml`)
    const [{ event }] = (await readContents(folder)).events as [{ event: object }]
    expect(event).toMatchObject({
      date: '1931-05-03',
      title: { en: 'The mill opens', ko: '방앗간 개업' },
      summary: { en: 'It ground corn.' },
      category: { id: 'law' },
      significance: 3,
      status: 'reported',
      attribution: { en: 'The parish', ko: '교구' },
      sources: [{ title: 'Register 12', publisher: 'Parish of Millbrook', reference: 'Register 12' }],
    })
  }))

test('takes every answer from options, and keeps what the file already has', () =>
  inFolder(VALID, async folder => {
    const file = join(folder, 'events/1997.yaml')
    const before = await readFile(file, 'utf8')
    const options = [
      '--date',
      '01/08/1997',
      '--day-first',
      '--title',
      'a=b',
      '--title',
      'ko=제목',
      '--summary',
      'ko=요약',
    ]
    const more = [
      '--category',
      'policy',
      '--significance',
      '1',
      '--reference',
      'Box 3',
      '--source',
      'Minutes',
      '--id',
      'minutes',
    ]
    expect(await add(folder, [...options, ...more, '--publisher', 'Council', '--yes'])).toMatchObject({
      code: 0,
      stderr: [],
    })
    expect(await readFile(file, 'utf8')).toBe(`${before}- id: minutes
  date: "1997-08-01"
  title:
    en: a=b
    ko: 제목
  summary:
    ko: 요약
  category: policy
  significance: 1
  status: confirmed
  sources:
    - title: Minutes
      publisher: Council
      reference: Box 3
`)
  }))

describe('writes nothing', () => {
  test.each([
    ['without answers', [], 'No answer: pass --date'],
    ['without a source', ['--date', '1931', '--title', 'A', '--yes'], 'A source is needed: pass --url or --reference'],
    [
      'without confirmation',
      [
        ...WHOLE,
        '--summary',
        'x',
        '--category',
        'law',
        '--significance',
        '1',
        '--status',
        'confirmed',
        '--source',
        'S',
        '--publisher',
        'P',
      ],
      'No answer: confirm with y, or pass --yes',
    ],
    [
      'for a date with two meanings',
      [...WHOLE, '--date', '03/05/1931'],
      '--date: "03/05/1931" may be 1931-05-03 or 1931-03-05: write one of them, or pass --day-first or --month-first',
    ],
    [
      'for an unknown category',
      [...WHOLE, '--yes', '--category', 'lav'],
      '--category: "lav" is not a category; allowed: law or policy',
    ],
    ['for a claim without attribution', [...WHOLE, '--yes', '--status', 'claimed'], '--attribution: a text is needed'],
    [
      'for two titles in one language',
      [...WHOLE, '--yes', '--title', 'fr=Le moulin'],
      '--title: two texts in en; allowed: one for each language, named as in ko=TEXT',
    ],
    [
      'for an address that is a script',
      [...WHOLE, '--yes', '--url', 'javascript:alert(1)'],
      '--url: "javascript:alert(1)" is not an address; allowed: https://…',
    ],
    [
      'for what check would name',
      [...WHOLE, '--yes', '--url', 'https://['],
      'The event has a mistake: sources[0].url "https://[" is not an address; allowed: https://…',
    ],
    [
      'for an id that is taken',
      [...WHOLE, '--yes', '--id', 'act-in-force'],
      'The event has the id "act-in-force", which another event has',
    ],
  ])('%s', (_, args, line) =>
    inFolder(VALID, async folder => {
      expect(await add(folder, args)).toMatchObject(refused(line))
      expect((await readContents(folder)).events).toHaveLength(2)
    }),
  )

  test('with --dry-run', () =>
    inFolder(VALID, async folder => {
      const { code, stdout } = await add(folder, [...WHOLE, '--yes', '--dry-run'])
      expect([code, stdout.at(-1)]).toEqual([0, `the-mill-burns would be added to ${folder}/events/1945.yaml`])
      expect((await readContents(folder)).events).toHaveLength(2)
    }))
})
