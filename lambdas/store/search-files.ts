/** The port to stored search indexes of large timelines. */

/** Two alternating files: one is in use while the next index replaces the other. */
export const SEARCH_FILES = ['search-a', 'search-b'] as const
export type SearchFileName = (typeof SEARCH_FILES)[number]

export interface StoredIndex {
  file: SearchFileName
  /** SHA-256 of the file, in hexadecimal. */
  digest: string
  /** Version of the index format. */
  format: number
  /** Changes from this time on may be missing in the file. */
  since: string
}

export interface SearchFiles {
  /** @throws {StoreUnavailable} even if the file does not exist */
  read(name: SearchFileName): Promise<Uint8Array>
  write(name: SearchFileName, bytes: Uint8Array): Promise<void>
}

/** Result of a load or import, before it is visible to readers. */
export interface WrittenTimeline {
  events: number
  /** Whether any event was written. */
  hasChanged: boolean
  /** When writing began. */
  since: string
  inUse: StoredIndex | undefined
}

/** Stores the search index of a written timeline. @returns the index for readers to use; `undefined` if the timeline needs none */
export type SearchIndexer = (written: WrittenTimeline) => Promise<StoredIndex | undefined>
