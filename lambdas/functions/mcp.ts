import { createMcp } from './create-mcp.ts'
import { configFromEnvironment, searchPlaceFromEnvironment } from './environment.ts'

export const handler = createMcp({ ...configFromEnvironment(), searchPlace: searchPlaceFromEnvironment() })
