"""The JSON API (接口): what systems read and do under `/api/v1`, with a token, by the same rights and use-cases."""
