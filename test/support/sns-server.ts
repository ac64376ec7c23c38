/** Stands in for Amazon SNS on this machine: takes what is published, and answers as it is told. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export const TOPIC_ARN = 'arn:aws:sns:local:000000000000:anniversaries'

export interface Published {
  topicArn: string
  subject: string
  message: string
  attributes: Record<string, string>
}

/** `accept`, `refuse` with an error of the service, or `ignore`: never answer. */
export type Behaviour = 'accept' | 'refuse' | 'ignore'

export interface SnsServer {
  endpoint: string
  /** Whatever arrived since the start, or since the last `reset`. */
  published: Published[]
  /** How many connections were made to it. */
  connections(): number
  reset(behaviour?: Behaviour): void
  stop(): Promise<void>
}

const ACCEPTED =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>'
const REFUSED =
  '<ErrorResponse><Error><Type>Receiver</Type><Code>InternalError</Code><Message>out of order</Message></Error></ErrorResponse>'

export async function startSnsServer(): Promise<SnsServer> {
  let behaviour: Behaviour = 'accept'
  const published: Published[] = []
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(Buffer.concat(await request.toArray()).toString())
    published.push(publishedOf(form))
    if (behaviour === 'ignore') return
    response.writeHead(behaviour === 'accept' ? 200 : 500, { 'content-type': 'text/xml' })
    response.end(behaviour === 'accept' ? ACCEPTED : REFUSED)
  }).listen(0, '127.0.0.1')
  let connections = 0
  server.on('connection', () => connections++)
  await once(server, 'listening')
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    published,
    connections: () => connections,
    reset(next = 'accept') {
      behaviour = next
      published.length = 0
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

function publishedOf(form: URLSearchParams): Published {
  const entries = [...form].flatMap(([name, value]) => {
    const entry = /^MessageAttributes\.entry\.(\d+)\.Name$/.exec(name)?.[1]
    return entry === undefined ? [] : [[value, form.get(`MessageAttributes.entry.${entry}.Value.StringValue`)!]]
  })
  return {
    topicArn: form.get('TopicArn')!,
    subject: form.get('Subject')!,
    message: form.get('Message')!,
    attributes: Object.fromEntries(entries),
  }
}
