from .import_record import ImportRecord
from .letter import Letter
from .review import ProfileReviewTask
from .service_point import ServicePointPage
from .solo import SoloGalleryImage, SoloNetworkLink, SoloProfilePage
from .term_proposal import TermProposal

__all__ = [
    "ImportRecord",
    "Letter",
    "ProfileReviewTask",
    "ServicePointPage",
    "SoloGalleryImage",
    "SoloNetworkLink",
    "SoloProfilePage",
    "TermProposal",
]
