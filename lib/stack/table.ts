/** A DynamoDB table, built from the same description (`lambdas/store/tables.ts`) as on the local host. */
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { RemovalPolicy } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import { type Key, TABLES, type TableDescription, type TableName } from '../../lambdas/store/tables.ts'

export interface TimelineTableProps {
  /** Whether the table outlives the stack, once it has been deployed. */
  retain: boolean
}

/** On-demand table `name` with all its indexes and point-in-time recovery for 35 days. */
export class TimelineTable extends TableV2 {
  constructor(scope: Construct, name: TableName, { retain }: TimelineTableProps) {
    const { key, indexes }: TableDescription = TABLES[name]
    super(scope, name, {
      ...attributes(key),
      globalSecondaryIndexes: Object.entries(indexes).map(([indexName, indexKey]) => ({
        indexName,
        ...attributes(indexKey),
        projectionType: ProjectionType.ALL,
      })),
      // Runs the publisher for each new version.
      ...(name === 'events' && { dynamoStream: StreamViewType.KEYS_ONLY }),
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      // Not protected from deletion: CloudFormation could not delete the tables of a failed first deployment. `annals deploy` protects them
      // after it has succeeded.
      removalPolicy: retain ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY,
    })
  }
}

const attributes = ({ partition, sort }: Key) => ({
  partitionKey: { name: partition, type: AttributeType.STRING },
  sortKey: { name: sort, type: AttributeType.STRING },
})
