import { createPictures } from './create-pictures.ts'
import { bucketFromEnvironment, configFromEnvironment, pngFilesFromEnvironment } from './environment.ts'

export const handler = createPictures({
  ...configFromEnvironment(),
  searchLocation: bucketFromEnvironment('SEARCH_BUCKET'),
  pngFiles: pngFilesFromEnvironment(),
})
