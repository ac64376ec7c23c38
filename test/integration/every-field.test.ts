/** An event with every field of the schema keeps each of them, whichever way it travels. A new field is covered as it is declared. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import type { Schema } from '../../lambdas/data/explain.ts'
import { type AuthoredEvent, EventSchema } from '../../lambdas/domain/schema.ts'
import { annals } from '../../lib/cli/annals.ts'
import { type Host, startHost } from '../../lib/local/host.ts'
import { send } from '../support/http-client.ts'
import { ANEW } from '../support/local-host.ts'
import { runCommand } from '../support/terminal.ts'
import { type Files, inFolder } from '../unit/data/folder.ts'

const ID = 'every-field'

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
  const candidates = ['sample', 'https://example.org/sample', '2026-11-24T00:00:00Z', 'ko']
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
  'events/1997.yaml': `- id: sample
  date: "1997-07-14"
  title: {en: A related event}
  summary: {en: It happened.}
  category: sample
  significance: 1
  status: confirmed
  sources: [{title: A title, publisher: A publisher, url: https://example.org/, supports: All of it}]
`,
}

let scratch: string
const hosts: Host[] = []
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'annals-every-field-'))
})
afterEach(async () => {
  for (const host of hosts.splice(0)) await host.stop()
  await rm(scratch, { recursive: true })
})

/** A host on its own state folder, and how to run a command on that. */
async function started(name: string, dataFolder: string) {
  const state = join(scratch, name)
  const host = await startHost({ port: 0, dataFolder, stateFolder: state, env: {}, report: () => {} })
  hosts.push(host)
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

test('an event with every field goes get, put, revisions, backup and restore without a change', () =>
  inFolder(FILES, async dataFolder => {
    const event = everyField()
    const file = join(scratch, 'event.yaml')
    const { host, state } = await started('source', dataFolder)

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
    const copy = await started('copy', dataFolder)
    await timeline('restore', [...copy.state, backup])
    expect(await revisions(copy.host)).toEqual(written)
    expect(await got(copy.state)).toBe(text)
  }))
