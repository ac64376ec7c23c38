/** The public address: what CloudFront keeps and for how long, what it adds, what it lets through, and under which names it answers. */
import { describe, expect, test } from '@jest/globals'
import { CERTIFICATE, EVERY_OPTION, type Properties, readable, synthesize } from '../support/synthesis.ts'

const synthesized = synthesize()
const withDomain = synthesize(EVERY_OPTION)

const only = (type: string, { resources } = synthesized): Properties => {
  const found = Object.values(resources).filter(({ Type }) => Type === type)
  expect(found).toHaveLength(1)
  return found[0]!.Properties
}
const distribution = (synthesis = synthesized) => only('AWS::CloudFront::Distribution', synthesis).DistributionConfig

/** The behaviors of reads by path, the default one first. */
const behaviors = (): Properties[] => [
  { PathPattern: '*', ...distribution().DefaultCacheBehavior },
  ...distribution().CacheBehaviors.filter(({ PathPattern }: Properties) => !['/mcp', '/media/*'].includes(PathPattern)),
]

/** The cache policies by the paths that they apply to. */
const policies = (): Record<string, Properties> =>
  Object.fromEntries(
    behaviors().map(({ PathPattern, CachePolicyId }) => [
      PathPattern,
      synthesized.resources[CachePolicyId.Ref]!.Properties.CachePolicyConfig,
    ]),
  )

describe('answers are kept', () => {
  test('as long as they say: not at all by default, and for up to a year', () => {
    for (const { MinTTL, DefaultTTL, MaxTTL } of Object.values(policies()))
      expect({ MinTTL, DefaultTTL, MaxTTL }).toEqual({ MinTTL: 0, DefaultTTL: 0, MaxTTL: 31_536_000 })
  })

  test('by path, coding and the parameters that are known there, and nothing else reaches a function', () => {
    const { '/v1/*': api, ...others } = policies()
    const { '*': pages, '/feeds*': feeds, ...views } = others
    expect(Object.keys(views)).toEqual(expect.arrayContaining(['/timeline', '/*/timeline']))
    const queries = [api!, pages!, feeds!, ...Object.values(views)].map(
      ({ ParametersInCacheKeyAndForwardedToOrigin }) => {
        const { QueryStringsConfig, ...rest } = ParametersInCacheKeyAndForwardedToOrigin
        expect(rest).toEqual({
          EnableAcceptEncodingGzip: true,
          EnableAcceptEncodingBrotli: true,
          HeadersConfig: { HeaderBehavior: 'none' },
          CookiesConfig: { CookieBehavior: 'none' },
        })
        return QueryStringsConfig
      },
    )
    // The API rejects what it does not know, so it has to see it.
    // Pages with many filters have more parameters than a policy takes.
    for (const query of [queries[0], ...queries.slice(3)]) expect(query).toEqual({ QueryStringBehavior: 'all' })
    for (const { QueryStringBehavior, QueryStrings } of queries.slice(1, 3)) {
      expect(QueryStringBehavior).toBe('whitelist')
      expect(QueryStrings).toEqual(expect.arrayContaining(['category', 'tag', 'minSignificance', 'cursor']))
      // CloudFront takes no more: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html
      expect(QueryStrings.length).toBeLessThanOrEqual(10)
    }
    for (const behavior of behaviors()) expect(behavior).not.toHaveProperty('OriginRequestPolicyId')
  })

  test('unless they are errors, whatever the error', () => {
    const codes = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504]
    expect(distribution().CustomErrorResponses).toEqual(codes.map(ErrorCode => ({ ErrorCode, ErrorCachingMinTTL: 0 })))
  })
})

test('only reads and preflights are let through, over TLS, to the API under its own name', () => {
  for (const { AllowedMethods, CachedMethods, ViewerProtocolPolicy, Compress } of behaviors())
    expect({ AllowedMethods, CachedMethods, ViewerProtocolPolicy, Compress }).toEqual({
      AllowedMethods: ['GET', 'HEAD', 'OPTIONS'],
      CachedMethods: ['GET', 'HEAD', 'OPTIONS'],
      ViewerProtocolPolicy: 'redirect-to-https',
      Compress: true,
    })
  const { Origins } = distribution()
  expect(Origins).toHaveLength(2)
  expect(readable(Origins[0].DomainName)).toBe('Api.execute-api.AWS::Region.AWS::URLSuffix')
  expect(Origins[0].CustomOriginConfig).toEqual({ OriginProtocolPolicy: 'https-only', OriginSSLProtocols: ['TLSv1.2'] })
  expect(Origins[0]).not.toHaveProperty('OriginPath')
})

