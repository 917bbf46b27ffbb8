"""Telling other systems what happened (事件通知): the one place that calls out, and only where the operator said."""
