/** What watches over the service: alarms and whom they tell, the dashboard, and the budget. */
import { describe, expect, test } from '@jest/globals'
import { EVERY_OPTION, nameOf, type Properties, readable, synthesize } from '../support/synthesis.ts'

const byDefault = synthesize()
const withAll = synthesize(EVERY_OPTION)

const ofType = (type: string, { resources } = byDefault): Record<string, Properties> =>
  Object.fromEntries(
    Object.entries(resources)
      .filter(([, { Type }]) => Type === type)
      .map(([id, { Properties }]) => [nameOf(id), Properties]),
  )

/** Alarms and dashboards that cost nothing: https://aws.amazon.com/cloudwatch/pricing/ */
const FREE_ALARM_METRICS = 10
const FREE_DASHBOARD_METRICS = 50

describe('alarms', () => {
  const alarms = ofType('AWS::CloudWatch::Alarm')

  test.each([
    ['ServerErrors', 'AWS/ApiGateway 5xx Sum >= 5 in 1 x 300 s of ApiId Api'],
    ['SlowAnswers', 'AWS/ApiGateway Latency p99 >= 3000 in 3 x 300 s of ApiId Api'],
    ['Throttled', 'AWS/Lambda Throttles Sum >= 1 in 1 x 300 s'],
    ['JobMissed', 'AWS/Lambda Invocations Sum < 1 in 26 x 3600 s, or nothing, of FunctionName anniversariesFunction'],
    ['JobFailing', 'AWS/Lambda Errors Sum >= 2 in 1 x 3600 s of FunctionName anniversariesFunction'],
    ['JobFailed', 'AWS/SQS ApproximateNumberOfMessagesVisible Maximum >= 1 in 1 x 300 s of QueueName DailyFailures'],
  ])('%s: %s', (name, meaning) => {
    const alarm = alarms[`Alarms${name}`]
    const statistic = alarm.Statistic ?? alarm.ExtendedStatistic
    const comparison = { GreaterThanOrEqualToThreshold: '>=', LessThanThreshold: '<' }[
      alarm.ComparisonOperator as 'LessThanThreshold'
    ]
    const missing = { breaching: ', or nothing,', notBreaching: '' }[alarm.TreatMissingData as 'breaching']
    const of = (alarm.Dimensions ?? []).map((each: Properties) => ` of ${each.Name} ${readable(each.Value)}`).join('')
    expect(
      `${alarm.Namespace} ${alarm.MetricName} ${statistic} ${comparison} ${alarm.Threshold} in ${alarm.EvaluationPeriods} x ${alarm.Period} s${missing}${of}`,
    ).toBe(meaning)
  })

  test('are these, which are free, and each tells the owner’s topic in a sentence what has happened', () => {
    const described = Object.values(alarms)
    expect(described).toHaveLength(6)
    expect(described.length).toBeLessThanOrEqual(FREE_ALARM_METRICS)
    for (const { AlarmDescription, AlarmActions, Metrics } of described) {
      expect(AlarmDescription).toMatch(/^[A-Z].*\.$/)
      expect(AlarmActions.map(readable)).toEqual(['AlarmsTopic'])
      // A formula would cost as much as all the metrics in it.
      expect(Metrics).toBeUndefined()
    }
  })

  test('wait for nothing longer than CloudWatch does', () => {
    for (const { Period, EvaluationPeriods } of Object.values(alarms)) {
      expect(Period * EvaluationPeriods).toBeLessThanOrEqual(Period < 3600 ? 86_400 : 7 * 86_400)
    }
  })
})

