/** Search indexes of large timelines as files: loads and imports write them, the functions that search open them. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setTimeout } from 'node:timers/promises'
import { constants, createBrotliCompress, createBrotliDecompress } from 'node:zlib'
import { type EventReader, type Position, SETTLING_SECONDS, StoreUnavailable } from '../event-store.ts'
import { SEARCH_FILES, type SearchFiles, type SearchIndexer, type StoredIndex } from '../search-files.ts'
import { INDEX_FORMAT, openSearchIndex, type SearchIndex } from './search-index.ts'

/** Maximum number of events; `bench/README.md` has the cost. */
export const MOST_SEARCHED = 200_000

/** Maximum number of events without a stored index: indexing this many in memory takes a second or two. */
export const MOST_WITHOUT_FILE = 10_000

/** Higher qualities take several times as long and save a few percent. */
const QUALITY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

const PAGE = 1_000

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Stores the index of a timeline that is too large to index in memory. */
export const searchIndexer =
  (
    events: EventReader,
    files: SearchFiles | undefined,
    { mostWithoutFile = MOST_WITHOUT_FILE, settlingSeconds = SETTLING_SECONDS } = {},
  ): SearchIndexer =>
  async ({ events: count, hasChanged, since, inUse }) => {
    if (files === undefined || count <= mostWithoutFile || count > MOST_SEARCHED) return undefined
    if (!hasChanged && inUse?.format === INDEX_FORMAT) return inUse
    await setTimeout(settlingSeconds * 1_000)
    const bytes = await inTemporaryFolder(folder => madeIn(folder, events))
    // Readers still use the other file.
    const file = SEARCH_FILES.find(name => name !== inUse?.file)!
    await files.write(file, bytes)
    return { file, digest: sha256(bytes), format: INDEX_FORMAT, since }
  }

/** The compressed index of all events. */
async function madeIn(folder: string, events: EventReader): Promise<Uint8Array> {
  const index = openSearchIndex(join(folder, 'made'))
  try {
    let after: Position | undefined
    do {
      const { items, next } = await events.changes({ limit: PAGE, order: 'asc', after })
      index.apply(items)
      after = next
    } while (after !== undefined)
    index.save(join(folder, 'saved'))
  } finally {
    index.close()
  }
  return pipeline(createReadStream(join(folder, 'saved')), createBrotliCompress(QUALITY), source => buffer(source))
}

/** @throws {StoreUnavailable} if the file is missing, or is not the one in the timeline metadata */
export async function openStoredIndex(files: SearchFiles, { file, digest }: StoredIndex): Promise<SearchIndex> {
  const bytes = await files.read(file)
  if (sha256(bytes) !== digest) throw new StoreUnavailable(`The search index in ${file} is not the one that is in use`)
  const folder = await mkdtemp(join(tmpdir(), 'annals-search-'))
  const path = join(folder, 'index')
  // As a stream, opening the index of 200,000 events takes a process to 190 MB; in one piece, to 606 MB.
  await pipeline([bytes], createBrotliDecompress(), createWriteStream(path))
  const index = openSearchIndex(path)
  const remove = () => rm(folder, { recursive: true, force: true }).catch(() => undefined)
  // Except on Windows, an open file can be removed, so no file is left behind however the process ends.
  await remove()
  return {
    ...index,
    get size() {
      return index.size
    },
    close() {
      index.close()
      void remove()
    },
  }
}

async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'annals-search-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
