"""Addresses of plans. ``/plans/<slug>/#c7`` is a clause for good; so are ``#t3`` and ``#d9``."""

from django.urls import path

from kapok.plans import views

app_name = "plans"
urlpatterns = [
    path("", views.index, name="index"),
    path("search/", views.search, name="search"),
    path("plans/<slug:slug>/", views.plan, name="plan"),
]
