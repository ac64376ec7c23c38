/** The signature of a request, against the package that the SDK signs with. */
import { describe, expect, test } from '@jest/globals'
import { Hash } from '@smithy/core/serde'
import { SignatureV4 } from '@smithy/signature-v4'
import { type Credentials, type Scope, signed, type UnsignedRequest } from '../../../lambdas/store/signature.ts'
import fc from '../../support/fast-check.ts'

async function signedBySdk(request: UnsignedRequest, scope: Scope, credentials: Credentials, time: Date) {
  const signer = new SignatureV4({ ...scope, credentials, sha256: Hash.bind(null, 'sha256') })
  const { headers } = await signer.sign(
    { ...request, protocol: 'https:', hostname: request.headers.host! },
    { signingDate: time },
  )
  return headers
}

const text = (from: string, constraints: { minLength?: number; maxLength?: number }) =>
  fc.array(fc.constantFrom(...from), constraints).map(characters => characters.join(''))
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Printed ones, spaces among them. */
const headerValue = text(`${LETTERS}0123456789 \t;:,=/.-_"()`, { maxLength: 30 })
const headers = fc
  .dictionary(
    text(`${LETTERS}-0`, { minLength: 1, maxLength: 20 }).map(name => `x-${name}`),
    headerValue,
  )
  .map(others => ({ ...others, host: 'dynamodb.ap-northeast-2.amazonaws.com' }))
const path = fc.array(text(`${LETTERS}0_~-`, { minLength: 1 }), { maxLength: 4 }).map(steps => `/${steps.join('/')}`)
const request: fc.Arbitrary<UnsignedRequest> = fc.record({
  method: fc.constantFrom('GET', 'POST'),
  path,
  headers,
  body: fc.string({ unit: 'grapheme' }),
})
const scope: fc.Arbitrary<Scope> = fc.record({
  service: fc.constantFrom('dynamodb', 'aoss'),
  region: fc.constantFrom('us-east-1', 'ap-northeast-2', 'cn-north-1'),
})
const secret = text(`${LETTERS}ABC0123456789+/`, { minLength: 16, maxLength: 40 })
const credentials: fc.Arbitrary<Credentials> = fc.record(
  { accessKeyId: secret, secretAccessKey: secret, sessionToken: secret },
  { requiredKeys: ['accessKeyId', 'secretAccessKey'] },
)
const time = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2099-12-31T23:59:59Z'),
  noInvalidDate: true,
})

test('is that of the SDK, in the same headers', async () => {
  await fc.assert(
    fc.asyncProperty(request, scope, credentials, time, async (...given) => {
      expect(signed(...given)).toEqual(await signedBySdk(...given))
    }),
  )
})

describe('is of what is sent', () => {
  const REQUEST = { method: 'POST', path: '/', headers: { host: 'example.com' }, body: '{}' }
  const SCOPE = { service: 'dynamodb', region: 'eu-west-1' }
  const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' }

  test.each(['/a b', '/%20', '/a?b=c', '/열쇠', '/a//b', '/a/../b'])(
    'so that a path which must be made canonical first is refused: %s',
    path => {
      expect(() => signed({ ...REQUEST, path }, SCOPE, CREDENTIALS, new Date())).toThrow(RangeError)
    },
  )

  test('and the headers that it was given stay as they are', () => {
    const headers = { host: 'example.com' }
    signed({ ...REQUEST, headers }, SCOPE, CREDENTIALS, new Date())
    expect(headers).toEqual({ host: 'example.com' })
  })
})
