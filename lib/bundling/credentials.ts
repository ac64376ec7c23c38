/** Lambda hands a function its credentials in environment variables only. */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env'
