/** The port to stored search indexes, which large timelines have. */

/** The two files of search indexes: one in use, the other to be replaced next. */
export const SEARCH_FILES = ['search-a', 'search-b'] as const
export type SearchFileName = (typeof SEARCH_FILES)[number]

/** Environment variable in which a function finds the name of the bucket. */
export const SEARCH_VARIABLE = 'SEARCH_BUCKET'

/** A stored search index, as the head of the timeline names it. */
export interface StoredIndex {
  file: SearchFileName
  /** SHA-256 of the file, in hexadecimal. */
  digest: string
  /** Layout of the index. */
  format: number
  /** Changes from this time on may be missing in the file. */
  since: string
}

/** Where files of search indexes are kept. */
export interface SearchFiles {
  /** @throws {StoreUnavailable} also where there is no such file */
  read(name: SearchFileName): Promise<Uint8Array>
  write(name: SearchFileName, bytes: Uint8Array): Promise<void>
}

/** The timeline that a load or an import has written, before readers learn of it. */
export interface WrittenTimeline {
  /** How many events it has. */
  events: number
  /** Whether any was written. */
  hasChanged: boolean
  /** When writing began. */
  since: string
  /** The index that the timeline has had until now. */
  inUse: StoredIndex | undefined
}

/**
 * Stores the search index of a written timeline.
 * @returns the index that readers are to use; nothing for a timeline that needs none
 */
export type SearchIndexer = (written: WrittenTimeline) => Promise<StoredIndex | undefined>
