/** The client in the package: small, whole, and clear about errors. `test/contract/openapi.test.ts` has it read from a host. */
import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { build } from 'esbuild'
import { annals } from '../../../lib/client/client.ts'
import { READS } from '../../support/openapi-document.ts'

const SOURCE = join(import.meta.dirname, '../../../lib/client/client.ts')

test('is less than 5 kB and imports nothing', async () => {
  const { outputFiles, metafile } = await build({
    ...({ entryPoints: [SOURCE], bundle: true, minify: true, format: 'esm', write: false, metafile: true } as const),
  })
  expect(Object.keys(metafile.inputs)).toEqual([expect.stringMatching(/client\.ts$/)])
  expect(outputFiles[0]!.contents.length).toBeLessThan(5_000)
})

test('reads every address of the API that answers JSON', async () => {
  const asked: string[] = []
  const recorder = annals('https://history.example/', {
    fetch: async url => {
      asked.push(new URL(String(url)).pathname)
      return Response.json({})
    },
  })
  const values = { id: 'a', dimension: 'tag', monthDay: '07-14' } as const
  const reads = Object.values(recorder) as ((parameters: typeof values) => Promise<unknown>)[]
  await Promise.all(reads.map(read => read(values)))
  const documented = READS.filter(({ path }) => path.startsWith('/v1/') && !/\.\w+$/.test(path))
  expect(asked.sort()).toEqual(
    documented.map(({ path }) => path.replace(/\{(\w+)\}/, (_, name: keyof typeof values) => values[name])).sort(),
  )
})

test('an error of a gateway has its status and when to try again', async () => {
  const busy = new Response('Too busy', { status: 429, statusText: 'Too many', headers: { 'retry-after': '2' } })
  const { timeline } = annals('https://history.example', { fetch: async () => busy })
  await expect(timeline()).rejects.toMatchObject({ status: 429, message: '429 Too many', problem: {}, retryAfter: 2 })
})

test('an empty part of an address is refused, because it would lead to the list', async () => {
  const { event } = annals('https://history.example', { fetch: async () => Response.json({ data: [] }) })
  await expect(event({ id: '' })).rejects.toThrow('"id" is empty')
})

test('a signal ends a read', async () => {
  const { timeline } = annals('https://history.example')
  await expect(timeline({}, { signal: AbortSignal.abort() })).rejects.toThrow('aborted')
})

test('is typed by address: what is required, what exists, and parts of events for fields', async () => {
  const event = { id: 'a', status: 'claimed', attribution: 'A committee' } as const
  const { events, event: read } = annals('https://history.example', {
    fetch: async () => Response.json({ data: [event], next: null }),
  })
  // @ts-expect-error an event needs an id
  await read()
  // @ts-expect-error there is no such parameter
  await events({ categori: 'law' })
  const [whole] = (await events({ category: 'law' })).data
  const [part] = (await events({ fields: 'title' })).data
  const titles: [string | undefined, string | undefined] = [whole?.title, part?.title]
  // @ts-expect-error a part may have no title
  const title: string = part!.title
  expect([titles, title]).toEqual([[undefined, undefined], undefined])
})
