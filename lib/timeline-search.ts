/** The search for timelines beyond what is searched in memory: a collection of OpenSearch Serverless, and the pipeline that keeps it like the events table. */
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { CfnAccessPolicy, CfnCollection, CfnSecurityPolicy } from 'aws-cdk-lib/aws-opensearchserverless'
import { CfnPipeline } from 'aws-cdk-lib/aws-osis'
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3'
import { Aws, type CfnElement, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { stringify } from 'yaml'
import { EVENT_INDEX, FIELDS, INDEX_TEMPLATE } from '../lambdas/store/opensearch/event-index.ts'
import type { TimelineFunction } from './stack/function.ts'
import { ONE_MONTH } from './stack/retention.ts'
import type { TimelineTable } from './stack/table.ts'

export interface TimelineSearchProps {
  /** With a stream. */
  events: TimelineTable
  /** The functions that search. */
  readers: readonly TimelineFunction[]
}

/** Of the collection, its policies and the pipeline: an account has one of each name in a region. */
const NAME = 'annals'
const COLLECTION = `collection/${NAME}`

/** Where in the bucket the table is exported to, and where documents go that the collection refuses. */
const EXPORTED = 'export'
const REFUSED = 'refused'

/** OpenSearch Compute Units of the pipeline, each billed by the hour; the second only while there is much to read. */
const UNITS = { minUnits: 1, maxUnits: 2 }

/** Costs money day and night, other than the rest of the stack: only with `-c search=opensearch`. */
export class TimelineSearch extends Construct {
  readonly bucketName: string

  constructor(scope: Construct, id: string, { events, readers }: TimelineSearchProps) {
    super(scope, id)
    const collection = this.collection()
    const bucket = this.bucket()
    this.bucketName = bucket.bucketName
    const role = this.role(events, bucket, collection)
    const access = this.access(
      role,
      readers.map(({ lambda }) => lambda.role!.roleArn),
    )
    const logs = new LogGroup(this, 'Log', {
      ...ONE_MONTH,
      // The only place that a pipeline logs to.
      logGroupName: `/aws/vendedlogs/OpenSearchIngestion/${NAME}`,
    })
    const pipeline = new CfnPipeline(this, 'Pipeline', {
      pipelineName: NAME,
      ...UNITS,
      logPublishingOptions: {
        isLoggingEnabled: true,
        cloudWatchLogDestination: { logGroup: logs.logGroupName },
      },
      pipelineConfigurationBody: configuration({ events, bucket, role, collection }),
    })
    // It tries all that it may as soon as it is there.
    pipeline.node.addDependency(role, access)
    for (const reader of readers) reader.maySearch(collection)
  }

  private collection(): CfnCollection {
    const rules = [{ ResourceType: 'collection', Resource: [COLLECTION] }]
    const encryption = new CfnSecurityPolicy(this, 'Encryption', {
      name: NAME,
      type: 'encryption',
      policy: JSON.stringify({ Rules: rules, AWSOwnedKey: true }),
    })
    // Functions outside of a network of one's own reach it, and what signs by no role below is refused all the same.
    const network = new CfnSecurityPolicy(this, 'Network', {
      name: NAME,
      type: 'network',
      policy: JSON.stringify([{ Rules: rules, AllowFromPublic: true }]),
    })
    const collection = new CfnCollection(this, 'Collection', {
      name: NAME,
      description: 'Annals: the words of events',
      type: 'SEARCH',
      // The table has it all; a second copy in another zone would double the price.
      standbyReplicas: 'DISABLED',
    })
    collection.node.addDependency(encryption, network)
    return collection
  }

  /** Who may do what in the collection. The pipeline makes the index, by a template that belongs to the collection as a whole. */
  private access(pipeline: Role, readers: readonly string[]): CfnAccessPolicy {
    const index = (...permissions: string[]) => ({
      ResourceType: 'index',
      Resource: [`index/${NAME}/${EVENT_INDEX}`],
      Permission: permissions.map(each => `aoss:${each}`),
    })
    const templates = {
      ResourceType: 'collection',
      Resource: [COLLECTION],
      Permission: ['aoss:CreateCollectionItems', 'aoss:DescribeCollectionItems', 'aoss:UpdateCollectionItems'],
    }
    return new CfnAccessPolicy(this, 'Access', {
      name: NAME,
      type: 'data',
      policy: Stack.of(this).toJsonString([
        {
          Principal: [pipeline.roleArn],
          Rules: [templates, index('CreateIndex', 'DescribeIndex', 'UpdateIndex', 'WriteDocument')],
        },
        { Principal: readers, Rules: [index('ReadDocument')] },
      ]),
    })
  }

  /** Holds the export of the table until it is read; it stays when the stack goes, and empties itself. */
  private bucket(): Bucket {
    const bucket = new Bucket(this, 'Bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      lifecycleRules: [{ expiration: Duration.days(14), abortIncompleteMultipartUploadAfter: Duration.days(1) }],
      removalPolicy: RemovalPolicy.RETAIN,
    })
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Only the pipeline and DynamoDB on its behalf touch it; what it holds is public by the API anyway.',
    })
    return bucket
  }

  /** https://docs.opensearch.org/latest/data-prepper/pipelines/configuration/sources/dynamo-db/#permissions */
  private role(events: TimelineTable, bucket: Bucket, collection: CfnCollection): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('osis-pipelines.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnEquals: {
            'aws:SourceArn': Stack.of(this).formatArn({ service: 'osis', resource: 'pipeline', resourceName: NAME }),
          },
        },
      }),
    })
    const grant = (arn: string, service: string, ...actions: string[]) =>
      role.addToPolicy(
        new PolicyStatement({ actions: actions.map(action => `${service}:${action}`), resources: [arn] }),
      )
    grant(events.tableArn, 'dynamodb', 'DescribeTable', 'DescribeContinuousBackups', 'ExportTableToPointInTime')
    grant(events.tableStreamArn!, 'dynamodb', 'DescribeStream', 'GetRecords', 'GetShardIterator')
    grant(collection.attrArn, 'aoss', 'APIAccessAll', 'BatchGetCollection')
    grant(this.allBelow(events, events.tableArn, 'export'), 'dynamodb', 'DescribeExport')
    const exported = this.allBelow(bucket, bucket.bucketArn, EXPORTED)
    grant(exported, 's3', 'AbortMultipartUpload', 'GetObject', 'PutObject', 'PutObjectAcl')
    grant(this.allBelow(bucket, bucket.bucketArn, REFUSED), 's3', 'PutObject')
    return role
  }

  /** What DynamoDB and the pipeline make below an ARN, under names that nobody can foretell. */
  private allBelow(owner: Construct, arn: string, folder: string): string {
    const logicalId = Stack.of(this).getLogicalId(owner.node.defaultChild as CfnElement)
    Validations.of(this).acknowledge({
      id: `AwsSolutions-IAM5[Resource::<${logicalId}.Arn>/${folder}/*]`,
      reason:
        'Exports, their objects and refused documents get their names when they are made: no ARN without a star names them.',
    })
    return `${arn}/${folder}/*`
  }
}

