"""This installation: settings, addresses, the clock, the command line. The only place that knows the deployment."""
