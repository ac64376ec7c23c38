import { createPictures } from './create-pictures.ts'
import { configFromEnvironment, pngFilesFromEnvironment, searchPlaceFromEnvironment } from './environment.ts'

export const handler = createPictures({
  ...configFromEnvironment(),
  searchPlace: searchPlaceFromEnvironment(),
  pngFiles: pngFilesFromEnvironment(),
})
