/** What the template promises: tables, grants, routes, schedule and settings, each against a literal. */
import { describe, expect, test } from '@jest/globals'
import { ENDPOINTS } from '../../lambdas/endpoints/index.ts'
import type { Endpoint } from '../../lambdas/http/endpoint.ts'
import { buildId } from '../../lib/build-id.ts'
import type { FunctionName } from '../../lib/stack/table-access.ts'
import { DATA_FOLDER } from '../support/data-folder.ts'
import {
  EVERY_OPTION,
  nameOf,
  type Properties,
  type Resource,
  ROOT,
  readable,
  synthesize,
} from '../support/synthesis.ts'
import { importInWorker } from '../worker/in-worker.ts'

const { App, FileSystem, OperatorError, Stack, TimelineApi, TimelineStack } = await importInWorker<
  typeof import('../worker/constructs.ts')
>(import.meta.resolve('../worker/constructs.ts'))

const operatorError = (message: string) => expect.objectContaining({ constructor: OperatorError, message })

/** The one whose copies a change clears. */
const DISTRIBUTION = 'arn:AWS::Partition:cloudfront::AWS::AccountId:distribution/PublicDistribution'

/**
 * What each role may do, and to what: whatever is deployed has one of these, and nothing has any other. An answer to a reader never writes.
 * A deployment calls the loader by its own right, so that nothing here lets it.
 */
const GRANTS: Record<string, Record<string, string[]>> = {
  apiRole: {
    apiLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    events: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    'events/index/byChange': ['dynamodb:Query'],
    'events/index/byDay': ['dynamodb:Query'],
    'events/index/byTime': ['dynamodb:Query'],
    highlights: ['dynamodb:Query'],
    'Search/search-a': ['s3:GetObject'],
    'Search/search-b': ['s3:GetObject'],
  },
  mcpRole: {
    mcpLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    events: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    'events/index/byChange': ['dynamodb:Query'],
    'events/index/byDay': ['dynamodb:Query'],
    'events/index/byTime': ['dynamodb:Query'],
    highlights: ['dynamodb:Query'],
    'Search/search-a': ['s3:GetObject'],
    'Search/search-b': ['s3:GetObject'],
  },
  feedsRole: {
    feedsLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    events: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    'events/index/byChange': ['dynamodb:Query'],
    'events/index/byTime': ['dynamodb:Query'],
    highlights: ['dynamodb:Query'],
  },
  pagesRole: {
    pagesLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    events: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    'events/index/byChange': ['dynamodb:Query'],
    'events/index/byDay': ['dynamodb:Query'],
    'events/index/byTime': ['dynamodb:Query'],
    highlights: ['dynamodb:Query'],
    'Search/search-a': ['s3:GetObject'],
    'Search/search-b': ['s3:GetObject'],
  },
  picturesRole: {
    picturesLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    events: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query'],
    'events/index/byChange': ['dynamodb:Query'],
    'events/index/byTime': ['dynamodb:Query'],
    'Search/search-a': ['s3:GetObject'],
    'Search/search-b': ['s3:GetObject'],
  },
  editorRole: {
    editorLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    events: [
      'dynamodb:BatchGetItem',
      'dynamodb:DeleteItem',
      'dynamodb:GetItem',
      'dynamodb:PutItem',
      'dynamodb:Query',
      'dynamodb:UpdateItem',
    ],
    [DISTRIBUTION]: ['cloudfront:CreateInvalidation'],
  },
  anniversariesRole: {
    anniversariesLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    events: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    'events/index/byDay': ['dynamodb:Query'],
    highlights: ['dynamodb:BatchWriteItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    Announcements: ['sns:Publish'],
    'arn:AWS::Partition:events:AWS::Region:AWS::AccountId:event-bus/default': ['events:PutEvents'],
    DailyFailures: ['sqs:SendMessage'],
    [DISTRIBUTION]: ['cloudfront:CreateInvalidation'],
  },
  publisherRole: {
    publisherLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    // The table's name stands for its stream, too.
    events: [
      'dynamodb:BatchGetItem',
      'dynamodb:DescribeStream',
      'dynamodb:GetItem',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
      'dynamodb:Query',
    ],
    'events/index/byChange': ['dynamodb:Query'],
    highlights: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    'arn:AWS::Partition:ssm:AWS::Region:AWS::AccountId:parameter/Annals/webhook-secret': ['ssm:GetParameter'],
    DailyFailures: ['sqs:SendMessage'],
  },
  loaderRole: {
    loaderLog: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    events: ['dynamodb:BatchWriteItem', 'dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'],
    'events/index/byChange': ['dynamodb:Query'],
    Media: ['s3:ListBucket'],
    'Media/media/*': ['s3:DeleteObject', 's3:PutObject'],
    Search: ['s3:ListBucket'],
    'Search/search-a': ['s3:DeleteObject', 's3:PutObject'],
    'Search/search-b': ['s3:DeleteObject', 's3:PutObject'],
  },
  DailyRole: {
    anniversariesFunction: ['lambda:InvokeFunction'],
    DailyFailures: ['sqs:SendMessage'],
  },
}

/** Who may take each role on. */
const SERVICES: Record<string, string> = {
  apiRole: 'lambda.amazonaws.com',
  feedsRole: 'lambda.amazonaws.com',
  pagesRole: 'lambda.amazonaws.com',
  editorRole: 'lambda.amazonaws.com',
  mcpRole: 'lambda.amazonaws.com',
  picturesRole: 'lambda.amazonaws.com',
  anniversariesRole: 'lambda.amazonaws.com',
  publisherRole: 'lambda.amazonaws.com',
  loaderRole: 'lambda.amazonaws.com',
  DailyRole: 'scheduler.amazonaws.com',
}
const FUNCTIONS: FunctionName[] = [
  'api',
  'feeds',
  'pages',
  'editor',
  'mcp',
  'pictures',
  'anniversaries',
  'publisher',
  'loader',
]

const { resources, outputs } = synthesize()
const withoutBundles = (timeZone: string, name = 'Annals') => {
  const app = new App({ context: { 'aws:cdk:bundling-stacks': [] } })
  return { app, stack: new TimelineStack(app, name, { data: DATA_FOLDER, timeZone }) }
}

const ofType = (type: string, from = resources): [string, Resource][] =>
  Object.entries(from).filter(([, { Type }]) => Type === type)
const only = (type: string): Properties => {
  const found = ofType(type)
  expect(found).toHaveLength(1)
  return found[0]?.[1].Properties
}

const functionOf = (name: FunctionName): Properties =>
  ofType('AWS::Lambda::Function').find(([id]) => nameOf(id) === `${name}Function`)?.[1].Properties

const statementsOf = (role: string): Properties[] =>
  ofType('AWS::IAM::Policy')
    .filter(([, { Properties }]) => Properties.Roles.some((each: unknown) => readable(each) === role))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)

