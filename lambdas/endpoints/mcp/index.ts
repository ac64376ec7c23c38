import { group } from '../../http/endpoint.ts'
import { callTools } from './call-tools.ts'

export const MCP = group('mcp', { callTools })
