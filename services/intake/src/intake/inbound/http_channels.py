"""How the contacts of each channel become work: read by everybody at the desk, set by those who run
it."""

from dataclasses import replace

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, StrictBool

from chassis.kept import change
from chassis.preconditions import IfMatch, version_of
from intake.domain.channel_rules import ChannelRule, ExistingWork
from intake.inbound.desk_models import Reader
from intake.inbound.edge import Begin
from intake.inbound.settings_bodies import KnownCode, Manager

router = APIRouter(prefix="/api/v1/contacts/channels", tags=["desk settings"])


class ChannelRuleBody(BaseModel):
    """`existing_work`: what taking a contact does where its customer has open tickets: append to
    the one it belongs to, ask the operator, or open a new one. Where `requires_attention_context`,
    contacts end with their ticket."""

    model_config = ConfigDict(extra="forbid")

    existing_work: ExistingWork
    requires_attention_context: StrictBool


class ChannelRuleShown(BaseModel):
    """The rule of a channel; `version` is what a change must send as If-Match."""

    code: str
    existing_work: ExistingWork
    requires_attention_context: bool
    version: int


class ChannelRulesShown(BaseModel):
    """One for each channel."""

    items: list[ChannelRuleShown]


@router.get("")
async def list_rules(_: Reader, begin: Begin) -> ChannelRulesShown:
    """All of them."""
    async with begin() as tx:
        rules = await tx.settings.channels.all()
    return ChannelRulesShown(items=[_shown(rule) for rule in rules])


@router.put("/{code}")
async def set_rule(
    code: KnownCode, body: ChannelRuleBody, if_match: IfMatch, _: Manager, begin: Begin
) -> ChannelRuleShown:
    """Holds for contacts that are taken from now on. 412 (`out-of-date`) if somebody else changed
    it since it was read."""

    def changed(before: ChannelRule) -> ChannelRule:
        return replace(
            before,
            existing_work=body.existing_work.value,
            requires_attention_context=body.requires_attention_context,
        )

    async with begin() as tx:
        return _shown(await change(tx.settings.channels, code, version_of(if_match), changed))


def _shown(rule: ChannelRule) -> ChannelRuleShown:
    return ChannelRuleShown(
        code=rule.code,
        existing_work=ExistingWork(rule.existing_work),
        requires_attention_context=rule.requires_attention_context,
        version=rule.version,
    )
