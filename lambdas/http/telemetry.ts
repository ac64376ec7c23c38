/** Log lines and metrics of requests, which the host records. */
import type { HttpEvent } from './middleware/http-event.ts'

/** A line of the log: an object, so that each host writes it in its own form. */
export type Log = (level: 'warn' | 'error', entry: object) => void

/** @param properties explain the numbers, and are searchable in the log; `dimension` names the one by which the numbers are split */
export type Metrics = (
  numbers: Record<string, number>,
  properties?: Record<string, string | number | undefined>,
  dimension?: string,
) => void

/** One line of JSON. */
export const logLine: Log = (level, entry) => console.error(JSON.stringify({ level, ...entry }))

/** Connects a line of API Gateway's access log with the lines of the function: `id` is API Gateway's, `requestId` Lambda's. */
export const requestFacts = (event: HttpEvent, requestId: string) => ({
  id: event.requestContext.requestId,
  requestId,
  method: event.requestContext.http.method,
  route: event.request?.endpoint?.path,
  path: event.rawPath,
})

/** How the response came about: from this process's cache, without a body, with an error, or made for this request. */
export function answerOf({ isFromCache }: HttpEvent, status: number): 'cached' | 'unchanged' | 'error' | 'made' {
  if (status === 304) return 'unchanged'
  if (status >= 400) return 'error'
  return isFromCache ? 'cached' : 'made'
}
