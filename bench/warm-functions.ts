/**
 * The functions on one store, warm in a process of their own, for `bench/queries.ts`: does the tasks that it is sent, one after the other,
 * and answers each with what it took. Beside the others like it, it stands still meanwhile.
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
import { createPages } from '../lambdas/functions/create-pages.ts'
import type { HttpFunction } from '../lambdas/http/endpoint.ts'
import type { HttpLambda } from '../lambdas/http/pipeline.ts'
import { createRouter } from '../lambdas/http/router.ts'
import { eventBridgeNotifier } from '../lambdas/notify/event-bridge-notifier.ts'
import { notifyEach } from '../lambdas/notify/notifier.ts'
import { snsNotifier } from '../lambdas/notify/sns-notifier.ts'
import { type LocalSettings, localConfig } from '../lib/local/config.ts'
import { LOCAL_ACCESS } from '../lib/local/engine-process.ts'
import { gateway } from '../lib/local/gateway.ts'
import { aContext, anHttpEvent } from '../test/support/http-event.ts'
import { TOPIC_ARN } from '../test/support/sns-server.ts'

/** What the process is started with, as JSON. */
export interface Settings extends Omit<LocalSettings, 'now'> {
  /** Addresses of what stands in for the services that the daily job announces on. */
  announceOn?: { sns: string; eventBridge: string } | undefined
}

function createFunctions({ announceOn, ...settings }: Settings) {
  const config = localConfig(settings)
  const notifiers = announceOn && [
    eventBridgeNotifier('default', { ...LOCAL_ACCESS, endpoint: announceOn.eventBridge }),
    snsNotifier(TOPIC_ARN, { ...LOCAL_ACCESS, endpoint: announceOn.sns }),
  ]
  const http: Record<HttpFunction, HttpLambda> = {
    api: createApi(config),
    feeds: createFeeds(config),
    pages: createPages(config),
    editor: createEditor(config),
  }
  return { http, anniversaries: createAnniversaries({ ...config, notifier: notifyEach(notifiers ?? []) }) }
}

/** Made when the process starts. */
let functions: ReturnType<typeof createFunctions>

export interface Request {
  target: string
  headers?: Record<string, string>
}

/** The largest page there is. */
const MOST_ITEMS = 100
/** Pages at the start and in the depth of a list that are compared with each other. */
const COMPARED_PAGES = 10
/** Requests under way at a time while a rate is measured. */
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

/** Each with the cursor of the page after `target`; nothing after the last. */
async function nextOf(target: string): Promise<{ items: number; next: string | null }> {
  const { data, next } = JSON.parse((await ask({ target })).body!)
  return { items: data.length, next }
}

const TASKS = {
  /** Asks once. @returns milliseconds that it took, and the answer */
  async ask(request: Request) {
    const start = performance.now()
    const { statusCode, headers, body } = await ask(request)
    return { milliseconds: performance.now() - start, statusCode, headers, body }
  },

  /**
   * Follows a list to its page number `page`, or half way where it has fewer pages than that.
   * @returns requests for the first pages of the list, and for as many from there on
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

  /** Asks over and over for so many milliseconds. @returns answers a second */
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

  /** Runs the daily job. @returns what it did on the last of the days, and the most memory that the process ever had, in MiB */
  async job({ date }: { date: string }) {
    const days = await functions.anniversaries({ date })
    return { day: days.at(-1)!, peak: process.resourceUsage().maxRSS / 1024 }
  },

  /** Serves the functions as the local host does. @returns the address */
  async serve() {
    const server = createServer(gateway(functions.http)).listen(0, '127.0.0.1')
    await once(server, 'listening')
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  },
}

export type Tasks = typeof TASKS

const limitedTo = (target: string, limit: number): string =>
  `${target.replace(/([?&])limit=\d+/, '$1')}${target.includes('?') ? '&' : '?'}limit=${limit}`

/** Requests for pages that follow each other. */
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
  // Without whoever started it, nobody would end it.
  process.once('disconnect', () => process.exit())
}
