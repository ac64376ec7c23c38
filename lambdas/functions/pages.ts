import { createPages } from './create-pages.ts'
import { bucketFromEnvironment, configFromEnvironment } from './environment.ts'

export const handler = createPages({
  ...configFromEnvironment(),
  searchLocation: bucketFromEnvironment('SEARCH_BUCKET'),
})
