"""Signing in with the organisation's own identity provider (单点登录, OpenID Connect): only when one is named."""
