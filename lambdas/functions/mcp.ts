import { createMcp } from './create-mcp.ts'
import { bucketFromEnvironment, configFromEnvironment } from './environment.ts'

export const handler = createMcp({ ...configFromEnvironment(), searchPlace: bucketFromEnvironment('SEARCH_BUCKET') })
