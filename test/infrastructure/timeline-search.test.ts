/** What `-c search=opensearch` adds: who may do what for the search, what the pipeline takes, and that nothing of it is there without. */
import { describe, expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { INDEX_TEMPLATE } from '../../lambdas/store/opensearch/event-index.ts'
import { nameOf, type Properties, type Resource, readable, synthesize } from '../support/synthesis.ts'

const without = synthesize()
const { resources } = synthesize({ search: 'opensearch' })

const ofType = (type: string, from = resources): [string, Resource][] =>
  Object.entries(from).filter(([, { Type }]) => Type === type)
const only = (type: string): Properties => {
  const found = ofType(type)
  expect(found).toHaveLength(1)
  return found[0]![1].Properties
}

/** Of a table and of its stream alike, the name is that of the table. */
const resourceName = (arn: Properties): string =>
  `${readable(arn)}${arn['Fn::GetAtt']?.[1] === 'StreamArn' ? '/stream' : ''}`

/** By resource, the actions that a role may do there and nothing else. */
function grantsOf(role: string, from = resources): Record<string, string[]> {
  const statements = ofType('AWS::IAM::Policy', from)
    .filter(([, { Properties }]) => Properties.Roles.some((each: unknown) => readable(each) === role))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement)
  return Object.fromEntries(
    statements.flatMap(({ Effect, Action, Resource, ...others }: Properties) => {
      expect({ Effect, others }).toEqual({ Effect: 'Allow', others: {} })
      return [Resource].flat().map(each => [resourceName(each), [Action].flat()])
    }),
  )
}

describe('without the setting', () => {
  test.each(['AWS::OpenSearchServerless::Collection', 'AWS::OSIS::Pipeline', 'AWS::S3::Bucket'])(
    'there is no %s, which would cost money',
    type => {
      expect(ofType(type, without.resources)).toEqual([])
    },
  )

  test('no table has a stream, and no function is told of a collection', () => {
    const tables = ofType('AWS::DynamoDB::GlobalTable', without.resources).map(([, { Properties }]) => Properties)
    expect(tables.map(({ StreamSpecification }) => StreamSpecification)).toEqual([undefined, undefined])
    const told = ofType('AWS::Lambda::Function', without.resources).map(
      ([, { Properties }]) => Properties.Environment.Variables,
    )
    expect(told.filter(variables => 'SEARCH_ENDPOINT' in variables)).toEqual([])
  })
})

describe('grants', () => {
  test('let the pipeline export and follow the events table, and write to the collection', () => {
    expect(grantsOf('SearchRole')).toEqual({
      events: ['dynamodb:DescribeContinuousBackups', 'dynamodb:DescribeTable', 'dynamodb:ExportTableToPointInTime'],
      'events/stream': ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'],
      SearchCollection: ['aoss:APIAccessAll', 'aoss:BatchGetCollection'],
      'events/export/*': ['dynamodb:DescribeExport'],
      'SearchBucket/export/*': ['s3:AbortMultipartUpload', 's3:GetObject', 's3:PutObject', 's3:PutObjectAcl'],
      'SearchBucket/refused/*': ['s3:PutObject'],
    })
  })

  test.each(['apiRole', 'pagesRole'])('let %s ask the collection, and otherwise do what it may without', role => {
    expect(grantsOf(role)).toEqual({
      ...grantsOf(role, without.resources),
      SearchCollection: ['aoss:APIAccessAll'],
    })
  })

  test.each(['feedsRole', 'editorRole', 'anniversariesRole', 'loaderRole'])('give %s nothing', role => {
    expect(grantsOf(role)).toEqual(grantsOf(role, without.resources))
  })

  test('let nobody but this very pipeline take its role on', () => {
    const [, { Properties }] = ofType('AWS::IAM::Role').find(([id]) => nameOf(id) === 'SearchRole')!
    const [trusted, ...others] = Properties.AssumeRolePolicyDocument.Statement
    expect(others).toEqual([])
    expect(trusted.Principal).toEqual({ Service: 'osis-pipelines.amazonaws.com' })
    expect(readable(trusted.Condition.ArnEquals['aws:SourceArn'])).toBe(
      'arn:AWS::Partition:osis:AWS::Region:AWS::AccountId:pipeline/annals',
    )
    expect(trusted.Condition.StringEquals).toEqual({ 'aws:SourceAccount': { Ref: 'AWS::AccountId' } })
  })
})

