/** Stands in for every AWS service but DynamoDB: takes whatever it is asked, and keeps it. */
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { listening } from './listening.ts'

export interface Services {
  url: string
  /** What a function needs to find it. */
  environment: Record<string, string>
  /** Bodies of the requests, in the order of their arrival. */
  asked: string[]
  stop(): Promise<void>
}

/** SNS speaks XML. */
const PUBLISHED = '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>'
/** EventBridge speaks JSON. */
const PUT = '{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}'

export async function startServices(): Promise<Services> {
  const asked: string[] = []
  const { url, stop } = await listening(
    createServer(async (request, response) => {
      // Each invalidation has a reference of its own.
      asked.push((await text(request)).replace(/(<CallerReference>)[^<]+/, '$1'))
      const isJson = request.headers['x-amz-target'] !== undefined
      response.setHeader('content-type', isJson ? 'application/x-amz-json-1.1' : 'text/xml')
      response.end(isJson ? PUT : PUBLISHED)
    }),
  )
  return {
    url,
    environment: { AWS_ENDPOINT_URL_CLOUDFRONT: url, AWS_ENDPOINT_URL_SNS: url, AWS_ENDPOINT_URL_EVENTBRIDGE: url },
    asked,
    stop,
  }
}