describe('grants', () => {
  const roles = Object.fromEntries(ofType('AWS::IAM::Role').map(([id, { Properties }]) => [nameOf(id), Properties]))

  test('are listed here for every role', () => {
    expect(Object.keys(roles).sort()).toEqual(Object.keys(GRANTS).sort())
  })

  test.each(Object.keys(GRANTS))('let %s do what is listed and nothing else', role => {
    const granted: Record<string, string[]> = {}
    for (const { Effect, Action, Resource, ...others } of statementsOf(role)) {
      expect({ Effect, others }).toEqual({ Effect: 'Allow', others: {} })
      for (const resource of [Resource].flat().map(readable)) {
        granted[resource] = [...(granted[resource] ?? []), ...[Action].flat()].sort()
      }
    }
    expect(granted).toEqual(GRANTS[role])
  })

  test.each(Object.keys(GRANTS))('give %s no wildcard, no policy of another stack, and only its own service', role => {
    expect(Object.keys(roles[role])).toEqual(['AssumeRolePolicyDocument'])
    const trusted = roles[role].AssumeRolePolicyDocument.Statement
    expect(trusted).toHaveLength(1)
    expect(trusted[0]).toMatchObject({ Action: 'sts:AssumeRole', Principal: { Service: SERVICES[role] } })
    // Pictures are named as in the data folder, which no template can list.
    const granted = statementsOf(role).map(({ Action, Resource }) => JSON.stringify([Action, Resource]))
    for (const each of granted) expect(role === 'loaderRole' ? each.replace('/media/*', '') : each).not.toContain('*')
  })

  test('reach each function by a role of its own, and no policy is for a user or a group', () => {
    expect(ofType('AWS::Lambda::Function').map(([id]) => nameOf(id))).toEqual(FUNCTIONS.map(name => `${name}Function`))
    for (const name of FUNCTIONS) expect(readable(functionOf(name).Role)).toBe(`${name}Role`)
    for (const [, { Properties }] of ofType('AWS::IAM::Policy'))
      expect(Object.keys(Properties).sort()).toEqual(['PolicyDocument', 'PolicyName', 'Roles'])
  })

  test('allow this account’s schedules only', () => {
    expect(roles.DailyRole.AssumeRolePolicyDocument.Statement[0].Condition.StringEquals).toEqual({
      'aws:SourceAccount': { Ref: 'AWS::AccountId' },
      'aws:SourceArn': {
        'Fn::Join': [
          '',
          [
            'arn:',
            { Ref: 'AWS::Partition' },
            ':scheduler:',
            { Ref: 'AWS::Region' },
            ':',
            { Ref: 'AWS::AccountId' },
            ':schedule-group/default',
          ],
        ],
      },
    })
  })
})

