/** Options that several commands share. Each means the same in all of them. */
import { Option } from '@commander-js/extra-typings'

export const DATA = new Option('--data <folder>', 'data folder').default('data')
export const STATE = new Option('--state <folder>', 'folder in which the local timeline is kept').default('.annals')
export const JSON_OUTPUT = new Option('--json', 'print JSON')

/** For commands that work on the local timeline by default. */
export const STACK = new Option('--stack <name>', 'use the timeline in this stack on AWS, not the local one')
export const PROFILE = new Option('--profile <name>', 'AWS profile; otherwise from the environment')
export const REGION = new Option('--region <name>', 'AWS region; otherwise AWS_REGION, or that of the profile')
