/** The public address: a CloudFront distribution that caches responses as their Cache-Control says. */
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  type BehaviorOptions,
  CachedMethods,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  type ErrorResponse,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  type ResponseHeadersCorsBehavior,
  type ResponseHeadersFrameOptions,
  ResponseHeadersPolicy,
  S3OriginAccessControl,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3'
import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import { Aws, Duration, Names, Validations } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import type { Endpoint, HttpFunction } from '../../lambdas/http/endpoint.ts'
import { queryNames } from '../../lambdas/http/parameters/index.ts'
import type { TimelineApi } from './api.ts'
import type { StackSettings } from './settings.ts'

/** For responses that are not pages, and for CloudFront's own errors. Pages send their own policy. */
const CONTENT_SECURITY_POLICY = "default-src 'none'; frame-ancestors 'none'"

interface HeaderSettings {
  suffix?: string
  frameOptions?: ResponseHeadersFrameOptions
  cors?: ResponseHeadersCorsBehavior
}

const FRAMELESS: HeaderSettings = { frameOptions: { frameOption: HeadersFrameOption.DENY, override: true } }

/** For pictures: the functions say the same of everything else, but S3 does not. */
const OPEN: ResponseHeadersCorsBehavior = {
  accessControlAllowOrigins: ['*'],
  accessControlAllowMethods: ['GET', 'HEAD'],
  accessControlAllowHeaders: ['*'],
  accessControlAllowCredentials: false,
  originOverride: true,
}

/** By default CloudFront caches errors for ten seconds. These are all the statuses for which that can be changed. */
const UNCACHED_ERRORS: ErrorResponse[] = [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504].map(httpStatus => ({
  httpStatus,
  ttl: Duration.seconds(0),
}))

/** Agents POST their questions, with headers that the protocol needs. */
const MCP = {
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
}

/** CloudFront takes at most 10 query parameters in a cache policy, so pages with many filters get all of theirs. */
const hasManyFilters = ({ parameters }: Endpoint): boolean => queryNames(parameters).length > 5

/** Has its own query parameters. */
const OEMBED = '/oembed'

/** The query parameters that functions know. */
const known = (...functions: HttpFunction[]): CacheQueryStringBehavior => {
  const endpoints = ENDPOINTS.filter(
    each => functions.includes(each.function) && !hasManyFilters(each) && !isEmbed(each) && each.path !== OEMBED,
  )
  return CacheQueryStringBehavior.allowList(...new Set(endpoints.flatMap(({ parameters }) => queryNames(parameters))))
}

const isEmbed = ({ representation }: Endpoint): boolean => representation === 'embed'

/** Path patterns of pages and pictures with many filters. */
const FILTERED_PAGES = ENDPOINTS.filter(
  each => ['pages', 'pictures'].includes(each.function) && hasManyFilters(each) && !isEmbed(each),
).map(({ path }) => path.replace(/\{\w+\}/g, '*'))

/**
 * Serves reads only: images from their bucket, everything else from the functions. A SigV4 signature covers the host, so signed writes go
 * to the API's own address.
 */
export class TimelineDistribution extends Construct {
  readonly distribution: Distribution
  /** Origin without a trailing slash, e.g. `https://timeline.example.org`. */
  readonly address: string

