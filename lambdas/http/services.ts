/** The services that endpoints use, by function. */
import type { Instant } from '../domain/civil-date.ts'
import type { EventReader, EventWriter, TimelineMetadata } from '../store/event-store.ts'
import type { HighlightReader } from '../store/highlight-store.ts'
import type { TimelineSearch } from '../store/timeline-search.ts'

/** For every function that reads. */
export interface Services {
  events: EventReader
  highlights: HighlightReader
}

/** For every function that searches. */
export interface SearchServices {
  events: EventReader
  /** The search over the events as they are at `metadata`. @throws {TooManyToSearch} @throws {SearchUnavailable} */
  search: (metadata: TimelineMetadata, now: Instant) => Promise<TimelineSearch>
}

/** For the API and the pages. */
export interface ApiServices extends Services, SearchServices {}

/** For the function that draws. */
export interface PictureServices extends SearchServices {
  /** Draws SVG as PNG. */
  rasterize: (svg: string) => Promise<Uint8Array>
}

/** For the function that agents call. */
export interface AgentServices extends Pick<Services, 'events'> {
  /** Reads an address of the API. */
  read: (target: { path: string; query: string }) => Promise<{ status: number; body: string }>
  /** Identifies the code. */
  version: string
}

/** For the function that writes. */
export interface EditorServices {
  events: EventReader
  writer: EventWriter
}
