"""What is told to everybody, and in whose words."""

from contracts.access import ApiKeyChangedV1
from contracts.directory import AccountChangedV1
from directory.domain.account import Account
from directory.domain.api_key import ApiKey


def account_changed(account: Account) -> AccountChangedV1:
    """The account as it is now."""
    return AccountChangedV1(
        account_id=account.id,
        login=account.login,
        name=account.name,
        email=account.email,
        role=account.role.value,
        areas=list(account.areas),
        permissions=account.permissions,
        active=account.active,
        customer_id=account.customer_id,
    )


def api_key_changed(key: ApiKey) -> ApiKeyChangedV1:
    """The key as it is now, without its secret."""
    return ApiKeyChangedV1(
        key_id=key.id,
        name=key.name,
        secret_hash=key.secret_hash.hex(),
        scopes=list(key.permissions),
        areas=list(key.areas),
        owner_id=key.owner_id,
        expires_at=key.expires_at,
        active=key.revoked_at is None,
    )
