"""Three kernels that are broken on purpose, for the control run: harness and oracle must notice.

Each works well as long as nothing fails. Each module says which harm is expected of which fault.
"""

from collections.abc import Callable, Mapping

from tests.faults.wounds.broken import auto_commit, last_id, no_fence

BROKEN: Mapping[str, Callable[[], None]] = {
    "auto-commit": auto_commit.install,
    "no-fence-no-inbox": no_fence.install,
    "relay-by-last-id": last_id.install,
}
