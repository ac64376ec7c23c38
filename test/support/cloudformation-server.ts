/** Stands in for where CloudFormation takes answers: an address that is signed for bytes without a content type, and takes one answer at a time. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CloudFormationCustomResourceEvent } from 'aws-lambda'

export interface Received {
  method: string
  path: string
  contentType: string | undefined
  bytes: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it
  answer: any
}

export interface CloudFormationServer {
  received: Received[]
  /** What CloudFormation sends when it creates, updates or deletes the resource. */
  event(requestType: 'Create' | 'Update' | 'Delete'): CloudFormationCustomResourceEvent
  /** @param status of the answers to come */
  reset(status?: number): void
  stop(): Promise<void>
}

export async function startCloudFormationServer(): Promise<CloudFormationServer> {
  let status = 200
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray())
    received.push({
      method: request.method!,
      path: request.url!,
      contentType: request.headers['content-type'],
      bytes: body.length,
      answer: JSON.parse(body.toString()),
    })
    response.writeHead(status).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    received,
    event: requestType => ({
      RequestType: requestType,
      ServiceToken: 'arn:aws:lambda:eu-north-1:000000000000:function:loader',
      ResponseURL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/answers?signature=abc`,
      StackId: 'arn:aws:cloudformation:eu-north-1:000000000000:stack/Annals/1',
      RequestId: 'request-1',
      LogicalResourceId: 'DataLoad',
      ResourceType: 'Custom::TimelineData',
      ResourceProperties: { ServiceToken: '', Data: 'd', Build: 'b' },
      PhysicalResourceId: 'data',
      OldResourceProperties: { ServiceToken: '' },
    }),
    reset(next = 200) {
      status = next
      received.length = 0
    },
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
