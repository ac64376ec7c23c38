/**
 * How CloudWatch evaluates a metric alarm with missing data:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
import type { AlarmFacts } from '../../lib/stack/alarm-table.ts'

export type AlarmState = 'OK' | 'ALARM'

/** A value per period, the latest last; `undefined` is a missing datapoint. */
export type Datapoint = number | undefined

type Evaluated = Pick<AlarmFacts, 'periods' | 'comparison' | 'threshold' | 'missing'>

/**
 * CloudWatch fetches more datapoints than the alarm has periods. If enough of them are real, the latest real ones decide; otherwise every
 * real one counts, and the missing ones are filled in.
 * @param points of the evaluation range
 */
export function alarmState(
  { periods, comparison, threshold, missing }: Evaluated,
  points: readonly Datapoint[],
): AlarmState {
  const isBreaching = (value: number) => (comparison === '<' ? value < threshold : value >= threshold)
  const real = points.filter(value => value !== undefined).map(isBreaching)
  const counted =
    real.length >= periods
      ? real.slice(-periods)
      : [...real, ...Array.from({ length: periods - real.length }, () => missing === 'breaching')]
  return counted.every(Boolean) ? 'ALARM' : 'OK'
}

/** The state after each period. @param extra how many datapoints CloudWatch fetches beyond the periods; it does not say how many */
export const alarmStates = (alarm: Evaluated, points: readonly Datapoint[], extra: number): AlarmState[] =>
  points.map((_, latest) => {
    const first = latest + 1 - alarm.periods - extra
    const before: Datapoint[] = Array.from({ length: Math.max(0, -first) })
    return alarmState(alarm, [...before, ...points.slice(Math.max(0, first), latest + 1)])
  })
