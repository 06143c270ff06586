"""Every form on Prefect's pages, in the order in which they are listed."""

from typing import Any

from prefect import Flow

from flows import answering, content_forms, operations, reviewing

FORMS: tuple[Flow[..., Any], ...] = (
    *operations.FORMS,
    *answering.FORMS,
    *reviewing.FORMS,
    *content_forms.FORMS,
)
