from .import_record import ImportRecord
from .letter import Letter
from .personal_data import AccountClosure, Consent
from .review import ProfileReviewTask
from .service_point import ServicePointPage
from .solo import SoloGalleryImage, SoloNetworkLink, SoloProfilePage

__all__ = [
    "AccountClosure",
    "Consent",
    "ImportRecord",
    "Letter",
    "ProfileReviewTask",
    "ServicePointPage",
    "SoloGalleryImage",
    "SoloNetworkLink",
    "SoloProfilePage",
]
