import { announcerToEach } from '../announcer/announcer.ts'
import { eventBridgeAnnouncer } from '../announcer/event-bridge-announcer.ts'
import { snsAnnouncer } from '../announcer/sns-announcer.ts'
import { createAnniversaries } from './create-anniversaries.ts'
import { storeFromEnvironment, variable } from './environment.ts'

export const handler = createAnniversaries({
  ...storeFromEnvironment(),
  publicUrl: variable('PUBLIC_URL'),
  // Programs first: if the topic then fails, they recognise the repetition by its identity, where people would get a second mail.
  announcer: announcerToEach([eventBridgeAnnouncer(variable('EVENT_BUS')), snsAnnouncer(variable('TOPIC_ARN'))]),
})