describe('topics', () => {
  const policies = (synthesis = byDefault) =>
    Object.fromEntries(
      Object.entries(ofType('AWS::SNS::TopicPolicy', synthesis)).map(([name, { PolicyDocument }]) => [
        name,
        PolicyDocument.Statement.filter(({ Effect }: Properties) => Effect === 'Allow'),
      ]),
    )
  const allowing = (services: string | string[]) => ({
    AnnouncementsPolicy: [],
    AlarmsTopicPolicy: [
      {
        Sid: expect.any(String),
        Effect: 'Allow',
        Action: 'sns:Publish',
        Principal: { Service: services },
        Resource: { Ref: expect.stringMatching(/^AlarmsTopic/) },
        Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
      },
    ],
  })

  test('take alarms from CloudWatch, and only for this account', () => {
    expect(policies()).toEqual(allowing('cloudwatch.amazonaws.com'))
  })

  test('take news of the budget where there is one', () => {
    expect(policies(withAll)).toEqual(allowing(['budgets.amazonaws.com', 'cloudwatch.amazonaws.com']))
  })

  test('have no subscriber but the owner, if there is an address', () => {
    expect(ofType('AWS::SNS::Subscription')).toEqual({})
    const subscribers = Object.values(ofType('AWS::SNS::Subscription', withAll))
    expect(subscribers.map(each => [each.Protocol, each.Endpoint, readable(each.TopicArn)]).sort()).toEqual([
      ['email', 'owner@example.org', 'AlarmsTopic'],
      ['email', 'owner@example.org', 'Announcements'],
    ])
  })
})

describe('the budget', () => {
  test('is there when it is asked for', () => {
    expect(ofType('AWS::Budgets::Budget')).toEqual({})
    const { Budget, NotificationsWithSubscribers } = ofType('AWS::Budgets::Budget', withAll).Budget
    expect(Budget).toEqual({ BudgetType: 'COST', TimeUnit: 'MONTHLY', BudgetLimit: { Amount: 5, Unit: 'USD' } })
    expect(
      NotificationsWithSubscribers.map(({ Notification, Subscribers }: Properties) => [
        Notification.NotificationType,
        Notification.ComparisonOperator,
        Notification.Threshold,
        Notification.ThresholdType,
        Subscribers.map((each: Properties) => [each.SubscriptionType, readable(each.Address)]),
      ]),
    ).toEqual([
      ['ACTUAL', 'GREATER_THAN', 100, 'PERCENTAGE', [['SNS', 'AlarmsTopic']]],
      ['FORECASTED', 'GREATER_THAN', 100, 'PERCENTAGE', [['SNS', 'AlarmsTopic']]],
    ])
  })

  test('is made after the topic would take its news', () => {
    const { DependsOn } = withAll.resources.Budget!
    expect(DependsOn!.map(nameOf)).toContain('AlarmsTopicPolicy')
  })
})

describe('the dashboard', () => {
  const { DashboardBody } = Object.values(ofType('AWS::CloudWatch::Dashboard'))[0]
  const { widgets } = JSON.parse(readable(DashboardBody).replaceAll(/AWS::\w+/g, 'eu-north-1'))

  test('shows requests, errors, times, runs and capacity', () => {
    expect(widgets.map((each: Properties) => each.properties.title)).toEqual([
      'Requests: all, and those that no cache answered',
      'Errors',
      'Time to answer',
      'Runs of each function',
      'Failed runs',
      'Duration, p99',
      'Capacity used',
      'Throttled by the tables',
      'Sent to readers',
    ])
  })

  test('has no more metrics than are free', () => {
    const metrics = widgets.flatMap((each: Properties) => each.properties.metrics)
    expect(metrics.length).toBeGreaterThan(20)
    expect(metrics.length).toBeLessThanOrEqual(FREE_DASHBOARD_METRICS)
  })

  test('asks for what CloudFront counts where it is counted', () => {
    const edge = widgets
      .flatMap((each: Properties) => each.properties.metrics)
      .filter(([namespace]: string[]) => namespace === 'AWS/CloudFront')
    expect(edge).toHaveLength(2)
    for (const metric of edge) expect(metric.at(-1)).toMatchObject({ region: 'us-east-1' })
  })
})
