import { createLoader } from './create-loader.ts'
import { bucketFromEnvironment, storeFromEnvironment, variable } from './environment.ts'

export const handler = createLoader({
  ...storeFromEnvironment(),
  dataFolder: variable('DATA_FOLDER'),
  build: variable('BUILD'),
  searchLocation: bucketFromEnvironment('SEARCH_BUCKET'),
  mediaLocation: bucketFromEnvironment('MEDIA_BUCKET'),
})
