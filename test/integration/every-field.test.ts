/** An event with every field of the schema keeps each of them, whichever way it travels. A new field is covered as it is declared. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Schema } from '../../lambdas/data/explain.ts'
import { type AuthoredEvent, EventSchema } from '../../lambdas/domain/schema.ts'
import { annals } from '../../lib/cli/annals.ts'
import { type Host, startHost } from '../../lib/local/host.ts'
import { type HttpAnswer, type RequestOptions, send } from '../support/http-client.ts'
import { aPng } from '../support/images.ts'
import { ANEW, STARTING_MILLISECONDS } from '../support/local-host.ts'
import { runCommand } from '../support/terminal.ts'
import type { Files } from '../unit/data/folder.ts'

const ID = 'every-field'
const PNG = aPng()

interface SampledSchema extends Schema {
  type?: string | string[]
  maximum?: number
  examples?: unknown[]
}

/** A value of `schema` with every field that it can have. Ids are `sample`, which the folder below declares for each vocabulary. */
function sampleOf(schema: SampledSchema): unknown {
  const { type, properties, patternProperties, items, pattern, examples, maximum } = schema
  if (properties) return Object.fromEntries(Object.entries(properties).map(([field, part]) => [field, sampleOf(part)]))
  if (patternProperties) return { en: 'A text', ko: '글' }
  if (items) return [sampleOf(items)]
  if (schema.enum) return schema.enum.at(-1)
  if (examples) return examples.at(-1)
  if (type === 'integer' || type === 'number') return maximum ?? 12.5
  const candidates = ['sample', 'sample.png', 'https://example.org/sample', '2026-11-24T00:00:00Z', 'ko']
  const sample = candidates.find(each => pattern === undefined || new RegExp(pattern, 'u').test(each))
  if (sample === undefined) throw new Error(`No sample is known for ${JSON.stringify(schema)}`)
  return sample
}

/** The store states both times by itself: a write may not. A described source has no language of a title of its own. */
function everyField(): Omit<AuthoredEvent, 'added' | 'corrected'> {
  const { added: _, corrected: __, ...event } = sampleOf(EventSchema as unknown as SampledSchema) as AuthoredEvent
  const [{ language, ...described }] = event.sources as [AuthoredEvent['sources'][number]]
  return { ...event, id: ID, sources: [described, { ...described, title: 'A title', language: language! }] }
}

const FILES: Files = {
  'timeline.yaml': `title: {en: A timeline}
description: {en: What it is about}
languages: [en, ko]
timeZone: Asia/Seoul
leapDay: feb-28
namespace: 11752705-c56e-40c1-a089-98cda4479cb6
published: "2026-11-22T00:00:00+09:00"
categories: {sample: {name: {en: Sample}, description: {en: Samples}}}
tags: {sample: {en: Sample}}
actors: {sample: {en: Sample}}
places: {sample: {name: {en: Sample}}}
units: {sample: {en: samples}}
`,
  'media/sample.png': PNG,
  'events/1997.yaml': `- id: sample
  date: "1997-07-14"
  title: {en: A related event}
  summary: {en: It happened.}
  category: sample
  significance: 1
  status: confirmed
  image: {file: sample.png, alt: {en: A sample, ko: 예}, credit: A photographer}
  sources: [{title: A title, publisher: A publisher, url: https://example.org/, supports: All of it}]
`,
}

let scratch: string
let source: Awaited<ReturnType<typeof started>>
const cleanup: (() => Promise<void> | void)[] = []
beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annals-every-field-'))
  for (const [path, content] of Object.entries(FILES)) {
    await mkdir(join(scratch, 'data', dirname(path)), { recursive: true })
    await writeFile(join(scratch, 'data', path), content)
  }
  source = await started('source')
}, STARTING_MILLISECONDS)
afterAll(async () => {
  for (const step of cleanup.splice(0)) await step()
  await rm(scratch, { recursive: true })
})

/** A host on its own state folder, and how to run a command on that. */
async function started(name: string) {
  const state = join(scratch, name)
  const dataFolder = join(scratch, 'data')
  const host = await startHost({ port: 0, dataFolder, stateFolder: state, env: {}, report: () => {} })
  cleanup.push(host.stop)
  return { host, state: ['--state', state] }
}

