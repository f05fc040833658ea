"""Parts shared by the backends of databases."""

from django.db.models import Expression, F, Field

from ..querysets import EntryQuerySet

TABLE = "directory_blocks_entrytext"


def joined(entries: EntryQuerySet) -> EntryQuerySet:
    """Join the text of the entries; an inner join, as full-text indexes want it."""
    return entries.filter(text__isnull=False)


class TextExpression(Expression):
    """
    SQL about the text table: ``{alias}`` in the template is its name in the query, where ``key`` is its key.
    """

    def __init__(self, template: str, params: tuple[object, ...], output_field: Field, key: str = "text__pk") -> None:
        super().__init__(output_field=output_field)
        self.template = template
        self.params = params
        self.source = F(key)

    def get_source_expressions(self) -> list:
        return [self.source]

    def set_source_expressions(self, exprs: list) -> None:
        (self.source,) = exprs

    def as_sql(self, compiler: object, connection: object) -> tuple[str, tuple[object, ...]]:
        alias = compiler.quote_name_unless_alias(self.source.alias)
        return self.template.format(alias=alias), self.params
