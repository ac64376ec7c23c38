/** Announces to an SNS topic, which sends e-mail. */
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import type { Announcer } from './announcer.ts'

/** Shorter than the job's claim on a day (`mark-anniversaries.ts`), so that no publish outlives it. One attempt, for the job itself tries again. */
const REQUEST_TIMEOUT_MILLISECONDS = 3_000

/** UTF-8 without line breaks or control characters, of fewer than 100 characters: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const asSubject = (subject: string): string =>
  subject
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 99)
    .toWellFormed()

export function snsAnnouncer(topicArn: string): Announcer {
  const client = new SNSClient({
    maxAttempts: 1,
    requestHandler: { requestTimeout: REQUEST_TIMEOUT_MILLISECONDS, throwOnRequestTimeout: true },
  })
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
