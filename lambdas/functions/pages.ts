import { createPages } from './create-pages.ts'
import { configFromEnvironment, searchPlaceFromEnvironment } from './environment.ts'

export const handler = createPages({ ...configFromEnvironment(), searchPlace: searchPlaceFromEnvironment() })
