/** The Lambda function that writes single events. Its role is its own, so that the functions that read can write nothing. */
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
