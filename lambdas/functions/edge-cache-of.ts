/** CloudFront's cache, for the functions that change the timeline. */
import { type EdgeCache, edgeCache, SIGNING_REGION } from '../notify/edge-cache.ts'
import { ANSWERING, dynamoDBClient } from '../store/dynamodb/document-client.ts'
import type { EdgeConfig, StoreConfig } from './config.ts'

/** `undefined` where nothing caches. Creates a client for its signer, since a signer stays bound to the first service that it signs for. */
export function edgeCacheOf({
  edgeCache: location,
  dynamoDB,
}: EdgeConfig & Pick<StoreConfig, 'dynamoDB'>): EdgeCache | undefined {
  if (location === undefined) return undefined
  const { endpoint: _, ...access } = dynamoDB
  const { config } = dynamoDBClient(ANSWERING, { ...access, region: SIGNING_REGION })
  const scheme = { name: 'sigv4', signingName: 'cloudfront', signingRegion: SIGNING_REGION, properties: {} }
  return edgeCache(location, () => config.signer(scheme))
}