describe('tables', () => {
  const tables = (from = resources) =>
    Object.fromEntries(ofType('AWS::DynamoDB::GlobalTable', from).map(([id, table]) => [nameOf(id), table]))
  const keyOf = ({ KeySchema }: Properties) =>
    KeySchema.map((key: Properties) => `${key.KeyType} ${key.AttributeName}`).join(', ')

  test('have the keys and indexes that the store needs', () => {
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
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    })
    // A failed first deployment can be deleted whole; `annals deploy` protects the tables of one that succeeded.
    expect(Properties.Replicas[0]).not.toHaveProperty('DeletionProtectionEnabled')
    expect([DeletionPolicy, UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain'])
  })

  test('go with the stack when the context says so', () => {
    const going = Object.values(tables(synthesize(EVERY_OPTION).resources))
    expect(going.map(each => each.DeletionPolicy)).toEqual(['Delete', 'Delete'])
  })
})

describe('the HTTP API', () => {
  const routes = ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties)
  const integrations = Object.fromEntries(ofType('AWS::ApiGatewayV2::Integration'))
  const functionBehind = (routeKey: string) => {
    const [, [, { Ref: integration }]] = routes.find(each => each.RouteKey === routeKey).Target['Fn::Join']
    return readable(integrations[integration]?.Properties.IntegrationUri)
  }

  const declared: readonly Endpoint[] = ENDPOINTS
  // Pages are at `$default`, with whatever else no other function claims.
  const open = declared.filter(route => route.auth === 'none' && route.function !== 'pages')
  const signed = declared.filter(({ auth }) => auth === 'iam')
  const authorizationOf = (routeKey: string) => routes.find(each => each.RouteKey === routeKey).AuthorizationType

  /** A variable takes a whole segment. */
  const routeOf = ({ path }: Endpoint) => path.replace(/\}[^/]*/g, '}')

  test.each(open)('sends $path, whatever the method, to $function', route => {
    expect(functionBehind(`ANY ${routeOf(route)}`)).toBe(`${route.function}Function`)
    expect(authorizationOf(`ANY ${routeOf(route)}`)).toBe('NONE')
  })

  test('has routes whose segments API Gateway takes', () => {
    const segments = routes.flatMap(({ RouteKey }) => RouteKey.replace(/^[A-Z]+ \//, '').split('/'))
    expect(segments.length).toBeGreaterThan(20)
    expect(segments.filter(segment => !/^(\{[\w.-]+\+?\}|[a-zA-Z0-9._-]+|\$default)$/.test(segment))).toEqual([])
  })

  test.each(signed)(
    'sends a signed $method of $path to $function, and no other',
    ({ method, path, function: name }) => {
      expect(functionBehind(`${method} ${path}`)).toBe(`${name}Function`)
      expect(authorizationOf(`${method} ${path}`)).toBe('AWS_IAM')
    },
  )

  test('allow no unsigned write', () => {
    const reads = ['GET', 'POST']
    expect(declared.filter(({ method, auth }) => reads.includes(method) !== (auth === 'none'))).toEqual([])
    expect(signed.length).toBeGreaterThan(1)
  })

  test('sends everything else to the function of the pages, and has no other route', () => {
    expect(functionBehind('$default')).toBe('pagesFunction')
    expect(routes).toHaveLength(new Set(open.map(routeOf)).size + signed.length + 1)
  })

  test('may invoke the function behind every route, and nobody else may', () => {
    const permissions = ofType('AWS::Lambda::Permission').map(([, { Properties }]) => ({
      function: readable(Properties.FunctionName),
      principal: Properties.Principal,
      api: readable(Properties.SourceArn).split(':').at(-1)?.split('/')[0],
      // As IAM matches ARNs: a star is any characters, but each slash has to be there.
      pattern: new RegExp(
        `^${readable(Properties.SourceArn)
          .replace(/^.*?(?=\/)/, '')
          .replaceAll('*', '.*')}$`,
      ),
    }))
    for (const { RouteKey } of routes) {
      const called = RouteKey === '$default' ? '/$default/$default' : `/$default/${RouteKey.replace(/^[A-Z]+ /, 'GET')}`
      const letIn = permissions.filter(({ pattern }) => pattern.test(called)).map(each => each.function)
      expect(letIn).toContain(functionBehind(RouteKey))
    }
    expect(permissions).toHaveLength(6)
    for (const { principal, api } of permissions)
      expect({ principal, api }).toEqual({ principal: 'apigateway.amazonaws.com', api: 'Api' })
  })

  test('hands requests over in payload format 2.0 and leaves CORS to the functions', () => {
    const versions = Object.values(integrations).map(each => each.Properties.PayloadFormatVersion)
    expect(new Set(versions)).toEqual(new Set(['2.0']))
    expect(only('AWS::ApiGatewayV2::Api')).toEqual({ Name: 'Annals', ProtocolType: 'HTTP' })
  })

  test('limits what a flood of requests can cost', () => {
    expect(only('AWS::ApiGatewayV2::Stage')).toMatchObject({
      StageName: '$default',
      AutoDeploy: true,
      DefaultRouteSettings: { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 50 },
      RouteSettings: Object.fromEntries(
        signed.map(({ method, path }) => [`${method} ${path}`, { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 }]),
      ),
    })
    // A stage cannot have settings for a route that does not exist.
    const [[, stage]] = ofType('AWS::ApiGatewayV2::Stage') as [[string, Resource]]
    const waited = stage.DependsOn!.map(id => resources[id]?.Properties?.RouteKey)
    for (const { method, path } of signed) expect(waited).toContain(`${method} ${path}`)
    const chosen = ofType('AWS::ApiGatewayV2::Stage', synthesize(EVERY_OPTION).resources)[0]?.[1].Properties
    expect(chosen.DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 20, ThrottlingBurstLimit: 100 })
  })

  test('logs each request as a line of JSON for a month, with its signer and without its address', () => {
    const { DestinationArn, Format } = only('AWS::ApiGatewayV2::Stage').AccessLogSettings
    expect(readable(DestinationArn)).toBe('ApiLog')
    const [, log] = ofType('AWS::Logs::LogGroup').find(([id]) => nameOf(id) === 'ApiLog')!
    expect(log.Properties).toEqual({ LogGroupName: '/aws/vendedlogs/annals/Annals/api', RetentionInDays: 30 })
    const fields = Object.values<string>(JSON.parse(Format))
    expect(fields).toContain('$context.status')
    expect(fields).toContain('$context.requestId')
    expect(fields).toContain('$context.awsEndpointRequestId')
    expect(fields).toContain('$context.identity.userArn')
    expect(fields.filter(field => /sourceIp/i.test(field))).toEqual([])
  })

  test('refuses a path that two functions claim', () => {
    const api = new TimelineApi(new Stack(new App()), 'Api', 10)
    const claims = [
      { method: 'GET', path: '/both', function: 'api', auth: 'none' },
      { method: 'GET', path: '/both', function: 'feeds', auth: 'none' },
    ] as const
    expect(() => api.serve(claims, {} as never, 'pages')).toThrow(
      operatorError('/both has endpoints in api and in feeds; a path can have only one function'),
    )
  })
})

