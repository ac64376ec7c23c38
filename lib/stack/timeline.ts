/** The whole service: a construct for any CDK app, and a separate stack. */
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { EventBus } from 'aws-cdk-lib/aws-events'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { CfnOutput, CfnResource, Duration, Stack } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { parse } from 'yaml'
import { ENDPOINTS, FALLBACK_FUNCTION } from '../../lambdas/endpoints/index.ts'
import type { HttpFunction } from '../../lambdas/http/endpoint.ts'
import { JOBS } from '../../lambdas/jobs/jobs.ts'
import { SEARCH_FILES } from '../../lambdas/store/search-files.ts'
import type { TableName } from '../../lambdas/store/tables.ts'
import { buildId } from '../build-id.ts'
import { pngFiles } from '../png-files.ts'
import { Alarms } from './alarms.ts'
import { TimelineApi } from './api.ts'
import { ChangeStream } from './change-stream.ts'
import { DailySchedule } from './daily-schedule.ts'
import { TimelineDashboard } from './dashboard.ts'
import { DataLoad } from './data-load.ts'
import { TimelineDistribution } from './distribution.ts'
import { FilesBucket } from './files-bucket.ts'
import { FirstRun } from './first-run.ts'
import { TimelineFunction } from './function.ts'
import { MayEdit } from './may-edit.ts'
import { MonthlyBudget } from './monthly-budget.ts'
import { readSettings, type StackSettings } from './settings.ts'
import { TimelineTable } from './table.ts'
import { accessOf, type FunctionName } from './table-access.ts'
import { metricsNamespace } from './timeline-name.ts'

/** The root folder of the project, or of its compiled code in the package. */
const ROOT = join(import.meta.dirname, '../..')

export interface TimelineProps extends Partial<StackSettings> {
  /** The data folder, relative to the current folder. */
  data: string
  /** IANA time zone of the timeline; by default that in `timeline.yaml`. */
  timeZone?: string
}

/**
 * A request handler needs about 100 MiB and uses up to 270 (`bench/cost.md`). Processor time grows with memory: the slowest first response
 * takes an estimated 0.7 s with 1,024 MiB and 1.3 s with 512, for 0.10 USD more per million requests.
 */
const ANSWERING = { memory: 1024, timeout: Duration.seconds(10) }
/** Drawing takes only processor time, so with less memory it would take longer and cost the same: 1,769 MiB are one processor. */
const DRAWING = { memory: 1769, timeout: Duration.seconds(10) }
/** Uses 80 MiB. It costs less than a cent a month at any size. */
const WORKING = { memory: 512, timeout: Duration.minutes(5) }
/** The loader holds the whole folder in memory and gets the longest timeout that Lambda allows. */
const LOADING = { memory: 1024, timeout: Duration.minutes(15) }

const DEFAULTS = readSettings({ tryGetContext: () => undefined })

/** Tables, functions, API, distribution, daily job, alarms and dashboard. `settings.ts` describes the settings. */
export class Timeline extends Construct {
  /** Address of the timeline. */
  readonly address: string

