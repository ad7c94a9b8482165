"""Python looks for garbage among what tests make, and nowhere else."""

import gc
from weakref import ref


class _Ring:
    """Refers to itself."""

    def __init__(self) -> None:
        self.itself = self


def test_what_tests_make_is_collected_and_what_was_there_before_is_left_alone() -> None:
    gone = ref(_Ring())
    gc.collect()

    assert gone() is None
    assert gc.isenabled()
    assert gc.get_freeze_count() > 10_000