describe('functions', () => {
  const BUILD = buildId(ROOT)
  const PUBLIC_URL = 'https://PublicDistribution'
  const METRICS_NAMESPACE = 'Annals/Annals'
  const DISTRIBUTION = 'PublicDistribution'
  const common = { PUBLIC_URL, BUILD, METRICS_NAMESPACE }
  const ENVIRONMENTS: Record<FunctionName, Record<string, string>> = {
    api: { ...common, EVENTS_TABLE: 'events', HIGHLIGHTS_TABLE: 'highlights', SEARCH_BUCKET: 'Search' },
    feeds: { ...common, EVENTS_TABLE: 'events', HIGHLIGHTS_TABLE: 'highlights' },
    pages: { ...common, EVENTS_TABLE: 'events', HIGHLIGHTS_TABLE: 'highlights', SEARCH_BUCKET: 'Search' },
    editor: { ...common, EVENTS_TABLE: 'events', DISTRIBUTION },
    mcp: { ...common, EVENTS_TABLE: 'events', HIGHLIGHTS_TABLE: 'highlights', SEARCH_BUCKET: 'Search' },
    pictures: { ...common, EVENTS_TABLE: 'events', SEARCH_BUCKET: 'Search', PNG_FOLDER: '/var/task' },
    anniversaries: {
      PUBLIC_URL,
      METRICS_NAMESPACE,
      DISTRIBUTION,
      EVENTS_TABLE: 'events',
      HIGHLIGHTS_TABLE: 'highlights',
      TOPIC_ARN: 'Announcements',
      EVENT_BUS: 'default',
    },
    publisher: {
      PUBLIC_URL,
      EVENTS_TABLE: 'events',
      HIGHLIGHTS_TABLE: 'highlights',
      WEBHOOK_SECRET_PARAMETER: '/Annals/webhook-secret',
    },
    // It makes no links, and so need not wait for the address.
    loader: {
      BUILD,
      EVENTS_TABLE: 'events',
      DATA_FOLDER: '/var/task/data',
      SEARCH_BUCKET: 'Search',
      MEDIA_BUCKET: 'Media',
    },
  }

  test.each(FUNCTIONS)('%s finds its settings in its environment', name => {
    const variables = Object.entries(functionOf(name).Environment.Variables)
    expect(Object.fromEntries(variables.map(([key, value]) => [key, readable(value)]))).toEqual(ENVIRONMENTS[name])
  })

  test.each([
    ['api', 1024, 10],
    ['feeds', 1024, 10],
    ['pages', 1024, 10],
    ['editor', 1024, 10],
    ['mcp', 1024, 10],
    ['pictures', 1769, 10],
    ['anniversaries', 512, 300],
    ['publisher', 512, 300],
    ['loader', 1024, 900],
  ] as const)('%s runs on Node 24 and arm64 with %i MiB for at most %i seconds, untraced', (name, memory, seconds) => {
    const { Runtime, Architectures, MemorySize, Timeout, TracingConfig, LoggingConfig } = functionOf(name)
    expect(LoggingConfig.LogFormat).toBe('JSON')
    expect({ Runtime, Architectures, MemorySize, Timeout, TracingConfig }).toEqual({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      MemorySize: memory,
      Timeout: seconds,
      TracingConfig: undefined,
    })
  })

  test('are traced when the settings say so', () => {
    const traced = ofType('AWS::Lambda::Function', synthesize(EVERY_OPTION).resources)
    for (const [, { Properties }] of traced) expect(Properties.TracingConfig).toEqual({ Mode: 'Active' })
  })

  test.each(FUNCTIONS)('%s writes a log of its own that is kept for a month', name => {
    const logGroup = functionOf(name).LoggingConfig.LogGroup
    expect(readable(logGroup)).toBe(`${name}Log`)
    expect(resources[logGroup.Ref]?.Properties).toEqual({ RetentionInDays: 30 })
  })
})

