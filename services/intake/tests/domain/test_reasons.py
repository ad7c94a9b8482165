"""Why customers come to us: the tree, and what channels mean by their words."""

from dataclasses import replace

import pytest

from intake.domain.reasons import Reason, ReasonMisplaced, ReasonTree, UnknownReason
from intake.domain.words import Channel

COMPLAINT = Reason("complaint", "Reclamos", channels=("call", "chat"), position=1)
TECHNICAL = Reason("complaint-technical", "Reclamo técnico", parent="complaint", position=2)
FORM = Reason("information", "INFORMACIÓN", channels=("inquiry",), areas=("sales",))
TREE = ReasonTree.of([TECHNICAL, COMPLAINT, FORM])


@pytest.mark.parametrize(
    ("said", "channel", "code"),
    [
        ("complaint", Channel.CALL, "complaint"),
        ("RECLAMOS", Channel.CALL, "complaint"),
        (" reclamo  tecnico ", Channel.CHAT, "complaint-technical"),
        ("Complaint_Technical", Channel.CALL, "complaint-technical"),
        ("informacion", Channel.INQUIRY, "information"),
        ("informacion", Channel.CALL, "informacion"),
        ("algo más", Channel.CALL, "algo más"),
        (None, Channel.CALL, None),
    ],
)
def test_what_a_channel_says_is_a_code_if_it_means_one(
    said: str | None, channel: Channel, code: str | None
) -> None:
    """C06, X19."""
    assert TREE.code_of(said, channel) == code


def test_a_reason_names_the_category_of_tickets_or_has_that_of_the_one_it_is_part_of() -> None:
    """E79."""
    named = replace(COMPLAINT, category="no-connection")
    own = replace(TECHNICAL, code="slow", category="slowness")
    tree = ReasonTree.of([named, TECHNICAL, own, FORM])

    said = ("complaint", "complaint-technical", "slow", "information", "algo más", None)
    assert [tree.category_of(each) for each in said] == [
        "no-connection", "no-connection", "slowness", None, None, None,
    ]  # fmt: skip


def test_people_read_a_label_for_a_code_and_nothing_for_other_words() -> None:
    """C06: the code of what is not chosen any more keeps its label."""
    tree = ReasonTree.of([replace(COMPLAINT, active=False), FORM])

    said = ("complaint", "information", "opción 7", None)
    assert [tree.label_of(each) for each in said] == ["Reclamos", "INFORMACIÓN", None, None]


def test_a_label_of_what_is_not_chosen_any_more_means_nothing_but_its_code_stays() -> None:
    tree = ReasonTree.of([replace(COMPLAINT, active=False)])

    assert tree.code_of("Reclamos", Channel.CALL) == "Reclamos"
    assert tree.code_of("complaint", Channel.CALL) == "complaint"
    with pytest.raises(UnknownReason):
        tree.choosable("complaint", Channel.CALL)


def test_a_reason_is_chosen_only_for_its_channels() -> None:
    assert TREE.choosable("complaint", Channel.CHAT) == COMPLAINT
    for code, channel in (("complaint", Channel.INQUIRY), ("nothing", Channel.CALL)):
        with pytest.raises(UnknownReason):
            TREE.choosable(code, channel)


def test_a_tree_is_told_from_the_general_to_the_specific() -> None:
    assert [(reason.code, depth) for reason, depth in TREE.in_order()] == [
        ("information", 0), ("complaint", 0), ("complaint-technical", 1),
    ]  # fmt: skip
    assert FORM.is_of(Channel.INQUIRY, "sales")
    assert not FORM.is_of(Channel.INQUIRY, "support")


@pytest.mark.parametrize("parent", ["complaint", "complaint-technical", "nothing"])
def test_no_reason_stands_below_itself_or_below_nothing(parent: str) -> None:
    moved = replace(COMPLAINT, parent=parent)

    with pytest.raises(ReasonMisplaced):
        ReasonTree.of([moved, TECHNICAL]).check_place(moved)


def test_a_tree_is_five_deep_at_most_also_for_those_below_what_is_moved() -> None:
    chain = [Reason(f"r{n}", "r", parent=f"r{n - 1}" if n else None) for n in range(5)]
    ReasonTree.of(chain).check_place(chain[0])
    sixth = Reason("r5", "r", parent="r4")
    above = Reason("above", "r")
    moved = replace(chain[0], parent="above")

    for tree, reason in (([*chain, sixth], sixth), ([above, moved, *chain[1:]], moved)):
        with pytest.raises(ReasonMisplaced):
            ReasonTree.of(tree).check_place(reason)
