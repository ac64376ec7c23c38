/** Pictures in the bucket: each is written once, with what browsers need to know of it, and the bucket is emptied with its stack. */
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { readFolder } from '../../lambdas/data/read-contents.ts'
import { emptyBucket } from '../../lambdas/functions/bucket.ts'
import { uploadMedia } from '../../lambdas/functions/media.ts'
import { aPng, WEBP } from '../support/images.ts'
import { BUCKET, type S3Server, startS3Server } from '../support/s3-server.ts'
import { type Files, inFolder, VALID } from './data/folder.ts'

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }
const REGION = 'ap-northeast-2'

let server: S3Server
beforeAll(async () => {
  server = await startS3Server(CREDENTIALS, REGION)
})
afterAll(() => server.stop())

const place = () => ({
  bucket: BUCKET,
  clientOptions: { region: REGION, credentials: CREDENTIALS, endpoint: server.endpoint },
})

/** What S3 was asked to write. */
async function written(files: Files): Promise<string[]> {
  server.requests.length = 0
  await inFolder({ ...VALID, ...files }, async folder => {
    const { contents } = await readFolder(folder)
    await uploadMedia(contents.media, folder, place())
  })
  return server.requests.filter(request => request.startsWith('PUT'))
}

test('a load writes the pictures that the bucket lacks, to be kept forever, and keeps those that others may still show', async () => {
  const files = { 'media/a.png': aPng(1, 1), 'media/b.png': aPng(2, 2), 'media/c.webp': WEBP }
  const puts = await written(files)
  expect(puts.map(request => request.replace(/[0-9a-f]{16}/, 'DIGEST'))).toEqual(
    ['a.png', 'b.png', 'c.webp'].map(name => `PUT /${BUCKET}/media/DIGEST/${name}`),
  )
  const [key] = [...server.objects.keys()].filter(each => each.endsWith('c.webp'))
  expect(server.objects.get(key!)!.equals(WEBP)).toBe(true)
  expect(server.written.get(key!)).toMatchObject({
    'content-type': 'image/webp',
    'cache-control': 'public, max-age=31536000, immutable',
  })
  expect(await written(files)).toEqual([])
  expect(await written({ 'media/a.png': aPng(3, 3) })).toHaveLength(1)
  expect(server.objects.size).toBe(4)
})

test('without pictures the bucket is not asked', async () => {
  await written({})
  expect(server.requests).toEqual([])
})

test('the bucket of a stack that is deleted is emptied, however many files it has', async () => {
  expect(server.objects.size).toBeGreaterThan(2)
  await emptyBucket(place())
  expect(server.objects.size).toBe(0)
})