const invocations = Object.fromEntries(
  ofType('AWS::Lambda::EventInvokeConfig').map(([, { Properties }]) => [readable(Properties.FunctionName), Properties]),
)

describe('the daily job', () => {
  test('runs five minutes into the day of the timeline’s zone, and an hour later where the clocks skip that, and learns for when', () => {
    const { ScheduleExpression, ScheduleExpressionTimezone, State, FlexibleTimeWindow, Target } =
      only('AWS::Scheduler::Schedule')
    expect({ ScheduleExpression, ScheduleExpressionTimezone, State, FlexibleTimeWindow }).toEqual({
      ScheduleExpression: 'cron(5 0,1 * * ? *)',
      ScheduleExpressionTimezone: 'Asia/Seoul',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
    })
    expect([Target.Arn, Target.RoleArn].map(readable)).toEqual(['anniversariesFunction', 'DailyRole'])
    expect(JSON.parse(Target.Input)).toEqual({ scheduledTime: '<aws.scheduler.scheduled-time>' })
  })

  test('is retried, and final failures are kept', () => {
    const { Target } = only('AWS::Scheduler::Schedule')
    expect(Target.RetryPolicy).toEqual({ MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 })
    expect(readable(Target.DeadLetterConfig.Arn)).toBe('DailyFailures')
    const { FunctionName, MaximumRetryAttempts, DestinationConfig } = invocations.anniversariesFunction
    expect(readable(FunctionName)).toBe('anniversariesFunction')
    expect(MaximumRetryAttempts).toBe(2)
    expect(readable(DestinationConfig.OnFailure.Destination)).toBe('DailyFailures')
  })

  test('keeps failures encrypted for two weeks', () => {
    expect(only('AWS::SQS::Queue')).toEqual({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true })
  })

  test.each(['AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'])('refuses plain HTTP by %s', type => {
    const policies = ofType(type)
    expect(policies.length).toBeGreaterThan(0)
    for (const [, { Properties }] of policies)
      expect(Properties.PolicyDocument.Statement).toContainEqual(
        expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
      )
  })

  test.each(['Asia/Soul', '+09:00', ''])('refuses %p for a time zone', timeZone => {
    expect(() => withoutBundles(timeZone)).toThrow(
      operatorError(`timeZone "${timeZone}" is not a known time zone; use an IANA name such as Asia/Seoul`),
    )
  })
})

