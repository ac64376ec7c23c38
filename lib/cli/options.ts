/** Options that several commands share. Each means the same in all of them. */
import { Command, Option } from '@commander-js/extra-typings'
import { isCivilDate } from '../../lambdas/domain/civil-date.ts'
import { OperatorError } from '../operator-error.ts'

export const DATA = new Option('--data <folder>', 'data folder').default('data')
export const STATE = new Option('--state <folder>', 'folder in which the local timeline is kept').default('.annals')
export const JSON_OUTPUT = new Option('--json', 'print JSON')

export const PROFILE = new Option('--profile <name>', 'AWS profile; otherwise from the environment')
export const REGION = new Option('--region <name>', 'AWS region; otherwise AWS_REGION, or that of the profile')

/** A command on one timeline: the local one, or that of a stack. */
export const timelineCommand = () =>
  new Command()
    .addOption(STATE)
    .addOption(new Option('--stack <name>', 'use the timeline in this stack on AWS, not the local one'))
    .addOption(PROFILE)
    .addOption(REGION)

/** @returns the URL without a trailing slash @throws {OperatorError} */
export function parsePublicUrl(value: string): string {
  const url = URL.parse(value)
  if (url === null || !/^https?:$/.test(url.protocol) || url.href !== `${url.origin}/`)
    throw new OperatorError(
      `--public-url "${value}" is not the address of a site; it must be like https://timeline.example`,
    )
  return url.origin
}

/** @throws {OperatorError} */
export function parsePort(value: string): number {
  const port = Number(value)
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new OperatorError(`--port "${value}" is not a port; it must be from 0 to 65535`)
  return port
}

/** @throws {OperatorError} */
export const parseDay =
  (option: string) =>
  (value: string): string => {
    if (isCivilDate(value)) return value
    throw new OperatorError(`${option} "${value}" is not a date; it must be YYYY-MM-DD, from 0001-01-01 to 9999-12-31`)
  }
