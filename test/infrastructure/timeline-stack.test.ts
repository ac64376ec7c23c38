/** What the template promises: tables, grants, routes, schedule and settings, each against a literal. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { Template } from 'aws-cdk-lib/assertions'
import { App, Stack } from 'aws-cdk-lib/core'
import { FALLBACK_FUNCTION, type FunctionName, ROUTES } from '../../lambdas/routes.ts'
import { buildId } from '../../lib/build-id.ts'
import { OperatorError } from '../../lib/operator-error.ts'
import { TimelineApi } from '../../lib/timeline-api.ts'
import { TimelineStack } from '../../lib/timeline-stack.ts'

const ROOT = join(import.meta.dirname, '../..')

/** What each function may do, and to what. An answer to a request never writes. */
const GRANTS: Record<FunctionName, Record<string, string[]>> = {
  api: {
    apiLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    events: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    'events/index/byDay': ['dynamodb:Query'],
    'events/index/byTime': ['dynamodb:Query'],
    highlights: ['dynamodb:Query'],
  },
  feeds: {
    feedsLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    events: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    'events/index/byChange': ['dynamodb:Query'],
    'events/index/byTime': ['dynamodb:Query'],
    highlights: ['dynamodb:Query'],
  },
  anniversaries: {
    anniversariesLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    events: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
    'events/index/byDay': ['dynamodb:Query'],
    highlights: ['dynamodb:BatchWriteItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    Announcements: ['sns:Publish'],
    Failures: ['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage'],
  },
  loader: {
    loaderLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    events: ['dynamodb:BatchWriteItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    'events/index/byChange': ['dynamodb:Query'],
  },
}
const FUNCTIONS = Object.keys(GRANTS) as FunctionName[]

const outdir = mkdtempSync(join(tmpdir(), 'annals-synth-'))
afterAll(() => rmSync(outdir, { recursive: true }))

const app = (context: Record<string, unknown> = {}) =>
  new App({ outdir, context: { 'aws:cdk:bundling-stacks': [], ...context } })

const stack = (context?: Record<string, unknown>, timeZone = 'Asia/Seoul') =>
  new TimelineStack(app(context), 'Annals', { root: ROOT, timeZone })

// biome-ignore lint/suspicious/noExplicitAny: a template is untyped JSON
type Properties = any
type Resource = { Properties: Properties; DeletionPolicy?: string; UpdateReplacePolicy?: string }

const template = Template.fromStack(stack())
const ofType = (type: string): [string, Resource][] => Object.entries(template.findResources(type)) as never
const only = (type: string): Properties => {
  const found = ofType(type)
  expect(found).toHaveLength(1)
  return found[0]?.[1].Properties
}

/** A reference as the name of the construct it points to, without the hash that CDK appends. */
function readable(value: Properties): string {
  if (typeof value === 'string') return value
  if (value.Ref) return value.Ref.replace(/[0-9A-F]{8}$/, '')
  if (value['Fn::GetAtt']) return readable({ Ref: value['Fn::GetAtt'][0] })
  return value['Fn::Join'][1].map(readable).join('')
}

const functionOf = (name: FunctionName): Properties =>
  ofType('AWS::Lambda::Function').find(([id]) => readable({ Ref: id }) === `${name}Function`)?.[1].Properties

const statementsOf = (name: FunctionName): Properties[] =>
  ofType('AWS::IAM::Policy')
    .filter(([, { Properties }]) => Properties.Roles.some((role: unknown) => readable(role) === `${name}Role`))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)

describe('grants', () => {
  test('are listed here for every function', () => {
    expect(ofType('AWS::Lambda::Function').map(([id]) => readable({ Ref: id }))).toEqual(
      FUNCTIONS.map(name => `${name}Function`),
    )
  })

  test.each(FUNCTIONS)('let %s do what is listed and no more', name => {
    const granted: Record<string, string[]> = {}
    for (const { Effect, Action, Resource, ...others } of statementsOf(name)) {
      expect({ Effect, others }).toEqual({ Effect: 'Allow', others: {} })
      for (const resource of [Resource].flat().map(readable)) {
        granted[resource] = [...(granted[resource] ?? []), ...[Action].flat()].sort()
      }
    }
    expect(granted).toEqual(GRANTS[name])
  })

  test.each(FUNCTIONS)('give %s no wildcard and no policy of somebody else', name => {
    expect(functionOf(name).Role).toEqual({ 'Fn::GetAtt': [expect.stringMatching(`^${name}Role`), 'Arn'] })
    const role = ofType('AWS::IAM::Role').find(([id]) => readable({ Ref: id }) === `${name}Role`)?.[1].Properties
    expect(Object.keys(role)).toEqual(['AssumeRolePolicyDocument'])
    expect(statementsOf(name).map(({ Action, Resource }) => JSON.stringify([Action, Resource]))).not.toContainEqual(
      expect.stringContaining('*'),
    )
  })

  test('let the schedule invoke the job and report failures, nothing else', () => {
    const others = ofType('AWS::IAM::Policy')
      .map(([, { Properties }]) => Properties)
      .filter(({ Roles }) => !FUNCTIONS.some(name => readable(Roles[0]) === `${name}Role`))
    expect(others).toHaveLength(1)
    expect(
      others[0].PolicyDocument.Statement.map((each: Properties) => [each.Action, [each.Resource].flat().map(readable)]),
    ).toEqual([
      ['lambda:InvokeFunction', ['anniversariesFunction', 'anniversariesFunction:*']],
      ['sqs:SendMessage', ['Failures']],
    ])
  })
})

describe('tables', () => {
  const tables = (from = template) =>
    Object.fromEntries(
      Object.entries(from.findResources('AWS::DynamoDB::GlobalTable')).map(([id, table]) => [
        readable({ Ref: id }),
        table as Resource,
      ]),
    )
  const keyOf = ({ KeySchema }: Properties) =>
    KeySchema.map((key: Properties) => `${key.KeyType} ${key.AttributeName}`).join(', ')

  test('have the keys and indexes that the store asks for', () => {
    const shapes = Object.entries(tables()).map(([name, { Properties }]) => [
      name,
      keyOf(Properties),
      (Properties.GlobalSecondaryIndexes ?? []).map((index: Properties) => [
        index.IndexName,
        keyOf(index),
        index.Projection.ProjectionType,
      ]),
    ])
    expect(shapes).toEqual([
      [
        'events',
        'HASH pk, RANGE sk',
        [
          ['byTime', 'HASH year, RANGE timeKey', 'ALL'],
          ['byDay', 'HASH recurrence, RANGE timeKey', 'ALL'],
          ['byChange', 'HASH change, RANGE changeKey', 'ALL'],
        ],
      ],
      ['highlights', 'HASH pk, RANGE sk', []],
    ])
  })

  test.each(['events', 'highlights'])('%s is on demand, restorable, and outlives the stack', name => {
    const { Properties, DeletionPolicy, UpdateReplacePolicy } = tables()[name] as Resource
    expect(Properties.BillingMode).toBe('PAY_PER_REQUEST')
    expect(Properties.Replicas).toHaveLength(1)
    expect(Properties.Replicas[0]).toMatchObject({
      DeletionProtectionEnabled: true,
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    })
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['Retain', 'Retain'])
  })

  test.each([['false'], [false]])('go with the stack when the context says retain=%p', retain => {
    const going = Object.values(tables(Template.fromStack(stack({ retain }))))
    expect(going.map(each => each.DeletionPolicy)).toEqual(['Delete', 'Delete'])
    expect(going.map(each => each.Properties.Replicas[0].DeletionProtectionEnabled)).toEqual([false, false])
  })

  test('refuse a context retain that is neither true nor false', () => {
    expect(() => stack({ retain: 'no' })).toThrow(
      new OperatorError('Context retain is "no"; allowed are true and false'),
    )
  })
})

