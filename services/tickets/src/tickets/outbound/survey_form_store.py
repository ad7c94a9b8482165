"""Forms of surveys in PostgreSQL."""

from sqlalchemy import text

from chassis.transactions import Tx
from tickets.domain.survey_form import SurveyForm
from tickets.outbound.kept_store import SqlKept
from tickets.outbound.survey_rows import form_columns, form_from
from tickets.outbound.tables import survey_forms

# That no two forms ask about one category holds of all of them together.
_HOLD_STILL = text("lock table survey_form in share row exclusive mode")


class SqlSurveyForms(SqlKept[SurveyForm]):
    """The `SurveyForms` port."""

    def __init__(self, tx: Tx) -> None:
        super().__init__(tx, survey_forms, form_from, form_columns)

    async def hold_still(self) -> None:
        await self._tx.connection.execute(_HOLD_STILL)
