/**
 * Every endpoint of the service, for the hosts and for what is generated. A function imports its own group only, so that its bundle has no
 * other.
 */
import type { Endpoint, HttpFunction } from '../http/endpoint.ts'
import { API } from './api/index.ts'
import { EDITOR } from './editor/index.ts'
import { FEEDS } from './feeds/index.ts'
import { MCP } from './mcp/index.ts'
import { PAGES } from './pages/index.ts'
import { PICTURES } from './pictures/index.ts'

export const ENDPOINTS: readonly Endpoint[] = [...API, ...EDITOR, ...FEEDS, ...MCP, ...PAGES, ...PICTURES]

/** The function that receives every request that no endpoint of another matches: it has the pages and responds 404 to the rest. */
export const FALLBACK_FUNCTION: HttpFunction = 'pages'