describe('the HTTP API', () => {
  const routes = ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties)
  const integrations = Object.fromEntries(ofType('AWS::ApiGatewayV2::Integration'))
  const functionBehind = (routeKey: string) => {
    const [, [, { Ref: integration }]] = routes.find(each => each.RouteKey === routeKey).Target['Fn::Join']
    return readable(integrations[integration]?.Properties.IntegrationUri)
  }

  test.each(ROUTES.map(({ path, function: name }) => [path, name]))(
    'sends %s, whatever the method, to %s',
    (path, name) => {
      expect(functionBehind(`ANY ${path}`)).toBe(`${name}Function`)
    },
  )

  test('sends everything else to the fallback function, and has no other route', () => {
    expect(functionBehind('$default')).toBe(`${FALLBACK_FUNCTION}Function`)
    expect(routes).toHaveLength(new Set(ROUTES.map(({ path }) => path)).size + 1)
  })

  test('is let into the function behind every route', () => {
    const permissions = ofType('AWS::Lambda::Permission').map(([, { Properties }]) => ({
      function: readable(Properties.FunctionName),
      // As IAM matches ARNs: a star is any characters, but each slash has to be there.
      pattern: new RegExp(
        `^${readable(Properties.SourceArn)
          .replace(/^.*?(?=\/)/, '')
          .replaceAll('*', '.*')}$`,
      ),
    }))
    for (const { RouteKey } of routes) {
      const called = RouteKey === '$default' ? '/$default/$default' : `/$default/${RouteKey.replace('ANY ', 'GET')}`
      const letIn = permissions.filter(({ pattern }) => pattern.test(called)).map(each => each.function)
      expect(letIn).toContain(functionBehind(RouteKey))
    }
    expect(permissions).toHaveLength(3)
  })

  test('hands requests over in payload format 2.0 and leaves CORS to the functions', () => {
    const versions = Object.values(integrations).map(each => each.Properties.PayloadFormatVersion)
    expect(new Set(versions)).toEqual(new Set(['2.0']))
    expect(only('AWS::ApiGatewayV2::Api')).toEqual({ Name: 'Api', ProtocolType: 'HTTP' })
  })

  test('limits how much a flood of requests can cost', () => {
    expect(only('AWS::ApiGatewayV2::Stage')).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 },
    })
  })

  test('refuses a path that two functions claim', () => {
    const api = new TimelineApi(new Stack(app()), 'Api')
    const claims = [
      { path: '/both', function: 'api', auth: 'none' },
      { path: '/both', function: 'feeds', auth: 'none' },
    ] as const
    expect(() => api.serve(claims, {} as never, 'api')).toThrow(
      new OperatorError('lambdas/routes.ts: /both goes to api and to feeds; a path has one function'),
    )
  })
})

