/** What a handler is called with and what it replies: the vocabulary between the pipeline and the handlers. */
import type { CivilDate, Instant } from '../domain/civil-date.ts'
import type { Setting } from '../domain/view.ts'
import type { Operation, Route, RouteOf } from '../routes.ts'
import type { TimelineSearch } from '../search/timeline-search.ts'
import type { EventReader, EventWriter, Head } from '../store/event-store.ts'
import type { HighlightReader } from '../store/highlight-store.ts'
import type { ParameterName, ParametersOf } from './parameters.ts'
import type { ProblemDetails } from './problem.ts'

/** What a function reads from. */
export interface Services {
  events: EventReader
  highlights: HighlightReader
}

/** What the API reads from, besides. */
export interface ApiServices extends Services {
  /** The search over the events as they are at `head`. @throws {TooManyToSearch} */
  search: (head: Head, now: Instant) => Promise<TimelineSearch>
}

/** What the function that writes works with. */
export interface EditorServices {
  events: EventReader
  writer: EventWriter
}

/** A request that was understood. */
export interface Call<Parameters = Partial<ParametersOf<ParameterName>>> {
  route: Route
  rawPath: string
  /** Path parameters as written. */
  path: Record<string, string>
  query: URLSearchParams
  /** Lower-case names. */
  headers: Record<string, string | undefined>
  /** Empty without. */
  content: Uint8Array
  parameters: Parameters
  head: Head
  setting: Setting
  now: Instant
  /**
   * The day it is: in the zone of the timeline, or in the one that was asked for. The first look at a zone takes a process 15 ms, and few
   * answers depend on it.
   */
  today: () => CivilDate
}

export type AnyCall = Call<Record<string, unknown>>

export interface Reply {
  /** 200, or 204 without a body, unless said otherwise. */
  status?: number
  /** A text as it is to be sent, or a value to be sent as JSON. */
  body?: unknown
  /** The revision of what is shown, if it has revisions: the entity tag then begins with it. */
  revision?: number
  /** Lower-case names. */
  headers?: Record<string, string>
}

export type Handler<O extends Operation, S = Services> = (
  call: Call<ParametersOf<RouteOf<O>['parameters'][number]>>,
  services: S,
) => Promise<Reply> | Reply

/** What a request that failed had come to. */
export interface Failed {
  rawPath: string
  call?: Partial<Call>
}

/** How a function that has pages shows an error to people; it never fails itself. */
export type ShowProblem<S> = (
  problem: ProblemDetails,
  request: Failed,
  services: S,
) => Promise<{ body: string; headers: Record<string, string> }>