describe('the collection', () => {
  test('lets the pipeline write events and the two functions read them, and nobody do anything else', () => {
    const { Type, Policy } = only('AWS::OpenSearchServerless::AccessPolicy')
    expect(Type).toBe('data')
    const index = (...permissions: string[]) => ({
      ResourceType: 'index',
      Resource: ['index/annals/events'],
      Permission: permissions,
    })
    expect(JSON.parse(readable(Policy))).toEqual([
      {
        Principal: ['SearchRole'],
        Rules: [
          {
            ResourceType: 'collection',
            Resource: ['collection/annals'],
            Permission: ['aoss:CreateCollectionItems', 'aoss:DescribeCollectionItems', 'aoss:UpdateCollectionItems'],
          },
          index('aoss:CreateIndex', 'aoss:DescribeIndex', 'aoss:UpdateIndex', 'aoss:WriteDocument'),
        ],
      },
      { Principal: ['apiRole', 'pagesRole'], Rules: [index('aoss:ReadDocument')] },
    ])
  })

  test('is for search, has no standby to be paid for, and is made once it can be encrypted', () => {
    const [[, { Properties, DependsOn }]] = ofType('AWS::OpenSearchServerless::Collection') as [[string, Resource]]
    expect(Properties).toMatchObject({ Name: 'annals', Type: 'SEARCH', StandbyReplicas: 'DISABLED' })
    expect(DependsOn!.map(nameOf).sort()).toEqual(['SearchEncryption', 'SearchNetwork'])
  })

  test.each(['api', 'pages'])('is told to %s by its address', name => {
    const [, { Properties }] = ofType('AWS::Lambda::Function').find(([id]) => nameOf(id) === `${name}Function`)!
    expect(Properties.Environment.Variables.SEARCH_ENDPOINT).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^SearchCollection/), 'CollectionEndpoint'],
    })
  })
})

describe('the pipeline', () => {
  const body = parse(readable(only('AWS::OSIS::Pipeline').PipelineConfigurationBody))
  const { source, processor, sink } = body.annals
  const [{ opensearch }] = sink

  test('reads an export of the events table first, and then its changes', () => {
    expect(source.dynamodb.tables).toEqual([
      {
        table_arn: 'events',
        export: { s3_bucket: 'SearchBucket', s3_region: 'AWS::Region', s3_prefix: 'export/' },
        stream: { start_position: 'LATEST' },
      },
    ])
    const [, { Properties }] = ofType('AWS::DynamoDB::GlobalTable').find(([id]) => nameOf(id) === 'events')!
    expect(Properties.StreamSpecification).toEqual({ StreamViewType: 'NEW_IMAGE' })
  })

  test('leaves out what is neither an event nor a tombstone, and removes an event by its tombstone', () => {
    expect(processor).toEqual([{ drop_events: { drop_when: '/change != "CHANGE"', handle_failed_events: 'drop' } }])
    expect(opensearch.actions).toEqual([{ type: 'delete', when: '/deleted == true' }, { type: 'index' }])
  })

  test('writes each event under its id, later versions over earlier ones, into the index that is asked', () => {
    expect(opensearch).toMatchObject({
      index: 'events',
      document_id: '${' + '/id}',
      document_version: '${' + 'getMetadata("document_version")}',
      document_version_type: 'external',
      template_type: 'index-template',
    })
    expect(JSON.parse(opensearch.template_content)).toEqual(JSON.parse(JSON.stringify(INDEX_TEMPLATE)))
  })

  test('keeps what the collection refuses where its role may put it', () => {
    expect(opensearch.dlq.s3).toMatchObject({ bucket: 'SearchBucket', key_path_prefix: 'refused' })
  })

  test('begins no sooner than it may do what it has to, and never costs more than two units', () => {
    const [[, { Properties, DependsOn }]] = ofType('AWS::OSIS::Pipeline') as [[string, Resource]]
    expect(DependsOn!.map(nameOf)).toEqual(expect.arrayContaining(['SearchAccess', 'SearchRoleDefaultPolicy']))
    expect([Properties.MinUnits, Properties.MaxUnits]).toEqual([1, 2])
  })

  test('logs for a month', () => {
    const [, { Properties }] = ofType('AWS::Logs::LogGroup').find(([id]) => nameOf(id) === 'SearchLog')!
    expect(Properties).toEqual({ LogGroupName: '/aws/vendedlogs/OpenSearchIngestion/annals', RetentionInDays: 30 })
  })
})

test('the bucket is encrypted, closed to everybody, and empties itself within two weeks', () => {
  expect(only('AWS::S3::Bucket')).toMatchObject({
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    LifecycleConfiguration: { Rules: [{ ExpirationInDays: 14, Status: 'Enabled' }] },
  })
  expect(only('AWS::S3::BucketPolicy').PolicyDocument.Statement).toEqual([
    expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
  ])
})