describe('functions', () => {
  const common = { NODE_OPTIONS: '--enable-source-maps', PUBLIC_URL: 'Api', BUILD: buildId(ROOT) }
  const ENVIRONMENTS: Record<FunctionName, Record<string, string>> = {
    api: { ...common, EVENTS_TABLE: 'events', HIGHLIGHTS_TABLE: 'highlights' },
    feeds: { ...common, EVENTS_TABLE: 'events', HIGHLIGHTS_TABLE: 'highlights' },
    anniversaries: { ...common, EVENTS_TABLE: 'events', HIGHLIGHTS_TABLE: 'highlights', TOPIC_ARN: 'Announcements' },
    loader: { ...common, EVENTS_TABLE: 'events', DATA_FOLDER: '/var/task/data' },
  }

  test.each(FUNCTIONS)('%s finds its settings in its environment', name => {
    const variables = Object.entries(functionOf(name).Environment.Variables)
    expect(Object.fromEntries(variables.map(([key, value]) => [key, readable(value)]))).toEqual(ENVIRONMENTS[name])
  })

  test('are told the address under which the API answers', () => {
    expect(functionOf('api').Environment.Variables.PUBLIC_URL['Fn::GetAtt'][1]).toBe('ApiEndpoint')
  })

  test.each([
    ['api', 10],
    ['feeds', 10],
    ['anniversaries', 300],
    ['loader', 300],
  ] as const)('%s runs on Node 24 and arm64 for at most %i seconds, untraced', (name, seconds) => {
    const { Runtime, Architectures, MemorySize, Timeout, TracingConfig } = functionOf(name)
    expect({ Runtime, Architectures, MemorySize, Timeout, TracingConfig }).toEqual({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: 512,
      Timeout: seconds,
      TracingConfig: undefined,
    })
  })

  test.each(FUNCTIONS)('%s writes a log of its own that is kept for a month', name => {
    const logGroup = functionOf(name).LoggingConfig.LogGroup
    expect(readable(logGroup)).toBe(`${name}Log`)
    expect(template.findResources('AWS::Logs::LogGroup')[logGroup.Ref]?.Properties).toEqual({ RetentionInDays: 30 })
  })
})

describe('the daily job', () => {
  test('runs five minutes into the day of the timeline’s zone and learns for when it was scheduled', () => {
    const { ScheduleExpression, ScheduleExpressionTimezone, State, FlexibleTimeWindow, Target } =
      only('AWS::Scheduler::Schedule')
    expect({ ScheduleExpression, ScheduleExpressionTimezone, State, FlexibleTimeWindow }).toEqual({
      ScheduleExpression: 'cron(5 0 * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Seoul',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
    })
    expect(readable(Target.Arn)).toBe('anniversariesFunction')
    expect(JSON.parse(Target.Input)).toEqual({ scheduledTime: '<aws.scheduler.scheduled-time>' })
  })

  test('is tried again, and what fails for good is kept', () => {
    const { Target } = only('AWS::Scheduler::Schedule')
    expect(Target.RetryPolicy).toEqual({ MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 })
    expect(readable(Target.DeadLetterConfig.Arn)).toBe('Failures')
    const { FunctionName, MaximumRetryAttempts, DestinationConfig } = only('AWS::Lambda::EventInvokeConfig')
    expect(readable(FunctionName)).toBe('anniversariesFunction')
    expect(MaximumRetryAttempts).toBe(2)
    expect(readable(DestinationConfig.OnFailure.Destination)).toBe('Failures')
  })

  test('keeps failures encrypted for two weeks', () => {
    expect(only('AWS::SQS::Queue')).toEqual({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true })
  })

  test.each(['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'])('refuses plain HTTP by %s', type => {
    expect(only(type).PolicyDocument.Statement).toContainEqual(
      expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
    )
  })

  test.each(['Asia/Soul', '+09:00', ''])('refuses %p for a time zone', timeZone => {
    expect(() => stack({}, timeZone)).toThrow(
      new OperatorError(`timeZone "${timeZone}" is not the name of a time zone; write one such as Asia/Seoul`),
    )
  })
})

test('the address and the topic are outputs', () => {
  const outputs = Object.entries(template.findOutputs('*')).map(([name, { Value }]) => [name, readable(Value)])
  expect(Object.fromEntries(outputs)).toEqual({ Address: 'Api', AnnouncementsTopic: 'Announcements' })
})
