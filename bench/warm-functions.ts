/**
 * Runs the functions warm on one store in a separate process, for `bench/queries.ts`. It does one task at a time
 * and answers with its cost; the other processes idle meanwhile.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { ENDPOINTS } from '../lambdas/endpoints/index.ts'
import { createAnniversaries } from '../lambdas/functions/create-anniversaries.ts'
import { createApi } from '../lambdas/functions/create-api.ts'
import { createEditor } from '../lambdas/functions/create-editor.ts'
import { createFeeds } from '../lambdas/functions/create-feeds.ts'
import { createMcp } from '../lambdas/functions/create-mcp.ts'
import { createPages } from '../lambdas/functions/create-pages.ts'
import { createPictures } from '../lambdas/functions/create-pictures.ts'
import type { HttpFunction } from '../lambdas/http/endpoint.ts'
import type { HttpLambda } from '../lambdas/http/pipeline.ts'
import { createRouter } from '../lambdas/http/router.ts'
import { eventBridgeNotifier } from '../lambdas/notify/event-bridge-notifier.ts'
import { notifyEach } from '../lambdas/notify/notifier.ts'
import { snsNotifier } from '../lambdas/notify/sns-notifier.ts'
import { type LocalSettings, localConfig } from '../lib/local/config.ts'
import { LOCAL_CLIENT } from '../lib/local/engine-process.ts'
import { gateway } from '../lib/local/gateway.ts'
import { aContext, anHttpEvent } from '../test/support/http-event.ts'
import { TOPIC_ARN } from '../test/support/sns-server.ts'

/** The start options of the process, as JSON. */
export interface Settings extends Omit<LocalSettings, 'now'> {
  /** Addresses of the stand-ins for the services that the daily job notifies. */
  announceOn?: { sns: string; eventBridge: string } | undefined
}

function createFunctions({ announceOn, ...settings }: Settings) {
  const config = localConfig(settings)
  const notifiers = announceOn && [
    eventBridgeNotifier('default', { ...LOCAL_CLIENT, endpoint: announceOn.eventBridge }),
    snsNotifier(TOPIC_ARN, { ...LOCAL_CLIENT, endpoint: announceOn.sns }),
  ]
  const http: Record<HttpFunction, HttpLambda> = {
    api: createApi(config),
    feeds: createFeeds(config),
    pages: createPages(config),
    editor: createEditor(config),
    mcp: createMcp(config),
    pictures: createPictures(config),
  }
  return { http, anniversaries: createAnniversaries({ ...config, notifier: notifyEach(notifiers ?? []) }) }
}

/** Created when the process starts. */
let functions: ReturnType<typeof createFunctions>

export interface Request {
  target: string
  headers?: Record<string, string>
}

/** The maximum page size. */
const MOST_ITEMS = 100
/** Number of first and of deep pages that are compared. */
const COMPARED_PAGES = 10
/** Concurrent requests while measuring a rate. */
const SIDE_BY_SIDE = 10

const route = createRouter(ENDPOINTS)

const functionOf = (target: string) => route(target.split('?')[0]!)[0]!.endpoint.function

async function ask({ target, headers = {} }: Request): Promise<APIGatewayProxyStructuredResultV2> {
  const handler = functions.http[functionOf(target)]
  const answer = (await handler(anHttpEvent(target, { headers }), aContext)) as APIGatewayProxyStructuredResultV2
  if (answer.statusCode !== 200 && answer.statusCode !== 304)
    throw new Error(`${target} was answered ${answer.statusCode}: ${answer.body}`)
  return answer
}

const withCursor = (target: string, cursor: string): string =>
  `${target}${target.includes('?') ? '&' : '?'}cursor=${cursor}`

/** The cursor of the page after `target`, or nothing after the last page. */
async function nextOf(target: string): Promise<{ items: number; next: string | null }> {
  const { data, next } = JSON.parse((await ask({ target })).body!)
  return { items: data.length, next }
}

const TASKS = {
  /** Sends one request. @returns its milliseconds and the response */
  async ask(request: Request) {
    const start = performance.now()
    const { statusCode, headers, body } = await ask(request)
    return { milliseconds: performance.now() - start, statusCode, headers, body }
  },

  /**
   * Follows a list to page `page`, or to the middle of a shorter list.
   * @returns requests for the first pages of the list, and for as many from that page on
   */
  async walk({ target, page }: { target: string; page: number }) {
    const { items: size } = await nextOf(target)
    const cursors: (string | null)[] = []
    let left = size * (page - 1)
    for (let cursor: string | undefined; left > 0; ) {
      const limit = Math.min(MOST_ITEMS, left)
      const { items, next } = await nextOf(limitedTo(cursor === undefined ? target : withCursor(target, cursor), limit))
      left -= items
      cursors.push(next)
      if (next === null) break
      cursor = next
    }
    const there = left > 0 ? cursors[(cursors.length - 1) >> 1] : cursors.at(-1)
    if (!there) throw new Error(`${target} has no page after ${cursors.length}`)
    return {
      page: left > 0 ? undefined : page,
      near: await following(target, target),
      deep: await following(target, withCursor(target, there)),
    }
  },

  /** Sends requests for this many milliseconds. @returns responses per second */
  async rate({ milliseconds, ...request }: Request & { milliseconds: number }) {
    const start = performance.now()
    let answered = 0
    const lane = async () => {
      while (performance.now() < start + milliseconds) {
        await ask(request)
        answered++
      }
    }
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, lane))
    return { answered, rate: (answered * 1_000) / (performance.now() - start) }
  },

  /** Runs the daily job. @returns its result for the last day, and the peak memory of the process in MiB */
  async job({ date }: { date: string }) {
    const days = await functions.anniversaries({ date })
    return { day: days.at(-1)!, peak: process.resourceUsage().maxRSS / 1024 }
  },

  /** Serves the functions as the local host does. @returns its address */
  async serve() {
    const server = createServer(gateway(functions.http)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  },
}

export type Tasks = typeof TASKS

const limitedTo = (target: string, limit: number): string =>
  `${target.replace(/([?&])limit=\d+/, '$1')}${target.includes('?') ? '&' : '?'}limit=${limit}`

/** Requests for consecutive pages. */
async function following(target: string, first: string): Promise<string[]> {
  const targets = [first]
  while (targets.length < COMPARED_PAGES) {
    const { next } = await nextOf(targets.at(-1)!)
    if (next === null) break
    targets.push(withCursor(target, next))
  }
  return targets
}

if (process.send) {
  functions = createFunctions(JSON.parse(process.argv[2]!))
  process.on('message', async ({ task, argument }: { task: keyof Tasks; argument: never }) => {
    try {
      process.send!({ result: await TASKS[task](argument) })
    } catch (error) {
      process.send!({ error: `${task}: ${(error as Error).stack}` })
    }
  })
  // Exits with its parent, because nothing else would end it.
  process.once('disconnect', () => process.exit())
}
