"""Writes. Each is one transaction with its row in the journal, and says who does it, when and why."""

from kapok.accounts.actions.groups import set_members
from kapok.accounts.actions.mandates import end_mandate, give_mandate
from kapok.accounts.actions.offices import add_office, correct_office, end_office, reopen_office
from kapok.accounts.actions.organisations import add_organisation, correct_organisation, end_organisation
from kapok.accounts.actions.people import (
    correct_person,
    create_administrator,
    create_person,
    remove_second_factor,
    reset_password,
    switch_person,
)
from kapok.accounts.actions.succession import merge_offices, rename_office, succeed_office
from kapok.accounts.actions.writing import ChangedError, RefusedError

__all__ = [
    "ChangedError",
    "RefusedError",
    "add_office",
    "add_organisation",
    "correct_office",
    "correct_organisation",
    "correct_person",
    "create_administrator",
    "create_person",
    "end_mandate",
    "end_office",
    "end_organisation",
    "give_mandate",
    "merge_offices",
    "remove_second_factor",
    "rename_office",
    "reopen_office",
    "reset_password",
    "set_members",
    "succeed_office",
    "switch_person",
]
