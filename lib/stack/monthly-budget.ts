/** Tells the owner when the account costs more than it should. */
import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import type { Construct } from 'constructs'
import type { Alarms } from './alarms.ts'

/**
 * For the whole account: a budget for what is tagged `project=annals` alone would need a tag activated by hand in the billing console, and
 * would see nothing until then. Told when it is spent, and before that when it is foreseen. An account's first two budgets are free.
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
    alarms.mayBeToldBy('budgets.amazonaws.com')
    // Budgets tries the topic when it is told of it.
    this.node.addDependency(alarms.topic)
  }
}
