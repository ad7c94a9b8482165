"""The pages, in Spanish. All addresses are relative: any prefix may stand before them."""

from collections.abc import Iterable
from datetime import datetime
from html import escape

from local_stack.mail_sink.reading import Letter
from local_stack.mail_sink.store import Summary


def list_page(found: Iterable[Summary], searched: str, total: int) -> str:
    """Messages, newest first, and a field to search them."""
    rows = "".join(_row(summary) for summary in found)
    return _frame(
        "Correo enviado",
        ".",
        f"""
<header>
  <h1>Correo enviado</h1>
  <p class="muted">{_counted(total)}. Ningún mensaje sale de acá.</p>
  <form role="search">
    <input type="search" name="q" value="{escape(searched)}" aria-label="Dirección o asunto"
           placeholder="Dirección o asunto">
    <button>Buscar</button>
  </form>
</header>
<main>{f"<ol>{rows}</ol>" if rows else _empty(searched)}</main>""",
    )


def message_page(summary: Summary, letter: Letter) -> str:
    """One message: envelope, HTML and text as they came, headers."""
    return _frame(
        summary.subject or "Sin asunto",
        "..",
        f"""
<header>
  <p><a href="../">← Todo el correo</a></p>
  <h1>{escape(summary.subject) or "Sin asunto"}</h1>
  <dl>
    <dt>De</dt><dd>{escape(summary.sender) or "—"}</dd>
    <dt>Para</dt><dd>{escape(", ".join(summary.recipients))}</dd>
    <dt>Recibido</dt><dd>{_time(summary.received_at)}</dd>
  </dl>
</header>
<main>
{_html(summary, letter)}{_text(letter)}{_attachments(letter)}
<details><summary>Encabezados</summary><dl class="headers">{_headers(letter)}</dl></details>
<p><a href="{summary.id}/raw">Mensaje original ({_size(summary.size)})</a></p>
</main>""",
    )


def missing_page() -> str:
    """For a message that was never there or had to make room."""
    return _frame(
        "No está",
        "..",
        """
<header><h1>Ese mensaje no está</h1></header>
<main><p>Se guardan los 5.000 más nuevos. <a href="../">Ver todo el correo</a></p></main>""",
    )


def _frame(title: str, root: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="es">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="{root}/style.css">
</head>
<body>{body}
</body>
</html>
"""


def _row(summary: Summary) -> str:
    return f"""
<li><a href="messages/{summary.id}">
  <span class="to">{escape(", ".join(summary.recipients))}</span>
  {_time(summary.received_at)}
  <span class="subject">{escape(summary.subject) or "Sin asunto"}</span>
</a></li>"""


def _empty(searched: str) -> str:
    if searched:
        return f'<p>Nada coincide con «{escape(searched)}». <a href="./">Ver todo</a></p>'
    return "<p>Todavía no se envió ningún correo.</p>"


def _html(summary: Summary, letter: Letter) -> str:
    if letter.html is None:
        return ""
    sandbox = "allow-popups allow-popups-to-escape-sandbox"
    return (
        f'<iframe sandbox="{sandbox}" src="{summary.id}/html" title="Mensaje con formato"></iframe>'
    )


def _text(letter: Letter) -> str:
    if letter.text is None:
        return ""
    opened = "" if letter.html else " open"
    return f"<details{opened}><summary>Texto</summary><pre>{escape(letter.text)}</pre></details>"


def _attachments(letter: Letter) -> str:
    if not letter.attachments:
        return ""
    items = "".join(
        f"<li>{escape(part.name or part.content_type)} ({_size(part.size)})</li>"
        for part in letter.attachments
    )
    return f'<h2>Adjuntos</h2><ul class="attachments">{items}</ul>'


def _headers(letter: Letter) -> str:
    return "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in letter.headers
    )


def _time(moment: datetime) -> str:
    local = moment.astimezone()
    return f'<time datetime="{moment.isoformat()}">{local:%d/%m/%Y %H:%M:%S}</time>'


def _counted(total: int) -> str:
    return "1 mensaje" if total == 1 else f"{total:,} mensajes".replace(",", ".")


def _size(size: int) -> str:
    return f"{size / 1024:.1f} kB".replace(".", ",")
