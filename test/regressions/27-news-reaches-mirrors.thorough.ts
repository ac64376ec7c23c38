/**
 * Complaint: a new event never reached the updates feed or `/v1/changes`, because it took the time of the first load; and one time in the future
 * kept mirrors from learning of anything else.
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readContents } from '../../lambdas/data/read-contents.ts'
import { instantOf } from '../../lambdas/domain/time-zone.ts'
import { eventWriter } from '../../lambdas/store/dynamodb/event-writer.ts'
import { loadContents } from '../../lambdas/store/dynamodb/load.ts'
import { anAuthoredEvent } from '../support/contents.ts'
import { ANEW, hostTime, moveClock, STARTING_MILLISECONDS, startHostOnCopy } from '../support/local-host.ts'

let host: Awaited<ReturnType<typeof startHostOnCopy>>
beforeAll(async () => {
  host = await startHostOnCopy({ headers: ANEW })
}, STARTING_MILLISECONDS)
afterAll(() => host.stop())

const changesSince = async (since: string) => (await host.get(`/v1/changes?since=${since}&limit=100`)).json()

test('an event that is added without a time is news when it is loaded', async () => {
  const before = hostTime()
  const file = join(host.folder, 'events/2024.yaml')
  const text = await readFile(file, 'utf8')
  const [, first] = text.split(/(?=^- id: )/m)
  const added = first!.replace(/^- id: .*/m, '- id: added-without-a-time').replace(/^ {2}(added|corrected): .*\n/gm, '')
  await writeFile(file, `${text}\n${added}`)
  moveClock(20)
  await loadContents(host.store, await readContents(host.folder), { at: hostTime(), digest: 'next' })
  moveClock(40)
  const ids = (await changesSince(before)).data.map(({ id }: { id: string }) => id)
  expect(ids).toEqual(['added-without-a-time'])
  const [latest] = (await host.get('/feeds/updates.json')).json().items
  expect(latest.url).toMatch(/added-without-a-time$/)
  expect(latest.date_published > before).toBe(true)
})

test('a change under a time in the future keeps no mirror from the next one', async () => {
  await eventWriter(host.store).put(anAuthoredEvent({ id: 'of-2062' }), 0, '2062-02-01T00:00:00Z')
  moveClock(60)
  const { since } = await changesSince('2062-01-01T00:00:00Z')
  expect(since <= hostTime()).toBe(true)
  const at = instantOf(Date.parse(hostTime()) + 1000)
  await eventWriter(host.store).put(anAuthoredEvent({ id: 'next' }), 0, at)
  moveClock(90)
  const ids = (await changesSince(since)).data.map(({ id }: { id: string }) => id)
  expect(ids).toEqual(expect.arrayContaining(['next', 'of-2062']))
})
