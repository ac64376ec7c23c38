/** The exports of `annals/cdk`. */
export { Timeline, type TimelineProps, TimelineStack } from './timeline.ts'
