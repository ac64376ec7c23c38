/** Runs the publisher after changes of the timeline, one run at a time. */
import type { Timeline } from '../../lambdas/domain/event.ts'
import type { PublisherConfig } from '../../lambdas/functions/config.ts'
import { createPublisher, hasReceivers } from '../../lambdas/functions/create-publisher.ts'
import { OperatorError } from '../operator-error.ts'

/** A receiver that was not reached is tried again after this time, or with the next change. */
const RETRY_MILLISECONDS = 60_000

export interface Publishing {
  changed: (timeline: Timeline) => void
  /** Ends the run that is under way. Receivers that it has not notified are notified after the next start. */
  stop: () => Promise<void>
}

export function publishing(
  config: Omit<PublisherConfig, 'webhookSecret'>,
  secret: string | undefined,
  report: (line: string) => void,
): Publishing {
  const stopping = new AbortController()
  const publish = createPublisher({
    ...config,
    signal: stopping.signal,
    report: ({ version, notified }) => {
      if (notified > 0) report(`Published  version ${version}, ${notified} notified`)
    },
    webhookSecret: async () => {
      if (secret === undefined)
        throw new OperatorError('set ANNALS_WEBHOOK_SECRET, which signs what webhooks of kind json get')
      return secret
    },
  })
  let running: Promise<void> | undefined
  let isPending = false
  let retry: NodeJS.Timeout | undefined

  async function run(): Promise<void> {
    while (isPending) {
      isPending = false
      await publish().catch(error => {
        if (stopping.signal.aborted) return
        report(`Publishing failed, and is tried again in a minute: ${error.message}`)
        retry = setTimeout(start, RETRY_MILLISECONDS).unref()
      })
    }
    running = undefined
  }
  function start(): void {
    clearTimeout(retry)
    isPending = true
    running ??= run()
  }
  return {
    changed: timeline => {
      if (hasReceivers(timeline)) start()
    },
    stop: async () => {
      stopping.abort()
      isPending = false
      clearTimeout(retry)
      await running
    },
  }
}
