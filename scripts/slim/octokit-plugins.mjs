/** In place of two plugins of `@actions/github`: the step calls `request` and `graphql`, never a method of theirs. */
export const restEndpointMethods = () => ({});
export const paginateRest = () => ({});
