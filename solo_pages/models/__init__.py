from .agenda import AgendaPage
from .calendar_feed import CalendarFeed
from .event import EventException, EventPage, EventQuestion
from .freshness_record import FreshnessRecord
from .import_record import ImportRecord
from .invitation import Claim, Invitation
from .letter import Letter
from .occurrence import EventSeries, Occurrence
from .personal_data import AccountClosure, Consent
from .registration import Registration
from .review import ProfileReviewTask
from .service_point import ServicePointPage
from .solo import SoloGalleryImage, SoloNetworkLink, SoloProfilePage
from .term_proposal import TermProposal
from .uploaded_picture import UploadedPicture
from .visits import DailyViews

__all__ = [
    "AccountClosure",
    "AgendaPage",
    "CalendarFeed",
    "Claim",
    "Consent",
    "DailyViews",
    "EventException",
    "EventPage",
    "EventQuestion",
    "EventSeries",
    "FreshnessRecord",
    "ImportRecord",
    "Invitation",
    "Letter",
    "Occurrence",
    "ProfileReviewTask",
    "Registration",
    "ServicePointPage",
    "SoloGalleryImage",
    "SoloNetworkLink",
    "SoloProfilePage",
    "TermProposal",
    "UploadedPicture",
]