test('pictures come from a private bucket, which lets only this distribution read, and are kept for as long as they say', () => {
  const { TargetOriginId, CachePolicyId, AllowedMethods, ViewerProtocolPolicy, ResponseHeadersPolicyId } =
    distribution().CacheBehaviors.find(({ PathPattern }: Properties) => PathPattern === '/media/*')
  // CachingOptimized: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html
  expect([CachePolicyId, AllowedMethods, ViewerProtocolPolicy]).toEqual([
    '658327ea-f89d-4fab-a63d-7e88639e58f6',
    undefined,
    'redirect-to-https',
  ])
  const policy = (id: Properties) => synthesized.resources[id.Ref]!.Properties.ResponseHeadersPolicyConfig
  const { CorsConfig, SecurityHeadersConfig } = policy(ResponseHeadersPolicyId)
  expect(SecurityHeadersConfig).toEqual(policy(behaviors()[0]!.ResponseHeadersPolicyId).SecurityHeadersConfig)
  expect(CorsConfig).toMatchObject({
    AccessControlAllowOrigins: { Items: ['*'] },
    AccessControlAllowMethods: { Items: ['GET', 'HEAD'] },
    AccessControlAllowCredentials: false,
  })
  const origin = distribution().Origins.find(({ Id }: Properties) => Id === TargetOriginId)
  expect([readable(origin.DomainName), readable(origin.OriginAccessControlId)]).toEqual(['Media', 'PublicMediaAccess'])
  const { OriginAccessControlConfig } = only('AWS::CloudFront::OriginAccessControl')
  expect(OriginAccessControlConfig).toMatchObject({ SigningBehavior: 'always', SigningProtocol: 'sigv4' })
  expect(readable(OriginAccessControlConfig.Name)).toMatch(/-AWS::Region$/)
  const [, bucket] = Object.entries(synthesized.resources).find(([name]) => name.startsWith('MediaPolicy'))!
  const allowed = bucket.Properties.PolicyDocument.Statement.filter(({ Effect }: Properties) => Effect === 'Allow')
  expect(allowed).toHaveLength(1)
  expect([
    allowed[0].Action,
    allowed[0].Principal,
    readable(allowed[0].Condition.StringEquals['AWS:SourceArn']),
  ]).toEqual([
    's3:GetObject',
    { Service: 'cloudfront.amazonaws.com' },
    'arn:AWS::Partition:cloudfront::AWS::AccountId:distribution/PublicDistribution',
  ])
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
  const policyOf = ({ ResponseHeadersPolicyId: { Ref } }: Properties): Properties =>
    synthesized.resources[Ref]!.Properties.ResponseHeadersPolicyConfig
  const { Name, SecurityHeadersConfig, ...others } = policyOf(behaviors()[0]!)

  test('that forbid frames are everywhere but at views for the pages of others', () => {
    const framed = behaviors().filter(each => !policyOf(each).SecurityHeadersConfig.FrameOptions)
    expect(framed.map(({ PathPattern }) => PathPattern)).toEqual(['/embed/*'])
    const { FrameOptions: _, ...rest } = SecurityHeadersConfig
    expect(policyOf(framed[0]!).SecurityHeadersConfig).toEqual(rest)
  })

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

  test('and every policy has a name of its own in each region, because they share one namespace', () => {
    const names = [...behaviors().map(policyOf), ...Object.values(policies())].map(({ Name }) => readable(Name))
    expect(new Set(names).size).toBe(5)
    for (const name of names) expect(name).toMatch(/-AWS::Region$/)
  })
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

  test('all links use it', () => {
    const addresses = Object.values(withDomain.resources).flatMap(({ Properties }) =>
      Properties?.Environment?.Variables.PUBLIC_URL ? [Properties.Environment.Variables.PUBLIC_URL] : [],
    )
    expect(addresses).toEqual(Array(8).fill('https://timeline.example.org'))
  })
})

test('without, the address is the distribution’s own', () => {
  expect(distribution()).not.toHaveProperty('Aliases')
  expect(readable(synthesized.outputs.Address.Value)).toBe('https://PublicDistribution')
})
