import { webhookSecret } from '../notify/webhook-secret.ts'
import { createPublisher } from './create-publisher.ts'
import { storeFromEnvironment, variable } from './environment.ts'

export const handler = createPublisher({
  ...storeFromEnvironment(),
  publicUrl: variable('PUBLIC_URL'),
  webhookSecret: webhookSecret(variable('WEBHOOK_SECRET_PARAMETER')),
  report: published => console.log(JSON.stringify({ level: 'info', message: 'published', ...published })),
})