describe('the data', () => {
  const [[, load]] = ofType('Custom::TimelineData') as [[string, Resource]]

  test('is loaded by the loader, and again when the folder or the code changes', () => {
    const { ServiceToken, Build, Data } = load.Properties
    expect({ loader: readable(ServiceToken), Build }).toEqual({ loader: 'loaderFunction', Build: buildId(ROOT) })
    expect(Data).toMatch(/^[0-9a-f]{64}$/)
    expect(Data).toBe(FileSystem.fingerprint(DATA_FOLDER))
  })

  test('is loaded after the loader has its grants', () => {
    expect(load.DependsOn!.map(nameOf)).toContain('loaderRoleDefaultPolicy')
  })

  test('is not loaded a second time by itself', () => {
    expect(invocations.loaderFunction.MaximumRetryAttempts).toBe(0)
  })

  test('is loaded before the code that reads it is updated, and today is marked after both', () => {
    const waits = (id: string) => (resources[id]!.DependsOn ?? []).map(nameOf)
    for (const [id] of ofType('AWS::Lambda::Function').filter(([id]) => nameOf(id) !== 'loaderFunction'))
      expect(waits(id)).toContain('DataLoad')
    const reading = FUNCTIONS.filter(name => name !== 'loader' && name !== 'publisher').map(name => `${name}Function`)
    expect(waits('FirstRun')).toEqual(expect.arrayContaining([...reading, 'Changes', 'anniversariesRoleDefaultPolicy']))
    const { ServiceToken, ...properties } = resources.FirstRun!.Properties
    expect(readable(ServiceToken)).toBe('anniversariesFunction')
    expect(properties).toEqual({ Data: load.Properties.Data, Build: buildId(ROOT), ServiceTimeout: '360' })
  })

  test('fails the deployment a minute after a loader could still answer', () => {
    expect(Number(load.Properties.ServiceTimeout)).toBe(functionOf('loader').Timeout + 60)
  })

  test('is reported in an output: what was written, and what was not', () => {
    const { Value } = outputs.Data
    const attributes = Value['Fn::Join'][1].flatMap((part: Properties) => part['Fn::GetAtt']?.[1] ?? [])
    expect(attributes).toEqual(['Written', 'Deleted', 'Unchanged', 'Kept', 'Conflicts'])
  })
})

