import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { CallToolRequestSchema, ErrorCode, ListToolsRequestSchema, McpError } from '@modelcontextprotocol/sdk/types.js'
import { type EndpointResponse, endpoint, type RequestContext } from '../../http/endpoint.ts'
import type { AgentServices } from '../../http/services.ts'
import { INSTRUCTIONS, TOOLS, targetOf, toolList } from './tools.ts'

/**
 * The Model Context Protocol over streamable HTTP, without sessions, because a Lambda function keeps no state:
 * https://modelcontextprotocol.io/specification/2025-06-18/basic/transports
 */
export const callTools = endpoint({
  method: 'POST',
  path: '/mcp',
  cache: 'none',
  dependsOn: [],
  access: [...new Set(Object.values(TOOLS).flatMap(tool => tool.endpoint.access))],
  handle: async (request, services: AgentServices): Promise<EndpointResponse> => {
    const server = serverFor(services)
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
    await server.connect(transport)
    try {
      const response = await transport.handleRequest(webRequest(request))
      const body = await response.text()
      const contentType = response.headers.get('content-type')
      return {
        status: response.status,
        ...(body !== '' && { body }),
        ...(contentType !== null && { headers: { 'content-type': contentType } }),
      }
    } finally {
      await server.close()
    }
  },
})

function serverFor({ read, version }: AgentServices): Server {
  const server = new Server({ name: 'annals', version }, { capabilities: { tools: {} }, instructions: INSTRUCTIONS })
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: toolList() }))
  server.setRequestHandler(CallToolRequestSchema, async ({ params: { name, arguments: args = {} } }) => {
    if (!isTool(name))
      throw new McpError(
        ErrorCode.InvalidParams,
        `There is no tool "${name}"; the tools are ${Object.keys(TOOLS).join(', ')}`,
      )
    const { status, body } = await read(targetOf(name, args))
    // A tool reports its errors to the model, which can correct the call.
    return { content: [{ type: 'text', text: body }], isError: status !== 200 }
  })
  return server
}

const isTool = (name: string): name is keyof typeof TOOLS => Object.hasOwn(TOOLS, name)

function webRequest({ renderContext, rawPath, headers, content }: RequestContext): Request {
  const fields = Object.entries(headers).filter((field): field is [string, string] => field[1] !== undefined)
  return new Request(`${renderContext.publicUrl}${rawPath}`, {
    method: 'POST',
    headers: fields,
    body: Buffer.from(content),
  })
}
