import { createApi } from './create-api.ts'
import { configFromEnvironment } from './environment.ts'

export const handler = createApi(configFromEnvironment())
