import { createApi } from './create-api.ts'
import { bucketFromEnvironment, configFromEnvironment } from './environment.ts'

export const handler = createApi({ ...configFromEnvironment(), searchLocation: bucketFromEnvironment('SEARCH_BUCKET') })