describe('the editor policy', () => {
  test('allows every write, and nothing else', () => {
    const [{ Action, Resource, Effect }, ...others] = only('AWS::IAM::ManagedPolicy').PolicyDocument.Statement
    expect([Action, Effect, others]).toEqual(['execute-api:Invoke', 'Allow', []])
    const arn = 'arn:AWS::Partition:execute-api:AWS::Region:AWS::AccountId:Api/$default'
    expect(Resource.map(readable)).toEqual([`${arn}/DELETE/v1/events/*`, `${arn}/PUT/v1/events/*`])
  })
})

test('two timelines in one account share no name', () => {
  const { app } = withoutBundles('Asia/Seoul', 'History')
  /** Names that CloudFormation does not make up. */
  const names = (from: Record<string, Resource>): string[] =>
    Object.values(from).flatMap(({ Type, Properties }) => {
      const { Name, CachePolicyConfig, ResponseHeadersPolicyConfig, LogGroupName, MetricTransformations } =
        Properties ?? {}
      const given = [
        ['AWS::ApiGatewayV2::Api', 'AWS::Logs::QueryDefinition', 'AWS::Scheduler::Schedule'].includes(Type) && Name,
        CachePolicyConfig?.Name,
        ResponseHeadersPolicyConfig?.Name,
        Properties?.OriginAccessControlConfig?.Name,
        Type === 'AWS::Logs::LogGroup' && LogGroupName,
        MetricTransformations?.[0].MetricNamespace,
        // No service of the stack takes another name than these.
        ...[
          'TableName',
          'FunctionName',
          'RoleName',
          'TopicName',
          'QueueName',
          'BucketName',
          'DashboardName',
          'AlarmName',
        ]
          .filter(key => typeof Properties?.[key] === 'string')
          .map(key => Properties[key]),
      ]
      return given.filter(Boolean).map(each => readable(each))
    })
  const others = names(app.synth().getStackByName('History').template.Resources)
  expect(others.length).toBeGreaterThan(5)
  expect(others.filter(name => names(resources).includes(name))).toEqual([])
})

test('addresses, topics, tables and the bucket are outputs', () => {
  const { Data: _, ...others } = outputs
  expect(Object.fromEntries(Object.entries(others).map(([name, { Value }]) => [name, readable(Value)]))).toEqual({
    Address: 'https://PublicDistribution',
    ApiAddress: 'Api',
    AnnouncementsTopic: 'Announcements',
    AlarmsTopic: 'AlarmsTopic',
    EventsTable: 'events',
    HighlightsTable: 'highlights',
    SearchBucket: 'Search',
    MediaBucket: 'Media',
    Today: 'FirstRun',
    EditorPolicy: 'MayEdit',
    DashboardAddress:
      'https://AWS::Region.console.aws.amazon.com/cloudwatch/home?region=AWS::Region#dashboards/dashboard/Dashboard',
    WebhookSecret: '/Annals/webhook-secret',
  })
})

test('each new version runs the publisher, and final failures are kept', () => {
  const { FunctionName: name, DestinationConfig, ...mapping } = only('AWS::Lambda::EventSourceMapping')
  expect([readable(name), readable(DestinationConfig.OnFailure.Destination)]).toEqual([
    'publisherFunction',
    'DailyFailures',
  ])
  expect(mapping).toMatchObject({
    FilterCriteria: {
      Filters: [{ Pattern: '{"dynamodb":{"Keys":{"pk":{"S":["TIMELINE"]},"sk":{"S":["HEAD"]}}}}' }],
    },
    StartingPosition: 'LATEST',
    MaximumBatchingWindowInSeconds: 5,
    MaximumRetryAttempts: 10,
    MaximumRecordAgeInSeconds: 21_600,
  })
  const streaming = ofType('AWS::DynamoDB::GlobalTable').filter(([, { Properties }]) => Properties.StreamSpecification)
  expect(streaming.map(([, { Properties }]) => Properties.StreamSpecification)).toEqual([
    { StreamViewType: 'KEYS_ONLY' },
  ])
})

test('everything is tagged with the project', () => {
  expect(withoutBundles('Asia/Seoul').stack.tags.tagValues()).toEqual({ project: 'annals' })
})
