"""Whatever changes the book: one verb and one noun each, one transaction, one record in the history.

`at` is the local time of the step, `who` the role that took it ("Bí thư chi bộ"). Every operation
returns what it changed; Refused says why a rule or the book does not allow it, with the clause.
"""

from db.operations.afterwards import (
    add_remedies,
    clear_past_year,
    drop_remedy,
    record_past_years,
    record_rerating,
    set_old_faults,
    update_remedy,
)
from db.operations.ballots import (
    approve_ballot,
    begin_further_round,
    prepare_ballot,
    record_count,
    set_ballot_state,
)
from db.operations.decisions import clear_decision, record_decisions
from db.operations.inspection import clear_inspection, set_inspection
from db.operations.numbers import number_papers, set_term
from db.operations.papers import clear_override, record_documents, record_sending, set_override, set_setting
from db.operations.preparing import (
    hand_in_review,
    receive_paper,
    take_back_paper,
    take_back_review,
    write_review_part,
    write_review_parts,
)
from db.operations.roll import (
    add_member,
    record_collective,
    remove_member,
    reorder_members,
    set_meeting_day,
    set_up_unit,
    update_member,
    update_unit,
)
from db.operations.sessions import (
    add_supplement,
    close_item,
    close_session,
    drop_supplement,
    lay_out_sessions,
    open_session,
    record_attendance,
    record_review,
    set_session_people,
    start_item,
    write_item_note,
)
from db.operations.undoing import Restored, Undoable, last_edit, undo_edit
from db.records import Changes, Document, PaperData, Sending

__all__ = [
    "Changes",
    "Document",
    "PaperData",
    "Restored",
    "Sending",
    "Undoable",
    "add_member",
    "add_remedies",
    "add_supplement",
    "approve_ballot",
    "begin_further_round",
    "clear_decision",
    "clear_inspection",
    "clear_override",
    "clear_past_year",
    "close_item",
    "close_session",
    "drop_remedy",
    "drop_supplement",
    "hand_in_review",
    "last_edit",
    "lay_out_sessions",
    "number_papers",
    "open_session",
    "prepare_ballot",
    "receive_paper",
    "record_attendance",
    "record_collective",
    "record_count",
    "record_decisions",
    "record_documents",
    "record_past_years",
    "record_rerating",
    "record_review",
    "record_sending",
    "remove_member",
    "reorder_members",
    "set_ballot_state",
    "set_inspection",
    "set_meeting_day",
    "set_old_faults",
    "set_override",
    "set_session_people",
    "set_setting",
    "set_term",
    "set_up_unit",
    "start_item",
    "take_back_paper",
    "take_back_review",
    "undo_edit",
    "update_member",
    "update_remedy",
    "update_unit",
    "write_item_note",
    "write_review_part",
    "write_review_parts",
]
