"""City packs: folders of data, nothing that runs. ``kapok.site.packs`` reads them."""
