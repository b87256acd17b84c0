"""How contents become documents: a room registers a builder for its models."""

_builders = {}


def builds_documents(model):
    """Register the function below as what builds a Document from an instance of a model or of its subclasses."""

    def register(function):
        _builders[model] = function
        return function

    return register


def document_of(content):
    """Return the Document of a page or snippet of its specific type, or None if nobody builds one."""
    builder = next((_builders[base] for base in type(content).__mro__ if base in _builders), None)
    return builder(content) if builder else None
