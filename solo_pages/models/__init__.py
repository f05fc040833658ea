from .freshness_record import FreshnessRecord
from .import_record import ImportRecord
from .letter import Letter
from .personal_data import AccountClosure, Consent
from .review import ProfileReviewTask
from .service_point import ServicePointPage
from .solo import SoloGalleryImage, SoloNetworkLink, SoloProfilePage
from .visits import DailyViews

__all__ = [
    "AccountClosure",
    "Consent",
    "DailyViews",
    "FreshnessRecord",
    "ImportRecord",
    "Letter",
    "ProfileReviewTask",
    "ServicePointPage",
    "SoloGalleryImage",
    "SoloNetworkLink",
    "SoloProfilePage",
]
