"""The domain as data: kinds of events, targets, weapons and sources, parties, conflicts; and the small total functions
over them: the codes of a kind, the party that a phrase names, the status that claims give.

The data are the TOML files beside the code; what belongs to a language is in a folder of that language.
"""

from sayso.codebook.acled import actor_type, interaction, interaction_label
from sayso.codebook.codes import coded
from sayso.codebook.conflicts import Conflict, conflicts, opponents
from sayso.codebook.doers import is_own_force, named_doer, rival_doers, same_doer
from sayso.codebook.interest import against_interest
from sayso.codebook.kinds import (
    CIVILIAN_TARGETS,
    KINDS,
    MILITARY_TARGETS,
    TARGET_KINDS,
    WEAPON_KINDS,
    acled_code,
    description,
    family,
    has_doer,
    is_hostile,
    plover_code,
)
from sayso.codebook.parties import countries_of, is_party, is_state, parties, party_of, party_of_country, side_of
from sayso.codebook.sources import MONITOR_KINDS, PHYSICAL_KINDS, SOURCE_KINDS, STATE_KINDS, is_counting_source
from sayso.codebook.status import Testimony, independent, responsibility_status, same_side, status_of
from sayso.codebook.ucdp import type_of_violence
from sayso.codebook.weapon_systems import WeaponSystem, weapon_system, weapon_systems

__all__ = [
    "CIVILIAN_TARGETS", "KINDS", "MILITARY_TARGETS", "MONITOR_KINDS", "PHYSICAL_KINDS", "SOURCE_KINDS",
    "STATE_KINDS", "TARGET_KINDS", "WEAPON_KINDS", "Conflict", "Testimony", "WeaponSystem", "acled_code",
    "actor_type", "against_interest", "coded", "conflicts", "countries_of", "description", "family", "has_doer",
    "independent", "interaction", "interaction_label", "is_counting_source", "is_hostile", "is_own_force",
    "is_party", "is_state", "named_doer", "opponents", "parties", "party_of", "party_of_country", "plover_code",
    "responsibility_status", "rival_doers", "same_doer", "same_side", "side_of", "status_of", "type_of_violence",
    "weapon_system", "weapon_systems",
]
