/** Announces to an SNS topic, which sends e-mail. */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import type { Announcer } from './announcer.ts'
import { type ClientAccess, ONCE_AND_NOT_FOR_LONG } from './publishing.ts'

/** UTF-8 without line breaks or control characters, of fewer than 100 characters: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const asSubject = (subject: string): string =>
  subject
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 99)
    .toWellFormed()

export function snsAnnouncer(topicArn: string, access: ClientAccess = {}): Announcer {
  const client = new SNSClient({ ...access, ...ONCE_AND_NOT_FOR_LONG })
  return {
    async announce({ identity, date, subject, text }) {
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
