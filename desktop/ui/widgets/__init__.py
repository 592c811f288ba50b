"""Small pieces that every page is built of; each takes plain values and gives back signals.

StepRail, RailStep, StepState    the path at the left
NextStepBar                      the one obvious next step at the bottom
Notice, NoticeKind, Sentence     one sentence: what happened, where, what to do
EmptyPage                        what will be here, why, one button to begin
PeopleTable, Column, Heading     a table of people: search without diacritics, sorting by given name
Table                            the table that all lists are: rows and columns follow the text size
Row                              parts side by side while there is room, else one below the other
StackedBar, VoteBar              votes by level as a bar with numbers
CapCard, CapView                 the ceiling on excellent ratings with its arithmetic
LevelPicker                      one of the four levels, or none yet
Wording                          a label that breaks its line inside the path of a file too
Dialog                           a window over the window, within the screen, its buttons in sight
run_in_background, Job, JobBar   work beside the window, with progress and cancel
menu_button                      a button that opens a menu of words
ask                              a question whose buttons are verbs
"""

from desktop.ui.widgets.background import Cancelled, Job, Report, run_in_background
from desktop.ui.widgets.cap_card import CapCard, CapView
from desktop.ui.widgets.confirm import ask
from desktop.ui.widgets.dialog import Dialog
from desktop.ui.widgets.empty_page import EmptyPage
from desktop.ui.widgets.job_bar import JobBar
from desktop.ui.widgets.level_picker import LevelPicker
from desktop.ui.widgets.menu_button import menu_button
from desktop.ui.widgets.next_step import NextStepBar
from desktop.ui.widgets.notice import Notice, NoticeKind, Sentence
from desktop.ui.widgets.people_model import Column, Heading, PeopleModel
from desktop.ui.widgets.people_table import PeopleTable
from desktop.ui.widgets.reflow import Row
from desktop.ui.widgets.stacked_bar import StackedBar, VoteBar
from desktop.ui.widgets.step_rail import RailStep, StepRail, StepState
from desktop.ui.widgets.table import Table
from desktop.ui.widgets.vietnamese import fold, name_key
from desktop.ui.widgets.wording import Wording

__all__ = [
    "Cancelled",
    "CapCard",
    "CapView",
    "Column",
    "Dialog",
    "EmptyPage",
    "Heading",
    "Job",
    "JobBar",
    "LevelPicker",
    "NextStepBar",
    "Notice",
    "NoticeKind",
    "PeopleModel",
    "PeopleTable",
    "RailStep",
    "Report",
    "Row",
    "Sentence",
    "StackedBar",
    "StepRail",
    "StepState",
    "Table",
    "VoteBar",
    "Wording",
    "ask",
    "fold",
    "menu_button",
    "name_key",
    "run_in_background",
]
