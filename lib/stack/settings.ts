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
}

/**
 * A setting in the context of a construct.
 * @throws {OperatorError} if it is invalid
 */
export function setting(node: Context, name: SettingName): string | undefined {
  const value: unknown = node.tryGetContext(name)
  if (value === undefined) return undefined
  const { pattern, allowed } = SETTINGS[name]
  if (pattern.test(String(value))) return String(value)
  throw new OperatorError(`Context ${name} is "${value}"; allowed: ${allowed}`)
}

/**
 * Reads the settings from the context of a construct.
 * @throws {OperatorError} for the first invalid value, and if only one of domainName and certificateArn is set
 */
export function readSettings(node: Context): StackSettings {
  const text = (name: SettingName) => setting(node, name)
  const amount = text('monthlyBudget')
  return {
    retain: text('retain') !== 'false',
    email: text('email'),
    domain: domainOf(text('domainName'), text('certificateArn')),
    monthlyBudget: amount === undefined ? undefined : Number(amount),
  }
}

function domainOf(name: string | undefined, certificateArn: string | undefined): StackSettings['domain'] {
  if (name !== undefined && certificateArn !== undefined) return { name, certificateArn }
  if (name === undefined && certificateArn === undefined) return undefined
  const [given, missing] =
    name === undefined ? (['certificateArn', 'domainName'] as const) : (['domainName', 'certificateArn'] as const)
  throw new OperatorError(`Context ${given} also requires ${missing}: ${SETTINGS[missing].allowed}`)
}
