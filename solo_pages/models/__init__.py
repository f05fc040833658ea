from .import_record import ImportRecord
from .invitation import Claim, Invitation
from .letter import Letter
from .review import ProfileReviewTask
from .service_point import ServicePointPage
from .solo import SoloGalleryImage, SoloNetworkLink, SoloProfilePage
from .term_proposal import TermProposal

__all__ = [
    "Claim",
    "ImportRecord",
    "Invitation",
    "Letter",
    "ProfileReviewTask",
    "ServicePointPage",
    "SoloGalleryImage",
    "SoloNetworkLink",
    "SoloProfilePage",
    "TermProposal",
]
