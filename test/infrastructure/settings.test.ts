/** What an owner may choose: what is right is taken as it is meant, and what is not is refused in one line that says what is allowed. */
import { describe, expect, test } from '@jest/globals'
import { App } from 'aws-cdk-lib/core'
import { OperatorError } from '../../lib/operator-error.ts'
import { readSettings, SETTINGS } from '../../lib/stack/settings.ts'
import { CERTIFICATE } from '../support/synthesis.ts'

const WEB_ACL = 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/annals/00000000-0000-0000-0000-000000000000'

const settings = (context: Record<string, unknown>) => readSettings(new App({ context }).node)

describe('without any choice', () => {
  test('tables are kept, and nobody is notified', () => {
    expect(settings({})).toEqual({
      retain: true,
      email: undefined,
      domain: undefined,
      monthlyBudget: undefined,
      requestsPerSecond: 10,
      firewall: undefined,
      tracing: false,
    })
  })
})

describe('a choice', () => {
  test.each([
    [{ retain: 'false' }, { retain: false }],
    [{ retain: false }, { retain: false }],
    [{ retain: 'true' }, { retain: true }],
    [{ email: 'owner+annals@mail.example.org' }, { email: 'owner+annals@mail.example.org' }],
    [{ monthlyBudget: '5' }, { monthlyBudget: 5 }],
    [{ monthlyBudget: 2.5 }, { monthlyBudget: 2.5 }],
    [{ monthlyBudget: '0.01' }, { monthlyBudget: 0.01 }],
    [{ requestsPerSecond: '1000' }, { requestsPerSecond: 1000 }],
    [{ visitorLimit: '1000' }, { firewall: { visitorLimit: 1000 } }],
    [{ webAclArn: WEB_ACL }, { firewall: { webAclArn: WEB_ACL } }],
    [{ tracing: true }, { tracing: true }],
    [
      { domainName: 'a-b.example.org', certificateArn: CERTIFICATE },
      { domain: { name: 'a-b.example.org', certificateArn: CERTIFICATE } },
    ],
  ])('%j is accepted', (context, chosen) => {
    expect(settings(context)).toMatchObject(chosen)
  })

  test.each([
    ['retain', ['no', '', 'False', 0, 'true false']],
    ['email', ['', 'owner', 'owner@localhost', 'a b@example.org', 'a@b@example.org']],
    [
      'domainName',
      [
        '',
        'localhost',
        'https://example.org',
        'example.org/',
        'Example.org',
        '-a.example.org',
        '*.example.org',
        'example.org.',
      ],
    ],
    ['requestsPerSecond', ['', '0', '-1', '1.5', '1001', '1e2']],
    ['visitorLimit', ['', '9', '0', '1.5', '99999999']],
    ['webAclArn', ['', 'acl', WEB_ACL.replace('us-east-1', 'eu-west-1'), WEB_ACL.replace('global', 'regional')]],
    ['tracing', ['', 'yes']],
    ['monthlyBudget', ['', '0', '0.00', '-1', '5 USD', '1e3', '1.005', 'NaN']],
    [
      'certificateArn',
      [
        '',
        'certificate',
        CERTIFICATE.replace('us-east-1', 'ap-northeast-2'),
        CERTIFICATE.replace(':acm:', ':iam:'),
        CERTIFICATE.replace('123456789012', '12345'),
        `${CERTIFICATE}/*`,
      ],
    ],
  ] as const)('of an invalid %s is refused with what is allowed', (name, values) => {
    for (const value of values) {
      const refused = new OperatorError(`Context ${name} is "${value}"; allowed: ${SETTINGS[name].allowed}`)
      expect(() => settings({ [name]: value })).toThrow(refused)
    }
  })

  test('of two firewalls is refused', () => {
    expect(() => settings({ visitorLimit: '100', webAclArn: WEB_ACL })).toThrow(
      new OperatorError('Context visitorLimit and webAclArn exclude each other: put the limit into your web ACL'),
    )
  })

  test('of half a custom domain is refused with the other half', () => {
    expect(() => settings({ domainName: 'example.org' })).toThrow(
      new OperatorError(`Context domainName also requires certificateArn: ${SETTINGS.certificateArn.allowed}`),
    )
    expect(() => settings({ certificateArn: CERTIFICATE })).toThrow(
      new OperatorError(`Context certificateArn also requires domainName: ${SETTINGS.domainName.allowed}`),
    )
  })
})

test('every setting says in one line what it means and what may be written', () => {
  for (const { meaning, allowed } of Object.values(SETTINGS)) {
    expect(meaning).toMatch(/^[^\n]{10,100}$/)
    expect(allowed).toMatch(/^[^\n]{10,120}$/)
  }
})
