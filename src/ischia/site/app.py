"""The site as a Django app."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Names the app; its tables begin with `site_`."""

    name = "ischia.site"
    label = "site"
