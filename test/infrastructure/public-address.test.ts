/** The public address: what CloudFront keeps and for how long, what it adds, what it lets through, and under which names it answers. */
import { describe, expect, test } from '@jest/globals'
import { CERTIFICATE, type Properties, readable, synthesize } from '../support/synthesis.ts'

const synthesized = synthesize()
const withDomain = synthesize({ domainName: 'timeline.example.org', certificateArn: CERTIFICATE })

const only = (type: string, { resources } = synthesized): Properties => {
  const found = Object.values(resources).filter(({ Type }) => Type === type)
  expect(found).toHaveLength(1)
  return found[0]!.Properties
}
const distribution = (synthesis = synthesized) => only('AWS::CloudFront::Distribution', synthesis).DistributionConfig

describe('answers are kept', () => {
  test('as long as they say: not at all without a word, and for up to a year', () => {
    const { MinTTL, DefaultTTL, MaxTTL } = only('AWS::CloudFront::CachePolicy').CachePolicyConfig
    expect({ MinTTL, DefaultTTL, MaxTTL }).toEqual({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 31_536_000 })
  })

  test('by path, whole query and coding alone, and nothing else reaches a function', () => {
    const { ParametersInCacheKeyAndForwardedToOrigin } = only('AWS::CloudFront::CachePolicy').CachePolicyConfig
    expect(ParametersInCacheKeyAndForwardedToOrigin).toEqual({
      QueryStringsConfig: { QueryStringBehavior: 'all' },
      EnableAcceptEncodingGzip: true,
      EnableAcceptEncodingBrotli: true,
      HeadersConfig: { HeaderBehavior: 'none' },
      CookiesConfig: { CookieBehavior: 'none' },
    })
    expect(distribution().DefaultCacheBehavior).not.toHaveProperty('OriginRequestPolicyId')
  })

  test('unless they are errors, whatever the error', () => {
    const codes = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]
    expect(distribution().CustomErrorResponses).toEqual(codes.map(ErrorCode => ({ ErrorCode, ErrorCachingMinTTL: 0 })))
  })

  test('for every path alike', () => {
    expect(distribution()).not.toHaveProperty('CacheBehaviors')
  })
})

test('only reads and preflights are let through, over TLS, to the API under its own name', () => {
  const { AllowedMethods, CachedMethods, ViewerProtocolPolicy, Compress } = distribution().DefaultCacheBehavior
  expect({ AllowedMethods, CachedMethods, ViewerProtocolPolicy, Compress }).toEqual({
    AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
    CachedMethods: ['GET', 'HEAD', 'OPTIONS'],
    ViewerProtocolPolicy: 'redirect-to-https',
    Compress: true,
  })
  const { Origins } = distribution()
  expect(Origins).toHaveLength(1)
  expect(readable(Origins[0].DomainName)).toBe('Api.execute-api.AWS::Region.AWS::URLSuffix')
  expect(Origins[0].CustomOriginConfig).toEqual({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] })
  expect(Origins[0]).not.toHaveProperty('OriginPath')
})

test('HTTP/3, IPv6 and the edges of Asia are there', () => {
  const { HttpVersion, IPV6Enabled, PriceClass, Enabled } = distribution()
  expect({ HttpVersion, IPV6Enabled, PriceClass, Enabled }).toEqual({
    HttpVersion: 'http2and3',
    IPV6Enabled: true,
    PriceClass: 'PriceClass_200',
    Enabled: true,
  })
})

describe('headers', () => {
  const { Name, SecurityHeadersConfig, ...others } = only(
    'AWS::CloudFront::ResponseHeadersPolicy',
  ).ResponseHeadersPolicyConfig

  test('that keep browsers safe are added, and CORS is left to the functions', () => {
    expect(SecurityHeadersConfig).toEqual({
      StrictTransportSecurity: { AccessControlMaxAgeSec: 31_536_000, Override: true },
      ContentTypeOptions: { Override: true },
      ReferrerPolicy: { ReferrerPolicy: 'strict-origin-when-cross-origin', Override: true },
      FrameOptions: { FrameOption: 'DENY', Override: true },
      ContentSecurityPolicy: {
        ContentSecurityPolicy: "default-src 'none'; frame-ancestors 'none'",
        Override: false,
      },
    })
    expect(Object.keys(others)).toEqual(['Comment'])
  })

  test.each(['AWS::CloudFront::ResponseHeadersPolicy', 'AWS::CloudFront::CachePolicy'])(
    '%s has a name of its own in each region, for they share one namespace',
    type => {
      const [config] = Object.values<Properties>(only(type))
      expect(readable(config.Name)).toMatch(/-AWS::Region$/)
    },
  )
})

describe('with a domain of one’s own', () => {
  test('that is the address, under its certificate, with TLS 1.2 or newer', () => {
    const { Aliases, ViewerCertificate } = distribution(withDomain)
    expect(Aliases).toEqual(['timeline.example.org'])
    expect(ViewerCertificate).toEqual({
      AcmCertificateArn: CERTIFICATE,
      SslSupportMethod: 'sni-only',
      MinimumProtocolVersion: 'TLSv1.2_2021',
    })
  })

  test('an output says which record to make', () => {
    const outputs = withDomain.outputs
    expect(readable(outputs.Address!.Value)).toBe('https://timeline.example.org')
    expect(readable(outputs.DnsRecord!.Value)).toBe('timeline.example.org CNAME (or ALIAS) PublicDistribution')
  })

  test('all that makes links makes them with it', () => {
    const addresses = Object.values(withDomain.resources).flatMap(({ Properties }) =>
      Properties?.Environment?.Variables.PUBLIC_URL ? [Properties.Environment.Variables.PUBLIC_URL] : [],
    )
    expect(addresses).toEqual(Array(5).fill('https://timeline.example.org'))
  })
})

test('without, the address is the distribution’s own', () => {
  expect(distribution()).not.toHaveProperty('Aliases')
  expect(readable(synthesized.outputs.Address.Value)).toBe('https://PublicDistribution')
})
