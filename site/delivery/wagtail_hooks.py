"""Says of pages that their answers are the same for every reader."""

from wagtail import hooks

from delivery.kept import recording


@hooks.register("before_serve_page", order=1000)  # after Wagtail's own has answered for pages behind a restriction
def vouch_for_page(page, request, serve_args, serve_kwargs):
    """Let a page be kept whose type says which parameters of its address it reads.

    Further addresses of a page, such as its feed, are views of their own, and vouch for themselves.
    """
    view = serve_args[0] if serve_args else None
    if getattr(page, "kept_parameters", None) is not None and getattr(view, "__name__", "index_route") == "index_route":
        recording.may_keep(request, page.kept_parameters)
        recording.gone_at(page.expire_at)
