/** Settings of the stack, passed as CDK context: `cdk deploy -c email=owner@example.org`. */
import { OperatorError } from '../operator-error.ts'

/** Default of the setting `stack`. */
export const STACK_NAME = 'Annals'

interface Setting {
  meaning: string
  /** Allowed values, for the error message. */
  allowed: string
  pattern: RegExp
}

export const SETTINGS = {
  stack: {
    meaning: 'the name of the stack, so that an account can have several timelines',
    allowed: 'up to 128 letters, digits and hyphens, beginning with a letter',
    pattern: /^[A-Za-z][A-Za-z0-9-]{0,127}$/,
  },
  data: {
    meaning: 'the data folder',
    allowed: 'a folder, as --data takes it',
    pattern: /./,
  },
  retain: {
    meaning: 'whether the tables are protected from deletion and outlive the stack',
    allowed: 'true or false',
    pattern: /^(true|false)$/,
  },
  email: {
    meaning: 'who receives announcements and alarms, once confirmed by mail',
    allowed: 'an e-mail address',
    pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
  },
  domainName: {
    meaning: 'the public host name, in place of the one CloudFront assigns',
    allowed: 'a host name such as timeline.example.org',
    pattern: /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
  },
  certificateArn: {
    meaning: 'the certificate for domainName',
    // CloudFront accepts certificates from us-east-1 only: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
    allowed: 'the ARN of a certificate in us-east-1, such as arn:aws:acm:us-east-1:123456789012:certificate/…',
    pattern: /^arn:aws[a-z-]*:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
  },
  monthlyBudget: {
    meaning: 'monthly cost of the account in USD above which the owner is notified',
    allowed: 'an amount above 0, such as 5 or 2.50',
    pattern: /^(?=.*[1-9])\d{1,7}(\.\d{1,2})?$/,
  },
  requestsPerSecond: {
    meaning: 'requests a second that reach the functions, for all visitors together (10)',
    allowed: 'a whole number from 1 to 1000',
    pattern: /^([1-9]\d{0,2}|1000)$/,
  },
  visitorLimit: {
    meaning: 'requests in five minutes from one address before AWS WAF blocks it',
    // https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-type-rate-based.html
    allowed: 'a whole number from 10 to 9999999, such as 1000; only for a stack in us-east-1, elsewhere set webAclArn',
    pattern: /^[1-9]\d{1,6}$/,
  },
  webAclArn: {
    meaning: 'a web ACL of AWS WAF in front of CloudFront, for example that of a flat-rate plan',
    allowed: 'the ARN of a web ACL for CloudFront, such as arn:aws:wafv2:us-east-1:123456789012:global/webacl/…',
    pattern: /^arn:aws[a-z-]*:wafv2:us-east-1:\d{12}:global\/webacl\/[\w-]+\/[\w-]+$/,
  },
  tracing: {
    meaning: 'whether X-Ray traces the functions',
    allowed: 'true or false',
    pattern: /^(true|false)$/,
  },
} as const satisfies Record<string, Setting>

export type SettingName = keyof typeof SETTINGS

/** The context of a construct. */
interface Context {
  tryGetContext(name: string): unknown
}

export interface StackSettings {
  retain: boolean
  email: string | undefined
  domain: { name: string; certificateArn: string } | undefined
  /** USD. */
  monthlyBudget: number | undefined
  /** For all visitors together. */
  requestsPerSecond: number
  /** In front of CloudFront: an existing web ACL, or one with a limit of requests in five minutes from one address. */
  firewall: { webAclArn: string } | { visitorLimit: number } | undefined
  tracing: boolean
}

/** A person needs a few requests a second; CloudFront answers most of them. */
export const REQUESTS_PER_SECOND = 10

/** A setting in the context of a construct. @throws {OperatorError} if it is invalid */
export function setting(node: Context, name: SettingName): string | undefined {
  const value: unknown = node.tryGetContext(name)
  if (value === undefined) return undefined
  const { pattern, allowed } = SETTINGS[name]
  if (pattern.test(String(value))) return String(value)
  throw new OperatorError(`Context ${name} is "${value}"; allowed: ${allowed}`)
}

/**
 * Reads the settings from the context of a construct.
 * @throws {OperatorError} for the first invalid value, if only one of domainName and certificateArn is set, and for two firewalls
 */
export function readSettings(node: Context): StackSettings {
  const text = (name: SettingName) => setting(node, name)
  const amount = text('monthlyBudget')
  const requests = text('requestsPerSecond')
  return {
    retain: text('retain') !== 'false',
    email: text('email'),
    domain: domainOf(text('domainName'), text('certificateArn')),
    monthlyBudget: amount === undefined ? undefined : Number(amount),
    requestsPerSecond: requests === undefined ? REQUESTS_PER_SECOND : Number(requests),
    firewall: firewallOf(text('webAclArn'), text('visitorLimit')),
    tracing: text('tracing') === 'true',
  }
}

function firewallOf(webAclArn: string | undefined, limit: string | undefined): StackSettings['firewall'] {
  if (webAclArn !== undefined && limit !== undefined)
    throw new OperatorError('Context visitorLimit and webAclArn exclude each other: put the limit into your web ACL')
  if (webAclArn !== undefined) return { webAclArn }
  return limit === undefined ? undefined : { visitorLimit: Number(limit) }
}

function domainOf(name: string | undefined, certificateArn: string | undefined): StackSettings['domain'] {
  if (name !== undefined && certificateArn !== undefined) return { name, certificateArn }
  if (name === undefined && certificateArn === undefined) return undefined
  const [given, missing] =
    name === undefined ? (['certificateArn', 'domainName'] as const) : (['domainName', 'certificateArn'] as const)
  throw new OperatorError(`Context ${given} also requires ${missing}: ${SETTINGS[missing].allowed}`)
}
