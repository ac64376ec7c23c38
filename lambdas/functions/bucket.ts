/** Opens a bucket. Loads the code with the first use, because most processes never need it. */
import type { BucketFiles, BucketLocation } from '../store/bucket.ts'
import { ANSWERING, dynamoDBClient } from '../store/dynamodb/document-client.ts'

export async function openBucket(location: BucketLocation): Promise<BucketFiles> {
  const { endpoint: _, ...clientOptions } = location.clientOptions
  const { config } = dynamoDBClient(ANSWERING, clientOptions)
  return (await import('../store/bucket.ts')).bucketFiles(location, config)
}

/** Removes all files, since CloudFormation cannot delete a bucket that has any. */
export async function emptyBucket(location: BucketLocation): Promise<void> {
  const bucket = await openBucket(location)
  for (const name of await bucket.list()) await bucket.remove(name)
}
