/** What watches over the service: alarms and whom they tell, the dashboard, and the budget. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { ALARMS, type AlarmFacts } from '../../lib/stack/alarm-table.ts'
import { EVERY_OPTION, nameOf, type Properties, ROOT, readable, synthesize } from '../support/synthesis.ts'

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
    ['ServerErrors', 'Annals/Annals ServerErrors'],
    ['SlowAnswers', 'AWS/ApiGateway Latency of ApiId Api'],
    ['Refused', 'Annals/Annals RefusedRequests'],
    ['JobMissed', 'AWS/Lambda Invocations of FunctionName anniversariesFunction'],
    ['JobFailed', 'AWS/SQS ApproximateNumberOfMessagesVisible of QueueName DailyFailures'],
  ] as const)('%s watches %s as its table says, and tells the owner when and what to do', (name, metric) => {
    const facts: AlarmFacts = ALARMS[name]
    const alarm = alarms[`Alarms${name}`]
    const of = (alarm.Dimensions ?? []).map((each: Properties) => ` of ${each.Name} ${readable(each.Value)}`).join('')
    expect(`${alarm.Namespace} ${alarm.MetricName}${of}`).toBe(metric)
    expect(alarm).toMatchObject({
      AlarmDescription: `${facts.fires} ${facts.todo}`,
      Threshold: facts.threshold,
      Period: facts.periodSeconds,
      EvaluationPeriods: facts.periods,
      ComparisonOperator: facts.comparison === '<' ? 'LessThanThreshold' : 'GreaterThanOrEqualToThreshold',
      TreatMissingData: facts.missing,
    })
    expect(alarm.Statistic ?? alarm.ExtendedStatistic).toBe(facts.statistic)
    expect(alarm.EvaluateLowSampleCountPercentile).toBe(facts.ignoresFewSamples && 'ignore')
    expect(alarm.AlarmActions.map(readable)).toEqual(['AlarmsTopic'])
  })

  test('are in the manual as their table has them', () => {
    const manual = readFileSync(join(ROOT, 'docs/operations.md'), 'utf8')
    for (const [name, { fires, todo }] of Object.entries(ALARMS))
      expect(manual).toContain(`| ${name} | ${fires} | ${todo} |`)
  })

  test('are these, which are free', () => {
    expect(Object.keys(alarms).sort()).toEqual(
      Object.keys(ALARMS)
        .map(name => `Alarms${name}`)
        .sort(),
    )
    expect(Object.keys(alarms).length).toBeLessThanOrEqual(FREE_ALARM_METRICS)
    // A formula would cost as much as all the metrics in it.
    for (const { Metrics } of Object.values(alarms)) expect(Metrics).toBeUndefined()
  })

  test('use no period longer than CloudWatch allows', () => {
    for (const { Period, EvaluationPeriods } of Object.values(alarms)) {
      expect(Period * EvaluationPeriods).toBeLessThanOrEqual(Period < 3600 ? 86_400 : 7 * 86_400)
    }
  })

  test('are made after the job has run once, so that there is data to evaluate', () => {
    const made = Object.entries(byDefault.resources).filter(([, { Type }]) => Type === 'AWS::CloudWatch::Alarm')
    for (const [, { DependsOn }] of made) expect(DependsOn).toContain('FirstRun')
  })

  test('count faults in the access log, and no write that is refused during a load', () => {
    const filters = ofType('AWS::Logs::MetricFilter')
    expect(filters.ApiServerErrors).toMatchObject({
      FilterPattern:
        '{ ($.status = "5*") && (($.status != "503") || (($.method != "PUT") && ($.method != "DELETE"))) }',
      MetricTransformations: [
        { MetricNamespace: 'Annals/Annals', MetricName: 'ServerErrors', MetricValue: '1', DefaultValue: 0 },
      ],
    })
    expect(filters.ApiRefusedRequests.FilterPattern).toBe('{ $.status = "429" }')
    for (const { LogGroupName } of Object.values(filters)) expect(readable(LogGroupName)).toBe('ApiLog')
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

  test('have no subscriber except the owner, if there is an address', () => {
    expect(ofType('AWS::SNS::Subscription')).toEqual({})
    const subscribers = Object.values(ofType('AWS::SNS::Subscription', withAll))
    expect(subscribers.map(each => [each.Protocol, each.Endpoint, readable(each.TopicArn)]).sort()).toEqual([
      ['email', 'owner@example.org', 'AlarmsTopic'],
      ['email', 'owner@example.org', 'Announcements'],
    ])
  })
})

describe('the budget', () => {
  test('exists if it is asked for', () => {
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

  test('shows alarms with what to do, requests, errors, times, runs, capacity and queries of the logs', () => {
    expect(widgets.map((each: Properties) => each.properties.title)).toEqual([
      'Alarms',
      undefined,
      'Requests: all, and those that no cache answered',
      'Errors',
      'Time to answer',
      'Runs of each function',
      'Failed runs',
      'Duration, p99',
      'Answers of the functions',
      'Highlights and announcements',
      'Sent to readers',
      'Capacity used',
      'Throttled by the tables',
      'failed requests',
      'refused requests',
      'slow requests',
    ])
    for (const { todo } of Object.values(ALARMS)) expect(widgets[1].properties.markdown).toContain(todo)
  })

  test('saves its queries under the name of the stack', () => {
    const names = Object.values(ofType('AWS::Logs::QueryDefinition')).map(each => each.Name)
    expect(names).toEqual(['Annals/failed requests', 'Annals/refused requests', 'Annals/slow requests'])
  })

  test('stays within the free metrics', () => {
    const metrics = widgets.flatMap((each: Properties) => each.properties.metrics ?? [])
    expect(metrics.length).toBeGreaterThan(20)
    expect(metrics.length).toBeLessThanOrEqual(FREE_DASHBOARD_METRICS)
  })

  test('reads CloudFront’s metrics where they are recorded', () => {
    const edge = widgets
      .flatMap((each: Properties) => each.properties.metrics ?? [])
      .filter(([namespace]: string[]) => namespace === 'AWS/CloudFront')
    expect(edge).toHaveLength(2)
    for (const metric of edge) expect(metric.at(-1)).toMatchObject({ region: 'us-east-1' })
  })
})
