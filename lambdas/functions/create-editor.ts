/** The Lambda function that writes single events. It has a role of its own, so that what answers readers can write nothing. */
import { deleteEvent } from '../handlers/delete-event.ts'
import { putEvent } from '../handlers/put-event.ts'
import type { EditorServices } from '../http/call.ts'
import { type HttpLambda, pipeline } from '../http/pipeline.ts'
import { connection } from '../store/dynamodb/document-client.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import { eventWriter } from '../store/dynamodb/event-writer.ts'
import type { HttpConfig } from './config.ts'

export function createEditor(config: HttpConfig): HttpLambda {
  const store = connection(config)
  return pipeline<'editor', EditorServices>(
    { putEvent, deleteEvent },
    { events: eventReader(store), writer: eventWriter(store) },
    config,
  )
}
