from .service_point import ServicePointPage
from .solo import SoloGalleryImage, SoloNetworkLink, SoloProfilePage

__all__ = ["ServicePointPage", "SoloGalleryImage", "SoloNetworkLink", "SoloProfilePage"]
