"""Somebody follows a link and chooses a password."""

from directory.application.ports import Begin, Passwords
from directory.domain.credential_link import token_digest, wrong_link


async def set_password(token: str, password: str, begin: Begin, passwords: Passwords) -> None:
    """From now on this password and no other; all sessions end, all links are used up.

    WrongLink if the token cannot be used. A second factor stays what it was.
    """
    digest = token_digest(token)
    async with begin() as tx:
        # Only to spare the slow part those who try anything; what counts is the use below.
        if not await tx.links.leads_somewhere(digest):
            raise wrong_link()
    password_hash = await passwords.hash(password)
    async with begin() as tx:
        account_id = await tx.links.use(digest)
        if account_id is None or not (await tx.accounts.get(account_id)).active:
            raise wrong_link()
        await tx.accounts.set_password(account_id, password_hash)
        await tx.links.drop_all(account_id)
        await tx.sessions.end(account_id, "password-changed")
