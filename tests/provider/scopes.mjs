// The scopes of OpenID Connect, which name no resource.
export const oidcScopes = ['openid', 'profile', 'email', 'offline_access'];
