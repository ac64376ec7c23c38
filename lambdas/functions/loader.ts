import { createLoader } from './create-loader.ts'
import { searchPlaceFromEnvironment, storeFromEnvironment, variable } from './environment.ts'

export const handler = createLoader({
  ...storeFromEnvironment(),
  dataFolder: variable('DATA_FOLDER'),
  build: variable('BUILD'),
  searchPlace: searchPlaceFromEnvironment(),
})
