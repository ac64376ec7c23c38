/** The Lambda function that writes single events. It has a role of its own, so that what answers readers can write nothing. */
import { deleteEvent } from '../handlers/delete-event.ts'
import { putEvent } from '../handlers/put-event.ts'
import type { EditorServices } from '../http/call.ts'
import { pipeline } from '../http/pipeline.ts'
import { eventReader } from '../store/dynamodb/event-reader.ts'
import { eventWriter } from '../store/dynamodb/event-writer.ts'
import { connection, surroundings } from './environment.ts'

const shared = connection()

export const handler = pipeline<'editor', EditorServices>(
  { putEvent, deleteEvent },
  { events: eventReader(shared), writer: eventWriter(shared) },
  surroundings(),
)
