"""How Tero hands e-mails to a mail server, and how it reads the answer."""

import asyncio
import contextlib
import ssl

import aiosmtplib

from chassis.calls import GiveUp, TryAgain
from notifications.mail_safe import Mailbox, header_text
from notifications.settings import Settings

_PERMANENT = 500
_GOODBYE_SECONDS = 2.0
_LONGEST_REASON = 300


class MailServer:
    """One mail server. A connection per e-mail: none is idle when the server changes its mind."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    async def send(self, raw: bytes, sender: Mailbox, recipient: str) -> None:
        """Hand over one message.

        Raises GiveUp where the server refuses this very message for good, TryAgain for all else: no
        answer, not now, and also a server that refuses *us* (greeting, certificate, log-in),
        because that is mended in the settings and every e-mail would be lost until then.
        """
        client = self._client(sender)
        try:
            async with asyncio.timeout(self._settings.smtp_seconds):
                await client.connect()
                await client.sendmail(sender.address, [recipient], raw)
        except aiosmtplib.SMTPException as error:
            raise _verdict(error) from error
        except TimeoutError as error:
            raise TryAgain("the mail server took too long") from error
        except OSError as error:
            raise TryAgain(_reason(type(error).__name__, str(error))) from error
        else:
            await self._say_goodbye(client)
        finally:
            client.close()

    async def _say_goodbye(self, client: aiosmtplib.SMTP) -> None:
        """The message is theirs: nothing that goes wrong now may send it again."""
        with contextlib.suppress(aiosmtplib.SMTPException, OSError, TimeoutError):
            async with asyncio.timeout(_GOODBYE_SECONDS):
                await client.quit()

    def _client(self, sender: Mailbox) -> aiosmtplib.SMTP:
        settings = self._settings
        encrypted = settings.smtp_security != "none"
        password = settings.smtp_password_file
        return aiosmtplib.SMTP(
            hostname=settings.smtp_host,
            port=settings.smtp_port,
            local_hostname=sender.domain,
            timeout=settings.smtp_seconds,
            use_tls=settings.smtp_security == "tls",
            start_tls=settings.smtp_security == "starttls",
            tls_context=_trust(settings) if encrypted else None,
            username=settings.smtp_username,
            password=password.read_text().rstrip("\r\n") if password else None,
        )


def _trust(settings: Settings) -> ssl.SSLContext:
    file = settings.smtp_ca_file
    return ssl.create_default_context(cafile=str(file) if file else None)


def _verdict(error: aiosmtplib.SMTPException) -> TryAgain | GiveUp:
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return _verdict(error.recipients[0])
    if not isinstance(error, aiosmtplib.SMTPResponseException):
        return TryAgain(_reason(type(error).__name__, error.message))
    reason = _reason(str(error.code), error.message)
    about_this_mail = isinstance(
        error,
        aiosmtplib.SMTPSenderRefused | aiosmtplib.SMTPRecipientRefused | aiosmtplib.SMTPDataError,
    )
    if about_this_mail and error.code >= _PERMANENT:
        return GiveUp(reason)
    return TryAgain(reason, is_theirs=about_this_mail)


def _reason(what: str, said: str) -> str:
    return header_text(f"{what} {said}", _LONGEST_REASON)
