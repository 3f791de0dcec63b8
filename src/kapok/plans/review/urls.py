"""Addresses of drafts, and of what belongs to the versions of a plan."""

from django.urls import path

from kapok.plans import relation_views, version_views
from kapok.plans.review import (
    adopt_views,
    change_views,
    import_views,
    life_views,
    list_views,
    office_views,
    views,
)

urlpatterns = [
    path("drafts/", list_views.list_page, name="drafts"),
    path("drafts/import/", import_views.import_page, name="import"),
    path("drafts/<int:number>/", views.draft, name="draft"),
    path("drafts/<int:number>/items/", views.items, name="draft_items"),
    path("drafts/<int:number>/items/<str:key>/", views.item, name="draft_item"),
    path("drafts/<int:number>/add/", views.add, name="draft_add"),
    path("drafts/<int:number>/undo/", views.undo, name="draft_undo"),
    path("drafts/<int:number>/offices/", office_views.offices_page, name="draft_offices"),
    path("drafts/<int:number>/changes/", change_views.changes_page, name="draft_changes"),
    path("drafts/<int:number>/adopt/", adopt_views.adopt_page, name="draft_adopt"),
    path("drafts/<int:number>/delete/", life_views.delete_page, name="draft_delete"),
    path("drafts/<int:number>/recompile/", life_views.recompile_page, name="draft_recompile"),
    path("drafts/<int:number>/reopen/", life_views.reopen_draft, name="draft_reopen"),
    path("drafts/<int:number>/original/", life_views.original, name="draft_original"),
    path("plans/<slug:slug>/versions/", version_views.versions_page, name="versions"),
    path("plans/<slug:slug>/withdraw/", version_views.withdraw_page, name="withdraw"),
    path("plans/<slug:slug>/text/", version_views.text, name="text"),
    path("plans/<slug:slug>/original/", version_views.original, name="original"),
    path("plans/<slug:slug>/relations/", relation_views.relations_page, name="relations"),
]
