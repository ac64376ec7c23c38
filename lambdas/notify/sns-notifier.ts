/** Publishes announcements to an SNS topic, which sends e-mail. */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { type ClientOptions, SINGLE_SHORT_ATTEMPT } from './client-config.ts'
import type { Notifier } from './notifier.ts'

/**
 * SNS subjects have fewer than 100 characters and no line breaks or control characters:
 * https://docs.aws.amazon.com/sns/latest/api/API_Publish.html
 */
const asSubject = (subject: string): string =>
  subject
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 99)
    .toWellFormed()

export function snsNotifier(topicArn: string, options: ClientOptions = {}): Notifier {
  const client = new SNSClient({ ...options, ...SINGLE_SHORT_ATTEMPT })
  return {
    async notify({ identity, date, subject, text }) {
      await client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: asSubject(subject),
          Message: text,
          MessageAttributes: {
            identity: { DataType: 'String', StringValue: identity },
            date: { DataType: 'String', StringValue: date },
          },
        }),
      )
    },
  }
}
