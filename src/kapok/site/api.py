"""The root of the API: all routers under /api/, with a description and pages that need nothing from outside."""

from ninja import NinjaAPI, Swagger

from kapok import __version__
from kapok.plans.api import router as plans
from kapok.plans.review.api import router as drafts

api = NinjaAPI(
    title="Kapok",
    version=__version__,
    description="What is published by ids that last, and for officials who are signed in their drafts. Reads only.",
    docs=Swagger(settings={"persistAuthorization": False}),
    urls_namespace="api",
)
api.add_router("", plans)
api.add_router("", drafts)