/** What the pipeline puts in from each document. */
const filledIn = (expression: string) => `\${${expression}}`

/**
 * What the pipeline reads, leaves out and writes, as YAML (https://docs.opensearch.org/latest/data-prepper/pipelines/pipelines/): first an
 * export of the whole table, then its changes. Events and tombstones alone are changes for readers: the rest of the table is left out, and
 * a tombstone takes its event out of the index. Of two versions of an event the later one stays, in whichever order they come.
 */
function configuration(parts: {
  events: TimelineTable
  bucket: Bucket
  role: Role
  collection: CfnCollection
}): string {
  const { events, bucket, role, collection } = parts
  const aws = { region: Aws.REGION, sts_role_arn: role.roleArn }
  const stored = { s3_bucket: bucket.bucketName, s3_region: Aws.REGION, s3_prefix: `${EXPORTED}/` }
  const source = {
    dynamodb: {
      acknowledgments: true,
      tables: [{ table_arn: events.tableArn, export: stored, stream: { start_position: 'LATEST' } }],
      aws,
    },
  }
  const processor = [{ drop_events: { drop_when: '/change != "CHANGE"', handle_failed_events: 'drop' } }]
  const opensearch = {
    hosts: [collection.attrCollectionEndpoint],
    aws: { ...aws, serverless: true },
    index: EVENT_INDEX,
    index_type: 'custom',
    template_type: 'index-template',
    template_content: JSON.stringify(INDEX_TEMPLATE),
    document_id: filledIn(`/${FIELDS.id}`),
    document_version: filledIn('getMetadata("document_version")'),
    document_version_type: 'external',
    actions: [{ type: 'delete', when: '/deleted == true' }, { type: 'index' }],
    dlq: { s3: { ...aws, bucket: bucket.bucketName, key_path_prefix: REFUSED } },
  }
  // Folded, a line would be broken within a reference of CloudFormation.
  return stringify({ version: '2', [NAME]: { source, processor, sink: [{ opensearch }] } }, { lineWidth: 0 })
}
