/** GET /robots.txt */
import type { Handler } from '../http/call.ts'
import { robots } from '../pages/robots.ts'

export const getRobots: Handler<'getRobots'> = ({ setting }) => ({ body: robots(setting.publicUrl) })