  constructor(
    scope: Construct,
    id: string,
    { api, media }: { api: TimelineApi; media: Bucket },
    { domain, firewall }: StackSettings,
  ) {
    super(scope, id)
    const shared: BehaviorOptions = {
      origin: new HttpOrigin(api.host, { originSslProtocols: [OriginSslPolicy.TLS_V1_2] }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD_OPTIONS,
      // Preflight responses are the same for everyone.
      cachedMethods: CachedMethods.CACHE_GET_HEAD_OPTIONS,
      responseHeadersPolicy: this.responseHeadersPolicy('ResponseHeadersPolicy', FRAMELESS),
    }
    const images: BehaviorOptions = {
      origin: S3BucketOrigin.withOriginAccessControl(media as IBucket, {
        originAccessControl: new S3OriginAccessControl(this, 'MediaAccess', {
          // One namespace for all regions, as below. At most 64 characters.
          originAccessControlName: `${Names.uniqueResourceName(this, { maxLength: 40 })}-media-${Aws.REGION}`,
        }),
      }),
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      responseHeadersPolicy: this.responseHeadersPolicy('MediaHeadersPolicy', {
        suffix: '-media',
        ...FRAMELESS,
        cors: OPEN,
      }),
      compress: false,
    }
    const whole = { ...shared, cachePolicy: this.cachePolicy('ApiCachePolicy', CacheQueryStringBehavior.all()) }
    this.distribution = new Distribution(this, 'Distribution', {
      // Parameters that other sites add to links neither divide the cache nor reach the functions.
      defaultBehavior: { ...shared, cachePolicy: this.cachePolicy('CachePolicy', known('pages', 'pictures')) },
      additionalBehaviors: {
        '/mcp': { ...shared, ...MCP },
        '/media/*': images,
        '/feeds*': { ...shared, cachePolicy: this.cachePolicy('FeedsCachePolicy', known('feeds')) },
        // The API rejects unknown parameters, so it has to see them.
        '/v1/*': whole,
        [OEMBED]: whole,
        // Pages elsewhere may show these in a frame.
        '/embed/*': {
          ...whole,
          responseHeadersPolicy: this.responseHeadersPolicy('EmbedHeadersPolicy', { suffix: '-embed' }),
        },
        ...Object.fromEntries(FILTERED_PAGES.map(pattern => [pattern, whole])),
      },
      errorResponses: UNCACHED_ERRORS,
      httpVersion: HttpVersion.HTTP2_AND_3,
      enableIpv6: true,
      // Excludes only the most expensive edge locations, South America and Oceania. PRICE_CLASS_100 would exclude Asia.
      priceClass: PriceClass.PRICE_CLASS_200,
      ...(domain && {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      ...(firewall && { webAclId: 'webAclArn' in firewall ? firewall.webAclArn : this.webAcl(firewall.visitorLimit) }),
    })
    this.address = `https://${domain?.name ?? this.distribution.domainName}`
    this.acknowledge(domain, firewall)
  }

  /** The cache key is path, query and content coding. Nothing else reaches the functions, so a cached response cannot depend on it. */
  private cachePolicy(id: string, queryStringBehavior: CacheQueryStringBehavior): CachePolicy {
    return new CachePolicy(this, id, {
      comment: 'As long as the answer says, by path, query and coding',
      minTtl: Duration.seconds(0),
      defaultTtl: Duration.seconds(0),
      maxTtl: Duration.days(365),
      queryStringBehavior,
      enableAcceptEncodingGzip: true,
      enableAcceptEncodingBrotli: true,
    })
  }

  private responseHeadersPolicy(
    id: string,
    { suffix = '', frameOptions, cors }: HeaderSettings,
  ): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, id, {
      // The CDK's default name is the same in every region, but CloudFront has one namespace for all regions.
      responseHeadersPolicyName: `${Names.uniqueResourceName(this, {})}${suffix}-${Aws.REGION}`,
      comment: cors ? 'Security headers and CORS' : 'Security headers; CORS is what the functions say',
      securityHeadersBehavior: {
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), override: true },
        contentTypeOptions: { override: true },
        referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.STRICT_ORIGIN_WHEN_CROSS_ORIGIN, override: true },
        ...(frameOptions && { frameOptions }),
        contentSecurityPolicy: { contentSecurityPolicy: CONTENT_SECURITY_POLICY, override: false },
      },
      ...(cors && { corsBehavior: cors }),
    })
  }

  /** Blocks an address while it exceeds the limit. CloudFront takes web ACLs of us-east-1 only. Returns the ARN. */
  private webAcl(visitorLimit: number): string {
    const visibilityConfig = (metricName: string) => ({
      cloudWatchMetricsEnabled: true,
      metricName,
      sampledRequestsEnabled: false,
    })
    return new CfnWebACL(this, 'WebAcl', {
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      visibilityConfig: visibilityConfig('all'),
      rules: [
        {
          name: 'visitor-limit',
          priority: 0,
          action: { block: { customResponse: { responseCode: 429 } } },
          statement: { rateBasedStatement: { limit: visitorLimit, aggregateKeyType: 'IP', evaluationWindowSec: 300 } },
          visibilityConfig: visibilityConfig('visitor-limit'),
        },
      ],
    }).attrArn
  }

  private acknowledge(domain: StackSettings['domain'], firewall: StackSettings['firewall']): void {
    const { distribution } = this
    Validations.of(distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'The timeline is public in every country.' },
      {
        id: 'AwsSolutions-CFR3',
        reason:
          'Access logs would need a bucket and record every reader; the API logs all requests that reach the functions.',
      },
    )
    if (firewall === undefined)
      Validations.of(distribution).acknowledge({
        id: 'AwsSolutions-CFR2',
        reason:
          'A web ACL costs 6 USD a month before the first request. The content is public and read-only, and the API throttle limits the cost of requests.',
      })
    if (domain === undefined)
      Validations.of(distribution).acknowledge({
        id: 'AwsSolutions-CFR4',
        reason: 'The default certificate allows no choice of TLS version; a custom domain requires TLS 1.2 or later.',
      })
  }
}
