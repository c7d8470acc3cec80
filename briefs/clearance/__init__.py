"""Clearance: who may see what of a fact file, decided once, for everything that is made of it.

Facts go in and facts come out; it knows no template, no format and no file.
"""

from briefs.clearance.earlier import may_be_told
from briefs.clearance.flow import BACKGROUND, Bearing, Flow
from briefs.clearance.release import Release, is_embargoed, released

__all__ = ["BACKGROUND", "Bearing", "Flow", "Release", "is_embargoed", "may_be_told", "released"]
