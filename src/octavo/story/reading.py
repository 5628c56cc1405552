"""From a stored membership back to what was decided on, and what was decided."""

from octavo.story.logic.report import from_bytes
from octavo.story.models import Member
from octavo.story.types import Placement, Report


def decided(member: Member) -> tuple[Report, Placement]:
    """Return the report and the placement of a member, whose story and event are loaded with it.

    Raises ReportFormatError when the stored report is of another version.
    """
    copy_of = str(member.copy_of_id) if member.copy_of_id else None
    placement = Placement(member.story.key, member.event.key, copy_of, member.score)
    return from_bytes(bytes(member.report)), placement
