/** Requests as API Gateway hands them to a function, in payload format 2.0. */
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'

/**
 * @param target path as it is after decoding, and query as it was written
 * @param options.headers lower-case names, as API Gateway gives them
 */
export function anHttpEvent(
  target: string,
  { method = 'GET', headers = {} }: { method?: string; headers?: Record<string, string> } = {},
): APIGatewayProxyEventV2 {
  const [rawPath = '/', rawQueryString = ''] = target.split('?')
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    headers,
    requestContext: {
      accountId: '123456789012',
      apiId: 'api',
      domainName: 'api.execute-api.example',
      domainPrefix: 'api',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'request',
      routeKey: '$default',
      stage: '$default',
      time: '13/Jul/2026:15:30:00 +0000',
      timeEpoch: Date.parse('2026-07-13T15:30:00Z'),
    },
    isBase64Encoded: false,
  }
}

export const aContext = { awsRequestId: 'invocation', getRemainingTimeInMillis: () => 10_000 } as Context
