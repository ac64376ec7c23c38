import { eventBridgeNotifier } from '../notify/event-bridge-notifier.ts'
import { notifyEach } from '../notify/notifier.ts'
import { snsNotifier } from '../notify/sns-notifier.ts'
import { createAnniversaries } from './create-anniversaries.ts'
import { edgeCacheFromEnvironment, metricsFromEnvironment, storeFromEnvironment, variable } from './environment.ts'

export const handler = createAnniversaries({
  ...storeFromEnvironment(),
  publicUrl: variable('PUBLIC_URL'),
  edgeCache: edgeCacheFromEnvironment(),
  metrics: metricsFromEnvironment(),
  // Programs first: if the topic then fails, the retry repeats only the program event, which has the same id. People get one e-mail.
  notifier: notifyEach([eventBridgeNotifier(variable('EVENT_BUS')), snsNotifier(variable('TOPIC_ARN'))]),
})
