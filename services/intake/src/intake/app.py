"""Intake, assembled."""

from datetime import timedelta
from functools import partial

from chassis.definition import Definition
from chassis.own_services import secrets_in
from chassis.privacy_answers import Answers
from chassis.rate_limits import Kind
from contracts.privacy import WORDS
from contracts.topics import CONTACTS
from intake.application.attachments import NoFiles
from intake.application.channel_systems import SystemMemory
from intake.application.signing import Mint
from intake.inbound import (
    chatting,
    customers,
    doors,
    http,
    http_channel_signing,
    http_channel_systems,
    http_channels,
    http_claims,
    http_drafts,
    http_ignored,
    http_mail_files,
    http_mails,
    http_stream,
    http_updates,
    http_views,
    http_work,
    running_the_desk,
)
from intake.inbound.channel_topics import channel_topics
from intake.inbound.desk_teller import DeskTeller
from intake.inbound.mail_assembly import Beginning, mail_door
from intake.inbound.messages import subscriptions
from intake.inbound.offer_timers import on_offer_end, on_offer_round
from intake.inbound.phones import Phones
from intake.inbound.reports import Reports
from intake.inbound.timers import end_calls, on_lease_end
from intake.inbound.turnstile import Turnstile
from intake.inbound.upload_room import UploadRoom
from intake.outbound.attachment_store import forget_unsent
from intake.outbound.file_store import FolderFiles
from intake.outbound.forgotten_files import forget_files
from intake.outbound.leases import LEASE_END, LeaseTimes, begin_leases
from intake.outbound.mail_store import forget_aside
from intake.outbound.offer_store import OFFER_END, OFFER_ROUND
from intake.outbound.privacy import PERSONAL
from intake.outbound.rules import Memory
from intake.outbound.search_index import keep_index
from intake.outbound.settled_work import forget_settled
from intake.outbound.transaction import IntakeTransaction
from intake.settings import Settings

_ROUTERS = (
    doors.router,
    http_channel_systems.router,
    http_channel_signing.router,
    http_channels.router,
    http_ignored.router,
    http_mails.router,
    http_mail_files.router,
    customers.router,
    *chatting.ROUTERS,
    *running_the_desk.ROUTERS,
    http_claims.router,
    http_work.router,
    http_drafts.router,
    http_updates.router,
    http_stream.router,
    http_views.router,
    http.router,
)
_CHORES = (forget_aside, forget_settled, forget_unsent, end_calls)
_TIMERS = {LEASE_END: on_lease_end, OFFER_ROUND: on_offer_round, OFFER_END: on_offer_end}


def define(settings: Settings) -> Definition[IntakeTransaction]:
    """The service for these settings."""
    phones = Phones(tuple(settings.phone_countries.split(",")))
    reports = Reports(phones)
    systems = SystemMemory()
    leases = _lease_times(settings)
    mail = mail_door(settings, systems)
    files = FolderFiles(settings.files_dir) if settings.files_dir else NoFiles()
    privacy = Answers("intake", PERSONAL, WORDS)
    return Definition(
        name="intake",
        title="Intake: contacts of every channel, and who attends them",
        shape=partial(
            IntakeTransaction,
            memory=Memory(settings.zone),
            leases=leases,
            systems=systems,
        ),
        routers=_ROUTERS,
        handles=[*subscriptions(reports, settings.systems_with_topics), *privacy.handles],
        source_topics=channel_topics(settings.systems_with_topics),
        loops=[
            keep_index,
            *([mail.run] if mail else []),
            *([partial(forget_files, files=files)] if settings.files_dir else []),
        ],
        start=Beginning(settings),
        chores=[*_CHORES, partial(begin_leases, times=leases)],
        live_topics=[CONTACTS.name],
        tellers={http_stream.DESK: DeskTeller, **chatting.TELLERS},
        timers={**privacy.timers, **_TIMERS},
        rate_kinds=dict.fromkeys(doors.PATHS, Kind.DOOR) | chatting.RATE_KINDS,
        state={
            "systems": systems,
            "mint": Mint(secrets_in(settings.signature_secret_file)),
            "mail_door": mail,
            "mail_reader": mail.reader if mail else None,
            "reports": reports,
            "web_chat_sites": settings.web_chat_sites,
            "files": files,
            "own_services": secrets_in(settings.mail_files_secret_file),
            "customer_files_bytes": settings.customer_files_mib << 20,
            "upload_room": UploadRoom(),
            "phones": phones,
            "turnstile": Turnstile(),
        },
    )


def _lease_times(settings: Settings) -> LeaseTimes:
    return LeaseTimes(
        timedelta(seconds=settings.claim_seconds),
        timedelta(seconds=settings.transferred_claim_seconds),
    )
