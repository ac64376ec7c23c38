/** Parameters about days and zones. */
import { type CivilDate, isCivilDate, isMonthDay } from '../../domain/civil-date.ts'
import { isTimeZone } from '../../domain/time-zone.ts'
import { InvalidValue, integerParameter, pathParameter, queryParameter } from './parameter.ts'

function parseDay(value: string): CivilDate {
  if (!isCivilDate(value)) throw new InvalidValue('a day of the years 0001–9999 as YYYY-MM-DD')
  return value
}

export const days = {
  monthDay: pathParameter('monthDay', {
    description: 'A day of the year.',
    schema: { type: 'string', pattern: '^\\d{2}-\\d{2}$' },
    example: '07-14',
    parse: value => {
      if (!isMonthDay(value)) throw new InvalidValue('a day of the year as MM-DD, from 01-01 to 12-31')
      return value
    },
  }),
  tz: queryParameter('tz', {
    description: 'Zone that decides the day: an IANA name or an offset. Default: the zone of the timeline.',
    schema: { type: 'string', maxLength: 64 },
    example: 'America/New_York',
    parse: value => {
      // In a query, + stands for a space; few clients know to write an offset as %2B09:00.
      const zone = value.replace(/^ /, '+')
      if (zone.length > 64 || !isTimeZone(zone))
        throw new InvalidValue('an IANA time zone such as Asia/Seoul, or an offset such as +09:00')
      return zone
    },
    default: ({ timeline }) => timeline.timeZone,
  }),
  startDay: queryParameter('from', {
    description: 'First day. Default: today.',
    schema: { type: 'string', format: 'date' },
    example: '2026-07-14',
    parse: parseDay,
    default: ({ today }) => today(),
  }),
  days: integerParameter('days', [1, 366], 30, { description: 'Number of days, the first included.', example: '60' }),
  fromDay: queryParameter('from', {
    description: 'First day. Default: 59 days before the last.',
    schema: { type: 'string', format: 'date' },
    example: '2026-07-01',
    parse: parseDay,
  }),
  toDay: queryParameter('to', {
    description: 'Last day. Default: today.',
    schema: { type: 'string', format: 'date' },
    example: '2026-07-14',
    parse: parseDay,
    default: ({ today }) => today(),
  }),
}
