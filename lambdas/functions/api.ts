import { createApi } from './create-api.ts'
import { configFromEnvironment, searchPlaceFromEnvironment } from './environment.ts'

export const handler = createApi({ ...configFromEnvironment(), searchPlace: searchPlaceFromEnvironment() })
