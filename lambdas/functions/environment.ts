/** What a function learns from its environment: each variable is read once, at the start, and named when it is missing. */
import type { Instant } from '../domain/civil-date.ts'
import { instantOf } from '../domain/time-zone.ts'
import type { Surroundings } from '../http/pipeline.ts'
import { ANSWERING, type Connection, documentClient, dynamoDBClient } from '../store/dynamodb/document-client.ts'
import type { Access } from '../store/opensearch/collection.ts'
import { TABLE_VARIABLES } from '../store/tables.ts'

export function variable(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`The environment variable ${name} is not set`)
  return value
}

/** A function is told of the tables that it may use, and of no other: every one uses events, and who asks for highlights uses those too. */
export function connection(patience = ANSWERING): Connection {
  const events = variable(TABLE_VARIABLES.events)
  return {
    client: documentClient(dynamoDBClient(patience)),
    tables: {
      events,
      get highlights() {
        return variable(TABLE_VARIABLES.highlights)
      },
    },
  }
}

/** The collection in which events are searched, and the credentials of the function for it; nothing where they are searched in memory. */
export function searchCollection(): Access | undefined {
  const { SEARCH_ENDPOINT: endpoint, AWS_SESSION_TOKEN: sessionToken } = process.env
  if (!endpoint) return undefined
  return {
    endpoint,
    region: variable('AWS_REGION'),
    credentials: {
      accessKeyId: variable('AWS_ACCESS_KEY_ID'),
      secretAccessKey: variable('AWS_SECRET_ACCESS_KEY'),
      ...(sessionToken && { sessionToken }),
    },
  }
}

export const now = (): Instant => instantOf(Date.now())

export const surroundings = (): Surroundings => ({
  publicUrl: variable('PUBLIC_URL'),
  build: variable('BUILD'),
  now,
  today: process.env.ANNALS_TODAY,
})
