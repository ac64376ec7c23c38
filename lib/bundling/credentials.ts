/** Lambda passes credentials in environment variables only, so one provider is enough. */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env'
