/** The Lambda function for single writes. It is separate so that the other functions need no write access. */
import { EDITOR } from '../endpoints/editor/index.ts'
import { type HttpLambda, pipeline } from '../http/pipeline.ts'
import { connection } from '../store/dynamodb/document-client.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import { eventWriter } from '../store/dynamodb/event-writer.ts'
import type { HttpConfig } from './config.ts'

export function createEditor(config: HttpConfig): HttpLambda {
  const store = connection(config)
  return pipeline(EDITOR, { events: eventReader(store), writer: eventWriter(store) }, config)
}
