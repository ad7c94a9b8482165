"""Files of answers to mails, for the service that sends the mails."""

from uuid import UUID

from fastapi import APIRouter, Response

from chassis.own_services import OWN_SERVICE
from intake.inbound.edge import Begin
from intake.inbound.received_files import FILE, FilesOf, answer_file

router = APIRouter(prefix="/api/v1/intake/mail-files", tags=["e-mails"])


@router.get("/{attachment_id}", responses=FILE, response_class=Response, dependencies=[OWN_SERVICE])
async def fetch_file_of_answer(attachment_id: UUID, files: FilesOf, begin: Begin) -> Response:
    """A file that an operator's answer to a mail names: `notifications` fetches it to send it."""
    async with begin() as tx:
        attachment = await tx.attachments.of_answer(attachment_id)
    return await answer_file(files, attachment)
