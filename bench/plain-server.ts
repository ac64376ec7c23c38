/**
 * The simplest possible server, for `bench/host-measurement.ts`: node:http and calls to DynamoDB.
 * It sends stored events as they are: no parameter checks, no choice of language, no links and no validators.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import { clientOf } from '../test/support/engine.ts'
import { TABLE_NAMES } from './stores.ts'

const client = DynamoDBDocumentClient.from(clientOf(process.argv[2]!))
const TableName = TABLE_NAMES.events
const keyOf = (id: string) => ({ pk: `EVENT#${id}`, sk: 'CURRENT' })

async function one(id: string) {
  const { Item } = await client.send(new GetCommand({ TableName, Key: keyOf(id) }))
  return Item?.event
}

/** The first 25 of a category. */
async function page(category: string) {
  const { Items = [] } = await client.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `FACET#category#${category}` },
      Limit: 25,
    }),
  )
  const Keys = Items.map(({ id }) => keyOf(id))
  const { Responses } = await client.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }))
  const events = new Map(Responses![TableName]!.map(({ id, event }) => [id, event]))
  return Items.map(({ id }) => events.get(id))
}

const server = createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url!, 'http://localhost')
  const category = searchParams.get('category')
  const body = category === null ? await one(pathname.split('/').at(-1)!) : await page(category)
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}).listen(0, '127.0.0.1')
await once(server, 'listening')
console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
