/** Makes open pages reload when the data changes: a script that only the laptop's host adds, and the stream of events that it listens to. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import type { HttpLambda } from '../../lambdas/http/pipeline.ts'

const SCRIPT_PATH = '/live.js'
const EVENTS_PATH = '/live'

const SCRIPT = `new EventSource('${EVENTS_PATH}').addEventListener('changed', () => location.reload())\n`

export function livePages() {
  const open = new Set<ServerResponse>()

  function serveEvents(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(': connected\n\n')
    open.add(response)
    request.once('close', () => open.delete(response))
  }

  return {
    /** Reloads all open pages. */
    reload: () => {
      for (const response of open) response.write('event: changed\ndata:\n\n')
    },

    /** Ends the connections of all open pages, which then wait for the next start. */
    close: () => {
      for (const response of open) response.end()
    },

    /** Serves the script and the events, and leaves every other request to `next`. */
    serving:
      (next: RequestListener): RequestListener =>
      (request, response) => {
        if (request.method !== 'GET') return next(request, response)
        if (request.url === EVENTS_PATH) return serveEvents(request, response)
        if (request.url !== SCRIPT_PATH) return next(request, response)
        response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-store' })
        response.end(SCRIPT)
      },

    /** Adds the script to pages. They come without compression, which a laptop does not need. */
    withScript:
      (pages: HttpLambda): HttpLambda =>
      async (event, context) => {
        const { 'accept-encoding': _, ...headers } = event.headers
        const answer = await pages({ ...event, headers }, context)
        const isPage = String(answer.headers?.['content-type']).startsWith('text/html')
        if (!isPage || answer.body === undefined) return answer
        const script = `<script type="module" src="${SCRIPT_PATH}"></script>`
        return { ...answer, body: answer.body.replace('</head>', `${script}\n</head>`) }
      },
  }
}
