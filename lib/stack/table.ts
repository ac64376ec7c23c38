/** A DynamoDB table, built from the same description (`lambdas/store/tables.ts`) as on the local host. */
import { AttributeType, Billing, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { RemovalPolicy } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import { type Key, TABLES, type TableDescription, type TableName } from '../../lambdas/store/tables.ts'

export interface TimelineTableProps {
  /** Whether the table is protected from deletion and outlives the stack. */
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
      billing: Billing.onDemand(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: retain,
      removalPolicy: retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
  }
}

const attributes = ({ partition, sort }: Key) => ({
  partitionKey: { name: partition, type: AttributeType.STRING },
  sortKey: { name: sort, type: AttributeType.STRING },
})
