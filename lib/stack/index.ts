/** What the package exports as `annals/cdk`. */
export { Timeline, type TimelineProps, TimelineStack } from './timeline.ts'
