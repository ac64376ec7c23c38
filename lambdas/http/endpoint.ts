/**
 * An endpoint is one address of the service: its facts as data, and its handler. Routing, OpenAPI, IAM grants, the stack's routes and the
 * tests read the facts.
 */
import type { CivilDate, Instant } from '../domain/civil-date.ts'
import type { RenderContext } from '../domain/view.ts'
import type { FeedName } from '../feeds/frame.ts'
import type { TimelineMetadata } from '../store/event-store.ts'
import type { Access } from '../store/tables.ts'
import type { CacheClass } from './cache-control.ts'
import type { ParameterName, ParametersOf } from './parameters/index.ts'
import type { RepresentationName } from './representations.ts'
import type { SchemaName } from './schemas.ts'
import type { Services } from './services.ts'

export type HttpFunction = 'api' | 'editor' | 'feeds' | 'mcp' | 'pages' | 'pictures'

/** POST reads, with a question that is too long for an address. */
type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/** The JSON of a response: a named schema, a page of a list with additional fields, or any other schema. */
export type Answer =
  | SchemaName
  | { list: SchemaName | readonly SchemaName[]; more?: Record<string, object> }
  | { schema: object }

interface Facts {
  method: Method
  /** OpenAPI path template. */
  path: string
  /** Methods of the same path that another function answers, for the `Allow` field. */
  otherMethods?: readonly Method[]
  cache: CacheClass
  /** The data that the response depends on, besides the address. It goes into the ETag, so that a 304 needs nothing else. */
  dependsOn: readonly ('version' | 'today' | 'decade')[]
  representation: RepresentationName
  /** Whether the ETag begins with the revision of the resource, which is known once the resource is read. */
  revisioned?: true
  /** The feed or calendar that it serves. */
  feed?: FeedName
  /** For the OpenAPI document, which has all endpoints but the pages.  */
  summary?: string
  answer?: Answer
  /** The meaning of the `Link` field. */
  link?: string
  /** Whether the sitemap lists the page. */
  inSitemap?: boolean
}

interface Link {
  title: string
  href: string
}

interface Behavior<Parameters, S> {
  handle: (request: RequestContext<Parameters>, services: S) => Promise<EndpointResponse> | EndpointResponse
  /** Pages that a visitor may have meant, when a page does not exist. */
  suggest?: (request: FailedRequest, renderContext: RenderContext, services: S) => Promise<Link[]>
}

type HasDefault = 'method' | 'representation' | 'cache' | 'dependsOn'

/** An endpoint as its file defines it: `endpoint` fills in the rest. */
export type EndpointFile<Names extends ParameterName, S> = Omit<Facts, HasDefault> &
  Partial<Pick<Facts, HasDefault>> &
  Behavior<ParametersOf<Names>, S> & {
    parameters?: readonly Names[]
    /** Access to the tables, besides reading the timeline's settings and version. */
    access?: readonly Access[]
  }

/** An endpoint without its place in a group. */
export type Definition<S> = Facts &
  // biome-ignore lint/suspicious/noExplicitAny: `endpoint` has checked the handler against its own parameters
  Behavior<any, S> & {
    /** `iam`: the host only passes signed requests (SigV4), or on a laptop requests with its token. */
    auth: 'none' | 'iam'
    parameters: readonly ParameterName[]
    access: readonly Access[]
  }

/** An endpoint of a function, under its name. */
// biome-ignore lint/suspicious/noExplicitAny: most code reads the facts and calls no handler
export type Endpoint<S = any> = Definition<S> & { operation: string; function: HttpFunction }

/** A parsed request. */
export interface RequestContext<Parameters = Partial<ParametersOf<ParameterName>>> {
  endpoint: Endpoint
  rawPath: string
  /** Path parameters as written. */
  path: Record<string, string>
  /** Only parameters that the endpoint knows. */
  query: URLSearchParams
  /** Lower-case names. */
  headers: Record<string, string | undefined>
  /** Empty without a body. */
  content: Uint8Array
  parameters: Parameters
  /** Settings and version of the timeline. */
  metadata: TimelineMetadata
  renderContext: RenderContext
  now: Instant
  /**
   * Today in the zone of the timeline, or in the requested one. A function, because the first use of a zone takes 15 ms, and few responses
   * depend on the day.
   */
  today: () => CivilDate
}

export type AnyRequest = RequestContext<Record<string, unknown>>

/** The result of an endpoint. The pipeline turns it into an HTTP response. */
export interface EndpointResponse {
  /** Default: 200, or 204 without a body. */
  status?: number
  /** A string or bytes are sent as they are, any other value as JSON. */
  body?: unknown
  /** The revision of the resource, if it has revisions: its ETag then begins with the revision. */
  revision?: number
  /** Lower-case names. */
  headers?: Record<string, string>
}

/** As much of a request as was parsed before it failed. */
export interface FailedRequest {
  rawPath: string
  request?: Partial<RequestContext>
}

/**
 * Unless stated otherwise, a GET of JSON that depends on the version of the timeline and is cached like a page. Reads are public and writes
 * are signed.
 */
export function endpoint<const Names extends ParameterName = never, S = Services>(
  file: EndpointFile<Names, S>,
): Definition<S> {
  const { method = 'GET', representation = 'json', cache = 'page', parameters = [], access = [], ...rest } = file
  const { dependsOn = cache === 'today' ? ['version', 'today'] : ['version'] } = file
  return {
    method,
    representation,
    cache,
    parameters,
    ...rest,
    dependsOn,
    auth: method === 'PUT' || method === 'DELETE' ? 'iam' : 'none',
    // Every response that depends on the timeline starts with its settings and version.
    access: [...(dependsOn.includes('version') ? (['events:GetItem'] as const) : []), ...access],
  }
}

/** The endpoints of a function, by name and in order. One name has several endpoints if it is served in several formats or languages. */
export const group = <S>(
  name: HttpFunction,
  endpoints: Record<string, Definition<S> | readonly Definition<S>[]>,
): readonly Endpoint<S>[] =>
  Object.entries(endpoints).flatMap(([operation, definitions]) =>
    [definitions].flat().map(definition => ({ ...definition, operation, function: name })),
  )
