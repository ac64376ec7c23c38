/** The Lambda function behind `/mcp`. It is separate because the protocol's SDK would slow down the start of the others. */
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda'
import { MCP } from '../endpoints/mcp/index.ts'
import { TOOLS } from '../endpoints/mcp/tools.ts'
import { group } from '../http/endpoint.ts'
import { type HttpLambda, pipeline } from '../http/pipeline.ts'
import type { AgentServices, ApiServices } from '../http/services.ts'
import type { HttpConfig } from './config.ts'
import { searchServices } from './search.ts'

export function createMcp(config: HttpConfig): HttpLambda {
  const services = searchServices(config)
  const reads = Object.fromEntries(Object.entries(TOOLS).map(([name, tool]) => [name, tool.endpoint]))
  // Only the whole request is counted.
  const api = pipeline<ApiServices>(group('api', reads), services, { ...config, metrics: undefined })
  const read: AgentServices['read'] = async ({ path, query }) => {
    const { statusCode = 200, body = '' } = await api(readOf(path, query), CONTEXT)
    return { status: statusCode, body }
  }
  return pipeline(MCP, { events: services.events, read, version: config.build }, config)
}

const readOf = (rawPath: string, rawQueryString: string) =>
  ({ rawPath, rawQueryString, headers: {}, requestContext: { http: { method: 'GET' } } }) as APIGatewayProxyEventV2

/** A read may take as long as any request to a function with a timeout of ten seconds. */
const CONTEXT = { awsRequestId: 'mcp', getRemainingTimeInMillis: () => 10_000 } as Context
