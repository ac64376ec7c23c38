/** Header fields of every response. */

export const COMMON_HEADERS = {
  // Reads are public (https://fetch.spec.whatwg.org/#http-cors-protocol), and so are errors.
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'ETag, Link, Content-Language, Allow, Location, Retry-After',
  'x-content-type-options': 'nosniff',
}
