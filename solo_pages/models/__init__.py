from .import_record import ImportRecord
from .service_point import ServicePointPage
from .solo import SoloGalleryImage, SoloNetworkLink, SoloProfilePage

__all__ = ["ImportRecord", "ServicePointPage", "SoloGalleryImage", "SoloNetworkLink", "SoloProfilePage"]
