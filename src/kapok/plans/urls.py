"""Addresses of plans. ``/plans/<slug>/#c7`` is a clause for good; so are ``#t3`` and ``#d9``."""

from django.urls import include, path

from kapok.plans import board_views, views

app_name = "plans"
urlpatterns = [
    path("", views.index, name="index"),
    path("", include("kapok.plans.review.urls")),
    path("search/", views.search, name="search"),
    path("plans/<slug:slug>/", views.plan, name="plan"),
    path("plans/<slug:slug>/board/", board_views.board, name="board"),
    path("plans/<slug:slug>/offices/", board_views.offices, name="offices"),
    path("plans/<slug:slug>/offices/<slug:key>/", board_views.office, name="office"),
]