  constructor(scope: Construct, id: string, props: TimelineProps) {
    super(scope, id)
    const data = resolve(props.data)
    const timeZone = props.timeZone ?? timeZoneOf(data)
    const settings = { ...DEFAULTS, ...props }
    const { retain, email, domain, monthlyBudget, tracing } = settings
    const build = buildId(ROOT)
    const png = pngFiles(ROOT)

    const tables: Record<TableName, TimelineTable> = {
      events: new TimelineTable(this, 'events', { retain }),
      highlights: new TimelineTable(this, 'highlights', { retain }),
    }
    const api = new TimelineApi(this, 'Api', settings.requestsPerSecond)
    const media = new FilesBucket(this, 'Media', { variable: 'MEDIA_BUCKET', files: ['media/*'] })
    const { address, distribution } = new TimelineDistribution(this, 'Public', { api, media }, settings)
    this.address = address

    const common = { root: ROOT, tracing }
    const METRICS_NAMESPACE = metricsNamespace(this)
    const environment = { PUBLIC_URL: address, BUILD: build, METRICS_NAMESPACE }
    const secretName = `/${Stack.of(this).stackName}/webhook-secret`
    const answering = (name: HttpFunction) => new TimelineFunction(this, name, { ...common, environment, ...ANSWERING })
    const functions: Record<FunctionName, TimelineFunction> = {
      api: answering('api'),
      feeds: answering('feeds'),
      pages: answering('pages'),
      editor: answering('editor'),
      mcp: answering('mcp'),
      pictures: new TimelineFunction(this, 'pictures', {
        ...common,
        environment: { ...environment, PNG_FOLDER: '/var/task' },
        files: { 'resvg.wasm': png.renderer, fonts: png.fonts },
        ...DRAWING,
      }),
      anniversaries: new TimelineFunction(this, 'anniversaries', {
        ...common,
        environment: { PUBLIC_URL: address, METRICS_NAMESPACE },
        ...WORKING,
      }),
      publisher: new TimelineFunction(this, 'publisher', {
        ...common,
        environment: { PUBLIC_URL: address, WEBHOOK_SECRET_PARAMETER: secretName },
        ...WORKING,
      }),
      // Without PUBLIC_URL the loader does not wait for CloudFront, so invalid data fails a deployment early.
      loader: new TimelineFunction(this, 'loader', {
        ...common,
        environment: { BUILD: build },
        dataFolder: data,
        ...LOADING,
      }),
    }
    for (const name of Object.keys(functions) as FunctionName[]) functions[name].grantTables(tables, accessOf(name))
    const search = new FilesBucket(this, 'Search', { variable: 'SEARCH_BUCKET', files: SEARCH_FILES })
    for (const searching of [functions.api, functions.mcp, functions.pages, functions.pictures])
      search.grantFiles(searching)
    for (const bucket of [search, media]) bucket.grantWrites(functions.loader)
    const lambdas = {
      api: functions.api.lambda,
      feeds: functions.feeds.lambda,
      pages: functions.pages.lambda,
      editor: functions.editor.lambda,
      mcp: functions.mcp.lambda,
      pictures: functions.pictures.lambda,
    }
    api.serve(ENDPOINTS, lambdas, FALLBACK_FUNCTION)

    const job = functions.anniversaries.lambda
    const { failures } = new DailySchedule(this, 'Daily', { at: JOBS.anniversaries.schedule, timeZone, run: job })
    functions.publisher.grantParameter(secretName)
    const publisher = functions.publisher.lambda
    const changes = new ChangeStream(this, 'Changes', { events: tables.events, run: publisher, failures })
    const announcements = new Topic(this, 'Announcements', { enforceSSL: true })
    functions.anniversaries.grantAnnounce(announcements, EventBus.fromEventBusName(this, 'DefaultBus', 'default'))

    for (const changing of [functions.editor, functions.anniversaries]) changing.grantClear(distribution)

    // In this order: the data, so that a mistake in them leaves the rest unchanged; the code that reads them; today's highlights.
    const load = new DataLoad(this, 'DataLoad', { folder: data, build, loader: functions.loader })
    for (const updated of [...Object.values(lambdas), job, publisher]) updated.node.addDependency(load)
    const firstRun = new FirstRun(this, 'FirstRun', { job: functions.anniversaries, properties: load.properties })
    firstRun.node.addDependency(...Object.values(lambdas), changes)

    const alarms = new Alarms(this, 'Alarms', { api, job, failures, after: firstRun })
    const dashboard = new TimelineDashboard(this, 'Dashboard', {
      alarms,
      distribution,
      api,
      functions: { ...lambdas, anniversaries: job },
      tables,
      failures,
    })
    if (monthlyBudget !== undefined) new MonthlyBudget(this, 'Budget', monthlyBudget, alarms)
    if (email !== undefined)
      for (const topic of [announcements, alarms.topic]) topic.addSubscription(new EmailSubscription(email))

    const outputs = {
      Address: address,
      ApiAddress: api.apiEndpoint,
      AnnouncementsTopic: announcements.topicArn,
      AlarmsTopic: alarms.topic.topicArn,
      EventsTable: tables.events.tableName,
      HighlightsTable: tables.highlights.tableName,
      Data: load.summary,
      Today: firstRun.summary,
      EditorPolicy: new MayEdit(this, 'MayEdit', api).managedPolicyArn,
      DashboardAddress: dashboard.address,
      SearchBucket: search.bucketName,
      MediaBucket: media.bucketName,
      WebhookSecret: secretName,
      ...(domain && { DnsRecord: `${domain.name} CNAME (or ALIAS) ${distribution.distributionDomainName}` }),
    }
    for (const [name, value] of Object.entries(outputs)) new CfnOutput(this, name, { value })
    acceptStatedDependencies(this)
  }
}

/** The CDK states dependencies that a reference implies already; cfn-lint warns of each (W3005). */
function acceptStatedDependencies(timeline: Timeline): void {
  for (const resource of timeline.node.findAll().filter(each => CfnResource.isCfnResource(each)))
    if (/^(AWS::Lambda::Function|AWS::Budgets::Budget|Custom::\w+)$/.test(resource.cfnResourceType))
      resource.addMetadata('cfn-lint', { config: { ignore_checks: ['W3005'] } })
}

/** The timeline of a data folder as a stack of its own, with its settings from the context: `cdk deploy -c email=owner@example.org`. */
export class TimelineStack extends Stack {
  constructor(scope: Construct, id: string, props: Pick<TimelineProps, 'data' | 'timeZone'>) {
    super(scope, id, { description: 'Annals: a public timeline', tags: { project: 'annals' } })
    // `Default` is no part of logical ids, so the stack's resources keep theirs: https://github.com/aws/aws-cdk/blob/main/packages/aws-cdk-lib/core/lib/private/uniqueid.ts
    new Timeline(this, 'Default', { ...readSettings(this.node), ...props })
  }
}

const timeZoneOf = (data: string): string =>
  (parse(readFileSync(join(data, 'timeline.yaml'), 'utf8')) as { timeZone: string }).timeZone
