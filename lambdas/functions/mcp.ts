import { createMcp } from './create-mcp.ts'
import { bucketFromEnvironment, configFromEnvironment } from './environment.ts'

export const handler = createMcp({ ...configFromEnvironment(), searchLocation: bucketFromEnvironment('SEARCH_BUCKET') })
