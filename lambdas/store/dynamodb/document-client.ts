/** The DynamoDB document client that the adapters share. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'

/** Region, credentials and – on a laptop – `AWS_ENDPOINT_URL_DYNAMODB` come from the environment, as the SDK reads it. */
export const documentClient = (client = new DynamoDBClient({})): DynamoDBDocumentClient =>
  DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } })

export interface Connection {
  client: DynamoDBDocumentClient
  /** Names of the tables. */
  tables: { events: string; highlights: string }
}
