/** One of the two DynamoDB tables, made from its description, so that the stack and the local host cannot differ. */
import { AttributeType, Billing, ProjectionType, TableV2 } from 'aws-cdk-lib/aws-dynamodb'
import { RemovalPolicy } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'
import { type Key, TABLES, type TableDescription, type TableName } from '../../lambdas/store/tables.ts'

export interface TimelineTableProps {
  /** Whether the table outlives the stack and refuses to be deleted. */
  retain: boolean
}

/** The table `name`: on demand, with all its indexes, restorable to any second of the last 35 days. */
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
