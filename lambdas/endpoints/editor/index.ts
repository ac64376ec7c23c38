import { group } from '../../http/endpoint.ts'
import { deleteEvent } from './delete-event.ts'
import { putEvent } from './put-event.ts'

export const EDITOR = group('editor', { putEvent, deleteEvent })
