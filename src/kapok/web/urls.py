"""Addresses of pages about the look itself."""

from django.urls import path

from kapok.web import views

app_name = "web"
urlpatterns = [path("style/", views.style, name="style")]
