/** The Lambda function behind pictures. It is separate because drawing needs more processor time, and a renderer and fonts beside the bundle. */
import { PICTURES } from '../endpoints/pictures/index.ts'
import { type HttpLambda, pipeline } from '../http/pipeline.ts'
import { rasterizer } from '../png/rasterizer.ts'
import { connection } from '../store/dynamodb/document-client.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import type { HttpConfig, PictureConfig } from './config.ts'
import { search } from './search.ts'

export function createPictures(config: HttpConfig & PictureConfig): HttpLambda {
  const events = eventReader(connection(config))
  const rasterize = rasterizer(config.pngFiles)
  return pipeline(PICTURES, { events, search: search(events, config.searchLocation), rasterize }, config)
}
