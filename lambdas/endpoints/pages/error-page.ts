/** Renders an error as a page: with the status and meaning of the problem that a program gets, and with links to go on. */
import type { Timeline } from '../../domain/event.ts'
import { lookUp } from '../../domain/text.ts'
import type { RenderContext } from '../../domain/view.ts'
import type { FailedRequest } from '../../http/endpoint.ts'
import type { ErrorPage } from '../../http/middleware/error-handler.ts'
import type { ApiServices } from '../../http/services.ts'
import { problemPage, type Suggestion } from '../../pages/problem.ts'

export const MAX_SUGGESTIONS = 5

export const errorPage: ErrorPage<ApiServices> = async ({ status, detail }, failed, services) => {
  // On 5xx, make no further store calls.
  const metadata =
    failed.request?.metadata ?? (status < 500 ? await services.events.metadata().catch(() => undefined) : undefined)
  const renderContext = renderContextOf(failed, metadata?.timeline ?? UNKNOWN)
  // Suggestions are optional: if they fail, the page shows the problem alone.
  const suggestions = status === 404 ? await suggestionsFor(failed, renderContext, services).catch(() => []) : []
  return {
    body: problemPage({ status, detail, suggestions, words: wordsIn(failed.rawPath) }, renderContext),
    headers: { 'content-language': renderContext.language },
  }
}

/** Stands in for the timeline while the store is unavailable. */
const UNKNOWN: Timeline = {
  title: { en: 'Timeline' },
  description: {},
  languages: ['en'],
  timeZone: 'UTC',
  leapDay: 'skip',
  namespace: '',
  published: '',
}

/** Takes the language of a frame from its parameter, otherwise from the path, even if no page has the path. */
function renderContextOf({ rawPath, request }: FailedRequest, timeline: Timeline): RenderContext {
  const asked = request?.query?.get('lang') ?? rawPath.split('/')[1]
  const language = lookUp(asked ?? '', timeline.languages) ?? timeline.languages[0]!
  return { language, timeline, publicUrl: '' }
}

/** The words in a path: "hanawon opens" in `/events/hanawon-opens`. */
export function wordsIn(rawPath: string): string {
  const last = rawPath.split('/').at(-1) ?? ''
  return (last.match(/[\p{L}\p{N}]+/gu) ?? []).join(' ').slice(0, 100)
}

/** Reads nothing for a path that no page could have. */
const suggestionsFor = async (
  failed: FailedRequest,
  renderContext: RenderContext,
  services: ApiServices,
): Promise<Suggestion[]> => failed.request?.endpoint?.suggest?.(failed, renderContext, services) ?? []
