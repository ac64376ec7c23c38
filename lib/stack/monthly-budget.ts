/** Notifies the owner when the account exceeds a monthly budget. */
import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import type { Construct } from 'constructs'
import type { Alarms } from './alarms.ts'

/**
 * Covers the whole account: a budget for a tag stays empty until the tag is activated in the billing console. Notifies at 100 % of
 * the forecast and of the actual cost. An account's first two budgets are free.
 */
export class MonthlyBudget extends CfnBudget {
  /** @param amount USD */
  constructor(scope: Construct, id: string, amount: number, alarms: Alarms) {
    const notificationsWithSubscribers = (['ACTUAL', 'FORECASTED'] as const).map(notificationType => ({
      notification: {
        notificationType,
        comparisonOperator: 'GREATER_THAN',
        threshold: 100,
        thresholdType: 'PERCENTAGE',
      },
      subscribers: [{ subscriptionType: 'SNS', address: alarms.topic.topicArn }],
    }))
    super(scope, id, {
      budget: { budgetType: 'COST', timeUnit: 'MONTHLY', budgetLimit: { amount, unit: 'USD' } },
      notificationsWithSubscribers,
    })
    alarms.grantPublish('budgets.amazonaws.com')
    // AWS Budgets checks that it can publish when the budget is created.
    this.node.addDependency(alarms.topic)
  }
}