async function revisions({ url }: Host): Promise<{ revision: number; event: unknown }[]> {
  return (await send(url, `/v1/events/${ID}/revisions`, { headers: ANEW })).json().data
}

/** @returns what the command prints */
async function timeline(command: string, args: string[]): Promise<string> {
  const { code, stdout, stderr } = await runCommand(annals, [command, ...args])
  expect({ code, stderr }).toMatchObject({ code: 0 })
  return `${stdout.join('\n')}\n`
}
const got = (state: string[]) => timeline('get', [...state, ID])

test('an event with every field goes get, put, revisions, backup and restore without a change', async () => {
  const event = everyField()
  const file = join(scratch, 'event.yaml')
  const { host, state } = source

  await writeFile(file, JSON.stringify(event))
  await timeline('put', [...state, file])
  const text = await got(state)
  await writeFile(file, text)
  await timeline('put', [...state, file, '--revision', '1'])
  // A write of what is stored already adds no revision.
  const written = await revisions(host)
  expect(written).toEqual([expect.objectContaining({ revision: 1, event })])

  const backup = join(scratch, 'backup.ndjson')
  await timeline('backup', [...state, backup])
  const copy = await started('copy')
  await timeline('restore', [...copy.state, backup])
  expect(await revisions(copy.host)).toEqual(written)
  expect(await got(copy.state)).toBe(text)
})

describe('a picture', () => {
  const get = (target: string, options: RequestOptions = {}): Promise<HttpAnswer> =>
    send(source.host.url, target, { ...options, headers: { ...ANEW, ...options.headers } })
  const picture = async () => (await get('/v1/events/sample')).json().image

  test('is at the address that the API names, where it may be kept forever and does nothing but be shown', async () => {
    const { url, type, bytes, width, height } = await picture()
    expect({ type, bytes, width, height }).toEqual({ type: 'image/png', bytes: PNG.length, width: 3, height: 2 })
    const { pathname } = new URL(url)
    const answer = await get(pathname)
    expect([answer.status, answer.bytes.equals(PNG)]).toEqual([200, true])
    expect(answer.headers).toMatchObject({
      'content-type': 'image/png',
      'content-length': String(PNG.length),
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'access-control-allow-origin': '*',
      'x-content-type-options': 'nosniff',
    })
    const head = await get(pathname, { method: 'HEAD' })
    expect([head.status, head.headers['content-length'], head.bytes.length]).toEqual([200, String(PNG.length), 0])
    expect((await get('/events/sample')).text).toContain(`src="${pathname}"`)
  })

  test('is at no other address', async () => {
    const [, , digest] = new URL((await picture()).url).pathname.split('/')
    const others = [
      '/media/0000000000000000/sample.png',
      `/media/${digest}/other.png`,
      `/media/${digest}/..%2Fevents%2F1997.yaml`,
      `/media/${digest}/../timeline.yaml`,
      '/media/sample.png',
    ]
    for (const target of others) expect([target, (await get(target)).status]).toEqual([target, 404])
  })

  test('that an editor names must be in the folder and described in each language', async () => {
    const write = async (image: object) => {
      const { formerly: _, ...event } = { ...everyField(), id: 'written' }
      const headers = {
        authorization: `Bearer ${source.host.token}`,
        'content-type': 'application/json',
        'if-none-match': '*',
      }
      const body = JSON.stringify({ ...event, image: { ...event.image, ...image } })
      return get('/v1/events/written', { method: 'PUT', body, headers })
    }
    const missing = await write({ file: 'sampel.png' })
    expect([missing.status, missing.json().errors]).toEqual([
      422,
      [
        {
          pointer: '#/image/file',
          detail: 'image.file "sampel.png" is not a file in media/ of the data folder',
          allowed: 'sample.png',
        },
      ],
    ])
    const undescribed = await write({ alt: { en: 'A mill' } })
    expect([undescribed.status, undescribed.json().errors[0].pointer]).toEqual([422, '#/image/alt/ko'])
    const written = await write({})
    expect([written.status, written.json().image.url]).toEqual([201, (await picture()).url])
  })
})
